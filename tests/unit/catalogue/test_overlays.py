import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.influencers import OVERLAY

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CatalogueError, UnknownIdError

TOYS = {"label": {"en": "toys", "es": "juguetes"}}


def table(decides: str, then: object, **keys: str) -> dict[str, Any]:
    """Make an overlay of one table with one rule that always holds."""
    rules = [{"when": "True", "then": then}]
    return {"table": {"t": {"decides": decides, "rules": rules, **keys}}}


def faults(*overlays: Any) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(*overlays)
    return str(caught.value)


@pytest.mark.parametrize(
    ("overlay", "complaint"),
    [
        ({"sectr": {}}, "sectr: there is no such kind of fact; did you mean sector?"),
        ({"sector": []}, "sector: a table of ids is wanted"),
        ({"sector": {"toys": 3}}, "sector.toys: a table of keys is wanted"),
        ({"catalogue": {"version": "9"}}, "only the library's own facts"),
        ({"sector": {"toys": {**TOYS, "grups": ["a"]}}}, "did you mean groups?"),
        ({"sector": {"toys": {}}}, "the key label is missing"),
        ({"sector": {"legal": TOYS}}, "sector.legal: this id is taken in names/sectors.toml"),
        ({"sector": {"toys": {**TOYS, "replaces": True}}}, "there is nothing to replace"),
        ({"sector": {"leagl": {**TOYS, "replaces": True}}}, "did you mean legal?"),
        ({"sector": {"toys": {**TOYS, "replaces": "yes"}}}, "true or false is wanted"),
        ({"sector": {"toys": {**TOYS, "states": ["IT-999"]}}}, "there is no claim 'IT-999'"),
        ({"sector": {"toys": {**TOYS, "sources": ["dunbr"]}}}, "did you mean dunbar?"),
        (
            {"quantity": {"a": {"value": "b"}, "b": {"value": "a"}}},
            "this reads itself: a → b → a",
        ),
        ({"quantity": {"a": {"value": "monthly_order + 1"}}}, "did you mean monthly_orders"),
        ({"quantity": {"a": {}}}, "either a value or one value by level"),
        ({"quantity": {"a": {"by_level": {"minimum": "1"}}}}, "is wanted for each of minimum"),
        ({"quantity": {"a": {"scope": "role", "value": "post_rhythm"}}}, "name the level"),
        (
            {"quantity": {"a": {"value": "followers_total * followers_total * 10"}}},
            "can grow beyond",
        ),
        (
            {
                "field": {
                    "a": {"type": "count", "label": TOYS["label"], "maximum": 9, "default": "b"},
                    "b": {"type": "count", "label": TOYS["label"], "maximum": 9, "default": "a"},
                }
            },
            "the defaults read each other in a circle",
        ),
        (
            {"field": {"a": {"type": "count", "label": TOYS["label"]}}},
            "a number needs a maximum",
        ),
        (
            {"field": {"a": {"type": "ordered", "label": TOYS["label"], "options": "sector"}}},
            "an ordered answer needs a list of options",
        ),
        (
            {"field": {"a": {"type": "set", "label": TOYS["label"], "options": "sectors"}}},
            "is no kind of name",
        ),
        (
            {"field": {"a": {"type": "yes_no", "label": TOYS["label"], "default": "3"}}},
            "the default is of another type",
        ),
        ({"message": {"m": {"en": "Hello"}}}, "there is no text in es"),
        ({"message": {"m": {"en": "{hours}", "es": "Hola"}}}, "the languages differ"),
        ({"message": {"m": {"en": "{hors}", "es": "{hors}"}}}, "did you mean hours?"),
        (
            {"table": {"t": {"decides": "points", "role": "x", "rules": []}}},
            "a list is never empty",
        ),
        (
            table("cap", "maybe", role="each"),
            "'maybe' is not one of not_needed, optional",
        ),
        (
            table("points", "x", role="each"),
            "a whole number is wanted",
        ),
        (
            table("points", 1, role="comunity_manager"),
            "did you mean community_manager?",
        ),
        (
            table("merge", "merge", pair="both"),
            "is no pair of roles",
        ),
        (
            table("warning", 1, role="each"),
            "about the business",
        ),
        (
            table("warning", 1, message="nothing"),
            "there is no message 'nothing'",
        ),
        (
            table("warning", 1, message="combo.support_needed"),
            "nothing is called|no possible value|nothing says",
        ),
    ],
)
def test_a_wrong_overlay_says_what_is_wrong(overlay: Any, complaint: str) -> None:
    assert re.search(complaint if "|" in complaint else re.escape(complaint), faults(overlay))


def test_all_faults_of_all_overlays_are_told_at_once() -> None:
    text = faults({"sector": {"toys": {}}}, {"sectr": {}, "quantity": {"a": 3}})
    assert len(text.splitlines()) == 3


def test_faults_of_expressions_are_told_at_once_too() -> None:
    text = faults({"quantity": {"a": {"value": "orderz > 1"}, "b": {"value": "a +"}}})
    assert "quantity.a.value: nothing is called orderz" in text
    assert "quantity.b.value: this is not an expression" in text
    assert "at character" in text


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')",
        "-" * 5000 + "1",
        "x" * 10_000,
        "(" * 1000,
        "monthly_orders.x",
    ],
)
def test_a_hostile_expression_is_refused(text: str) -> None:
    assert "quantity.a.value" in faults({"quantity": {"a": {"value": text}}})


def test_folder_file_and_mapping_give_the_same_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "toys.toml").write_text(
        '[sector.toys]\nlabel = {en = "toys", es = "juguetes"}\n', encoding="utf-8"
    )
    file = tmp_path / "toys.json"
    file.write_text(json.dumps({"sector": {"toys": TOYS}}), encoding="utf-8")
    mapping = load_catalogue({"sector": {"toys": TOYS}})
    assert mapping == load_catalogue(folder) == load_catalogue(str(file))
    assert hash(mapping) == hash(load_catalogue(folder))
    assert mapping != load_catalogue()


def test_a_fault_names_the_file_it_stands_in(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("[sector.toys]\n", encoding="utf-8")
    assert str(tmp_path / "ours.toml") in faults(tmp_path)
    (tmp_path / "wrong.toml").write_text("[[", encoding="utf-8")
    assert "wrong.toml: the file is not TOML" in faults(tmp_path)


def test_an_empty_folder_is_a_fault_and_an_empty_mapping_changes_nothing(tmp_path: Path) -> None:
    assert "no TOML or JSON file" in faults(tmp_path)
    assert load_catalogue({}) == load_catalogue()


def test_the_order_of_disjoint_overlays_does_not_matter() -> None:
    toys = {"sector": {"toys": TOYS}}
    assert load_catalogue(toys, OVERLAY) == load_catalogue(OVERLAY, toys)


def test_texts_move_no_decision_and_thresholds_do() -> None:
    own = load_catalogue()
    said = load_catalogue(
        {
            "sector": {
                "legal": {
                    **TOYS,
                    "groups": ["listed_sectors"],
                    "origin": "article",
                    "replaces": True,
                }
            }
        }
    )
    assert said.hash != own.hash
    assert said.decision_hash == own.decision_hash
    heavier = {"constant": {"productive_hours": {"value": 150, "replaces": True}}}
    assert load_catalogue(heavier).decision_hash != own.decision_hash


def test_an_alias_leads_to_its_name() -> None:
    assert load_catalogue().aliases("channel")["x"] == "twitter"
    told = {"channels": ["x"], "country": "UK"}
    assert assess(told).profile.country == "UK"


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean role"):
        load_catalogue().of("rol")
    with pytest.raises(UnknownIdError, match="did you mean task"):
        load_catalogue().ids("tsk")


_junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(
                ["label", "value", "rules", "when", "then", "role", "type", "en", "replaces"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["role", "table", "field", "quantity", "task", "message", "kpi", "unit"]),
        st.dictionaries(st.sampled_from(["a", "legal", "orders", "answer"]), _junk, max_size=2),
        max_size=2,
    )
)
def test_any_overlay_is_a_catalogue_or_a_catalogue_error(overlay: Any) -> None:
    """Closure: whatever mapping comes in, nothing else comes out."""
    try:
        load_catalogue(overlay)
    except CatalogueError as error:
        assert error.problems
