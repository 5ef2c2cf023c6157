import pytest

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    Amount,
    Boolean,
    Bound,
    Choice,
    Form,
    Integer,
    Interval,
    Literal,
    Ordered,
    Rails,
    Ref,
    Scope,
    SetOf,
    Sets,
    Texts,
    bound,
    check,
    first,
    whole,
)

P = Ref(Boolean(), "p")
YES, NO = Literal(Boolean(), value=True), Literal(Boolean(), value=False)
MAYBE = {"p": Rails(surely=False, possibly=True)}
SURE = {"p": Rails(surely=True, possibly=True)}


@pytest.mark.parametrize(
    ("one", "other", "joint"),
    [
        (whole(3), whole(8), Interval(3, 8)),
        (YES, NO, Rails(surely=False, possibly=True)),
        (
            Literal(Choice(frozenset({"a"})), "a"),
            Literal(Choice(frozenset({"b"})), "b"),
            Texts(frozenset({"a", "b"})),
        ),
        (
            Literal(SetOf(frozenset("ab")), frozenset("ab")),
            Literal(SetOf(frozenset("ab")), frozenset("b")),
            Sets(frozenset("b"), frozenset("ab")),
        ),
    ],
)  # fmt: skip
def test_an_open_condition_leaves_either_value(one: Form, other: Form, joint: object) -> None:
    form = first([(P, one)], other)
    assert bound(form, MAYBE) == joint
    assert bound(form, SURE) == bound(one, {})


def test_a_first_that_may_be_anything_stays_open() -> None:
    anything = Ref(Choice(), "t")
    form = first([(P, anything)], Literal(Choice(frozenset({"a"})), "a"))
    assert bound(form, {**MAYBE, "t": Texts(None)}) == Texts(None)
    some = Ref(SetOf(None, 5), "s")
    sets = first([(P, some)], some)
    assert bound(sets, {**MAYBE, "s": Sets(frozenset(), None)}) == Sets(frozenset(), None)


def test_cases_of_different_types_are_no_table() -> None:
    with pytest.raises(ExpressionError, match="values of one type"):
        first([(P, whole(1))], Literal(Boolean(), value=True))
    with pytest.raises(ExpressionError, match="values of one type"):
        first([(P, Ref(Integer(0, 6, 6), "h"))], whole(1))
    ranks = Ordered(("a", "b"))
    assert first([(P, Literal(ranks, 0))], Literal(ranks, 1)).domain == ranks


def test_open_sets_stay_open_where_they_must() -> None:
    scope = Scope(
        {
            "tags": Ref(SetOf(None, 5), "tags"),
            "more": Ref(SetOf(None, 5), "more"),
            "few": Ref(SetOf(frozenset("ab")), "few"),
            "word": Ref(Choice(), "word"),
            "money": Ref(Amount(0, 9), "money"),
            "n": Ref(Integer(0, 99), "n"),
        },
        floor_division=True,
    )
    open_set, some = Sets(frozenset("a"), None), Sets(frozenset("a"), frozenset("ab"))
    bounds: dict[str, Bound] = {
        "tags": open_set,
        "more": open_set,
        "few": some,
        "word": Texts(None),
        "money": Interval(1.5, 2.5),
        "n": Interval(10, 29),
    }
    for text, wanted in (
        ("count(tags)", Interval(1, 5)),
        ("count(tags & few)", Interval(1, 2)),
        ("count(few & tags)", Interval(1, 2)),
        ("count(tags | few)", Interval(1, 7)),
        ("count(few - tags)", Interval(0, 1)),
        ("count(tags - few)", Interval(0, 5)),
        ("count(tags & more)", Interval(1, 5)),
        ("count(few & {'a'})", Interval(1, 1)),
        ("word in few", Rails(surely=False, possibly=True)),
        ("word == 'a'", Rails(surely=False, possibly=True)),
        ("word != 'a'", Rails(surely=False, possibly=True)),
        ("cents(money)", Interval(150, 250)),
        ("n // 10", Interval(1, 2)),
    ):
        assert bound(check(text, scope), bounds) == wanted, text


@pytest.mark.filterwarnings("default")
def test_what_python_warns_of_is_refused() -> None:
    with pytest.raises(ExpressionError):
        check("1if n else 2", Scope({"n": Ref(Boolean(), "n")}))
