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
    key_of,
    unknown,
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
ROLES = ("one", "two")
FORMS |= {key_of("hours", role): Ref(Integer(0, 60, 4), key_of("hours", role)) for role in ROLES}
DOMAINS |= {key_of("hours", role): Integer(0, 60, 4) for role in ROLES}
SCOPE = Scope(FORMS, {"self": "two"}, each=ROLES, floor_division=True)

_numbers = st.recursive(
    st.one_of(
        st.sampled_from(["n", "m", "h", "cents(x)"]),
        st.sampled_from(["n // 3", "(n - 7 * m) // 2", "hours('one')", "hours('self')"]),
        st.sampled_from(["total(hours('each'))", "total(count(hours('each') > 3))"]),
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
    st.sampled_from(["c not in s", "t not in s & r", "o not in {'a', 'c'}", "'b' < o", "t == c"]),
    st.sampled_from(
        ["x > 1.25", "-0.5 <= x", "hours('one') >= hours('two')", "True", "c in s - r"]
    ),
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


@st.composite
def growing_knowledge(draw: st.DrawFn) -> tuple[dict[str, Bound], dict[str, Bound]]:
    """Draw partial knowledge of every key, and more knowledge than that."""
    less: dict[str, Bound] = {}
    more: dict[str, Bound] = {}
    for key, domain in DOMAINS.items():
        some = draw(st.lists(_value(domain), min_size=1, max_size=4))
        kept = draw(st.lists(st.sampled_from(some), min_size=1, max_size=3))
        less[key] = draw(st.sampled_from([cover(domain, some), unknown(domain)]))
        more[key] = draw(st.sampled_from([cover(domain, kept), less[key]]))
    return less, more


_TOKENS = [*DOMAINS, "hours", "'one'", "'each'", "'self'", "count", "total", "cents", "min", "any"]
_SIGNS = [*"()[]{}<>=+-*/%&|~^@:;,.!#'\"\\", "and", "or", "not", "in", "is", "if", "else", "lambda"]
token_soups = st.lists(
    st.sampled_from([*_TOKENS, *_SIGNS, "//", "**", ":=", ">=", "==", "\n", " ", "3", "1.5", "0x"]),
    max_size=30,
).flatmap(lambda tokens: st.sampled_from(["", " "]).map(lambda glue: glue.join(tokens)))


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """Draw an expression of which a few pieces were cut, doubled, swapped or replaced."""
    text = draw(expressions)
    for _ in range(draw(st.integers(1, 3))):
        ends = st.integers(0, len(text))
        start, end = sorted((draw(ends), draw(ends)))
        piece = text[start:end]
        new = draw(st.sampled_from(["", piece * 2, piece[::-1], f"({piece})", f"-{piece}"]))
        junk = draw(st.one_of(st.just(new), st.text(max_size=3), token_soups))
        text = text[:start] + junk + text[end:]
    return text


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
        "hours": lambda role: Fraction(
            given[key_of("hours", "two" if role == "self" else role)], 4
        ),
        "total": sum,
        "any": lambda *things: any(things),
        "all": lambda *things: all(things),
        "min": min,
        "max": max,
        "__builtins__": {},
    }
    text = text.replace("total(hours('each'))", "total(hours(i) for i in ('one', 'two'))")
    text = text.replace("count(hours('each') > 3)", "count(hours(i) > 3) for i in ('one', 'two')")
    return eval(text, names)  # noqa: S307 the text is our own, drawn above
