"""Where the ends of a bar lie on its scale, and how it reads."""

import math

from attrs import frozen

from commerce_roles.display.blocks import Bar, Bars
from commerce_roles.display.spans import Spans, flow, spans

__all__ = ["Drawn", "scaled"]


@frozen
class Drawn:
    """A bar ready to be drawn: places are parts of the scale, 0 to 1, in order."""

    label: Spans
    """What is measured."""
    low: float
    """Where the part that is sure ends."""
    value: float
    """Where the most likely value lies."""
    high: float
    """Where the range ends."""
    text: Spans
    """How the range reads."""


def scaled(bars: Bars) -> tuple[Drawn, ...]:
    """Place every row of a chart on its scale.

    A number that is none (NaN) lies at 0; what lies beyond the scale ends with it.

    Examples:
        >>> [row] = scaled(Bars([Bar("posts", 5, 10, 15)], unit="hours", maximum=20))
        >>> row.low, row.value, row.high, row.text[0].text
        (0.25, 0.5, 0.75, '5–10–15 hours')
    """
    ends = [abs(bar.high) for bar in bars.rows if math.isfinite(bar.high)]
    given = bars.maximum if bars.maximum is not None else max(ends, default=0)
    end = given if math.isfinite(given) and given > 0 else 1.0
    return tuple(_drawn(bar, end, bars.unit) for bar in bars.rows)


def _drawn(bar: Bar, end: float, unit: str) -> Drawn:
    """Place one bar on a scale from 0 to `end`."""
    low, value, high = sorted(_part(number, end) for number in (bar.low, bar.value, bar.high))
    text = bar.text or spans(f"{_range(bar)} {unit}")
    return Drawn(flow(bar.label), low, value, high, flow(text))


def _part(number: float, end: float) -> float:
    """Give a number as a part of the scale."""
    return 0.0 if math.isnan(number) else min(max(number / end, 0.0), 1.0)


def _range(bar: Bar) -> str:
    """Write the numbers of a bar, each once."""
    return "–".join(dict.fromkeys(f"{number:.12g}" for number in (bar.low, bar.value, bar.high)))
