"""Laws of the display: whatever a document says, it is shown, and it is only shown.

- safe: a terminal gets no control, no escape, no reversing character;
- inert: HTML and Markdown contain no element that the renderers did not set;
- faithful: read back by a parser that is not ours, both say what the document says;
- fitting: a line of a terminal is as wide as allowed wherever the words allow it.
"""

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Callout,
    Code,
    Document,
    Heading,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    Tree,
    TreeNode,
    plain,
    to_html,
    to_markdown,
    to_text,
)
from commerce_roles.display.measuring import columns

HOSTILE = [
    "<script>alert(1)</script>", "</title>", "<!-- x -->", "&lt;", "&amp;copy", "<http://a.b>",
    "# ", "- ", "+ ", "1. ", "2) ", "> ", "***", "**", "*", "__", "_", "~~", "~~~", "```", "`",
    "``", "|", "\\", "\\|", "![", "](", "[a](b)", "[x]: /y", "===", "---", ":--", "$x$",
    "\x1b[31m", "\x1b]0;t\x07", "\x1b]8;;http://a\x1b\\", "\x9b2J", "\x07", "\x00", "\r", "\n",
    "\n\n", "\t", "    ", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\u2028", "\xa0",
    "\u3000", "e\u0301", "役割", "👩\u200d💻", "a_b", "R&D", "http://a.b", "www.a.b", "#", "!",
]  # fmt: skip
words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4), words), max_size=6).map(
    "".join
)
flags = st.booleans()
links = st.sampled_from(["", "", "https://example.org/a?b=1&c=(2)", "javascript:alert(1)", "#x"])


def spans_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Span]]:
    span = st.builds(Span, texts, strong=flags, muted=flags, code=flags, link=links)
    return st.lists(span, max_size=3)


def blocks_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    text = spans_of(texts)
    bullet = st.recursive(
        st.builds(Bullet, text),
        lambda inner: st.builds(Bullet, text, st.lists(inner, max_size=3)),
        max_leaves=5,
    )
    node = st.recursive(
        st.builds(TreeNode, text),
        lambda inner: st.builds(TreeNode, text, st.lists(inner, max_size=3)),
        max_leaves=5,
    )
    levels: st.SearchStrategy[Literal[1, 2, 3, 4, 5, 6]] = st.sampled_from([1, 2, 3, 4, 5, 6])
    kinds: st.SearchStrategy[Literal["note", "warning"]] = st.sampled_from(["note", "warning"])
    sides: st.SearchStrategy[Alignment] = st.sampled_from(["left", "right", "center"])
    return st.one_of(
        st.builds(Heading, text, levels),
        st.builds(Paragraph, text),
        st.builds(Bullets, st.lists(bullet, max_size=4), ordered=flags),
        st.builds(
            Table,
            st.lists(text, max_size=3),
            st.lists(st.lists(text, max_size=3), max_size=3),
            alignments=st.lists(sides, max_size=3),
            caption=text,
        ),
        st.builds(Tree, node),
        st.builds(
            Bars,
            st.lists(
                st.builds(
                    Bar,
                    text,
                    st.floats(),
                    st.floats(),
                    st.floats(),
                    text,
                    mark=st.none() | st.floats(),
                ),
                max_size=3,
            ),
            unit=texts,
            maximum=st.none() | st.floats(),
        ),
        st.builds(Callout, text, kinds, label=text),
        st.builds(Quote, text, text),
        st.builds(Code, texts, texts),
    )


def documents_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    return st.builds(Document, spans_of(texts), st.lists(blocks_of(texts), max_size=3), lang=texts)


def said_by(block: Block) -> Iterator[Spans | str]:
    """Everything a block says, in reading order."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            for item in block.items:
                yield from said_by_bullet(item)
        case Table():
            yield block.caption
            for row in (block.columns, *block.rows):
                yield from row
        case Tree():
            yield from said_by_node(block.root)
        case Bars():
            yield block.unit if block.rows else ""
            for bar in block.rows:
                yield bar.label
                yield bar.text or "–".join(
                    dict.fromkeys(f"{number:.12g}" for number in (bar.low, bar.value, bar.high))
                ) + " " + block.unit  # fmt: skip
        case Callout():
            yield block.label
            yield block.text
        case Quote():
            yield block.text
            yield block.source
        case Code():
            yield block.text


def said_by_bullet(bullet: Bullet) -> Iterator[Spans]:
    yield bullet.text
    for child in bullet.children:
        yield from said_by_bullet(child)


def said_by_node(node: TreeNode) -> Iterator[Spans]:
    yield node.label
    for child in node.children:
        yield from said_by_node(child)


def bare(text: str) -> str:
    """Only the characters that carry the text: no spaces, and no signs that renderers add."""
    return re.sub(r"[\s:—⚠█▓░┃·]+", "", text)


def said(document: Document) -> str:
    return bare("".join(map(plain, (document.title, *_said_by_all(document.blocks)))))


def _said_by_all(blocks: tuple[Block, ...]) -> Iterator[Spans | str]:
    for block in blocks:
        yield from said_by(block)


class Reader(HTMLParser):
    """What a browser would see: the elements and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name == "href"}
        if tag not in {"meta", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read_html(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ELEMENTS = names(
    "a article aside blockquote caption code div figcaption figure h1 h2 h3 h4 h5 h6 li ol p "
    "pre rect span strong svg table tbody td th thead tr ul"
)
ATTRIBUTES = names(
    "aria-hidden class fill height href lang opacity preserveaspectratio rel scope style viewbox "
    "width x y"
)


@given(documents_of(hostile), st.integers(20, 100))
def test_a_terminal_gets_nothing_but_visible_characters(document: Document, width: int) -> None:
    shown = to_text(document, width=width)
    for character in set(shown) - {"\n", "\u200c", "\u200d"}:
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode()


@given(documents_of(hostile))
def test_colour_adds_nothing_but_its_own_sequences(document: Document) -> None:
    coloured = to_text(document, colour=True)
    uncoloured = re.sub(r"\x1b\[[0-9;]+m", "", coloured)
    assert uncoloured == to_text(document)


@given(documents_of(hostile))
def test_a_terminal_is_told_everything(document: Document) -> None:
    shown = bare(re.sub("[─═│├└┃•]", "", to_text(document, width=10_000)))
    for text in (document.title, *_said_by_all(document.blocks)):
        for span in text if isinstance(text, tuple) else ():
            assert bare(re.sub("[─═│├└┃•]", "", plain(span))) in shown


@given(documents_of(hostile))
def test_html_has_the_elements_of_its_renderer_only(document: Document) -> None:
    reader = read_html(to_html(document))
    assert reader.elements <= ELEMENTS
    assert reader.attributes <= ATTRIBUTES
    assert reader.addresses <= {"https://example.org/a?b=1&c=(2)", "#x"}
    assert not reader.open


@given(documents_of(hostile))
def test_html_read_back_says_what_the_document_says(document: Document) -> None:
    assert bare(read_html(to_html(document)).text) == said(document)


@given(documents_of(hostile))
def test_a_full_page_wraps_the_same_article(document: Document) -> None:
    page = to_html(document, full_page=True)
    assert to_html(document) in page
    reader = read_html(page)
    assert reader.elements <= ELEMENTS | {"html", "head", "meta", "title", "style", "body"}
    page.encode()


def read_markdown(text: str) -> list[Token]:
    """What CommonMark sees, with the tables and strokes of GitHub."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    return [part for token in tokens for part in (token.children or [token])]


MARKDOWN_MARKS = names(
    "text code_inline strong em link heading paragraph bullet_list ordered_list list_item "
    "table thead tbody tr th td blockquote fence inline"
)


@given(documents_of(hostile))
def test_markdown_has_the_marks_of_its_renderer_only(document: Document) -> None:
    tokens = read_markdown(to_markdown(document))
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= (
        MARKDOWN_MARKS | {"text_special"}
    )
    addresses = {token.attrs["href"] for token in tokens if token.type == "link_open"}
    assert addresses <= {"https://example.org/a?b=1&c=(2)", "#x"}


@given(documents_of(hostile))
def test_markdown_read_back_says_what_the_document_says(document: Document) -> None:
    tokens = read_markdown(to_markdown(document))
    assert bare("".join(token.content for token in tokens)) == said(document)


@given(documents_of(hostile))
def test_markdown_keeps_as_many_blocks_of_each_kind(document: Document) -> None:
    tokens = read_markdown(to_markdown(document))
    shown = [block for block in document.blocks if any(map(plain, said_by(block)))]
    headings = sum(isinstance(block, Heading) for block in shown) + bool(plain(document.title))
    assert sum(token.type == "heading_open" for token in tokens) == headings
    assert sum(token.type == "fence" for token in tokens) == sum(
        isinstance(block, Code) for block in document.blocks
    )


def depth(block: Block) -> int:
    """How many levels a block nests."""

    def of(node: Bullet | TreeNode) -> int:
        return 1 + max(map(of, node.children), default=0)

    match block:
        case Bullets():
            return max(map(of, block.items), default=0)
        case Tree():
            return of(block.root)
        case _:
            return 1


@given(documents_of(st.lists(words, max_size=12).map(" ".join)), st.integers(60, 120))
def test_lines_fit_the_terminal_where_words_do(document: Document, width: int) -> None:
    fitting = [
        block
        for block in document.blocks
        if not isinstance(block, Code) and depth(block) <= 3
    ]  # fmt: skip
    # four spans of a text may join into one word, and an address is one of its own
    shown = to_text(Document(document.title, fitting), width=width)
    longest = max((columns(word) for word in shown.split()), default=0)
    limit = width if longest <= width // 2 else width + longest
    assert all(columns(line) <= limit for line in shown.split("\n"))


@given(documents_of(hostile))
def test_drawing_twice_gives_the_same(document: Document) -> None:
    twin = Document(document.title, document.blocks, lang=document.lang)
    assert twin == document or "nan" in repr(document)
    assert (str(twin), to_markdown(twin), to_html(twin)) == (
        str(document),
        to_markdown(document),
        to_html(document),
    )
