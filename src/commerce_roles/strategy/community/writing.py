"""A community for other programs: plain data and flat rows."""

from collections.abc import Iterator
from typing import Any

from commerce_roles.strategy.community.member import Counted, Counts, Looked, Pressed
from commerce_roles.strategy.contract import plain_table

__all__ = ["as_data", "figure_rows", "month_rows"]


def as_data(value: Looked | Pressed, form: str) -> dict[str, Any]:
    """Write a value as plain data."""
    return {"format": form, **plain_table(value)}


def figure_rows(looked: Looked) -> list[dict[str, object]]:
    """Write one row for each figure, now and before."""
    told = [("now", looked.now)]
    if looked.before is not None:
        told.insert(0, ("before", looked.before))
    return [
        {
            "when": when,
            "kind": kind,
            "id": identifier,
            "yes": counted.yes,
            "no": counted.no,
            "unknown": counted.unknown,
            "share": counted.share,
            "most_share": counted.most_share,
        }
        for when, counts in told
        for kind, identifier, counted in _figures(counts)
    ]


def _figures(counts: Counts) -> Iterator[tuple[str, str, Counted]]:
    yield "belongs", "belongs", counts.belongs
    yield from (("member_test", name, counted) for name, counted in counts.tests)
    yield from (("loyalty_step", one.step, one.reached) for one in counts.steps)


def month_rows(pressed: Pressed) -> list[dict[str, object]]:
    """Write one row for each channel and month."""
    return [
        {
            "month": f"{one.month:%Y-%m}",
            "channel": one.channel,
            "pieces": one.pieces,
            "promoting": one.promoting,
            "unknown": one.unknown,
            "allowed": one.allowed,
            "over_by": one.over_by,
        }
        for one in pressed.months
    ]
