from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.language import (
    DOMAINS,
    SCOPE,
    conditions,
    expressions,
    in_python,
    knowledge,
    numbers,
    values,
)

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    Bound,
    Integer,
    Interval,
    Rails,
    Sets,
    Texts,
    bound,
    check,
    evaluate,
    exactly,
    references,
    unknown,
    walk,
)


@given(conditions, values)
def test_a_condition_means_what_python_means(text: str, given_values: dict[str, Any]) -> None:
    """Oracle: Python's own evaluation of the same text, hours as exact fractions."""
    assert evaluate(check(text, SCOPE), given_values) == bool(in_python(text, given_values))


@given(numbers, values)
def test_a_number_is_pythons_over_its_scale(text: str, given_values: dict[str, Any]) -> None:
    """Oracle: as above; a scaled number is the exact one times the scale."""
    form = check(text, SCOPE)
    assert isinstance(form.domain, Integer)
    assert evaluate(form, given_values) == in_python(text, given_values) * form.domain.scale


@given(numbers, values)
def test_a_number_lies_within_the_bounds_of_its_type(
    text: str, given_values: dict[str, Any]
) -> None:
    """Domain law: what is checked at load holds for every value."""
    for form in walk(check(text, SCOPE)):
        if isinstance(form.domain, Integer):
            assert form.domain.low <= evaluate(form, given_values) <= form.domain.high


@given(expressions, knowledge())
def test_bounds_hold_every_completion(
    text: str, known: tuple[dict[str, Bound], dict[str, Any]]
) -> None:
    """Soundness: what is possible contains what any completion gives."""
    bounds, completion = known
    form = check(text, SCOPE)
    assert _holds(bound(form, bounds), evaluate(form, completion))


@given(expressions, values)
def test_bounds_of_what_is_known_are_exact(text: str, given_values: dict[str, Any]) -> None:
    """Exactness: full knowledge leaves one possibility."""
    form = check(text, SCOPE)
    bounds = {key: exactly(domain, given_values[key]) for key, domain in DOMAINS.items()}
    assert bound(form, bounds) == exactly(form.domain, evaluate(form, given_values))


@given(expressions, knowledge())
def test_knowing_more_never_widens_the_bounds(
    text: str, known: tuple[dict[str, Bound], dict[str, Any]]
) -> None:
    """Monotony: partial knowledge lies within no knowledge."""
    bounds, _ = known
    form = check(text, SCOPE)
    nothing = {key: unknown(domain) for key, domain in DOMAINS.items()}
    assert _within(bound(form, bounds), bound(form, nothing))


@given(expressions, values)
def test_references_are_all_that_is_read(text: str, given_values: dict[str, Any]) -> None:
    """Reading law: the listed keys suffice."""
    form = check(text, SCOPE)
    listed = {key: given_values[key] for key in references(form)}
    assert evaluate(form, listed) == evaluate(form, given_values)


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    """Closure: nothing else ever comes out of a text."""
    try:
        check(text, SCOPE)
    except ExpressionError as error:
        assert str(error)


@given(expressions, st.integers(0, 200), st.text(max_size=3))
def test_a_mutilated_expression_is_one_or_an_expression_error(
    text: str, place: int, junk: str
) -> None:
    """Closure under small damage."""
    damaged = text[: place % (len(text) + 1)] + junk + text[place % (len(text) + 1) + 1 :]
    try:
        check(damaged, SCOPE)
    except ExpressionError as error:
        assert str(error)


def test_an_unknown_key_is_an_error_and_no_zero() -> None:
    with pytest.raises(KeyError):
        evaluate(check("n > 1", SCOPE), {})


def _holds(possible: Bound, value: Any) -> bool:
    match possible:
        case Rails(surely=surely, possibly=possibly):
            return possibly if value else not surely
        case Interval(low=low, high=high):
            return bool(low <= value <= high)
        case Texts(options=options):
            return options is None or value in options
        case Sets(surely=inside, possibly=outside):
            return inside <= value and (outside is None or value <= outside)


def _within(narrow: Bound, wide: Bound) -> bool:
    match narrow, wide:
        case Rails(), Rails():
            return narrow.surely >= wide.surely and narrow.possibly <= wide.possibly
        case Interval(), Interval():
            return wide.low <= narrow.low and narrow.high <= wide.high
        case _:
            return narrow == wide
