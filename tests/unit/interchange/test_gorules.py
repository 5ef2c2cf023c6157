import json
from itertools import pairwise
from typing import Any

import pytest
import zen
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.catalogue import load_catalogue
from commerce_roles.interchange import decision_model
from commerce_roles.interchange.gorules.naming import paths_of, reading
from commerce_roles.interchange.gorules.writing import literal

CATALOGUE = load_catalogue()
MODEL = decision_model(CATALOGUE)


def run(model: dict[str, Any], profile: dict[str, Any]) -> dict[str, Any]:
    return zen.ZenEngine().create_decision(json.dumps(model)).evaluate(profile)["result"]


@pytest.mark.parametrize("tables", [True, False])
def test_the_same_facts_give_the_same_bytes(*, tables: bool) -> None:
    one, other = (json.dumps(decision_model(CATALOGUE, tables=tables)) for _ in range(2))
    assert one == other


def test_a_model_says_what_it_was_made_of_and_what_it_loses() -> None:
    metadata = MODEL["metadata"]
    assert metadata["decision_hash"] == CATALOGUE.decision_hash
    assert metadata["version"] == CATALOGUE.version
    posts = [line for line in metadata["lost"] if line.startswith("the rule answer")]
    assert len(posts) == len(CATALOGUE.tables["answer"].rules)


def test_every_table_but_those_of_posts_is_a_node_whose_rows_say_what_the_author_wrote() -> None:
    rows = {
        row["_id"]: row["_description"]
        for node in MODEL["nodes"]
        if node["type"] == "decisionTableNode"
        for row in node["content"]["rules"]
    }
    for instance in CATALOGUE.program.instances:
        if instance.decides in {"points", "floor", "cap", "sourcing", "merge", "combination"}:
            for rule in instance.rules:
                assert rows[rule.id].startswith(rule.rule.when)


def test_nodes_and_edges_make_one_line_from_the_profile_to_the_assessment() -> None:
    ids = [node["id"] for node in MODEL["nodes"]]
    assert len(set(ids)) == len(ids)
    assert [(e["sourceId"], e["targetId"]) for e in MODEL["edges"]] == [*pairwise(ids)]
    assert MODEL["nodes"][0]["type"] == "inputNode"
    assert MODEL["nodes"][-1]["type"] == "outputNode"


def test_a_trace_names_the_rule_that_fired() -> None:
    decision = zen.ZenEngine().create_decision(json.dumps(MODEL))
    trace = decision.evaluate({"messages_needing_reply_month": 10_000}, {"trace": True})["trace"]
    hit = next(step for step in trace.values() if "cm_conversation" in step["name"])
    assert hit["traceData"]["rule"]["_id"] == "cm_conversation/1"


NASTY = st.text(st.sampled_from("'\"\\${}`#?: ñ\n"), max_size=8)


@given(NASTY, NASTY)
def test_any_text_is_one_constant(one: str, other: str) -> None:
    """Whatever stands in a word of an overlay, it stays a word."""
    assert zen.evaluate_expression(literal(one)) == one
    assert zen.evaluate_expression(f"{literal(one)} == {literal(other)}") == (one == other)
    words = literal(frozenset({one, other, "z"}))
    assert zen.evaluate_expression(f"len({words})") == len({one, other, "z"})
    assert zen.evaluate_expression(f"{literal(one)} in {words}")


@given(st.lists(st.sampled_from(["a", "a.b", "a('b')", "a('b').low", "true", "in('1x')", "a_b"])))
def test_no_two_keys_share_a_place(keys: list[str]) -> None:
    found = paths_of("g", dict.fromkeys(keys))
    assert len({*found.values()}) == len({*keys})
    for key, path in found.items():
        others = [other for k, other in found.items() if k != key]
        assert not any(other[: len(path)] == path for other in others)


@pytest.mark.parametrize("name", ["in", "not", "true", "null", "and", "count", "known", "x"])
def test_a_field_may_be_called_what_the_other_language_reserves(name: str) -> None:
    assert zen.evaluate_expression(reading(("g", name)), {"g": {name: 7}}) == 7
    assert zen.evaluate_expression(reading(("$root", name)), {name: 7}) == 7


def field(name: str) -> dict[str, Any]:
    return {
        name: {
            "type": "count",
            "maximum": 9,
            "label": {"en": "n", "es": "n"},
            "question": {"en": "How many?", "es": "¿Cuántos?"},
        }
    }


@pytest.mark.parametrize("name", ["known", "steps", "tables", "count", "max", "more_of_it"])
def test_an_overlay_may_name_its_field_as_it_likes(name: str) -> None:
    rules = [{"when": f"{name} >= 5", "then": 17}]
    table = {"decides": "points", "role": "each", "rules": rules, "message": "reason.cm_field"}
    overlay = {"field": field(name), "table": {"ours": {**table, "params": {"sector": "sector"}}}}
    model = decision_model(load_catalogue(overlay))
    for profile in ({name: 6}, {"more": {name: 6}}):
        with_it, without = run(model, profile)["roles"], run(model, {name: 4})["roles"]
        for role, result in with_it.items():
            assert result["score"] == without[role]["score"] + 17
            assert "ours/1" in result["fired"]
