"""The table as plain data: the form `kpis/1`, which other programs read."""

import json
from fractions import Fraction
from typing import Final

from commerce_roles.graph.kpis.contradicting import Contradiction
from commerce_roles.graph.kpis.judging import Target
from commerce_roles.graph.kpis.results import KpiFindings, KpiValue
from commerce_roles.graph.kpis.saying import reason, said
from commerce_roles.graph.relations import node

__all__ = ["FORMAT", "as_data", "as_json", "number"]

FORMAT: Final = "kpis/1"


def as_json(table: KpiFindings, lang: str) -> str:
    """Write a table as JSON, keys in a fixed order, ending with a line break."""
    return json.dumps(as_data(table, lang), ensure_ascii=False, indent=2) + "\n"


def as_data(table: KpiFindings, lang: str) -> dict[str, object]:
    """Write a table as plain data; numbers do not depend on the language."""
    return {
        "format": FORMAT,
        "lang": lang,
        "catalogue": {"version": table.version},
        "currency": table.currency or None,
        "periods": [
            {
                "period": period.name,
                "measures": {name: number(value) for name, value in period.measures.items()},
            }
            for period in table.periods
        ],
        "kpis": {
            kpi: {
                "label": table.wording.name(node("kpi", kpi), lang),
                "unit": values[0].unit or None,
                "target": _target(table.targets.get(kpi)),
                "values": [_value(table, value, lang) for value in values],
            }
            for kpi, values in table.values.items()
        },
        "contradictions": [_contradiction(table, one, lang) for one in table.contradictions],
    }


def number(value: Fraction | None) -> int | float | None:
    """Write a number as JSON has it: whole ones whole, the others rounded to a float."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _value(table: KpiFindings, value: KpiValue, lang: str) -> dict[str, object]:
    why = value.why
    return {
        "period": value.period,
        "value": number(value.exact),
        "text": said(table.wording, value.exact, value.unit, lang, table.currency),
        "target": value.target,
        "trend": value.trend,
        "undefined": None
        if why is None
        else {
            "reason": why.reason,
            "measures": list(why.names),
            "text": reason(table.wording, why, lang),
        },
        "doubts": list(value.doubts),
    }


def _target(target: Target | None) -> dict[str, object] | None:
    return None if target is None else {"low": number(target.low), "high": number(target.high)}


def _contradiction(table: KpiFindings, one: Contradiction, lang: str) -> dict[str, object]:
    return {
        "rule": one.rule,
        "breach": one.breach,
        "period": one.period,
        "text": table.wording.name(node("measure_rule", one.rule), lang),
        "measures": [list(side) for side in one.measures],
        "values": [number(one.smaller), number(one.larger)],
    }
