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
    Point,
    Quote,
    Steps,
    Table,
    Text,
    Tree,
    TreeNode,
    code,
    link,
    muted,
    strong,
    to_markdown,
)


def written(*blocks: Block) -> str:
    return to_markdown(Document("", blocks))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a < b & c, 3 * 4 [x](y) `z` ~~s~~", r"a \< b & c, 3 \* 4 \[x\](y) \`z\` \~\~s\~\~"),
        ("monthly_orders and _x_", r"monthly_orders and \_x\_"),
        ("&copy; R&D", r"\&copy; R\&D"),
        ("# 1", r"\# 1"),
        ("- 1", r"\- 1"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("12 a.", "12 a."),
        ("http://a.b and www.a.b", r"http\://a.b and www\.a.b"),
        ("a\\", r"a\\"),
        ("\xa0a\u3000", "&#160;a&#12288;"),
        ("\u3000", "&#12288;"),
        (code("a|b"), "`a|b`"),
        (code("``"), "``` `` ```"),
        (code("a`b"), "``a`b``"),
        ([code("a"), strong("b")], "`a`**b**"),
        (["a", strong(" b "), "c"], "a **b** c"),
        ([strong("a."), "b"], "a.b"),
        (["b", strong(":a")], "b:a"),
        ([strong("\u3000a")], "&#12288;a"),
        ([strong("a"), muted("b")], "**a**b"),
        (["(", strong("a"), ")"], "(**a**)"),
        (["wow!", link("a", "#a")], r"wow\![a](<#a>)"),
        (link("a", "https://a.b/?c=d&e"), "[a](<https://a.b/?c=d&amp;e>)"),
        (link("a", "javascript:x"), "a"),
    ],
)
def test_text_is_never_taken_for_markup(text: Text, markdown: str) -> None:
    assert written(Paragraph(text)) == markdown


def test_code_spans_that_meet_stay_apart() -> None:
    assert written(Paragraph([code("a"), link("b", "#b"), code("c")])) == "`a`[b](<#b>)`c`"
    [first] = Document("", [Paragraph([code("a"), code("b")])]).blocks
    assert written(first) == "`ab`"


def test_titles_have_their_level() -> None:
    document = Document("C #", [Heading("a #b"), Heading("c", 4), Heading("")])
    assert to_markdown(document) == "# C \\#\n\n## a #b\n\n#### c"
    assert written(Heading("#"), Heading("##")) == "## \\#\n\n## \\#\\#"


def test_lists_nest_under_their_text() -> None:
    items = Bullets([Bullet("a", [Bullet("b", ["c"])]), "", "- d"])
    assert written(items) == "- a\n  - b\n    - c\n- &nbsp;\n- \\- d"
    assert written(Bullets(["a", Bullet("b", ["c"])], ordered=True)) == "1. a\n2. b\n   - c"


def test_lists_in_a_row_stay_two() -> None:
    one, two = Bullets(["a"]), Bullets(["b"], ordered=True)
    assert written(one, Paragraph(""), one, two) == "- a\n\n* a\n\n1. b"
    assert written(two, two) == "1. b\n\n1) b"
    assert written(one, Paragraph("and"), one) == "- a\n\nand\n\n- a"


def test_trees_are_lists() -> None:
    assert written(Tree(TreeNode("a", [TreeNode("b", ["c"]), "d"]))) == "- a\n  - b\n    - c\n  - d"


def test_tables_keep_their_cells_and_alignments() -> None:
    table = Table(
        ["a|b", "c", "d"],
        [[code("e|f"), "g"]],
        alignments=["left", "right", "center"],
        caption="All",
    )
    assert written(table) == ("All\n\n| a\\|b | c | d |\n| --- | --: | :-: |\n| `e\\|f` | g |  |")
    assert written(Table([], [], caption="None")) == "None"
    assert written(Table([], [])) == ""


def test_bars_are_a_table() -> None:
    assert written(Bars([Bar("a", 5, 10, 20)], unit="h")) == (
        "|  |  | h |\n| --- | --- | --- |\n| a | █████▓▓▓▓▓░░░░░░░░░░ | 5–10–20 h |"
    )
    assert written(Bars([])) == ""


def test_callouts_and_quotes_are_quotations() -> None:
    assert written(Callout("a.", "warning", label="Careful")) == "> ⚠ **Careful:** a."
    assert written(Callout("a."), Callout("")) == "> a."
    assert written(Quote("a", "b"), Quote("c"), Quote("", "d")) == "> a\n>\n> — b\n\n> c\n\n> — d"


def test_code_stays_in_its_fence() -> None:
    assert written(Code("a\n```\nb", "python")) == "````python\na\n```\nb\n````"
    assert written(Code("", "a b")) == "```\n```"


def test_steps_are_lines_of_characters_in_a_fence() -> None:
    steps = Steps([Point(0, 1, "0", "1")], "cost", "part", caption="What it *buys*")
    text = written(steps)
    assert text.startswith("What it \\*buys\\*\n\n```\npart\n")
    assert "1 ┤●" in text
    assert written(Steps([])) == ""
