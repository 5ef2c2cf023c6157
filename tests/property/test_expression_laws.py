from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.language import (
    DOMAINS,
    SCOPE,
    conditions,
    expressions,
    growing_knowledge,
    in_python,
    knowledge,
    mutilated,
    numbers,
    token_soups,
    values,
)

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    All,
    Bound,
    Form,
    Integer,
    Interval,
    Rails,
    Sets,
    Texts,
    Witness,
    bound,
    check,
    evaluate,
    exactly,
    opposite,
    references,
    unknown,
    walk,
    witness,
)
from commerce_roles.expressions import Any as Either

FUZZED = max(300, settings.default.max_examples if settings.default else 0)


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


@given(expressions, growing_knowledge())
def test_knowing_more_never_widens_the_bounds(
    text: str, known: tuple[dict[str, Bound], dict[str, Bound]]
) -> None:
    """Monotony: what is possible with more knowledge was possible with less."""
    less, more = known
    form = check(text, SCOPE)
    assert _within(bound(form, more), bound(form, less))


@given(numbers)
def test_knowing_nothing_stays_within_the_bounds_of_the_type(text: str) -> None:
    """Domain law: what is checked at load is no narrower than what is bounded later."""
    form = check(text, SCOPE)
    nothing = {key: unknown(domain) for key, domain in DOMAINS.items()}
    for part in walk(form):
        if isinstance(part.domain, Integer):
            assert _within(bound(part, nothing), unknown(part.domain))


@given(expressions, values)
def test_references_are_all_that_is_read(text: str, given_values: dict[str, Any]) -> None:
    """Reading law: the listed keys suffice."""
    form = check(text, SCOPE)
    listed = {key: given_values[key] for key in references(form)}
    assert evaluate(form, listed) == evaluate(form, given_values)


@given(expressions)
def test_references_are_exactly_what_is_read(text: str) -> None:
    """Reading law: bounds short-cut nothing, so they read every key that is listed, no other."""
    form = check(text, SCOPE)
    read = _Reading({key: unknown(domain) for key, domain in DOMAINS.items()})
    bound(form, read)
    assert read.keys_read == set(references(form))
    assert len(references(form)) == len(set(references(form)))


@given(expressions)
def test_reading_a_text_twice_gives_the_same_form(text: str) -> None:
    """Determinism: also with blanks around and brackets about it."""
    assert check(text, SCOPE) == check(text, SCOPE) == check(f"( {text} ) ", SCOPE)


@given(st.one_of(st.text(max_size=60), token_soups, mutilated()))
@settings(max_examples=FUZZED)
def test_any_text_is_an_expression_or_an_error_that_points_into_it(text: str) -> None:
    """Closure: nothing else ever comes out of a text, and the caret stands where it says."""
    try:
        form = check(text, SCOPE)
    except ExpressionError as error:
        message, *place = str(error).split("\n")
        assert message.isprintable()
        if error.column is not None:
            shown, caret = place
            assert shown.isprintable()
            assert 0 <= error.column <= len(text)
            left = shown[4 : caret.index("^")]
            assert text[: error.column].endswith(left) or not text[: error.column].isprintable()
    else:
        assert set(references(form)) <= set(DOMAINS)


def test_an_unknown_key_is_an_error_and_no_zero() -> None:
    with pytest.raises(KeyError):
        evaluate(check("n > 1", SCOPE), {})


class _Reading(dict[str, Bound]):
    """Knowledge that remembers what was asked of it."""

    def __init__(self, known: dict[str, Bound]) -> None:
        super().__init__(known)
        self.keys_read: set[str] = set()

    def __getitem__(self, key: str) -> Bound:
        self.keys_read.add(key)
        return super().__getitem__(key)


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
        case Texts(), Texts():
            return _among(narrow.options, wide.options)
        case Sets(), Sets():
            return wide.surely <= narrow.surely and _among(narrow.possibly, wide.possibly)
    raise AssertionError((narrow, wide))


def _among(few: frozenset[Any] | None, many: frozenset[Any] | None) -> bool:
    return many is None or (few is not None and few <= many)


# ---------------------------------------------------------------------- witnesses


def _parts(found: Witness) -> Iterator[Witness]:
    yield found
    for part in found.parts:
        yield from _parts(part)


@given(conditions, values)
def test_a_witness_says_what_the_condition_is(text: str, given_values: dict[str, Any]) -> None:
    """Truth: the whole and every part come out as the tree walker says."""
    form = check(text, SCOPE)
    bounds = {key: exactly(domain, given_values[key]) for key, domain in DOMAINS.items()}
    found = witness(form, given_values, bounds)
    assert found.holds == bool(evaluate(form, given_values))
    assert (found.missing == 0) == found.holds
    for part in _parts(found):
        assert part.holds == bool(evaluate(part.form, given_values))
        assert part.certain
    assert all(leaf.holds == found.holds for leaf in found.leaves)


@given(conditions, values)
def test_the_parts_of_a_witness_suffice(text: str, given_values: dict[str, Any]) -> None:
    """Sufficiency: with its parts as they are, the condition is what it is, whatever the rest."""
    form = check(text, SCOPE)
    bounds = {key: exactly(domain, given_values[key]) for key, domain in DOMAINS.items()}
    found = witness(form, given_values, bounds)
    named = frozenset(leaf.form for leaf in found.leaves)

    def worked_out(part: Form, rest: bool) -> bool:  # noqa: FBT001 what the others are
        match part:
            case All(operands=operands):
                return all(worked_out(one, rest) for one in operands)
            case Either(operands=operands):
                return any(worked_out(one, rest) for one in operands)
            case _:
                return found.holds if part in named else rest

    for rest in (True, False):
        assert worked_out(found.form, rest) == found.holds


@given(conditions, values)
def test_the_opposite_is_the_opposite(text: str, given_values: dict[str, Any]) -> None:
    """Involution, and truth, of turning a condition round."""
    form = check(text, SCOPE)
    assert bool(evaluate(opposite(form), given_values)) != bool(evaluate(form, given_values))
    assert opposite(opposite(opposite(form))) == opposite(form)


@given(conditions, knowledge())
def test_what_a_witness_calls_certain_no_answer_turns(
    text: str, known: tuple[dict[str, Bound], dict[str, Any]]
) -> None:
    """Soundness: a part that is certain is the same in every completion."""
    bounds, completion = known
    found = witness(check(text, SCOPE), completion, bounds)
    for part in _parts(found):
        rails = bound(part.form, bounds)
        assert part.certain == (rails.surely == rails.possibly)
        if part.certain:
            assert part.holds == rails.surely
