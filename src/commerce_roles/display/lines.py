"""Lines over places in order, such as a figure over months: as values, as SVG, as a row of signs.

Whatever is given can be drawn: a value that is not known leaves a hole, one that is no number too.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from attrs import field, frozen

from commerce_roles.display.inking import PALETTE, digits
from commerce_roles.display.lettering import fitted, width_of_line
from commerce_roles.display.numbering import places_for, write_number
from commerce_roles.display.pictures import Style
from commerce_roles.display.placing import LETTERS
from commerce_roles.display.spans import Span, Spans, Text, flow, plain, spans

__all__ = ["Line", "Lines", "as_rows", "ends_of", "lines_body", "sparkline"]

_SIGNS: Final = "▁▂▃▄▅▆▇█"
_LARGEST: Final = 1e300
_HOLE: Final = "·"
_WIDTH: Final = 560.0
_HEIGHT: Final = 170.0
_BESIDE: Final = 64.0
_UNDER: Final = 24.0
_OVER: Final = 24.0
_MOST_LABELS: Final = 7
_DOT: Final = 3
_DASHES: Final = {"solid": "", "dashed": "6 4", "dotted": "1.5 3"}


def _values(given: Iterable[float | None]) -> tuple[float | None, ...]:
    """Keep values; what is no number, or too large for a scale, is not known."""
    return tuple(v if v is not None and abs(v) <= _LARGEST else None for v in given)


def _texts(given: Iterable[Text]) -> tuple[Spans, ...]:
    return tuple(spans(text) for text in given)


def _lines(given: "Iterable[Line]") -> "tuple[Line, ...]":
    return tuple(given)


@frozen
class Line:
    """A figure over places, with what it lies between where that is known."""

    label: Spans = field(converter=spans)
    """What it is."""
    values: tuple[float | None, ...] = field(converter=_values)
    """One for each place; None where it is not known."""
    low: tuple[float | None, ...] = field(default=(), converter=_values, kw_only=True)
    """The lower end of what it lies between, for each place."""
    high: tuple[float | None, ...] = field(default=(), converter=_values, kw_only=True)
    """The upper end."""
    style: Style = field(default="solid", kw_only=True)
    """How it is drawn."""


@frozen
class Lines:
    """Figures on one scale over the same places."""

    places: tuple[Spans, ...] = field(converter=_texts)
    """What stands under each place, from left to right."""
    lines: tuple[Line, ...] = field(converter=_lines)
    """The first in the first colour; its band lies behind all."""
    unit: str = field(default="", kw_only=True)
    """In what they are measured."""
    caption: Spans = field(default=(), converter=spans, kw_only=True)
    """What it shows."""
    lang: str = field(default="en", kw_only=True)
    """The language in which numbers are written."""


def sparkline(values: Iterable[float | None], ends: tuple[float, float] | None = None) -> str:
    """Draw values as a row of signs, the lowest lowest; a dot for one that is not known.

    Args:
        values: In order.
        ends: The lowest and highest of the scale; those of the values where left out.

    Examples:
        >>> sparkline([1, 2, None, 4])
        '▁▃·█'
    """
    told = _values(values)
    known = [value for value in told if value is not None]
    low, high = ends or (min(known, default=0.0), max(known, default=0.0))
    room = high - low
    steps = len(_SIGNS) - 1
    return "".join(
        _HOLE
        if value is None
        else _SIGNS[round(min(max((value - low) / room if room else 0.5, 0.0), 1.0) * steps)]
        for value in told
    )


def ends_of(picture: Lines) -> tuple[float, float] | None:
    """Give the lowest and the highest value of all lines and bands; None without any."""
    known = [
        value
        for line in picture.lines
        for row in (line.values, line.low, line.high)
        for value in row
        if value is not None
    ]
    return (min(known), max(known)) if known else None


def as_rows(picture: Lines) -> Iterator[tuple[Spans, Spans, Spans]]:
    """Tell a picture in words: of each line its label, its course, its first and last value."""
    ends = ends_of(picture)
    for line in picture.lines:
        values = line.values[: len(picture.places)]
        known = [value for value in values if value is not None]
        places = places_for(known) if known else 0
        told = [write_number(value, picture.lang, places=places) for value in known]
        unit = f" {picture.unit}" if picture.unit and told else ""
        reading = " → ".join(dict.fromkeys([*told[:1], *told[-1:]])) + unit
        course = (Span(sparkline(values, ends)),) if known else ()
        yield flow(line.label), course, flow(reading)


# ---------------------------------------------------------------------- as SVG


def lines_body(picture: Lines) -> tuple[list[str], float, float]:
    """Draw lines; give the parts, the width and the height."""
    ends = ends_of(picture)
    if ends is None:
        return [], _WIDTH, LETTERS
    scale = _Scale(*ends, count=len(picture.places))
    body = [*_grid(scale, picture), *_under(scale, picture.places)]
    for place, line in enumerate(picture.lines):
        body += _band(line, scale, PALETTE[place % len(PALETTE)])
    for place, line in enumerate(picture.lines):
        body += _course(line, scale, PALETTE[place % len(PALETTE)])
    body += _legend(picture.lines)
    return body, _WIDTH, _OVER + _HEIGHT + _UNDER


@frozen
class _Scale:
    """Where a value of a place lies."""

    low: float
    high: float
    count: int = field(kw_only=True)

    def x(self, place: int) -> float:
        room = _WIDTH - _BESIDE
        return _BESIDE + room * (place + 0.5) / max(self.count, 1)

    def y(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return _OVER + _HEIGHT * (0.96 - 0.92 * part)


def _grid(scale: _Scale, picture: Lines) -> Iterator[str]:
    middle = (scale.low + scale.high) / 2
    shown = [scale.low] if scale.low == scale.high else [scale.low, middle, scale.high]
    places = places_for(shown)
    for value in shown:
        y = digits(scale.y(value))
        text = write_number(value, picture.lang, places=places)
        text = f"{text} {picture.unit}" if picture.unit else text
        [short] = fitted(text, size=LETTERS, width=_BESIDE - 6, lines=1)
        yield (
            f'<path d="M{digits(_BESIDE)} {y}H{digits(_WIDTH)}" stroke="currentColor" '
            'stroke-opacity="0.15"/>'
        )
        x = digits(_BESIDE - 6)
        yield f'<text x="{x}" y="{y}" dy="4" text-anchor="end">{escape(short)}</text>'


def _under(scale: _Scale, places: Sequence[Spans]) -> Iterator[str]:
    step = max(1, math.ceil(len(places) / _MOST_LABELS))
    room = (_WIDTH - _BESIDE) / max(1, len(places)) * step - 4
    y = digits(_OVER + _HEIGHT + _UNDER - 8)
    for place in range(0, len(places), step):
        [short] = fitted(plain(places[place]), size=LETTERS, width=room, lines=1)
        x = digits(scale.x(place))
        yield f'<text x="{x}" y="{y}" text-anchor="middle">{escape(short)}</text>'


def _runs(flags: Sequence[bool]) -> Iterator[list[int]]:
    """Give places in a row that are told."""
    run: list[int] = []
    for place, told in enumerate((*flags, False)):
        if told:
            run.append(place)
        elif run:
            yield run
            run = []


def _band(line: Line, scale: _Scale, colour: str) -> Iterator[str]:
    pairs = list(zip(line.low, line.high, strict=False))[: scale.count]
    for run in _runs([low is not None and high is not None for low, high in pairs]):
        up = [(place, pairs[place][1] or 0.0) for place in run]
        down = [(place, pairs[place][0] or 0.0) for place in reversed(run)]
        points = " ".join(_point(scale, *one) for one in (*up, *down))
        if len(run) == 1:
            x = digits(scale.x(run[0]))
            top, low = (digits(scale.y(value)) for _, value in (up[0], down[0]))
            yield f'<path d="M{x} {top}V{low}" stroke="{colour}" stroke-opacity="0.5"/>'
        else:
            yield f'<polygon points="{points}" fill="{colour}" fill-opacity="0.18"/>'


def _course(line: Line, scale: _Scale, colour: str) -> Iterator[str]:
    values = line.values[: scale.count]
    dash = f' stroke-dasharray="{_DASHES[line.style]}"' if _DASHES[line.style] else ""
    for run in _runs([value is not None for value in values]):
        points = [(place, values[place] or 0.0) for place in run]
        text = " ".join(_point(scale, *one) for one in points)
        yield f'<polyline points="{text}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        if line.style == "solid":
            for place, value in points:
                x, y = digits(scale.x(place)), digits(scale.y(value))
                yield f'<circle cx="{x}" cy="{y}" r="{_DOT}" fill="{colour}"/>'


def _point(scale: _Scale, place: int, value: float) -> str:
    return f"{digits(scale.x(place))},{digits(scale.y(value))}"


def _legend(lines: Sequence[Line]) -> Iterator[str]:
    x = _BESIDE
    for place, line in enumerate(lines):
        name = plain(line.label)
        if not name:
            continue
        colour = PALETTE[place % len(PALETTE)]
        dash = f' stroke-dasharray="{_DASHES[line.style]}"' if _DASHES[line.style] else ""
        yield f'<path d="M{digits(x)} 8h20" stroke="{colour}" stroke-width="2"{dash}/>'
        yield f'<text x="{digits(x + 26)}" y="12" opacity="0.85">{escape(name)}</text>'
        x += 26 + width_of_line(name, LETTERS) + 18
