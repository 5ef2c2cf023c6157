"""How wide letters are in a picture, and how a label is broken and shortened to fit its box.

A picture is written before anybody knows the font it will be seen in, so widths are estimates
after common sans-serif faces, on the generous side.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["fitted", "width_of_line"]

_NARROW: Final = frozenset("ijl|.,:;'!I·’‘ ")
_SLIM: Final = frozenset("ft()[]/\\-r")
_BROAD: Final = frozenset("#&<>=+~^")
_WIDE: Final = frozenset("mwMW@%—…")
_ELLIPSIS: Final = "…"


def width_of_line(text: str, size: float) -> float:
    """Estimate the width of a line of safe text at a size of letters.

    Examples:
        >>> width_of_line("iii", 10) < width_of_line("abc", 10) < width_of_line("MMM", 10)
        True
    """
    return sum(map(_of_character, text)) * size


@lru_cache(maxsize=4096)
def _of_character(character: str) -> float:
    """Estimate the width of one character as a part of the size of letters."""
    if character in _NARROW:
        return 0.3
    if character in _SLIM:
        return 0.4
    if character in _BROAD:
        return 0.84
    if character in _WIDE:
        return 0.95
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.05
    if category == "Lu":
        return 0.72
    return 0.62


def fitted(text: str, *, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Break safe text into at most so many lines of a width; what has no room is cut with an ….

    Lines break between words; a word wider than a line is broken.

    Returns:
        The lines, one at least.

    Examples:
        >>> fitted("answer public comments and messages", size=10, width=120, lines=2)
        ('answer public', 'comments and…')
    """
    found: list[str] = []
    for piece in _pieces(text, size, width):
        line = f"{found[-1]} {piece}" if found else piece
        if found and width_of_line(line, size) <= width:
            found[-1] = line
        elif len(found) == lines:
            return (*found[:-1], _cut(found[-1], size, width))
        else:
            found.append(piece)
    return tuple(found) or ("",)


def _pieces(text: str, size: float, width: float) -> Iterator[str]:
    """Give the words of a text, those too wide for a line in pieces."""
    for word in text.split(" "):
        piece = ""
        for character in word:
            if piece and width_of_line(piece + character, size) > width:
                yield piece
                piece = ""
            piece += character
        if piece:
            yield piece


def _cut(line: str, size: float, width: float) -> str:
    """Shorten a line so that an ellipsis has room."""
    while line and width_of_line(line + _ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS
