"""The document itself: a value that draws itself wherever it is shown."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, fields, frozen, has

from commerce_roles.display import html, markdown, terminal
from commerce_roles.display.blocks import Block
from commerce_roles.display.spans import Span, Spans, spans
from commerce_roles.showing import Displayed

if TYPE_CHECKING:
    from attrs import AttrsInstance

__all__ = ["Document", "to_html", "to_markdown", "to_text"]


def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    """Keep the blocks of a document."""
    return tuple(given)


@frozen
class Document(Displayed):
    """How a result reads, whatever it is shown on.

    Documents are plain values: equal where they read alike. `str()` gives the text; a notebook
    shows the HTML.

    Examples:
        >>> from commerce_roles.display import Bullets, Paragraph, strong
        >>> print(Document("Orders", [Paragraph(["There are ", strong("450"), " a month."])]))
        Orders
        ══════
        <BLANKLINE>
        There are 450 a month.
    """

    title: Spans = field(converter=spans)
    """What it is about; may be empty."""
    blocks: tuple[Block, ...] = field(default=(), converter=_blocks)
    """What it says, from top to bottom."""
    lang: str = field(default="en", kw_only=True)
    """The language it is in, as a BCP 47 tag."""

    def linked(self, address: Callable[[str], str]) -> "Document":
        """Link what it speaks of to where that is told.

        Args:
            address: Gives the address of what a text speaks of (`Span.about`); empty: no link.

        Examples:
            >>> from commerce_roles.display import Paragraph, Span, to_markdown
            >>> said = Document("", [Paragraph(["see ", Span("goods", about="goods")])])
            >>> to_markdown(said.linked(lambda about: f"./{about}.md"))
            'see [goods](<./goods.md>)'
        """
        return cast("Document", _linked(self, address))

    def __str__(self) -> str:
        """Draw the document as text, 80 columns wide and without colour."""
        return to_text(self)

    def _drawn(self) -> "Document":
        return self


def _linked(part: object, address: Callable[[str], str]) -> object:
    """Link every text of a part of a document."""
    if isinstance(part, Span):
        return evolve(part, link=address(part.about) or part.link) if part.about else part
    if isinstance(part, tuple):
        return tuple(_linked(one, address) for one in cast("tuple[object, ...]", part))
    if has(type(part)):
        names = [one.name for one in fields(type(cast("AttrsInstance", part)))]
        changed = {name: _linked(getattr(part, name), address) for name in names}
        return evolve(cast("Any", part), **changed)
    return part


def mimebundle(document: Document) -> dict[str, str]:
    """Draw a document in every form that a notebook may show, by media type.

    Examples:
        >>> sorted(mimebundle(Document("shop")))
        ['text/html', 'text/markdown', 'text/plain']
    """
    return {
        "text/plain": to_text(document),
        "text/markdown": to_markdown(document),
        "text/html": to_html(document),
    }


def to_text(document: Document, *, width: int = 80, colour: bool = False) -> str:
    """Draw a document for a terminal.

    Lines break between words only, so a word or a line of code that is wider than the terminal
    stays whole. Whatever the texts of the document contain, the result has no control characters
    but line breaks and, with `colour`, the sequences set here.

    Args:
        document: What to draw.
        width: Columns of the terminal.
        colour: Whether emphasis is shown by the terminal's colours and weights.

    Returns:
        The text, without a line break at its end.

    Examples:
        >>> from commerce_roles.display import Bar, Bars, Tree, TreeNode
        >>> print(to_text(Document("", [
        ...     Tree(TreeNode("needed", ["450 orders", "two channels"])),
        ...     Bars([Bar("plan", 2, 4, 8), Bar("answer", 4, 8, 16)], unit="hours"),
        ... ]), width=38))
        needed
        ├── 450 orders
        └── two channels
        <BLANKLINE>
        plan    ██▓▓░░░░          2–4–8 hours
        answer  ████▓▓▓▓░░░░░░░░  4–8–16 hours
    """
    return terminal.draw(document.title, document.blocks, width=width, colour=colour)


def to_markdown(document: Document) -> str:
    r"""Write a document as Markdown: CommonMark with the tables of GitHub.

    No text of the document becomes markup or HTML. Trees become lists and bars a table.

    Returns:
        The Markdown, without a line break at its end.

    Examples:
        >>> from commerce_roles.display import Bullets, strong
        >>> items = Bullets([["1 < 2 ", strong("*")], "# no title"])
        >>> print(to_markdown(Document("A & B", [items])))
        # A & B
        <BLANKLINE>
        - 1 \< 2 **\***
        - \# no title
    """
    return markdown.write(document.title, document.blocks)


def to_html(document: Document, *, full_page: bool = False, lang: str | None = None) -> str:
    """Write a document as HTML.

    No text of the document becomes an element. Bars are drawn as SVG, and what they show is said
    in words beside them.

    Args:
        document: What to write.
        full_page: Whether to write a whole page, which follows the reader's light or dark mode
            and asks no other host for anything; otherwise an `article` element for a page that
            has its own style.
        lang: The language as a BCP 47 tag, where it is not the document's own.

    Returns:
        The HTML, without a line break at its end.

    Examples:
        >>> print(to_html(Document("a < b"), lang="es"))
        <article lang="es">
        <h1>a &lt; b</h1>
        </article>
    """
    write = html.page if full_page else html.fragment
    return write(document.title, document.blocks, lang=document.lang if lang is None else lang)
