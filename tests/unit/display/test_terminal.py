from textwrap import dedent

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
    Text,
    Tree,
    TreeNode,
    link,
    muted,
    strong,
    to_text,
)


def drawn(*blocks: Block, width: int = 40) -> str:
    return "\n" + to_text(Document("", blocks), width=width) + "\n"


def lines(text: str) -> str:
    return dedent(text)


def test_titles_are_underlined_down_to_the_second_level() -> None:
    assert to_text(Document("役割", [Heading("One"), Heading("Two", 3), Heading("")])) == (
        "役割\n════\n\nOne\n───\n\nTwo"
    )


def test_an_empty_document_is_an_empty_text() -> None:
    assert to_text(Document("", [Paragraph(""), Table([], []), Bars([])])) == ""


def test_paragraphs_wrap() -> None:
    one, other = Paragraph("needs twelve hours a week"), Paragraph("or more")
    assert drawn(one, other, width=12) == lines("""
        needs twelve
        hours a week

        or more
        """)


def test_links_out_of_the_document_show_where_they_lead() -> None:
    text: Text = ["see ", link("the study", "https://example.org/a"), " and ", link("below", "#b")]
    assert to_text(Document("", [Paragraph(text)])) == (
        "see the study <https://example.org/a> and below"
    )


def test_a_link_that_is_its_own_text_is_shown_once() -> None:
    text: Text = [
        link("https://example.org", "https://example.org"),
        " ",
        link("a@example.org", "mailto:a@example.org"),
    ]
    assert to_text(Document("", [Paragraph(text)])) == "https://example.org a@example.org"


def test_lists_hang_from_their_marks() -> None:
    steps = Bullets(["one"] * 9 + [Bullet("ten and more", ["under it"])], ordered=True)
    assert drawn(Bullets(["plan the month", "answer"]), width=10) == lines("""
        • plan the
          month
        • answer
        """)
    assert drawn(steps, width=12).splitlines()[-3:] == ["    more", "    • under", "      it"]


def test_trees_have_branches() -> None:
    tree = Tree(TreeNode("needed", [TreeNode("450 orders a month", ["told"]), "channels"]))
    assert drawn(tree, width=16) == lines("""
        needed
        ├── 450 orders a
        │   month
        │   └── told
        └── channels
        """)


def test_columns_are_aligned_whatever_the_script() -> None:
    table = Table(
        ["role", "h", "so"],
        [["役割", "12", "yes"], ["café", "3", "n"], ["short"]],
        alignments=["left", "right", "center"],
        caption="Hours",
    )
    assert drawn(table) == lines("""
        Hours
        role    h  so
        ─────  ──  ───
        役割   12  yes
        café    3   n
        short
        """)


def test_a_table_without_a_head_has_no_rule() -> None:
    assert drawn(Table([], [["a", "b"], ["cc", "d"]])) == "\na   b\ncc  d\n"


def test_a_caption_may_stand_alone() -> None:
    assert drawn(Table([], [], caption="Nothing yet")) == "\nNothing yet\n"


def test_the_widest_columns_wrap_first() -> None:
    table = Table(["id", "why"], [["a", "it answers many messages"]])
    assert drawn(table, width=16) == lines("""
        id  why
        ──  ────────────
        a   it answers
            many
            messages
        """)


def test_a_table_that_has_no_room_becomes_one_line_for_each_cell() -> None:
    table = Table(["task", "", "minutes"], [["planning", "x", "60"], ["answering", "", "120"]])
    assert drawn(table, width=18) == lines("""
        task: planning
        x
        minutes: 60

        task: answering
        minutes: 120
        """)


def test_bars_are_solid_to_the_low_end_and_light_to_the_high_end() -> None:
    bars = Bars([Bar("plan", 2, 4, 8), Bar("answer all", 4, 8, 16)], unit="h")
    assert drawn(bars, width=38) == lines("""
        plan        ██▓▓░░░░          2–4–8 h
        answer all  ████▓▓▓▓░░░░░░░░  4–8–16 h
        """)


def test_bars_without_room_stand_under_their_text() -> None:
    bars = Bars([Bar("answering", 4, 8, 16), Bar("", 0, 0, 0, "none")], unit="hours a month")
    assert drawn(bars, width=16) == lines("""
        answering:
        4–8–16 hours a
        month
        ████▓▓▓▓░░░░░░░░
        none
        """)


def test_callouts_stand_out() -> None:
    blocks = (Callout("Check it.", "warning", label="Careful"), Callout("See."), Callout(""))
    assert drawn(*blocks) == "\n┃ ⚠ Careful: Check it.\n\n┃ See.\n"


def test_quotes_name_who_said_it() -> None:
    assert drawn(Quote("We plan.", "an article"), Quote("We act.")) == (
        "\n│ We plan.\n│ — an article\n\n│ We act.\n"
    )


def test_code_is_neither_wrapped_nor_joined() -> None:
    assert drawn(Code("a = 1\nif a:\n\tb = 2  # long"), width=10) == (
        "\n    a = 1\n    if a:\n        b = 2  # long\n"
    )


@pytest.mark.parametrize("colour", [False, True])
def test_only_colour_brings_escape_sequences(*, colour: bool) -> None:
    document = Document("T", [Paragraph([strong("a"), " ", muted("b"), link("c", "#c")])])
    text = to_text(document, colour=colour)
    if colour:
        assert text.startswith("\x1b[1mT\x1b[0m\n═\n")
        assert text.endswith("\x1b[1ma\x1b[0m \x1b[2mb\x1b[0m\x1b[4mc\x1b[0m")
    else:
        assert text == "T\n═\n\na bc"
