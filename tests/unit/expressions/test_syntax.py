import ast
import sys
import warnings

import pytest

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import DEEPEST, LONGEST, parse


def refusal(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value


def pointed_at(error: ExpressionError) -> str:
    """Read off the message what stands over the caret."""
    *_, shown, caret = str(error).splitlines()
    return shown[caret.index("^") :]


@pytest.mark.parametrize(
    ("text", "complaint", "column"),
    [
        ("", "the expression is empty", None),
        (" \n ", "the expression is empty", None),
        ("\na", "does not begin with a blank", 0),
        ("x" * (LONGEST + 1), "at most 2,000 characters, this one has 2,001", None),
        ("-" * 5_000 + "1", "at most 2,000 characters, this one has 5,001", None),
        ("a\x00b", r"the character '\\x00' has no place", 1),
        ("a\tb", r"the character '\\t' has no place", 1),
        ("a\\\n+ b", r"the character '\\\\' has no place", 1),
        ("'\x1b[31m'", r"the character '\\x1b' has no place", 1),
        ("'\ud800'", r"the character '\\ud800' has no place", 1),
        ("ﬁeld > 3", "'ﬁ' may stand in quoted text only", 0),
        ("a ＞ 3", "'＞' may stand in quoted text only", 2),
        ("a > ３", "'３' may stand in quoted text only", 4),
        ("(a # it's\nand ﬁeld)", "'ﬁ' may stand in quoted text only", 14),
        ('"it\'s" != ﬁeld', "'ﬁ' may stand in quoted text only", 10),
        ("'ﬁ", "'ﬁ' may stand in quoted text only", 1),
        ("a > 0x10", "a number is written in digits", 4),
        ("a > 1_000", "a number is written in digits", 4),
        ("a > 1e3", "a number is written in digits", 4),
        ("a > 1.e3", "a number is written in digits", 4),
        ("a > .5e3", "a number is written in digits", 4),
        ("a > 1or b", "a number is written in digits", 4),
        ("1j", "a number is written in digits", 0),
        ("a in {'b' 'c'}", "is a comma missing", 6),
        ("a in {'b' # one\n 'c'}", "is a comma missing", 6),
        ("a == '''b'''", "is a comma missing", 5),
        ("a == r'b'", "a text stands once, between two quotes", 5),
        ("a == u'b'", "a text stands once, between two quotes", 5),
        ("'''a'b\"c''' != t and ﬁeld > 1 and t != \"z\"", "is a comma missing", 0),
        ("a >", "this is not an expression", 3),
        ("a > 3; b", "this is not an expression", 5),
        ("a = 3", "this is not an expression", None),
        ("(a > 3\n and b > > 4)", "this is not an expression", 16),
        ("'कपडे' > > 4", "this is not an expression", 9),
        ("def f(): pass", "this is not an expression", 0),
        ("a > 3\nb > 4", "this is not an expression", 6),
        ("'open", "this is not an expression", 0),
        ("09", "this is not an expression", 0),
        ("(" * 51 + "1" + ")" * 51, "nested at most 50 deep", 50),
        ("[" * 1_999, "nested at most 50 deep", 50),
        ("{" * 25 + "(" * 26, "nested at most 50 deep", 50),
        ("not " * 60 + "a", "nested at most 50 deep", 200),
        ("-" * 1_900 + "1", "nested at most 50 deep", None),
        ("1" + "+1" * 200, "nested at most 50 deep", None),
    ],
)
def test_what_is_no_bounded_expression_is_refused_at_its_place(
    text: str, complaint: str, column: int | None
) -> None:
    with pytest.raises(ExpressionError, match=complaint) as caught:
        parse(text)
    if column is not None:
        assert caught.value.column == column


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a > 3 # why not: it's 1e3, ﬁne, 'so'",
        "(a > 3\n and b)",
        "a == 'कपडे'",
        'a == "it\'s"',
        "a in {'b', \"c\", ''}",
        "a1e3 > 1.5",
        "x_0x10 > .5",
        "a > 12.50",
        "a == '1e3 0x10 ((('",
        "(" * DEEPEST + "1" + ")" * DEEPEST,
        "not " * (DEEPEST - 1) + "a",
        "a" * LONGEST,
        "a>1 or'b'in c",
    ],
)
def test_what_is_one_becomes_pythons_tree(text: str) -> None:
    assert ast.dump(parse(text)) == ast.dump(ast.parse(text, mode="eval").body)


@pytest.mark.parametrize(
    "text",
    ["a and b ++ c d", "'कपडे' == a\n b", "(a and\n  b c)", "a > 3 and\n", "x == 'ok' )"],
)
def test_the_caret_of_a_broken_expression_stands_within_it(text: str) -> None:
    error = refusal(text)
    assert error.column is not None
    assert 0 <= error.column <= len(text)
    assert text[error.column :].startswith(pointed_at(error).partition("\\x0a")[0])


def test_the_parser_giving_up_on_depth_is_a_refusal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for gives_up in (RecursionError, MemoryError):

        def parser(*_: object, error: type[Exception] = gives_up, **__: object) -> None:
            raise error

        monkeypatch.setattr(ast, "parse", parser)
        assert "nested at most 50 deep" in str(refusal("a > 1"))


def test_parsing_never_touches_the_warnings_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Filters are one for all threads: setting them here would set them for the caller."""
    untouched = list(warnings.filters)

    def touch(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(warnings, "simplefilter", touch)
    monkeypatch.setattr(warnings, "catch_warnings", touch)
    refusal("a > 1or b")
    refusal("a is")
    parse("a is 3")
    assert list(warnings.filters) == untouched


def test_parsing_needs_no_more_of_the_stack_than_its_bounds() -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        parse("not (" * 24 + "a" + ")" * 24)
    finally:
        sys.setrecursionlimit(before)
