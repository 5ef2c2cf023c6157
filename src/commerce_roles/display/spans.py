"""Running text: a plain string, or pieces of it with emphasis."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from commerce_roles.display.cleaning import clean

__all__ = [
    "Span",
    "Spans",
    "Text",
    "code",
    "flow",
    "inert",
    "joined",
    "link",
    "listed",
    "muted",
    "plain",
    "spans",
    "strong",
]

_SAFE_LINK: Final = re.compile(
    r"(?: https?:// | mailto: | \.{0,2}/(?!/) | \# ) [!#-;=?-Z_a-z~]*",
    re.IGNORECASE | re.VERBOSE,
)


@frozen
class Span:
    """A piece of text of one look."""

    text: str
    """What it says; any characters, renderers make them safe."""
    strong: bool = field(default=False, kw_only=True)
    """Whether it carries the weight of the sentence."""
    muted: bool = field(default=False, kw_only=True)
    """Whether it stands back, as a unit or a citation does."""
    code: bool = field(default=False, kw_only=True)
    """Whether it is to be typed or copied as it is."""
    link: str = field(default="", kw_only=True)
    """What it refers to, in ASCII: an address that begins with `https://`, `http://`, `mailto:`,
    `./`, `../`, `/` or `#`. Any other is not shown."""
    about: str = field(default="", kw_only=True)
    """What it speaks of, by a key of the layer that wrote it; not shown. Whoever knows where that
    is told makes links of it with `Document.linked`."""


Spans: TypeAlias = tuple[Span, ...]
"""Running text, as the blocks keep it."""
Text: TypeAlias = str | Span | Iterable[str | Span]
"""Running text, as the blocks take it."""


def spans(text: Text) -> Spans:
    """Bring any running text to one form.

    Examples:
        >>> spans("plain")
        (Span(text='plain', strong=False, muted=False, code=False, link='', about=''),)
        >>> len(spans(["needs ", strong("12 hours")]))
        2
    """
    match text:
        case str():
            return (Span(text),) if text else ()
        case Span():
            return (text,)
        case _:
            return tuple(Span(part) if isinstance(part, str) else part for part in text)


def strong(text: str) -> Span:
    """Make a piece of text that carries weight."""
    return Span(text, strong=True)


def muted(text: str) -> Span:
    """Make a piece of text that stands back."""
    return Span(text, muted=True)


def code(text: str) -> Span:
    """Make a piece of text that is to be typed as it is."""
    return Span(text, code=True)


def link(text: str, to: str) -> Span:
    """Make a piece of text that refers to an address."""
    return Span(text, link=to)


def joined(texts: Iterable[Text], by: str = "; ") -> Spans:
    """Write running texts one after another, with something between them.

    Examples:
        >>> plain(joined(["plan", strong("do"), "review"], ", "))
        'plan, do, review'
    """
    between = Span(by)
    return tuple(span for text in texts for span in (between, *spans(text)))[1:]


def plain(text: Text) -> str:
    """Give the safe characters of a running text, on one line and without emphasis.

    Examples:
        >>> plain(["needs ", strong("12 hours"), muted(" a week ")])
        'needs 12 hours a week'
    """
    return "".join(span.text for span in flow(text))


def inert(text: Text) -> str:
    """Give the safe characters of a text, which no spreadsheet reads as a formula.

    Examples:
        >>> inert("=1+1"), inert("1+1")
        ("'=1+1", '1+1')
    """
    safe = plain(text)
    return f"'{safe}" if safe.startswith(("=", "+", "-", "@")) else safe


def listed(names: Iterable[Text]) -> str:
    """Join names by commas; by semicolons where a name holds a comma.

    Examples:
        >>> listed(["plan", "do"]), listed(["plan, then do", "review"])
        ('plan, do', 'plan, then do; review')
    """
    texts = [plain(name) for name in names]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def flow(text: Text) -> Spans:
    """Make running text ready to be rendered.

    Characters are safe, links that are not safe are gone, no two spaces meet, none stands at an
    end or at the edge of an emphasis, and neighbours of one look are one span.
    """
    given = spans(text)
    looks = [
        evolve(span, text="", link=span.link if _SAFE_LINK.fullmatch(span.link) else "")
        for span in given
    ]
    pieces = (
        (look, piece)
        for look, span in zip(looks, given, strict=True)
        for piece in re.split("( )", clean(span.text))
        if piece
    )
    joined = (
        evolve(look, text="".join(piece for _, piece in group))
        for look, group in groupby(_single_spaces(pieces), key=lambda pair: pair[0])
    )
    return tuple(_unedged(joined))


def _single_spaces(pieces: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Drop spaces at the ends and after other spaces, across spans."""
    waiting: tuple[Span, str] | None = None
    started = False
    for look, piece in pieces:
        if piece == " ":
            waiting = waiting or (look, piece)
            continue
        if waiting and started:
            yield waiting
        waiting, started = None, True
        yield look, piece


def _unedged(pieces: Iterable[Span]) -> Iterator[Span]:
    """Move spaces from the edges of an emphasis to between the spans."""
    for span in pieces:
        core = span.text.strip(" ")
        before, _, after = span.text.partition(core) if core else (span.text, "", "")
        if before:
            yield Span(before)
        if core:
            yield evolve(span, text=core)
        if after:
            yield Span(after)
