"""Labels as people write them: without what cannot be seen; and folded, to be looked up.

May import: `catalogue`.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from commerce_roles.catalogue import fold

__all__ = ["Cleaned", "clean", "folded"]

_JOINERS: Final = "\u200c\u200d"
"""They shape letters of several scripts, and so can be seen."""
_BLANKS: Final = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_OTHER: Final = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "+&"
}
_LONGEST: Final = 200


class Cleaned(NamedTuple):
    """A text without what cannot be seen, and whether there was any."""

    text: str
    invisible: bool = False
    blanks: bool = False


def clean(text: str) -> Cleaned:
    r"""Take out what cannot be seen: format and control characters, doubled and outer blanks.

    Line breaks stay, written alike. Joiners stay between letters beyond ASCII, which they shape.

    Examples:
        >>> clean("spokes\u200bperson "), clean("a\xa0b\r\nc").text
        (Cleaned(text='spokesperson', invisible=True, blanks=True), 'a b\nc')
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if plain.isascii() and (plain.isprintable() or plain.replace("\n", "").isprintable()):
        seen = plain
    else:
        seen = "".join(c for place, c in enumerate(plain) if _is_seen(c) or _joins(plain, place))
    tidy = _BLANKS.sub(" ", seen).strip()
    return Cleaned(tidy, seen != plain, tidy != seen)


def _is_seen(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cf", "Cc", "Cs")


def _joins(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return text[place] in _JOINERS and bool(around) and not any(map(str.isascii, around))


def folded(text: str) -> str:
    """Write a text without case, accents, punctuation and doubled blanks, as `catalogue.fold`.

    Examples:
        >>> folded("  Gestión de  COMUNIDADES "), folded("E-commerce manager")
        ('gestion de comunidades', 'e commerce manager')
    """
    if not text.isascii():
        return fold(text)
    return " ".join(text[:_LONGEST].translate(_OTHER).lower().split())
