import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles import model as words
from commerce_roles.model import Claim, Cost, Evidence, Field, Quantity, Table, Unit, Verdict
from commerce_roles.structuring import shown, structure

RULES = [{"when": "a", "then": 3}]


def problems(data: object, wanted: type[object]) -> list[str]:
    value, found = structure(data, wanted)
    assert (value is None) == bool(found)
    return [str(problem) for problem in found]


def test_every_fault_is_told_at_once_with_its_path() -> None:
    table = {
        "id": "x",
        "decides": "pointz",
        "rules": [{"when": 3, "then": "needed", "whn": 1}, {"then": True}],
        "states": ["IT-1", 7],
        "params": {"a": 1},
        "prefer": True,
    }
    found = problems(table, Table)
    assert found == sorted(found, key=lambda line: line.partition(":")[0])
    text = "\n".join(found)
    for line in (
        "decides: 'pointz' is not one of points, floor",
        "rules[0].when: a text in quotes is wanted, this is 3",
        "rules[0].whn: there is no such key; did you mean when?",
        "rules[1]: the key when is missing; add it",
        "states[1]: a text in quotes is wanted, this is 7",
        "prefer: there is no such key",
    ):
        assert line in text, text


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("id", 3, "a text in quotes is wanted"),
        ("value", "3", None),
        ("value", 3, "a text in quotes is wanted"),
        ("label", "orders", "a table of keys is wanted"),
        ("label", {"en": 1}, "a text in quotes is wanted"),
        ("states", "IT-001", "a list is wanted"),
        ("states", [], "a list is never empty"),
        ("scope", "shop", "not one of business, role"),
    ],
)
def test_nothing_is_coerced(key: str, value: object, complaint: str | None) -> None:
    found = problems({"id": "q", key: value}, Quantity)
    assert [complaint is not None and complaint in line for line in found] == (
        [True] if complaint else []
    )


def test_a_number_is_no_truth_and_a_truth_no_number() -> None:
    field = {"id": "f", "type": "count", "label": {"en": "f"}, "cost_to_ask": True, "open": 1}
    assert problems(field, Field) == [
        "cost_to_ask: a whole number is wanted, this is True; write a whole number",
        "open: true or false is wanted, this is 1; write true or false, without quotes",
    ]


def test_a_whole_number_is_a_number() -> None:
    cost = {
        "id": "c",
        "country": "ES",
        "role": "r",
        "contract": "freelance",
        "unit": "hour",
        "currency": "EUR",
        "low": 7,
    }
    value, found = structure(cost, Cost)
    assert not found
    assert value is not None
    assert (value.low, type(value.low)) == (7.0, float)


def test_evidence_keys_stand_beside_the_others() -> None:
    claims = {"states": ["IT-1"], "implies": ["IT-2"], "basis": "sourced", "why": "so"}
    value, found = structure({"id": "t", "decides": "points", "rules": RULES, **claims}, Table)
    assert not found
    assert value is not None
    assert value.evidence.claims == ("IT-1", "IT-2")
    assert value.evidence.basis == "sourced"


@pytest.mark.parametrize("data", [None, 3, "text", [], ["a"]])
def test_what_is_no_table_is_refused(data: object) -> None:
    assert "a table of keys is wanted" in problems(data, Claim)[0]


def test_evidence_is_written_beside_and_never_as_a_key_of_its_own() -> None:
    table = {"id": "t", "decides": "points", "rules": RULES, "states": ["IT-1"]}
    assert "evidence: there is no such key" in problems({**table, "evidence": {}}, Table)[0]
    assert problems({**table, "stats": ["IT-1"]}, Table) == [
        "stats: there is no such key; did you mean states?"
    ]


def test_a_kind_without_evidence_takes_none() -> None:
    claim: dict[str, Any] = {"id": "c", "kind": "k", "statement": "s", "states": ["IT-1"]}
    claim["places"] = [{"section": "I0"}]
    assert "states: there is no such key" in problems(claim, Claim)[0]


def test_a_fault_inside_a_table_of_keys_names_the_key() -> None:
    forms = {"en": {"one": 1, "two words": 2}, "es": 3}
    assert problems({"id": "u", "forms": forms}, Unit) == [
        "forms.en.'two words': a text in quotes is wanted, this is 2; put it in quotes",
        "forms.en.one: a text in quotes is wanted, this is 1; put it in quotes",
        "forms.es: a table of keys is wanted, this is 3; write its keys: { key = value }",
    ]


def test_faults_of_a_long_list_come_in_its_order() -> None:
    rules = [{"when": 1, "then": 3}] * 12
    found = problems({"id": "t", "decides": "points", "rules": rules}, Table)
    assert [line.partition(".")[0] for line in found] == [f"rules[{i}]" for i in range(12)]


def test_one_of_several_types_names_them_all() -> None:
    rules = [{"when": "a", "then": True}]
    assert problems({"id": "t", "decides": "points", "rules": rules, "pair": 3}, Table) == [
        "pair: a text in quotes or a list is wanted, this is 3; put it in quotes",
        (
            "rules[0].then: a whole number or a text in quotes is wanted, this is True; "
            "write a whole number or a text in quotes"
        ),
    ]


def test_one_of_several_types_is_taken_as_it_is() -> None:
    table = {"id": "t", "decides": "points", "rules": RULES}
    for pair, wanted in (("each", "each"), (["a", "b"], ("a", "b"))):
        value, found = structure({**table, "pair": pair}, Table)
        assert not found
        assert value is not None
        assert value.pair == wanted


def test_a_verdict_is_read_by_its_text() -> None:
    assert structure("needed", Verdict) == (Verdict.NEEDED, [])
    assert problems("maybe", Verdict) == [
        "'maybe' is not one of not_needed, optional, recommended, needed; choose one of them"
    ]
    assert problems(3, Verdict)[0].startswith("3 is not one of")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused_as_one(number: float) -> None:
    loading = {"id": "l", "country": "ES", "low": number, "typical": 1, "high": 2}
    assert problems(loading, words.Loading) == [
        f"low: a number is wanted, this is {number}; write a number"
    ]


def test_a_key_that_is_no_text_is_no_key() -> None:
    assert [line.partition(":")[0] for line in problems({"id": "q", 1: 2, None: 3}, Quantity)] == [
        "1",
        "None",
    ]


def test_a_key_of_digits_without_end_is_only_unknown() -> None:
    assert "there is no such key" in problems({"id": "q", "9" * 5_000: 1}, Quantity)[0]


def test_a_value_is_shown_in_part_whatever_its_size() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert shown("a" * 1_000) == "'" + "a" * 59
    assert shown(16**5_000) == "a very large int"
    assert shown(deep) == "a very large list"
    assert problems({"id": 16**5_000}, Quantity) == [
        "id: a text in quotes is wanted, this is a very large int; put it in quotes"
    ]


_CLASSES = [
    kind
    for name in words.__all__
    if isinstance(kind := getattr(words, name), type) and attrs.has(kind)
]
_KEYS = sorted({a.name for kind in [*_CLASSES, Evidence] for a in attrs.fields(kind)})
_junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from([10**400, "points", "needed", "count", "\x1b[31m", "\ud800"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(_KEYS), st.text(max_size=3)), inner, max_size=4),
    ),
    max_leaves=12,
)


@st.composite
def _nearly(draw: st.DrawFn, kind: type[Any]) -> dict[str, Any]:
    """Draw a table with the keys of a kind and junk for values."""
    names = [a.name for a in attrs.fields(kind)]
    return draw(st.dictionaries(st.sampled_from(names), _junk))


@pytest.mark.parametrize("kind", _CLASSES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_junk_becomes_a_value_or_problems_of_every_kind(
    kind: type[object], data: st.DataObject
) -> None:
    """Closure: any plain data becomes a value or a list of problems, and raises nothing."""
    junk = data.draw(st.one_of(_junk, _nearly(kind)))
    value, found = structure(junk, kind)
    assert (value is None) == bool(found)
    assert all(str(problem).isprintable() for problem in found)
