import pytest

from commerce_roles.display import (
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
    Table,
    Tree,
    TreeNode,
    code,
    link,
    muted,
    strong,
    to_html,
)


def written(*blocks: Block) -> str:
    html = to_html(Document("", blocks))
    return html.removeprefix('<article lang="en">').removesuffix("</article>").strip()


def test_text_is_never_an_element() -> None:
    document = Document("<b>", [Paragraph("<script>&amp;")], lang='"><i>')
    assert to_html(document) == (
        '<article lang="&quot;&gt;&lt;i&gt;">\n<h1>&lt;b&gt;</h1>\n'
        "<p>&lt;script&gt;&amp;amp;</p>\n</article>"
    )


def test_looks_are_elements() -> None:
    text = [strong("a"), muted("b"), code("c"), link("d", "https://e.f/?g&h"), link("i", "x:y")]
    assert written(Paragraph(text)) == (
        '<p><strong>a</strong><span class="muted">b</span><code>c</code>'
        '<a href="https://e.f/?g&amp;h" rel="noreferrer">d</a>i</p>'
    )


def test_what_says_nothing_is_not_written() -> None:
    nothing = (
        Heading(""),
        Paragraph(" "),
        Bullets([]),
        Table([], []),
        Bars([]),
        Callout(""),
        Quote(""),
    )
    assert written(*nothing) == ""


def test_titles_have_their_level() -> None:
    assert written(Heading("a"), Heading("b", 3)) == "<h2>a</h2>\n<h3>b</h3>"


def test_lists_and_trees_nest() -> None:
    assert written(Bullets([Bullet("a", ["b"])], ordered=True)) == (
        "<ol><li>a<ul><li>b</li></ul></li></ol>"
    )
    assert written(Tree(TreeNode("a", ["b"]))) == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_tables_tell_their_heads_from_their_cells() -> None:
    table = Table(["a", "b"], [["c"]], alignments=["left", "right"], caption="All")
    assert written(table) == (
        '<div class="wide"><table><caption>All</caption><thead><tr>'
        '<th scope="col" style="text-align: left">a</th>'
        '<th scope="col" style="text-align: right">b</th></tr></thead>'
        '<tbody><tr><td style="text-align: left">c</td>'
        '<td style="text-align: right"></td></tr></tbody></table></div>'
    )
    assert "<thead>" not in written(Table([], [["a"]]))
    assert written(Table([], [], caption="None")) == "<p>None</p>"


def test_bars_say_in_words_what_they_draw() -> None:
    html = written(Bars([Bar("a", 5, 10, 20)], unit="h"))
    assert '<th scope="row">a</th>' in html
    assert "<td>5–10–20 h</td>" in html
    assert 'aria-hidden="true"' in html
    assert '<rect width="50.0" y="0" height="14" opacity="0.6"/><rect x="100.0"' in html
    assert '<th scope="col">h</th>' in html
    assert "<thead>" not in written(Bars([Bar("a", 1, 2, 3, "few")]))
    marked = written(Bars([Bar("a", 5, 10, 20, mark=15)], unit="h"))
    assert marked.count("<rect") == html.count("<rect") + 1


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (
            Callout("a", "warning", label="b"),
            '<aside class="warning"><strong>b:</strong> a</aside>',
        ),
        (Callout("a"), '<aside class="note">a</aside>'),
        (
            Quote("a", "b"),
            "<figure><blockquote>a</blockquote><figcaption>— b</figcaption></figure>",
        ),
        (Quote("a"), "<blockquote>a</blockquote>"),
        (Code("a <\n b"), "<pre><code>a &lt;\n b</code></pre>"),
    ],
)
def test_blocks_are_what_they_mean(block: Block, html: str) -> None:
    assert written(block) == html


def test_a_full_page_needs_nothing_else() -> None:
    page = to_html(Document("A & B", [Paragraph("c")]), full_page=True, lang="es")
    assert page.startswith('<!doctype html>\n<html lang="es">')
    assert "<title>A &amp; B</title>" in page
    assert "prefers-color-scheme: dark" in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
