"""Text that is safe to show: no controls, no escapes, no hidden or reversing characters."""

import re
import unicodedata
from typing import Final

__all__ = ["clean", "clean_lines"]

_ESCAPES: Final = re.compile(
    r"""
      (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]                          # CSI: colours, cursor
    | (?: \x1b[PX\]^_] | [\x90\x98\x9d\x9e\x9f] )                      # OSC, DCS, SOS, PM, APC …
      [^\x07\x1b\x90\x98\x9c-\x9f]* (?: \x07 | \x1b\\ | \x9c )           # … to their end
    | \x1b [ -/]* [0-~]                                                # all others
    """,
    re.VERBOSE,
)
_SPACES: Final = re.compile(" {2,}")
_JOINERS: Final = "\u200c\u200d"
"""Invisible, and yet needed to spell Persian and to join emoji."""
_BLANK_CONTROLS: Final = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_TAB: Final = 4
_NO_CHARACTER: Final = 0xFFFE
"""What the last two places of every plane have in common; XML cannot hold them."""


def clean(text: str) -> str:
    r"""Make one line of any text, as every renderer shows it.

    Escape sequences of terminals, control characters, characters that reverse the reading order
    and other invisible ones are left out; line breaks and tabs become spaces, runs of spaces one
    space; half a surrogate pair, and what is no character, becomes U+FFFD. A no-break space stays.

    Examples:
        >>> clean("a\n  b \x1b[31mred\x1b[0m \u202etxt.exe")
        'a b red txt.exe'
    """
    if text.isascii() and text.isprintable():  # nearly always
        return _SPACES.sub(" ", text)
    shown = "".join(map(_shown, _ESCAPES.sub("", text)))
    return _SPACES.sub(" ", shown)


def clean_lines(text: str) -> tuple[str, ...]:
    r"""Make safe lines of a text whose layout matters: spaces stay, a tab becomes four.

    Examples:
        >>> clean_lines("if x:\n\treturn\x07")
        ('if x:', '    return')
    """
    bare = _ESCAPES.sub("", text).expandtabs(_TAB)
    return tuple("".join(map(_shown, line)) for line in bare.splitlines())


def _shown(character: str) -> str:
    """Give what stands for a character."""
    if character in _BLANK_CONTROLS:
        return " "
    match unicodedata.category(character):
        case "Cc":
            return ""
        case "Cf":
            return character if character in _JOINERS else ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case "Cn" if ord(character) & 0xFFFE == _NO_CHARACTER:
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character
