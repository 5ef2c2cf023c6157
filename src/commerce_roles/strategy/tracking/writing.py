"""A review as plain data and as flat rows; decisions as lines of JSON, and read again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from commerce_roles.errors import DecisionError, InputError, Problem
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.tracking.deciding import Decision, DecisionLog
from commerce_roles.strategy.tracking.reviewed import Reviewed
from commerce_roles.strategy.tracking.tracked import ResultStanding
from commerce_roles.structuring import in_form, is_mapping, parse_line, structure

__all__ = [
    "as_data", "decision_line", "log_of", "reading_rows", "standing_row",
]  # fmt: skip

FORMAT: Final = "review/1"
LOG_FORMAT: Final = "decision/1"


def as_data(review: Reviewed, lang: str) -> dict[str, Any]:
    """Write a review as plain data."""
    return {
        "format": FORMAT,
        "day": review.day.isoformat(),
        "every": review.every,
        "shop": review.shop or None,
        "channel": review.channel or None,
        "currency": review.currency or None,
        "key_results": [_standing(one) for one in review.standings],
        "proposals": [plain_table(one) for one in review.proposals],
        "moves": [plain_table(one) for one in review.moves],
        "drivers": [one.to_dict(lang) for one in review.drivers],
        "between": list(review.between) if review.drivers else None,
        "gaps": [plain_table(one) for one in review.gaps],
        "notes": [plain_table(one) for one in review.notes],
        "decisions": [plain_table(one) for one in review.log.decisions],
        "catalogue_hash": review.catalogue_hash,
    }


def _standing(standing: ResultStanding) -> dict[str, Any]:
    return {"id": standing.id, **plain_table(standing)}


def standing_row(standing: ResultStanding, shop: str) -> dict[str, object]:
    """Write how one key result stands as a flat row."""
    last = standing.last
    return {
        "shop": shop,
        "goal": standing.goal,
        "kpi": standing.kpi,
        "status": standing.status,
        "reason": standing.reason or None,
        "in_a_row": standing.in_a_row,
        "period": last.period if last else None,
        "value": last.value if last else None,
        "low": last.low if last else None,
        "high": last.high if last else None,
        "expected": last.expected if last else None,
        "baseline": standing.baseline,
        "target": standing.target,
    }


def reading_rows(review: Reviewed) -> list[dict[str, object]]:
    """Write every period of every key result as a flat row."""
    return [
        {
            "goal": one.goal,
            "kpi": one.kpi,
            "period": reading.period,
            "value": reading.value,
            "low": reading.low,
            "high": reading.high,
            "expected": reading.expected,
            "behind": reading.behind,
            "missing": ", ".join(reading.why.names) if reading.why else None,
        }
        for one in review.standings
        for reading in one.readings
    ]


# ---------------------------------------------------------------------- the log


def decision_line(decision: Decision) -> str:
    """Write a decision on one line of JSON, ending with a line break."""
    data = {"format": LOG_FORMAT, **plain_table(decision)}
    return json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n"


def log_of(text: str, *, file: str = "") -> DecisionLog:
    """Read a log of decisions: a line each, as `decision_line` writes it.

    Raises:
        DecisionError: With every line that is no decision, is out of its place, or was decided by
            somebody who may not.

    Examples:
        >>> log_of("").decisions
        ()
    """
    found: list[Decision] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        for one in _decision(line, number, len(found) + 1, file):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                found.append(one)
    if problems:
        raise DecisionError(problems)
    return DecisionLog(tuple(found))


def _decision(line: str, number: int, place: int, file: str) -> Iterator[Decision | Problem]:
    at = f"line {number}"
    try:
        data = parse_line(line, file, at)
    except InputError as error:
        yield from (evolve(one, remedy="take the log from a copy") for one in error.problems)
        return
    told: Mapping[str, object] = data if is_mapping(data) else {}
    content, wrong = in_form(told, LOG_FORMAT)
    if wrong:
        yield Problem("this is no decision", at, f'its "format" is "{LOG_FORMAT}"', file)
        return
    value, faults = structure(content, Decision)
    if value is None:
        yield from (Problem(p.message, f"{at}, {p.path}", p.remedy, file) for p in faults)
    elif value.number != place:
        message = f"this is number {value.number}, and number {place} is wanted"
        yield Problem(message, at, "a log only grows: nothing is taken out of it", file)
    elif value.by != value.proposal.decides:
        message = f"{value.by} decided, and {value.proposal.decides} should have"
        yield Problem(message, at, "a log only grows: nothing in it is changed", file)
    else:
        yield value
