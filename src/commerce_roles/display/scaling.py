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
    mark: float | None = None
    """Where the line across it lies; None without one, or one that is no number."""

    def marked(self, bar: str, wide: int, gap: str) -> str:
        """Lay the line across a bar that is drawn in characters, after gaps where it ends before.

        Examples:
            >>> row = Drawn((), 0.2, 0.4, 0.6, (), mark=0.9)
            >>> row.marked("██▓▓░░", 10, "·")
            '██▓▓░░···┃'
        """
        if self.mark is None or wide < 1:
            return bar
        place = min(round(self.mark * wide), wide - 1)
        return bar[:place].ljust(place, gap) + "┃" + bar[place + 1 :]


def scaled(bars: Bars) -> tuple[Drawn, ...]:
    """Place every row of a chart on its scale.

    A number that is none (NaN) lies at 0; what lies beyond the scale ends with it.

    Examples:
        >>> [row] = scaled(Bars([Bar("posts", 5, 10, 15)], unit="hours", maximum=20))
        >>> row.low, row.value, row.high, row.text[0].text
        (0.25, 0.5, 0.75, '5–10–15 hours')
    """
    known = (number for bar in bars.rows for number in (bar.high, bar.mark) if number is not None)
    ends = [abs(number) for number in known if math.isfinite(number)]
    given = bars.maximum if bars.maximum is not None else max(ends, default=0)
    end = given if math.isfinite(given) and given > 0 else 1.0
    return tuple(_drawn(bar, end, bars.unit) for bar in bars.rows)


def _drawn(bar: Bar, end: float, unit: str) -> Drawn:
    """Place one bar on a scale from 0 to `end`."""
    low, value, high = sorted(_part(number, end) for number in (bar.low, bar.value, bar.high))
    text = bar.text or spans(f"{_range(bar)} {unit}")
    mark = None if bar.mark is None or math.isnan(bar.mark) else _part(bar.mark, end)
    return Drawn(flow(bar.label), low, value, high, flow(text), mark)


def _part(number: float, end: float) -> float:
    """Give a number as a part of the scale."""
    return 0.0 if math.isnan(number) else min(max(number / end, 0.0), 1.0)


def _range(bar: Bar) -> str:
    """Write the numbers of a bar, each once."""
    return "–".join(dict.fromkeys(f"{number:.12g}" for number in (bar.low, bar.value, bar.high)))
