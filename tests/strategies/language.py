"""Random expressions over a small world, as text, with values and partial knowledge of them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from commerce_roles.expressions import (
    Amount,
    Boolean,
    Bound,
    Choice,
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
)

SCALE = 12
WORDS = ("a", "b", "c")
DOMAINS: dict[str, Any] = {
    "n": Integer(0, 20),
    "m": Integer(-5, 5),
    "h": Integer(0, 20 * SCALE, SCALE),
    "x": Amount(-2.0, 30.0),
    "p": Boolean(),
    "q": Boolean(),
    "o": Ordered(WORDS),
    "c": Choice(frozenset(WORDS)),
    "t": Choice(),
    "s": SetOf(frozenset(WORDS)),
    "r": SetOf(frozenset(WORDS)),
}
FORMS: dict[str, Form] = {key: Ref(domain, key) for key, domain in DOMAINS.items()}
SCOPE = Scope(FORMS)

_numbers = st.recursive(
    st.one_of(
        st.sampled_from(["n", "m", "h", "cents(x)"]),
        st.integers(0, 9).map(str),
        st.sampled_from(["count(s)", "count(s & r)", "count(s | r)", "count(s - {'a'})"]),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.integers(0, 5), inner).map(lambda t: f"({t[0]} * {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"min({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"max({t[0]}, {t[1]})"),
        inner.map(lambda text: f"(-{text})"),
    ),
    max_leaves=6,
)
_comparisons = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_atoms = st.one_of(
    st.sampled_from(["p", "q", "'a' in s", "'b' in r", "c in s", "t in {'a', 'zz'}", "o in {'a'}"]),
    st.tuples(_numbers, _comparisons, _numbers).map(" ".join),
    st.tuples(st.just("x"), _comparisons, st.integers(0, 30).map(str)).map(" ".join),
    st.tuples(st.just("o"), _comparisons, st.sampled_from(WORDS).map(repr)).map(" ".join),
    st.tuples(st.sampled_from("ct"), st.sampled_from(["==", "!="]), st.sampled_from(WORDS)).map(
        lambda t: f"{t[0]} {t[1]} {t[2]!r}"
    ),
)
conditions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda t: f"({t[0]} and {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} or {t[1]})"),
        inner.map(lambda text: f"(not ({text}))"),
        st.tuples(inner, inner).map(lambda t: f"(count({t[0]}, {t[1]}) >= 1)"),
        st.tuples(inner, inner).map(lambda t: f"any({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"all({t[0]}, {t[1]})"),
    ),
    max_leaves=5,
)
numbers = _numbers
expressions = st.one_of(conditions, numbers)


def _value(domain: Any) -> st.SearchStrategy[Any]:
    match domain:
        case Boolean():
            return st.booleans()
        case Integer():
            return st.integers(domain.low, domain.high)
        case Amount():
            return st.floats(domain.low, domain.high, allow_nan=False)
        case Ordered():
            return st.integers(0, len(domain.levels) - 1)
        case Choice(options=options):
            return st.sampled_from([None, *sorted(options or {"a", "zz"})])
        case SetOf(options=options):
            return st.frozensets(st.sampled_from(sorted(options or ())))
    raise AssertionError(domain)


values: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {key: _value(domain) for key, domain in DOMAINS.items()}
)


@st.composite
def knowledge(draw: st.DrawFn) -> tuple[dict[str, Bound], dict[str, Any]]:
    """Draw partial knowledge of every key, and one completion of it."""
    known: dict[str, Bound] = {}
    completion: dict[str, Any] = {}
    for key, domain in DOMAINS.items():
        some = sorted(draw(st.lists(_value(domain), min_size=1, max_size=3)), key=repr)
        completion[key] = draw(st.sampled_from(some))
        known[key] = cover(domain, some)
    return known, completion


def cover(domain: Any, some: list[Any]) -> Bound:
    """Bound a value that is one of some."""
    match domain:
        case Boolean():
            return Rails(all(some), any(some))
        case Choice():
            return Texts(frozenset(some))
        case SetOf():
            return Sets(frozenset.intersection(*some), frozenset.union(*some))
        case _:
            return Interval(min(some), max(some))


def in_python(text: str, given: Mapping[str, Any]) -> Any:
    """Work a text out by Python itself: an evaluator that shares no line with ours."""

    class Level(str):
        __slots__ = ()

        def _rank(self) -> int:
            return WORDS.index(str(self))

        def __lt__(self, other: str) -> bool:
            return self._rank() < WORDS.index(other)

        def __le__(self, other: str) -> bool:
            return self._rank() <= WORDS.index(other)

        def __gt__(self, other: str) -> bool:
            return self._rank() > WORDS.index(other)

        def __ge__(self, other: str) -> bool:
            return self._rank() >= WORDS.index(other)

    def count(*things: Any) -> int:
        if len(things) == 1 and isinstance(things[0], frozenset | set):
            return len(things[0])
        return sum(bool(thing) for thing in things)

    def cents(amount: float) -> int:
        return int((Fraction(amount * 100 + 0.5)).__floor__())

    names = {
        **given,
        "h": Fraction(given["h"], SCALE),
        "o": Level(WORDS[given["o"]]),
        "count": count,
        "cents": cents,
        "any": lambda *things: any(things),
        "all": lambda *things: all(things),
        "min": min,
        "max": max,
        "__builtins__": {},
    }
    return eval(text, names)  # noqa: S307 the text is our own, drawn above
