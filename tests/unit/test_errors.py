import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles import errors
from commerce_roles.errors import (
    CatalogueError,
    CommerceRolesError,
    DecisionError,
    DetachedError,
    ExpressionError,
    GraphError,
    InexactError,
    InputError,
    MeasureError,
    MentionError,
    MissingPackageError,
    Problem,
    ProfileError,
    SheetError,
    StrategyError,
    TableError,
    TaxonomyError,
    TeamError,
    UnknownIdError,
    nearest,
)

EVERY = [
    InputError.of("wrong", path="a", remedy="mend it", file="f.toml"),
    ProfileError([Problem("one"), Problem("two", "b")]),
    TeamError.of("wrong", path="people.p1"),
    CatalogueError.of("wrong"),
    GraphError.of("wrong", path="role:a"),
    SheetError.of("wrong", path="C4"),
    TableError.of("wrong", path="sector"),
    MeasureError.of("wrong", path="row 2, orders"),
    StrategyError.of("wrong", path="goals[0].kpi"),
    DecisionError.of("wrong", path="sales.aov"),
    MentionError.of("wrong", path="row 2"),
    TaxonomyError.of("wrong", path="row 2"),
    ExpressionError("wrong", "a > b", 4),
    UnknownIdError("role", "planer", ["planner"]),
    DetachedError("gone"),
    MissingPackageError("pandas", "frames"),
    InexactError("too many cells"),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_every_error_is_ours_and_survives_pickling(error: Exception) -> None:
    assert isinstance(error, CommerceRolesError)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
    assert str(again) == str(error)
    assert type(again) is type(error)


def test_a_problem_is_one_line_file_path_problem_remedy() -> None:
    problem = Problem("there is no such field", "sektor", "did you mean sector?", "shop.toml")
    assert str(problem) == ("shop.toml: sektor: there is no such field; did you mean sector?")
    assert str(Problem("the file is empty")) == "the file is empty"


@pytest.mark.parametrize("text", ["two\nlines", "\x1b[31mred", "bell\x07", "\u202eright to left"])
def test_a_problem_never_breaks_or_disguises_its_line(text: str) -> None:
    shown = str(Problem(text, text, text, text))
    assert shown.isprintable()


def test_an_input_error_shows_every_problem_on_its_line() -> None:
    error = ProfileError([Problem("one"), Problem("two", "b")])
    assert str(error) == "one\nb: two"
    assert isinstance(error, ValueError)


def test_an_unknown_id_is_a_key_error_that_reads_well() -> None:
    error = UnknownIdError("role", "planer", ["planner", "poster"])
    assert isinstance(error, KeyError)
    assert str(error) == "no role is called 'planer'; did you mean planner?"
    assert str(UnknownIdError("role", "qqq", [])) == "no role is called 'qqq'"


def test_nearest_is_tolerant_of_case_and_bounded() -> None:
    assert nearest("INSTAGRAM", ["instagram", "facebook"]) == ("instagram",)
    assert nearest("x" * 100_000, ["instagram"]) == ()
    assert len(nearest("aa", ["aa1", "aa2", "aa3", "aa4"])) == 3


def test_every_error_of_the_module_is_tried_here() -> None:
    public = {getattr(errors, name) for name in errors.__all__ if name.endswith("Error")}
    assert public == {type(error) for error in EVERY} | {CommerceRolesError}
    assert "CommerceRolesError" in (errors.__doc__ or "")
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in public)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InputError, ValueError),
        (ProfileError, InputError),
        (CatalogueError, InputError),
        (ExpressionError, ValueError),
        (UnknownIdError, KeyError),
        (DetachedError, RuntimeError),
    ],
)
def test_every_error_is_also_the_builtin_it_specialises(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, builtin)


def test_the_parts_of_an_error_survive_pickling() -> None:
    for error in EVERY:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
        assert vars(again) == vars(error)


_text = st.text(st.characters(), max_size=8)


@given(_text, _text, _text, _text)
def test_no_error_breaks_or_disguises_its_lines(one: str, two: str, three: str, four: str) -> None:
    """Law: whatever names and values were read, a message has the lines it is meant to have."""
    assert str(Problem(one, two, three, four)).isprintable()
    assert str(UnknownIdError(one, two, [three, four, two + "a"])).isprintable()
    lines = str(ExpressionError(one, two, min(1, len(two)))).split("\n")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)
    assert str(ExpressionError(one)).isprintable()
    faults = [Problem(one), Problem(two, three), Problem(four, one, two, three)]
    assert len(str(InputError(faults)).split("\n")) == 3


@pytest.mark.parametrize(
    ("text", "column", "over_the_caret"),
    [
        ("a > b", 0, "a > b"),
        ("a > b", 4, "b"),
        ("a > b", 5, ""),
        ("a\nb > c", 2, "b > c"),
        ("\x1b\u202e > c", 5, "c"),
        ("x" * 500 + "y", 500, "y"),
        ("x" * 500 + "y" + "z" * 500, 500, "y" + "z" * 29),
    ],
)
def test_the_caret_stands_under_its_column(text: str, column: int, over_the_caret: str) -> None:
    message, shown, caret = str(ExpressionError("wrong", text, column)).split("\n")
    assert message == "wrong"
    assert caret.strip() == "^"
    assert shown[caret.index("^") :] == over_the_caret


def test_an_expression_error_without_a_place_is_its_message() -> None:
    assert str(ExpressionError("wrong", "a > b")) == "wrong"


def test_the_parts_of_a_problem_that_are_missing_leave_no_trace() -> None:
    assert str(Problem("wrong", path="a")) == "a: wrong"
    assert str(Problem("wrong", file="f")) == "f: wrong"
    assert str(Problem("wrong", remedy="mend it")) == "wrong; mend it"
    assert str(ProfileError([])) == ""


def test_the_nearest_names_come_best_first_and_as_they_are_written() -> None:
    known = ["Instagram", "instagrams", "tiktok"]
    assert nearest("instagram", known) == ("Instagram", "instagrams")
    assert nearest("instagram", known, most=1) == ("Instagram",)
    assert nearest("instagram", known) == nearest("instagram", known[::-1])
    assert nearest("", known) == nearest("a", []) == ()


def test_names_that_differ_in_case_alone_are_told_apart_by_order() -> None:
    assert nearest("blog", ["blog", "Blog", "BLOG"]) == nearest("blog", ["BLOG", "blog", "Blog"])
