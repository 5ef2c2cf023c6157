"""A world so small that all of it can be tried, and decisions drawn in it."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any, Final

from attrs import frozen
from hypothesis import strategies as st

from commerce_roles.diagrams import Ladder
from commerce_roles.expressions import (
    Amount,
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
    Value,
    check,
    evaluate,
    references,
    unknown,
)

WORDS: Final = frozenset("ab")
DOMAINS: Final[dict[str, Domain]] = {
    "p": Boolean(),
    "q": Boolean(),
    "n": Integer(0, 3),
    "m": Integer(-2, 1),
    "h": Integer(0, 3, 2),
    "x": Amount(0.0, 2.0),
    "o": Ordered(("low", "mid", "high")),
    "c": Choice(WORDS),
    "s": SetOf(WORDS),
    "t": SetOf(WORDS),
}
STEPS: Final = {"twice": "2 * n + count(p)", "both": "s & t", "any_day": "p or n > 2"}
AMOUNTS: Final = (0.0, 0.5, 1.0, 1.25, 2.0)
RUNGS: Final = ("none", "some", "much")
SECOND: Final = "rung"


def _scope() -> Scope:
    forms: dict[str, Form] = {key: Ref(domain, key) for key, domain in DOMAINS.items()}
    for name, text in STEPS.items():
        form = check(text, Scope(forms))
        STEP_FORMS[name] = form
        forms[name] = Ref(form.domain, name)
    forms[SECOND] = Ref(Ordered(RUNGS), SECOND)
    return Scope(forms)


STEP_FORMS: Final[dict[str, Form]] = {}
SCOPE: Final = _scope()

_ATOMS: Final = (
    *("p", "q", "any_day", "n >= 2", "n < 1", "n == 2", "n != 1", "m > -1", "m <= 0", "o >= 'mid'"),
    *("o == 'low'", "x > 0.5", "x >= 1.25", "x <= 1", "x == 1", "x != 2", "c == 'a'", "c != 'b'"),
    *("c in {'a'}", "o in {'low', 'high'}", "'a' in s", "'b' not in s", "count(s) >= 2", "h >= 1"),
    *("count(s & t) >= 1", "count(s - t) == 1", "count(s | t) > 1", "count(both) < 1", "n > m"),
    *("count(s - {'a'}) >= 1", "twice >= 4", "max(n, m + 2) >= 3", "min(n, 2) >= 2", "n + m > 2"),
    *("n * m < -1", "n * count(p, q) >= 4", "count(p, q, n > 1) == 2", "2 * h >= n", "-n > m"),
    *("n * n >= 4", "h + n >= 3", "count(p) == 0", "3 * m - 2 * n >= -3"),
)
_conditions: Final = st.recursive(
    st.sampled_from(_ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        inner.map(lambda text: f"(not {text})"),
    ),
    max_leaves=3,
)


@frozen
class Decided:
    """A drawn decision: one ladder, or one that reads another."""

    ladders: tuple[Ladder, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs that it reads."""
        found: dict[str, None] = {}
        waiting = [
            key
            for ladder in self.ladders
            for table in (*ladder.points, *ladder.floors, *ladder.caps)
            for when, _ in table
            for key in references(when)
        ]
        while waiting:
            key = waiting.pop()
            if key in STEP_FORMS:
                waiting.extend(references(STEP_FORMS[key]))
            elif key != SECOND:
                found[key] = None
        return tuple(sorted(found))

    def outcome(self, values: Mapping[str, Value]) -> tuple[int, int]:
        """Work the last ladder's rung and score out, by walking every table."""
        rung, score, _, _ = self.bounded(values)
        return rung, score

    def margins(self, values: Mapping[str, Value]) -> tuple[int | None, int | None]:
        """Count the points to the next rung, and those whose loss lowers it."""
        rung, score, floor, cap = self.bounded(values)
        rungs = self.ladders[-1].rungs
        up = rungs[rung] - score if rung < min(cap, len(rungs)) else None
        down = score - rungs[rung - 1] + 1 if rung > floor else None
        return up if up and up > 0 else None, down if down and down > 0 else None

    def bounded(self, values: Mapping[str, Value]) -> tuple[int, int, int, int]:
        """Work the last ladder's rung, score, floor and cap out."""
        known = dict(values)
        rung = score = floor = cap = 0
        for name, form in STEP_FORMS.items():
            if all(key in known for key in references(form)):
                known[name] = evaluate(form, known)
        for ladder in self.ladders:
            score = sum(_first(table, known, 0) for table in ladder.points)
            floor = max((_first(table, known, 0) for table in ladder.floors), default=0)
            cap = min(
                (_first(table, known, ladder.top) for table in ladder.caps), default=ladder.top
            )
            band = sum(score >= step for step in ladder.rungs)
            rung = min(cap, max(band, floor))
            known[ladder.key] = rung
        return rung, score, floor, cap


def _first(table: tuple[tuple[Form, int], ...], known: Mapping[str, Value], otherwise: int) -> int:
    return next((then for when, then in table if evaluate(when, known)), otherwise)


@st.composite
def _ladder(draw: st.DrawFn, key: str, texts: st.SearchStrategy[str]) -> Ladder:
    def tables(values: st.SearchStrategy[int], most: int) -> tuple[Any, ...]:
        rules = st.lists(st.tuples(texts.map(lambda text: check(text, SCOPE)), values), max_size=3)
        return tuple(map(tuple, draw(st.lists(rules, max_size=most))))

    return Ladder(
        key,
        points=tables(st.integers(-3, 9), 3),
        floors=tables(st.integers(0, 2), 1),
        caps=tables(st.integers(0, 2), 1),
        rungs=tuple(sorted(draw(st.lists(st.integers(-4, 14), min_size=2, max_size=2)))),
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decided:
    """Draw a decision of one ladder, or of two of which the last reads the first."""
    if draw(st.booleans()):
        return Decided((draw(_ladder("last", _conditions)),))
    reading = st.sampled_from(["rung >= 'some'", "rung == 'much'", "rung < 'much' and n > 1"])
    first = draw(_ladder(SECOND, _conditions))
    return Decided((first, draw(_ladder("last", st.one_of(reading, _conditions)))))


def known_of(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, Bound]]:
    """Draw what is known of some inputs: all, nothing, or a part."""
    return st.fixed_dictionaries({key: _known(DOMAINS[key]) for key in keys})


def _known(domain: Domain) -> st.SearchStrategy[Bound]:
    values = _values(domain)
    match domain:
        case Boolean():
            exact: list[Bound] = [Rails(value, value) for value in (False, True)]
        case Choice():
            exact = [Texts(frozenset(some)) for some in ({"a"}, {"b"}, {None}, {"a", "b"})]
        case SetOf():
            exact = [Sets(low, high) for low in values for high in values if low <= high]
        case _:
            exact = [Interval(low, high) for low in values for high in values if low <= high]
    return st.one_of(st.just(unknown(domain)), st.sampled_from(exact))


def _values(domain: Domain) -> list[Any]:
    match domain:
        case Boolean():
            return [False, True]
        case Choice():
            return [None, *sorted(WORDS)]
        case SetOf():
            return [frozenset(s) for size in range(3) for s in combinations(sorted(WORDS), size)]
        case Ordered(levels=levels):
            return list(range(len(levels)))
        case Amount():
            return list(AMOUNTS)
        case _:
            return list(range(domain.low, domain.high + 1))


def completions(known: Mapping[str, Bound]) -> Iterator[dict[str, Value]]:
    """Go through everything that may be so; of amounts, a value in every piece."""
    every = [[v for v in _values(DOMAINS[key]) if _within(v, known[key])] for key in known]
    for values in product(*every):
        yield dict(zip(known, values, strict=True))


def _within(value: Any, known: Bound) -> bool:
    match known:
        case Rails(surely=surely, possibly=possibly):
            return possibly if value else not surely
        case Interval(low=low, high=high):
            return bool(low <= value <= high)
        case Texts(options=options):
            return options is None or value in options
        case Sets(surely=surely, possibly=possibly):
            return surely <= value and (possibly is None or value <= possibly)
