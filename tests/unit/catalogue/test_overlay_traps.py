"""Traps that a review of overlays found: each was open once."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CatalogueError, Problem

BASE = load_catalogue()
LABEL = {"label": {"en": "toys", "es": "juguetes"}}
TASK = {
    **LABEL, "area": "social", "phase": "execute", "level": "minimum",
    "responsible": "community_manager", "accountable": "owner",
    "effort": {"low": 1, "typical": 2, "high": 3, "of": "networks", "times_per_year": 1},
}  # fmt: skip


def adjusted(kind: str, name: str, **changes: Any) -> dict[str, Any]:
    return {"adjust": {kind: {name: changes}}}


def faults(*overlays: Any, base: Any = None) -> tuple[Problem, ...]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(*overlays, base=base)
    return caught.value.problems


def test_what_is_kept_over_one_base_is_not_given_for_another_with_other_layers() -> None:
    toys = load_catalogue({"sector": {"trap_toys": LABEL}})
    gone = {"retire": {"sector": ["trap_toys"]}}
    faults(gone, base=toys)
    load_catalogue(gone, base=load_catalogue(base=toys.to_dict()))  # there it is the base's own
    faults(gone, base=toys)


def test_what_is_kept_over_one_base_is_not_given_for_another_with_other_tombstones() -> None:
    toys = {"sector": {"trap_tomb": LABEL}}
    gone = load_catalogue(toys, {"retire": {"sector": ["trap_tomb"], "overrides": True}})
    faults(toys, base=gone)
    load_catalogue(toys)
    faults(toys, base=gone)


class OwnMapping(Mapping[str, Any]):
    """A mapping that is no dict."""

    def __init__(self, inner: dict[str, Any]) -> None:
        self.inner = inner

    def __getitem__(self, key: str) -> Any:
        return self.inner[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


def test_a_mapping_of_any_class_is_kept_by_what_it_holds() -> None:
    own = OwnMapping({"sector": {"trap_one": LABEL}})
    load_catalogue(own)
    own.inner = {"sector": {"trap_two": LABEL}}
    assert "trap_two" in load_catalogue(own).sectors


def test_a_date_is_no_text_whatever_is_kept() -> None:
    def constant(why: object) -> dict[str, Any]:
        return {"constant": {"trap": {"value": 1, "basis": "assumption", "why": why}}}

    faults(constant(dt.date(2020, 1, 2)))
    load_catalogue(constant("2020-01-02"))
    faults(constant(dt.date(2020, 1, 2)))


def test_two_numbers_of_one_fact_may_be_adjusted_in_any_order() -> None:
    one = adjusted("task", "create_posts", effort={"low": 20})
    other = adjusted("task", "create_posts", effort={"typical": 45})
    both = adjusted("task", "create_posts", effort={"typical": 45, "low": 20})
    assert load_catalogue(one, other).hash == load_catalogue(other, one).hash
    assert load_catalogue(both).hash == load_catalogue(one, other).hash


def test_whoever_said_why_is_not_overruled_by_whoever_did_not() -> None:
    told = adjusted("task", "create_posts", effort={"low": 20}, why="Timed.", basis="measured")
    silent = adjusted("task", "create_posts", effort={"typical": 45})
    first, second = load_catalogue(told, silent), load_catalogue(silent, told)
    assert first.hash == second.hash
    assert first.tasks["create_posts"].evidence.why == "Timed."
    faults(told, adjusted("task", "create_posts", effort={"typical": 45}, why="No."))


def test_two_files_of_one_overlay_do_not_set_one_number(tmp_path: Path) -> None:
    for name, value in (("a", 150), ("b", 160)):
        overlay = adjusted("constant", "productive_hours", value=value)
        (tmp_path / f"{name}.json").write_text(json.dumps(overlay))
    assert "this overlay changes it twice" in str(faults(tmp_path)[0])


@pytest.mark.parametrize(("name", "other"), [("2", "online"), ("1", "01"), ("listed", "1")])
def test_one_rule_is_one_place_whatever_it_is_called(name: str, other: str) -> None:
    one = adjusted("table", "cm_field", rules={name: {"then": 5}})
    two = adjusted("table", "cm_field", rules={other: {"then": 9}})
    assert "an earlier overlay changes this too" in str(faults(one, two)[0])


@pytest.mark.parametrize(
    "overlay",
    [{"quantity": {"employees": {"value": "1"}}}, {"constant": {"employees": {"value": 1}}}],
)
def test_a_name_in_expressions_is_given_once(overlay: Any) -> None:
    assert "the name of a field already" in str(faults(overlay)[0])


def test_an_alias_names_one_thing() -> None:
    assert "'x' names" in str(faults({"channel": {"zz": {**LABEL, "aliases": ["x"]}}})[0])


@pytest.mark.parametrize(
    "overlay",
    [
        adjusted("task", "create_posts", effort={"per": 0}),
        adjusted("task", "create_posts", effort={"low": 5000}),
        adjusted("task", "create_posts", effort={"typical": -60}),
        adjusted("task", "create_posts", effort={"times_per_year": -1}),
        adjusted("constant", "productive_hours", value=0),
        adjusted("constant", "price_step", value=0),
        {"adjust": {"catalogue": {"bands": {"needed": 10}}}},
        {"adjust": {"catalogue": {"bands": {"not_needed": 50}}}},
        adjusted("field", "employees", maximum=-5),
        adjusted("field", "employees", cost_to_ask=-4),
        adjusted("loading", "de", low=-3),
        adjusted("requirement", "cm_video", importance=6),
        adjusted("guardrail", "no_pressure", most_percent=101),
        {"kpi": {"x": {**LABEL, "minimum": 0.0, "maximum": 1.0, "default": 2.0}}},
    ],
    ids=str,
)
def test_numbers_that_make_no_sense_are_refused(overlay: Any) -> None:
    (found,) = faults(overlay)
    assert found.path
    assert found.remedy


@pytest.mark.parametrize(
    "overlay",
    [
        {"adjust": {3: {}}},
        {"adjust": {"constant": {3: {"value": 1}}}},
        {"adjust": {"constant": {"productive_hours": {3: 1}}}},
        {"retire": {3: ["x"]}},
        {"adjust": {"catalogue": {"bands": {3: 1}}}},
        {"adjust": {"table": {"cm_field": {"rules": {3: {"then": 1}}}}}},
    ],
    ids=str,
)
def test_a_key_that_is_no_text_is_told(overlay: Any) -> None:
    assert any("a key is a text, this is 3" in str(problem) for problem in faults(overlay))


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "a.toml")
    assert faults(tmp_path)[0].file.endswith("a.toml")


def test_a_base_is_read_as_strictly_as_an_overlay() -> None:
    whole = BASE.to_dict()
    assert "GREEK SMALL LETTER OMICRON" in str(faults(base={**whole, "sectοr": {"x": LABEL}})[0])
    sectors: Any = whole["sector"]
    faults(base={**whole, "sector": {**sectors, "сlothes": LABEL}})
    head: Any = whole["catalogue"]
    faults(base={**whole, "catalogue": {**head, "version": "x"}})


def test_a_broken_fact_with_an_english_name_hides_nothing() -> None:
    overlay = {"sector": {"nothing": {}}, "quantity": {"busy": {"value": "monthly_order > 3"}}}
    assert "quantity.busy.value" in {problem.path for problem in faults(overlay)}


def test_what_a_price_is_for_decides() -> None:
    cell = "de_community_manager_freelance_hour"
    raw = {**BASE.facts.entries["cost"][cell], "unit": "month_package", "replaces": True}
    other = load_catalogue({"cost": {cell: raw}})
    assert BASE.decision_hash != other.decision_hash
    assert assess({"country": "DE"}, catalogue=other).decision_hash == other.decision_hash


def _without(kind: str, name: str, key: str) -> dict[str, Any]:
    raw = BASE.facts.entries[kind][name]
    kept = {inner: part for inner, part in raw.items() if inner != key}
    return {kind: {name: {**kept, "replaces": True}}}


@pytest.mark.parametrize(
    "overlay",
    [
        adjusted("field", "employees", minimum=2),
        _without("field", "sector", "open"),
        _without("channel", "twitter", "aliases"),
    ],
    ids=str,
)
def test_what_was_legal_and_is_no_longer_is_a_major_step(overlay: Any) -> None:
    assert BASE.diff(load_catalogue(overlay)).step == "major"


def test_a_fault_names_the_file_that_made_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(adjusted("constant", "productive_hours", value=150, basis="x")))
    assert [problem.file for problem in faults(tmp_path)] == [str(path)]
    path.write_text(json.dumps({"task": {"c": {**TASK, "precedes": ["c"]}}, "role": {"self": {}}}))
    assert {problem.file for problem in faults(tmp_path)} == {str(path)}


def test_what_is_given_out_is_a_copy() -> None:
    own: dict[str, Any] = {"sector": {"trap_copy": {"label": {"en": "a", "es": "b"}}}}
    catalogue = load_catalogue(own)
    given: Any = catalogue.to_dict()
    given["sector"]["trap_copy"]["label"]["en"] = "changed"
    own["sector"]["trap_copy"]["label"]["en"] = "changed"
    assert load_catalogue(base=catalogue.to_dict()) == catalogue


@pytest.mark.parametrize(
    "overlay",
    [
        adjusted("constant", "productive_hours", value=150, overrides="yes"),
        {"retire": {"overrides": "yes", "requirement": ["smm_flexibility"]}},
    ],
)
def test_overrides_is_true_or_false(overlay: Any) -> None:
    assert "true or false is wanted, this is 'yes'" in str(faults(overlay)[0])


def test_evidence_stands_beside_a_fact_not_inside_its_effort() -> None:
    overlay = adjusted("task", "create_posts", effort={"typical": 47, "why": "Timed."})
    assert "no evidence stands here" in str(faults(overlay)[0])


@pytest.mark.parametrize("formula", ["...", "orders / ..."])
def test_an_ellipsis_is_no_number(formula: str) -> None:
    faults({"kpi": {"x": {**LABEL, "formula": formula}}})


def test_a_long_formula_is_not_quoted_whole() -> None:
    assert len(str(faults({"kpi": {"x": {**LABEL, "formula": "9" * 50_000}}})[0])) < 500


@pytest.mark.parametrize(
    ("overlay", "count"),
    [
        (
            {"adjust": {"catalogue": {"bands": {"needed": 65}, "basis": "x"}}, "sector": {"y": {}}},
            2,
        ),
        ({"sector": {"toys": {"states": ["IT-999"]}}}, 2),
        ({"task": {"c": {**TASK, "precedes": ["c"]}, "d": {**TASK, "precedes": ["d"]}}}, 2),
        ({"constant": {"x": {"value": float("nan")}}, "sectr": {}}, 3),
    ],
    ids=["head", "references", "circles", "nan"],
)
def test_one_fault_does_not_hide_the_next(overlay: Any, count: int) -> None:
    assert len(faults(overlay)) == count


def test_an_empty_folder_is_told_after_another_fault(tmp_path: Path) -> None:
    assert len(faults(tmp_path / "nothing.toml", tmp_path)) == 2


def test_tombstones_survive_writing() -> None:
    gone = load_catalogue({"retire": {"requirement": ["smm_flexibility"]}})
    again = load_catalogue(base=json.loads(json.dumps(gone.to_dict())))
    assert set(again.facts.retired) == {("requirement", "smm_flexibility")}


def test_nothing_differs_between_equals_and_something_between_others() -> None:
    one, other = (
        load_catalogue({"sector": {"nf": {"label": {"en": text, "es": "x"}}}})
        for text in ("caf\u00e9", "cafe\u0301")
    )
    assert one == other
    assert one.diff(other).changes == ()
    whole: Any = BASE.to_dict()
    newer = load_catalogue(base={**whole, "catalogue": {**whole["catalogue"], "version": "0.9"}})
    assert newer != BASE
    assert BASE.diff(newer).step == "patch"


def test_a_retired_name_in_an_expression_is_called_retired() -> None:
    said = [p.message for p in faults({"retire": {"field": ["employees"]}})]
    assert all("retired" in message for message in said if "employees" in message)
    assert any("nothing is called employees" in message for message in said)


def test_a_suffix_in_capitals_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.TOML").write_text("[[")
    (tmp_path / "b.json").write_text(json.dumps({"sector": {"q": LABEL}}))
    assert "not TOML" in str(faults(tmp_path)[0])
