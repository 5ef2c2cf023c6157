"""What an overlay may do: add, replace, adjust, retire; and what is kept of it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess, review
from commerce_roles.catalogue import CATALOGUES_KEPT, load_catalogue
from commerce_roles.catalogue.keeping import Kept
from commerce_roles.catalogue.versions import parse_version, satisfies
from commerce_roles.errors import CatalogueError

BASE = load_catalogue()
LABEL = {"label": {"en": "toys", "es": "juguetes"}}


def adjusted(kind: str, identifier: str, **changes: Any) -> dict[str, Any]:
    return {"adjust": {kind: {identifier: changes}}}


def test_an_adjusted_rule_says_who_set_its_number_and_keeps_its_claims() -> None:
    table = load_catalogue(adjusted("table", "cm_content", rules={"1": {"then": 25}})).tables[
        "cm_content"
    ]
    assert table.rules[0].then == 25
    assert table.rules[0].evidence.basis == "assumption"
    assert table.rules[0].evidence.why == "Set by an overlay; then was 18."
    assert table.rules[1:] == BASE.tables["cm_content"].rules[1:]
    assert table.evidence == BASE.tables["cm_content"].evidence


def test_a_rule_is_adjusted_by_its_id() -> None:
    catalogue = load_catalogue(adjusted("table", "cm_field", rules={"online": {"then": 9}}))
    rule = catalogue.tables["cm_field"].rules[1]
    assert (rule.id, rule.then) == ("online", 9)
    assert rule.evidence.states == ("IT-054",)


def test_an_adjusted_effort_drops_the_sources_of_the_old_number() -> None:
    old = BASE.tasks["create_posts"].evidence
    task = load_catalogue(
        adjusted("task", "create_posts", effort={"typical": 45, "low": 20})
    ).tasks["create_posts"]
    assert (task.effort.low, task.effort.typical, task.effort.high) == (20, 45, 120)
    assert task.evidence.claims == old.claims
    assert task.evidence.sources == ()
    assert task.evidence.why == "Set by an overlay; typical was 60, low was 30."


def test_whoever_adjusts_may_say_why() -> None:
    own = {"basis": "measured", "why": "Timed.", "sources": ["uniroma2"]}
    overlay = adjusted("constant", "productive_hours", value=150, **own)
    constant = load_catalogue(overlay).constants["productive_hours"]
    assert constant.value == 150
    assert (constant.evidence.basis, constant.evidence.why) == ("measured", "Timed.")
    assert constant.evidence.sources == ("uniroma2",)


def test_bands_settings_defaults_and_prices_are_numbers_too() -> None:
    catalogue = load_catalogue(
        {
            "adjust": {
                "catalogue": {"bands": {"needed": 70}},
                "role": {"community_manager": {"settings": {"prefer_in_house": 0}}},
                "field": {"employees": {"default": "5", "why": "x", "basis": "assumption"}},
                "cost": {"es_community_manager_freelance_hour": {"typical": 25.5}},
                "requirement": {"cm_video": {"importance": 4}},
                "guardrail": {"no_pressure": {"most_percent": 10}},
            }
        }
    )
    assert catalogue.bands == {**BASE.bands, "needed": 70}
    assert catalogue.roles["community_manager"].settings["prefer_in_house"] == 0
    assert catalogue.fields["employees"].default == "5"
    assert catalogue.costs["es_community_manager_freelance_hour"].typical == 25.5
    assert catalogue.requirements["cm_video"].importance == 4
    assert catalogue.guardrails["no_pressure"].most_percent == 10


def test_a_higher_band_moves_a_verdict() -> None:
    business = BASE.businesses["sports_nutrition"]
    catalogue = load_catalogue({"adjust": {"catalogue": {"bands": {"needed": 70}}}})
    moved = [move for move in review(BASE, catalogue).moves if move.business == business.id]
    assert moved
    for move in moved:
        assert assess(business.profile)[move.role].verdict == move.old
        assert assess(business.profile, catalogue=catalogue)[move.role].verdict == move.new


def test_a_retired_fact_leaves_a_tombstone_and_takes_its_names_along() -> None:
    overlay = {"retire": {"skill": ["flexibility"], "requirement": ["smm_flexibility"]}}
    catalogue = load_catalogue(overlay)
    assert "flexibility" not in catalogue.skills
    assert "skill.flexibility" not in catalogue.translations
    assert set(catalogue.facts.retired) == {
        ("skill", "flexibility"), ("requirement", "smm_flexibility"),
    }  # fmt: skip
    with pytest.raises(CatalogueError, match="ids are never given again"):
        load_catalogue(overlay, {"skill": {"flexibility": LABEL}})


def test_a_later_overlay_wins_only_if_it_says_so() -> None:
    one = adjusted("constant", "productive_hours", value=150)
    other = adjusted("constant", "productive_hours", value=160)
    with pytest.raises(CatalogueError, match="an earlier overlay changes this too"):
        load_catalogue(one, other)
    other["adjust"]["constant"]["productive_hours"]["overrides"] = True
    assert load_catalogue(one, other).constants["productive_hours"].value == 160
    anew = {"replaces": True, "value": 170, "basis": "assumption", "why": "x"}
    with pytest.raises(CatalogueError, match="overrides = true"):
        load_catalogue(one, {"constant": {"productive_hours": anew}})
    winning = {"constant": {"productive_hours": {**anew, "overrides": True}}}
    assert load_catalogue(one, winning).constants["productive_hours"].value == 170


def test_an_overlay_may_add_and_adjust_its_own_fact() -> None:
    own = {
        "constant": {"ours": {"value": 1, "basis": "assumption", "why": "x"}},
        "adjust": {"constant": {"ours": {"value": 2}}},
    }
    assert load_catalogue(own).constants["ours"].value == 2


def test_what_one_overlay_retires_another_touches_only_knowingly() -> None:
    toys = {"sector": {"toys": LABEL}}
    with pytest.raises(CatalogueError, match="an earlier overlay changes this too"):
        load_catalogue(toys, {"retire": {"sector": ["toys"]}})
    gone = load_catalogue(toys, {"retire": {"sector": ["toys"], "overrides": True}})
    assert gone == BASE


def test_an_overlay_is_a_folder_a_file_or_a_mapping(tmp_path: Path) -> None:
    about = '[overlay]\nname = "ours"\nrequires = ">=0.2,<1"\n'
    text = f'{about}[sector.toys]\nlabel = {{en = "toys", es = "juguetes"}}\n'
    (tmp_path / "toys.toml").write_text(text, encoding="utf-8")
    wanted = load_catalogue({"sector": {"toys": LABEL}})
    assert load_catalogue(tmp_path) == load_catalogue(tmp_path / "toys.toml") == wanted
    assert load_catalogue(str(tmp_path)).facts.file_of("sector", "toys").endswith("toys.toml")


def test_facts_that_an_overlay_leaves_alone_are_shared() -> None:
    catalogue = load_catalogue({"sector": {"toys": LABEL}})
    assert catalogue.tasks["create_posts"] is BASE.tasks["create_posts"]
    assert catalogue.claims["IT-001"] is BASE.claims["IT-001"]


def test_the_same_content_is_compiled_once_while_it_is_kept(tmp_path: Path) -> None:
    overlay = adjusted("constant", "productive_hours", value=151)
    (tmp_path / "x.json").write_text(
        '{"adjust": {"constant": {"productive_hours": {"value": 151}}}}'
    )
    first = load_catalogue(overlay)
    assert load_catalogue(overlay) is first is load_catalogue(tmp_path)
    assert CATALOGUES_KEPT > 1


def test_what_was_used_longest_ago_goes_first() -> None:
    kept = Kept[str, object](most=2)
    made = {name: kept.get(name, object) for name in "ab"}
    assert kept.get("a", object) is made["a"]
    kept.get("c", object)
    assert kept.get("a", object) is made["a"]
    assert kept.get("b", object) is not made["b"]
    assert len(kept) == 2


def test_threads_agree_on_what_is_kept() -> None:
    kept = Kept[int, object](most=8)
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda number: (number % 4, kept.get(number % 4, object)), range(400))
        )
    assert len(kept) == 4
    assert {number for number, _ in found} == {0, 1, 2, 3}
    assert all(kept.get(number, object) is kept.get(number, object) for number in range(4))


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("1.4.2", ">=1,<2", True), ("2.0.0", ">=1,<2", False), ("1.0.0", "==1", True),
        ("1.0.1", "!=1.0.1", False), ("0.9", ">0.8.9", True), ("1.0", "<=1.0.0", True),
    ],
)  # fmt: skip
def test_a_version_meets_a_requirement(version: str, wanted: str, *, fits: bool) -> None:
    assert satisfies(version, wanted) is fits


@pytest.mark.parametrize("text", ["", "1.2.3.4", "v1", "1.x", "-1", "1.2-beta"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        parse_version(text)


def test_a_wider_answer_is_minor_and_a_narrower_one_major() -> None:
    wider = load_catalogue(adjusted("field", "employees", maximum=10_000_000))
    assert BASE.diff(wider).step == "minor"
    assert wider.diff(BASE).step == "major"
    assert wider.diff(BASE).next_version == "0.3.0"
