"""Random catalogues, small enough to be compiled by the hundred: fields of all types, any rules."""

from typing import Any

from hypothesis import strategies as st

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.expressions import Interval, Value

ROLES = ("first", "second")
WORDS = ["a", "b", "c"]
_WHY = {"basis": "assumption", "why": "Drawn."}
_NUMBERS = {"n": (0, 20), "m": (-5, 5), "k": (0, 3)}
_FIELDS: dict[str, dict[str, Any]] = {
    **{
        name: {"type": "count", "minimum": low, "maximum": high}
        for name, (low, high) in _NUMBERS.items()
    },
    "x": {"type": "money", "maximum": 30},
    **{name: {"type": "yes_no"} for name in "pq"},
    **{name: {"type": "ordered", "options": WORDS} for name in "ou"},
    "c": {"type": "choice", "options": WORDS},
    "t": {"type": "text"},
    **{name: {"type": "set", "options": WORDS} for name in "sr"},
    "w": {"type": "set"},
}
_BASE: dict[str, Any] = {
    "catalogue": {
        "id": "drawn",
        "version": "1.0.0",
        "languages": ["en"],
        "label_languages": ["en"],
        "levels": ["minimum"],
        "bands": {"needed": 60, "recommended": 40, "optional": 20, "not_needed": 0},
        **_WHY,
    },
    "constant": {"productive_hours": {"value": 143, **_WHY}},
    "message": {"said": {"en": "Said."}},
    "field": {
        name: {**field, "label": {"en": name}, "question": {"en": f"{name}?"}}
        for name, field in _FIELDS.items()
    },
    "role": {
        role: {
            "label": {"en": role},
            "area": "all",
            "reports_to": "owner",
            "definition": {"en": role},
            "phrases": {
                "en": {"name": role, "post": role, "work": role, "person": role},
            },
            **_WHY,
        }
        for role in ROLES
    },
}
_ALWAYS: dict[str, dict[str, Any]] = {
    "sourcing": {"decides": "sourcing", "role": "each", "then": "owner"},
    "answer": {"decides": "answer", "then": "said"},
}

_counts = st.recursive(
    st.sampled_from(
        ["n", "m", "k", "cents(x)", "count(s)", "count(s & r)", "count(s - {'a'})", "count(w)", "7"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["n", "count(p)", "3"]), inner).map(
            lambda t: f"({t[0]} * {t[1]})"
        ),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
    ),
    max_leaves=3,
)
_signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_atoms = st.one_of(
    st.sampled_from(["p", "q", "'a' in s", "'b' in r", "c in s", "c not in {'a'}", "t == 'a'"]),
    st.sampled_from(["o >= 'b'", "o < u", "u == 'c'", "c != t", "'z' in w", "count(s & r) >= 1"]),
    st.sampled_from(["x >= 12", "0.5 < x", "c in s - r", "c in s | r", "count(s & r) == 0"]),
    st.tuples(_counts, _signs, _counts).map(" ".join),
    st.tuples(st.sampled_from("nmk"), _signs, st.integers(-6, 21).map(str)).map(" ".join),
)
_conditions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(lambda t: f"count({t[0]}, {t[1]}) >= 1"),
    ),
    max_leaves=4,
)
_later = st.sampled_from(
    ["verdict('first') >= 'optional'", "total_of > 8", "named and p", "not named", "total_of == n"]
)


def _rules(decides: str, role: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    gives: st.SearchStrategy[Any] = st.sampled_from(
        ["not_needed", "optional", "recommended", "needed"]
    )
    if decides == "points":
        gives = st.integers(-15, 40)
    whens = _conditions | st.just("True") | (_later if role == "second" else st.just("p"))
    rule = st.fixed_dictionaries({"when": whens, "then": gives})
    return st.lists(rule, min_size=1, max_size=5)


@st.composite
def rule_books(draw: st.DrawFn) -> Catalogue:
    """Draw a catalogue of two roles, two quantities and some tables of any kind."""
    tables: dict[str, Any] = {}
    for role in ROLES:
        for number in range(draw(st.integers(0, 4))):
            decides = draw(st.sampled_from(["points", "points", "floor", "cap"]))
            rules = draw(_rules(decides, role))
            table = {"decides": decides, "role": role, "message": "said", "rules": rules, **_WHY}
            tables[f"{role}_{number}"] = table
    for name, table in _ALWAYS.items():
        rules = [{"when": "True", "then": table["then"]}]
        about = {key: value for key, value in table.items() if key != "then"}
        tables[name] = {**about, "message": "said", "rules": rules, **_WHY}
    quantities = {"total_of": draw(_counts), "named": draw(_conditions)}
    labelled = {k: {"label": {"en": k}, "value": v, **_WHY} for k, v in quantities.items()}
    return load_catalogue(base={**_BASE, "table": tables, "quantity": labelled})


def answers() -> st.SearchStrategy[dict[str, Value]]:
    """Draw a value for every field, as the program takes it."""
    words = st.sampled_from([*WORDS, "z"])
    return st.fixed_dictionaries(
        {
            **{name: st.integers(low, high) for name, (low, high) in _NUMBERS.items()},
            "x": st.integers(0, 60).map(lambda half: half / 2),
            **{name: st.booleans() for name in "pq"},
            **{name: st.integers(0, 2) for name in "ou"},
            "c": st.sampled_from(WORDS),
            "t": words,
            **{name: st.frozensets(st.sampled_from(WORDS)) for name in "sr"},
            "w": st.frozensets(words),
        }
    )


@st.composite
def part_of(
    draw: st.DrawFn, values: dict[str, Value]
) -> tuple[dict[str, Value], dict[str, Interval]]:
    """Draw what may be known of some values: some exactly, some numbers between two ends."""
    state = st.sampled_from(["known", "unknown", "between"])
    states = {key: draw(state) for key in values}
    known = {key: value if states[key] == "known" else None for key, value in values.items()}
    ranges: dict[str, Interval] = {}
    for key, value in values.items():
        if states[key] == "between" and key in {*_NUMBERS, "x"} and isinstance(value, int | float):
            low, high = _NUMBERS.get(key, (0, 30))
            ends = draw(st.tuples(st.integers(0, 9), st.integers(0, 9)))
            ranges[key] = Interval(max(low, value - ends[0]), min(high, value + ends[1]))
    return known, ranges
