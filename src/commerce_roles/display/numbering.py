"""How a number is written in a language."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

__all__ = ["places_for", "rounded_to_sum", "write_number"]

_GROUPED_FROM: Final[Mapping[str, int]] = {"es": 10_000}
"""In some languages four digits stand without a mark."""
_MARKS: Final[Mapping[str, str]] = {"en": ",", "es": ".", "it": ".", "da": ".", "sk": "\u00a0"}
_POINTS: Final[Mapping[str, str]] = {"es": ",", "it": ",", "da": ",", "sk": ","}
_MOST_PLACES: Final = 6
_WHOLE_FROM: Final = 10_000
_PLACES: Final = 2


def write_number(value: float | Fraction, lang: str, *, places: int = 0) -> str:
    """Write a number with its digits grouped, rounded half up, as a language writes it.

    Args:
        value: The number.
        lang: The language, as a BCP 47 tag.
        places: Digits after the point.

    Examples:
        >>> write_number(1234.5, "en", places=2), write_number(Fraction(12345, 10), "es", places=1)
        ('1,234.50', '1234,5')
        >>> write_number(3, "en"), write_number(Fraction(-1, 3), "en", places=2)
        ('3', '-0.33')
    """
    exact = _exactly(value)
    scale: int = 10**places
    steps = (abs(exact) * scale + Fraction(1, 2)) // 1
    whole, rest = divmod(steps, scale)
    sign = "-" if exact < 0 and steps else ""
    text = f"{sign}{whole:,}" + (f".{rest:0{places}}" if places else "")
    if abs(exact) < _GROUPED_FROM.get(lang, 0):
        text = text.replace(",", "")
    mark, point = _MARKS.get(lang, ","), _POINTS.get(lang, ".")
    return text.translate({ord(","): mark, ord("."): point})


def places_for(values: Iterable[Fraction | float]) -> int:
    """Say with how many places numbers are best read side by side.

    None where all are whole, or one is large; else two, or as many as the smallest needs to show
    two digits.

    Examples:
        >>> places_for([12000, 300]), places_for([75.5, 3]), places_for([0.0012])
        (0, 2, 4)
    """
    sizes = [abs(_exactly(value)) for value in values if value]
    if all(value.denominator == 1 for value in sizes) or max(sizes) >= _WHOLE_FROM:
        return 0
    least, places = min(sizes), _PLACES
    while places < _MOST_PLACES and least < Fraction(10) ** (1 - places):
        places += 1
    return places


def rounded_to_sum(values: Iterable[Fraction], places: int) -> tuple[Fraction, ...]:
    """Round numbers so that they add up to their rounded sum: no cent is lost or made.

    Each is rounded down, and the steps that are missing go to the numbers that lost most.

    Examples:
        >>> thirds = [Fraction(1, 3)] * 3
        >>> [str(n) for n in rounded_to_sum(thirds, 2)]
        ['17/50', '33/100', '33/100']
    """
    exact = tuple(values)
    scale: int = 10**places
    step = Fraction(1, scale)
    floors = [value // step for value in exact]
    wanted = (sum(exact, Fraction(0)) / step + Fraction(1, 2)) // 1
    missing = int(wanted - sum(floors))
    lost = [value / step - floor for value, floor in zip(exact, floors, strict=True)]
    order = sorted(range(len(exact)), key=lambda place: (-lost[place], place))
    up = frozenset(order[:missing])
    return tuple((floor + (place in up)) * step for place, floor in enumerate(floors))


def _exactly(value: Fraction | float) -> Fraction:
    """Take a float as it is written: 0.1 is a tenth."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
