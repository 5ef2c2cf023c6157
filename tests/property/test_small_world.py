"""Bounds in a world so small that all of it is tried.

Where an expression reads every key once, its bounds are not only sound but the smallest there are:
exactly what the completions give, no more. One form is sound only: `==` between numbers of
different scales does not see that halves meet no whole number.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, combinations_with_replacement, product
from typing import Any

import pytest

from commerce_roles.expressions import (
    Boolean,
    Bound,
    Choice,
    Domain,
    Form,
    Integer,
    Interval,
    Ordered,
    Rails,
    Ref,
    Scope,
    SetOf,
    Sets,
    Texts,
    bound,
    check,
    evaluate,
    exactly,
    first,
    references,
    unknown,
)

WORDS = frozenset("ab")
DOMAINS: dict[str, Domain] = {
    "p": Boolean(),
    "q": Boolean(),
    "r": Boolean(),
    "n": Integer(0, 2),
    "m": Integer(-2, 1),
    "h": Integer(0, 3, 2),
    "o": Ordered(("low", "mid", "high")),
    "u": Ordered(("low", "mid", "high")),
    "c": Choice(WORDS),
    "d": Choice(WORDS),
    "s": SetOf(WORDS),
    "t": SetOf(WORDS),
}
FORMS: dict[str, Form] = {key: Ref(domain, key) for key, domain in DOMAINS.items()}
SCOPE = Scope(FORMS, floor_division=True)

READ_ONCE = {
    text: check(text, SCOPE)
    for text in (
        *("p", "not p", "p and q", "p or q", "any(p, q, r)", "all(p, q, r)", "count(p, q, r)"),
        *("n == m", "n != m", "n < m", "n <= m", "n > m", "n >= m", "n > 1", "1 <= n"),
        *("h < n", "h >= n", "2 * h - n", "h + m"),
        *("n + m", "n - m", "-m", "n * m", "3 * m - 2 * n + 1", "m // 2", "(n - 3) // 2"),
        *("min(n, m)", "max(n, m)", "min(n, m, 0)", "max(n, m + 1, 1)"),
        *("o == u", "o != u", "o < u", "o <= u", "o > u", "o >= u", "o >= 'mid'", "'mid' > o"),
        *("o in {'low'}", "o not in {'mid'}"),
        *("c == d", "c != d", "c == 'a'", "'b' != c", "c in s", "c not in s", "'a' in s"),
        *("c in {'a'}", "c in s & t", "c in s | t", "c in s - t"),
        *("s & t", "s | t", "s - t", "s - {'a'}", "{'a', 'b'} - s"),
        *("count(s)", "count(s & t)", "count(s | t)", "count(s - t)", "count(s & {'a'}) > 0"),
        *("count(c in s, n > m) == 1", "n + count(p, q) > 2", "not (p and n > 1) or c == 'b'"),
    )
}
CHOICES = {
    f"{one} if p, else {other}": first([(FORMS["p"], FORMS[one])], FORMS[other])
    for one, other in ("qr", "nm", "ou", "cd", "st")
} | {
    "n if p, m if q, else n + 1": first(
        [(FORMS["p"], FORMS["n"]), (FORMS["q"], FORMS["m"])], check("n + 1", SCOPE)
    )
}
EVERY = READ_ONCE | CHOICES


@pytest.mark.parametrize("form", READ_ONCE.values(), ids=READ_ONCE.keys())
def test_bounds_are_exactly_what_the_completions_give(form: Form) -> None:
    """Tightness, and soundness with it, for every state of knowledge there is."""
    for known, values in knowledge(form):
        assert bound(form, known) == hull(form.domain, values), known


@pytest.mark.parametrize("form", CHOICES.values(), ids=CHOICES.keys())
def test_a_choice_is_bounded_by_the_values_it_may_take(form: Form) -> None:
    """Soundness for every state of knowledge, and tightness where no key stands in two cases."""
    tight = form is not CHOICES["n if p, m if q, else n + 1"]
    for known, values in knowledge(form):
        possible = bound(form, known)
        assert hull(form.domain, [*values, *ends(possible)]) == possible, known
        assert not tight or possible == hull(form.domain, values), known


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY.keys())
def test_all_values_lie_in_the_type(form: Form) -> None:
    """Domain law: nothing known is bounded by the type, everything known is one value of it."""
    nothing = bound(form, {key: unknown(domain) for key, domain in DOMAINS.items()})
    if isinstance(form.domain, Integer):
        assert isinstance(nothing, Interval)
        assert form.domain.low <= nothing.low <= nothing.high <= form.domain.high
    for values in completions({key: unknown(DOMAINS[key]) for key in references(form)}):
        exact = {key: exactly(DOMAINS[key], value) for key, value in values.items()}
        assert bound(form, exact) == exactly(form.domain, evaluate(form, values))


def knowledge(form: Form) -> Iterator[tuple[dict[str, Bound], list[Any]]]:
    """Go through all one can know of the keys of a form, with the values it then can have."""
    keys = references(form)
    for states in product(*(states_of(DOMAINS[key]) for key in keys)):
        known = dict(zip(keys, states, strict=True))
        yield known, [evaluate(form, values) for values in completions(known)]


def completions(known: Mapping[str, Bound]) -> Iterator[dict[str, Any]]:
    for values in product(*map(members, known.values())):
        yield dict(zip(known, values, strict=True))


def states_of(domain: Domain) -> list[Bound]:
    """List all one can know of a value."""
    match domain:
        case Boolean():
            return [Rails(*rails) for rails in ((False, False), (False, True), (True, True))]
        case Choice(options=options):
            words = sorted(options or (), key=str)
            return [Texts(frozenset(some)) for some in subsets([*words, None]) if some]
        case SetOf(options=options):
            every = [frozenset(some) for some in subsets(sorted(options or ()))]
            return [Sets(few, many) for few in every for many in every if few <= many]
        case _:
            ends = unknown(domain)
            assert isinstance(ends, Interval)
            numbers = range(int(ends.low), int(ends.high) + 1)
            return [Interval(*pair) for pair in combinations_with_replacement(numbers, 2)]


def members(known: Bound) -> list[Any]:
    """List the values that knowledge allows."""
    match known:
        case Rails(surely=surely, possibly=possibly):
            return sorted({surely, possibly})
        case Interval(low=low, high=high):
            return list(range(int(low), int(high) + 1))
        case Texts(options=options):
            return list(options or ())
        case Sets(surely=surely, possibly=possibly):
            return [surely | set(some) for some in subsets(sorted((possibly or surely) - surely))]


def ends(known: Bound) -> list[Any]:
    """List values whose hull is the knowledge itself."""
    match known:
        case Sets(surely=surely, possibly=possibly):
            return [surely, possibly]
        case Texts(options=options):
            return list(options or ())
        case _:
            return list(known)


def subsets(words: list[Any]) -> list[tuple[Any, ...]]:
    return [some for size in range(len(words) + 1) for some in combinations(words, size)]


def hull(domain: Domain, values: list[Any]) -> Bound:
    """Give the smallest bound that holds some values."""
    match domain:
        case Boolean():
            return Rails(all(values), any(values))
        case Choice():
            return Texts(frozenset(values))
        case SetOf():
            return Sets(frozenset.intersection(*values), frozenset.union(*values))
        case _:
            return Interval(min(values), max(values))


@pytest.mark.parametrize(
    ("container", "possible"),
    [
        (Sets(frozenset(), frozenset()), False),
        (Sets(frozenset(), frozenset("a")), True),
        (Sets(frozenset("a"), frozenset("a")), True),
        (Sets(frozenset(), None), True),
    ],
)
def test_any_text_may_be_in_any_set_but_the_empty_one(container: Sets, *, possible: bool) -> None:
    form = check("w in s", Scope({**FORMS, "w": Ref(Choice(), "w")}))
    rails = bound(form, {"w": Texts(None), "s": container})
    assert rails == Rails(surely=False, possibly=possible)
