from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.model import Claim, Cost, Field, Quantity, Role, Table, Task
from commerce_roles.structuring import structure

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
        "cost_to_ask: a whole number is wanted, this is True",
        "open: true or false is wanted, this is 1",
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


_junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "label", "rules", "when", "then", "effort", "states", "x"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(_junk, st.sampled_from([Role, Task, Table, Field, Quantity, Cost, Claim]))
def test_junk_gives_problems_and_raises_nothing(data: Any, wanted: type[object]) -> None:
    """Closure: any plain data becomes a value or a list of problems."""
    value, found = structure(data, wanted)
    assert (value is None) == bool(found)
    assert all(str(problem).isprintable() for problem in found)
