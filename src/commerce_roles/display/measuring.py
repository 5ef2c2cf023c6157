"""How many columns of a terminal a text takes, and how it is broken into lines."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import evolve

from commerce_roles.display.spans import Span, Spans

__all__ = ["columns", "longest_word", "wrap"]

_HANGUL_TAIL: Final = range(0x1160, 0x1200)
"""Vowels and finals that are drawn inside the syllable they follow."""


def columns(text: str) -> int:
    """Count the columns of a terminal that a safe text takes.

    Wide characters of East Asia and emoji take two, combining ones none.

    Examples:
        >>> columns("role"), columns("役割"), columns("e\u0301")
        (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_of_character, text))


@lru_cache(maxsize=4096)
def _of_character(character: str) -> int:
    """Count the columns of one character."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or ord(character) in _HANGUL_TAIL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def longest_word(text: Spans) -> int:
    """Count the columns of the longest word: less cannot hold the text."""
    return max((_width(word) for word in _words(text)), default=0)


def wrap(text: Spans, width: int) -> list[Spans]:
    """Break flowed text into lines, between words only: a word wider than the line stays whole.

    Returns:
        The lines, one at least.
    """
    lines: list[Spans] = []
    line: Spans = ()
    taken = 0
    for word in _words(text):
        wide = _width(word)
        if line and taken + 1 + wide > width:
            lines.append(line)
            line, taken = word, wide
        elif line:
            gap = evolve(word[0], text=" ") if _one_look(line[-1], word[0]) else Span(" ")
            line, taken = (*line, gap, *word), taken + 1 + wide
        else:
            line, taken = word, wide
    return [*lines, line]


def _words(text: Spans) -> Iterator[Spans]:
    """Cut text at its spaces; a word may have several looks."""
    word: list[Span] = []
    for span in text:
        first, *rest = span.text.split(" ")
        if first:
            word.append(evolve(span, text=first))
        for piece in rest:
            if word:
                yield tuple(word)
            word = [evolve(span, text=piece)] if piece else []
    if word:
        yield tuple(word)


def _width(text: Spans) -> int:
    """Count the columns of a piece of a line."""
    return sum(columns(span.text) for span in text)


def _one_look(one: Span, other: Span) -> bool:
    """Tell whether two spans look the same."""
    return evolve(one, text="") == evolve(other, text="")
