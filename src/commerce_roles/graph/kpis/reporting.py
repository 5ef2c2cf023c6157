"""How KPIs read: what does not fit together first, then the values, then what is missing."""

from collections.abc import Iterator
from typing import Final

from commerce_roles.catalogue import Undefined
from commerce_roles.display import (
    Alignment,
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    places_for,
    strong,
    write_number,
)
from commerce_roles.graph.kpis.contradicting import Contradiction
from commerce_roles.graph.kpis.results import KpiFindings, KpiValue
from commerce_roles.graph.kpis.saying import NOTHING, names_of, reason, unit_said
from commerce_roles.graph.relations import node

__all__ = ["as_document"]

_COLUMNS: Final = 4
"""The last so many periods are shown; all are in the data."""
_MOST: Final = 8
"""More KPIs without a value are counted, not listed."""


def as_document(table: KpiFindings, lang: str) -> Document:
    """Show a table of KPIs."""
    blocks = [
        *_contradictions(table, lang),
        *_values(table, lang),
        *_undefined(table, lang),
    ]
    return Document(table.wording.heading("kpis.title", lang), blocks, lang=lang)


def _contradictions(table: KpiFindings, lang: str) -> Iterator[Block]:
    if not table.contradictions:
        return
    say = table.wording
    yield Heading(say.heading("kpis.contradictions", lang))
    for one in table.contradictions:
        name = say.name(node("measure_rule", one.rule), lang)
        when = muted(f" ({one.period})") if len(table.periods) > 1 else ""
        but = f"{name}, {say.word('kpis.but', lang)} "
        text: Text = [but, strong(_sides(table, one, lang)), when]
        label = say.heading(f"kpis.{one.breach}", lang)
        yield Callout(text, "warning" if one.breach == "impossible" else "note", label=label)


def _sides(table: KpiFindings, one: Contradiction, lang: str) -> str:
    """Write out what contradicts."""
    numbers = (one.smaller, one.larger)
    written = [write_number(n, lang, places=places_for(numbers)) for n in numbers]
    names = [names_of(table.wording, side, lang) for side in one.measures]
    first, second = (f"{name}: {n}" for name, n in zip(names, written, strict=True))
    return f"{first} > {second}"


def _values(table: KpiFindings, lang: str) -> Iterator[Block]:
    shown = {kpi: values for kpi, values in table.values.items() if _is_told(values)}
    if not shown:
        yield Paragraph(table.wording.heading("kpis.nothing", lang) + ".")
        return
    stages = dict.fromkeys(table.stages[kpi] for kpi in shown)
    order = [name.partition(":")[2] for name in table.wording.names if name.startswith("stage:")]
    for stage in sorted(stages, key=lambda s: (order.index(s) if s in order else len(order), s)):
        title = node("stage", stage) if stage in order else ""
        name = table.wording.name(title, lang) if title else table.wording.word(_OTHER, lang)
        yield Heading(name[:1].upper() + name[1:])
        yield _table(table, [kpi for kpi in shown if table.stages[kpi] == stage], lang)


_OTHER: Final = "kpis.other_stage"


def _is_told(values: tuple[KpiValue, ...]) -> bool:
    return any(value.exact is not None for value in values[-_COLUMNS:])


def _table(table: KpiFindings, kpis: list[str], lang: str) -> Table:
    periods = table.periods[-_COLUMNS:]
    many = len(periods) > 1
    rows: list[list[Text]] = []
    judged = [kpi for kpi in kpis if _judgement(table, kpi, lang)]
    for kpi in kpis:
        values = table.values[kpi][-_COLUMNS:]
        told = [value.exact for value in values if value.exact is not None]
        places = places_for(told)
        cells: list[Text] = [
            NOTHING if value.exact is None else write_number(value.exact, lang, places=places)
            for value in values
        ]
        unit = unit_said(table.wording, values[0].unit, lang, table.currency)
        last = [_judgement(table, kpi, lang)] if judged else []
        rows.append([table.wording.name(node("kpi", kpi), lang), *cells, muted(unit), *last])
    heads: list[Text] = [period.name if many else "" for period in periods]
    sides: list[Alignment] = ["left", *(["right"] * len(periods))]  # type: ignore[list-item]
    return Table(["", *heads, "", *([""] if judged else [])], rows, alignments=sides)


def _judgement(table: KpiFindings, kpi: str, lang: str) -> list[str]:
    """Say how the last value stands."""
    value, say = table.values[kpi][-1], table.wording
    words = [
        say.word(f"kpi_trend.{value.trend}", lang) if value.trend else "",
        say.word(f"kpi_target.{value.target}", lang) if value.target else "",
        say.word("kpis.in_doubt", lang) if value.doubts and value.exact is not None else "",
    ]
    told = ", ".join(word for word in words if word)
    return [told] if told else []


def _undefined(table: KpiFindings, lang: str) -> Iterator[Block]:
    """Tell what has no value and why, the nearest to one first; what lacks all is counted."""
    say = table.wording
    told = {name for period in table.periods for name in period.measures}
    found: list[tuple[int, str, Text]] = []
    further = 0
    for kpi, values in table.values.items():
        reasons = _reasons(values[-_COLUMNS:])
        if all(why.reason == "missing" for why in reasons) and not told & set(table.reads[kpi]):
            further += bool(reasons)
            continue
        for why, periods in reasons.items():
            lacking = len(why.names) if why.reason == "missing" else 0
            when = "" if len(periods) == len(values[-_COLUMNS:]) else f" ({', '.join(periods)})"
            text: Text = [say.name(node("kpi", kpi), lang), ": ", reason(say, why, lang), when]
            found.append((lacking, kpi, text))
    items = [text for _, _, text in sorted(found, key=lambda one: one[:2])]
    if items:
        yield Heading(say.heading("kpis.no_value", lang))
        yield Bullets(items[:_MOST])
        further += len(items[_MOST:])
    if further:
        text = say.word("kpis.further", lang).replace("{n}", str(further))
        yield Paragraph(muted(f"{text[:1].upper()}{text[1:]}."))


def _reasons(values: tuple[KpiValue, ...]) -> dict[Undefined, list[str]]:
    """Give why values are undefined, each reason with the periods in which it holds."""
    found: dict[Undefined, list[str]] = {}
    for value in values:
        if value.why is not None:
            found.setdefault(value.why, []).append(value.period)
    return found
