import pytest

from commerce_roles.expressions import (
    Boolean,
    Form,
    Integer,
    Interval,
    Literal,
    Rails,
    Ref,
    bound,
    evaluate,
    first,
    references,
    walk,
    whole,
)
from commerce_roles.expressions.evaluating import cents

P, Q = Ref(Boolean(), "p"), Ref(Boolean(), "q")
CHOICE = first([(P, whole(1)), (Q, Ref(Integer(2, 5), "n"))], whole(9))


@pytest.mark.parametrize(
    ("p", "q", "wanted"), [(True, True, 1), (True, False, 1), (False, True, 4), (False, False, 9)]
)
def test_the_first_case_that_holds_decides(*, p: bool, q: bool, wanted: int) -> None:
    assert evaluate(CHOICE, {"p": p, "q": q, "n": 4}) == wanted


def test_a_choice_reads_no_further_than_it_must() -> None:
    assert evaluate(CHOICE, {"p": True}) == 1
    assert bound(CHOICE, {"p": Rails(surely=True, possibly=True)}) == bound(whole(1), {})
    known = {"p": Rails(surely=False, possibly=False), "q": Rails(surely=True, possibly=True)}
    assert bound(CHOICE, {**known, "n": Interval(3, 4)}) == Interval(3, 4)
    with pytest.raises(KeyError, match="q"):
        evaluate(CHOICE, {"p": False})


def test_a_choice_is_walked_outermost_first_from_left_to_right() -> None:
    assert references(CHOICE) == ("p", "q", "n")
    assert [type(part).__name__ for part in walk(CHOICE)] == [
        *("First", "Ref", "Literal", "Ref", "Ref", "Literal")
    ]


def test_a_choice_without_cases_is_its_last_value() -> None:
    form: Form = first([], Literal(Boolean(), value=True))
    assert evaluate(form, {}) is True
    assert bound(form, {}) == Rails(surely=True, possibly=True)


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (0.0, 0),
        (19.99, 1_999),
        (0.005, 1),
        (-0.005, 0),
        (-0.006, -1),
        (1e12, 100_000_000_000_000),
        (0.1 + 0.2, 30),
    ],
)
def test_money_is_rounded_to_the_nearest_cent_halves_upwards(amount: float, wanted: int) -> None:
    assert cents(amount) == wanted
    assert type(cents(amount)) is int
