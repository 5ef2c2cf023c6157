import pytest

from commerce_roles.display import Span, strong
from commerce_roles.display.measuring import columns, longest_word, wrap
from commerce_roles.display.spans import flow, plain


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("role", 4), ("ruolo è", 7), ("役割", 4), ("ｆ", 2), ("한", 2), ("\u1112\u1161", 2)],
)
def test_characters_take_the_columns_a_terminal_gives_them(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u200d", "\ufe0f"])
def test_combining_characters_take_none(mark: str) -> None:
    assert columns("e" + mark) == 1


def test_lines_break_between_words() -> None:
    lines = wrap(flow("one two three four"), 9)
    assert [plain(line) for line in lines] == ["one two", "three", "four"]


def test_a_word_wider_than_the_line_stays_whole() -> None:
    assert [plain(line) for line in wrap(flow("a incomprehensible b"), 5)] == [
        "a",
        "incomprehensible",
        "b",
    ]


def test_a_word_of_several_looks_is_not_broken() -> None:
    assert wrap(flow(["a b", strong("c"), "d e"]), 3) == [
        (Span("a"),),
        (Span("b"), strong("c"), Span("d")),
        (Span("e"),),
    ]


def test_an_emphasis_goes_on_between_its_words() -> None:
    assert wrap((strong("a b"),), 9) == [(strong("a"), strong(" "), strong("b"))]


def test_no_text_is_one_empty_line() -> None:
    assert wrap((), 9) == [()]
    assert longest_word(()) == 0


def test_wide_words_count_their_columns() -> None:
    assert longest_word(flow("a 役割 bcd")) == 4


def test_spaces_that_meet_make_no_word() -> None:
    assert [plain(line) for line in wrap((Span(" a  b "),), 1)] == ["a", "b"]
