import pickle

import pytest

from commerce_roles.errors import (
    CatalogueError,
    CommerceRolesError,
    DetachedError,
    ExpressionError,
    InputError,
    Problem,
    ProfileError,
    UnknownIdError,
    nearest,
)

EVERY = [
    InputError.of("wrong", path="a", remedy="mend it", file="f.toml"),
    ProfileError([Problem("one"), Problem("two", "b")]),
    CatalogueError.of("wrong"),
    ExpressionError("wrong", "a > b", 4),
    UnknownIdError("role", "planer", ["planner"]),
    DetachedError("gone"),
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
