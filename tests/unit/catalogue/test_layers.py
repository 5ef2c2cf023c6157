"""What an overlay may do: add, replace, adjust, retire; and what is kept of it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess, review
from commerce_roles.catalogue import CATALOGUES_KEPT, load_catalogue
from commerce_roles.catalogue.keeping import Kept, weight_of
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
    assert task.evidence.why == "Set by an overlay; effort.low was 30, effort.typical was 60."


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


# ---------------------------------------------------------------------- evidence of a number


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ({}, ("assumption", "Set by an overlay; value was 143.", ())),
        ({"why": "Ours."}, ("assumption", "Ours.", ())),
        ({"basis": "measured"}, ("measured", "Set by an overlay; value was 143.", ())),
        (
            {"basis": "sourced", "sources": ["dunbar"]},
            ("sourced", "Set by an overlay; value was 143.", ("dunbar",)),
        ),
        (
            {"basis": "derived", "why": "Ours.", "sources": ["dunbar"]},
            ("derived", "Ours.", ("dunbar",)),
        ),
    ],
)
def test_what_is_said_beside_a_number_stands_and_the_rest_is_said_for_it(
    own: dict[str, Any], wanted: tuple[str, str, tuple[str, ...]]
) -> None:
    assert BASE.constants["productive_hours"].evidence.sources == ("uniroma2",)
    catalogue = load_catalogue(adjusted("constant", "productive_hours", value=150, **own))
    evidence = catalogue.constants["productive_hours"].evidence
    assert (evidence.basis, evidence.why, evidence.sources) == wanted


def test_claims_beside_a_number_take_the_place_of_the_old_ones() -> None:
    old = BASE.tasks["create_posts"].evidence
    assert old.claims
    changes = {"effort": {"typical": 45}, "states": ["IT-001"]}
    new = load_catalogue(adjusted("task", "create_posts", **changes)).tasks["create_posts"].evidence
    assert new.states == ("IT-001",)
    assert new.implies == old.implies
    assert new.contradictions == old.contradictions


def test_a_moved_band_speaks_for_itself_in_the_head() -> None:
    bands = load_catalogue({"adjust": {"catalogue": {"bands": {"needed": 65}}}}).head
    assert bands.evidence.why == "Set by an overlay; bands.needed was 60."
    said = {"adjust": {"catalogue": {"bands": {"needed": 65}, "basis": "measured", "why": "Ours."}}}
    head = load_catalogue(said).head
    assert (head.evidence.basis, head.evidence.why) == ("measured", "Ours.")
    assert head.version == BASE.version


def test_a_rule_without_an_id_is_named_by_its_place_and_one_with_an_id_by_either() -> None:
    by_id = load_catalogue(adjusted("table", "cm_field", rules={"online": {"then": 9}}))
    by_place = load_catalogue(adjusted("table", "cm_field", rules={"2": {"then": 9}}))
    assert by_id == by_place
    assert by_id.tables["cm_field"].rules[0] == BASE.tables["cm_field"].rules[0]


def test_two_rules_of_a_table_are_adjusted_together() -> None:
    both = adjusted("table", "cm_field", rules={"listed": {"then": 1}, "online": {"then": 2}})
    assert [rule.then for rule in load_catalogue(both).tables["cm_field"].rules] == [1, 2]


# ---------------------------------------------------------------------- layers over layers


def test_two_overlays_may_adjust_two_numbers_of_one_fact() -> None:
    one = adjusted("task", "create_posts", effort={"low": 20})
    other = adjusted("task", "create_posts", effort={"typical": 45})
    first, second = load_catalogue(one, other), load_catalogue(other, one)
    assert first.tasks["create_posts"].effort == second.tasks["create_posts"].effort
    assert first.tasks["create_posts"].effort.low == 20
    assert first.tasks["create_posts"].effort.typical == 45
    assert first.decision_hash == second.decision_hash


def test_two_overlays_move_one_band_only_knowingly() -> None:
    def band(**bands: int) -> dict[str, Any]:
        return {"adjust": {"catalogue": {"bands": bands}}}

    assert load_catalogue(band(needed=65), band(optional=15)).bands["needed"] == 65
    with pytest.raises(CatalogueError, match="an earlier overlay changes this too") as caught:
        load_catalogue(band(needed=65), band(needed=70))
    assert [problem.remedy for problem in caught.value.problems] == [
        "write overrides = true if this one shall win"
    ]
    winning = {"adjust": {"catalogue": {"bands": {"needed": 70}, "overrides": True}}}
    assert load_catalogue(band(needed=65), winning).bands["needed"] == 70


def test_an_overlay_of_one_run_is_an_earlier_one_of_the_next() -> None:
    first = load_catalogue(adjusted("constant", "price_step", value=20))
    second = adjusted("constant", "price_step", value=30)
    with pytest.raises(CatalogueError, match="an earlier overlay changes this too"):
        load_catalogue(second, base=first)
    second["adjust"]["constant"]["price_step"]["overrides"] = True
    assert load_catalogue(second, base=first).constants["price_step"].value == 30


def test_an_earlier_overlay_is_no_later_one() -> None:
    winning = adjusted("constant", "price_step", value=20, overrides=True)
    with pytest.raises(CatalogueError, match="an earlier overlay changes this too"):
        load_catalogue(winning, adjusted("constant", "price_step", value=30))


def test_a_fact_retired_in_one_overlay_cannot_be_cited_in_the_next() -> None:
    gone = {"retire": {"skill": ["flexibility"], "requirement": ["smm_flexibility"]}}
    task = BASE.facts.entries["task"]["create_posts"]
    citing = {"task": {"create_posts": {**task, "skills": ["flexibility"], "replaces": True}}}
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(gone, citing)
    (found,) = caught.value.problems
    assert found.path == "task.create_posts.skills"
    assert found.message == "there is no skill 'flexibility': it was retired"


def test_a_tombstone_names_the_file_that_took_the_fact_out(tmp_path: Path) -> None:
    file = tmp_path / "gone.toml"
    file.write_text('[retire]\nrequirement = ["smm_flexibility"]\n', encoding="utf-8")
    catalogue = load_catalogue(file)
    assert catalogue.facts.retired == {("requirement", "smm_flexibility"): str(file)}
    assert "smm_flexibility" not in catalogue.facts.files["requirement"]
    assert BASE.facts.retired == {}
    again = {"requirement": {"smm_flexibility": {"label": LABEL["label"]}}}
    with pytest.raises(CatalogueError, match=r"retired in .*gone\.toml, and ids are never given"):
        load_catalogue(again, base=catalogue)


def test_the_order_of_files_in_a_folder_does_not_matter(tmp_path: Path) -> None:
    adds = json.dumps({"constant": {"ours": {"value": 1}}})
    adjusts = json.dumps(adjusted("constant", "ours", value=2))
    for folder, names in (("one", "ab"), ("other", "ba")):
        (tmp_path / folder).mkdir()
        for name, text in zip(names, (adds, adjusts), strict=True):
            (tmp_path / folder / f"{name}.json").write_text(text, encoding="utf-8")
    first, second = (load_catalogue(tmp_path / folder) for folder in ("one", "other"))
    assert first == second
    assert first.constants["ours"].value == 2


def test_an_overlay_leaves_what_it_is_laid_over_as_it_was() -> None:
    written = json.dumps(BASE.to_dict(), sort_keys=True)
    before = (BASE.hash, dict(BASE.facts.layers), BASE.facts.overlays, list(BASE.facts.problems))
    load_catalogue(adjusted("constant", "price_step", value=40), {"sector": {"toys": LABEL}})
    with pytest.raises(CatalogueError):
        load_catalogue({"sektor": {}})
    assert json.dumps(BASE.to_dict(), sort_keys=True) == written
    assert before == (BASE.hash, BASE.facts.layers, BASE.facts.overlays, BASE.facts.problems)


# ---------------------------------------------------------------------- what is kept


def test_content_is_the_same_whatever_the_order_of_its_keys() -> None:
    one = {"sector": {"toys": LABEL, "games": LABEL}}
    other = {"sector": {"games": LABEL, "toys": LABEL}}
    assert load_catalogue(one) is load_catalogue(other)
    assert load_catalogue(one) is not load_catalogue({"sector": {"toys": LABEL}})


def test_what_only_looks_like_the_same_number_is_other_content() -> None:
    assert (
        load_catalogue(adjusted("constant", "price_step", value=1)).constants["price_step"].value
        == 1
    )
    for value in (True, 1.0, "1"):
        with pytest.raises(CatalogueError, match="a whole number is wanted"):
            load_catalogue(adjusted("constant", "price_step", value=value))


def test_where_one_overlay_ends_and_the_next_begins_is_part_of_the_content() -> None:
    one = adjusted("constant", "price_step", value=20)
    other = {"sector": {"toys": LABEL}}
    apart, together = load_catalogue(one, other), load_catalogue({**one, **other})
    assert apart == together
    assert apart.facts.overlays == 2
    assert together.facts.overlays == 1


def test_threads_are_given_equal_catalogues() -> None:
    overlays = [{"sector": {f"threaded_{number}": LABEL}} for number in range(3)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: load_catalogue(overlays[number % 3]), range(18)))
    for number, catalogue in enumerate(found):
        assert f"threaded_{number % 3}" in catalogue.sectors
        assert catalogue == found[number % 3]
    assert len({catalogue.hash for catalogue in found}) == 3


def test_of_two_made_at_once_the_first_is_kept_for_both() -> None:
    kept = Kept[str, object]()
    made: list[object] = []

    def slow() -> object:
        made.append(kept.get("a", object))  # another thread was faster
        return object()

    assert kept.get("a", slow) is made[0] is kept.get("a", object)
    assert len(kept) == 1


def test_what_could_not_be_made_is_not_kept() -> None:
    kept = Kept[str, int]()

    def refuse() -> int:
        raise CatalogueError(())

    with pytest.raises(CatalogueError):
        kept.get("a", refuse)
    assert len(kept) == 0
    assert kept.get("a", lambda: 1) == 1


def test_a_large_overlay_takes_the_place_of_several_small_ones() -> None:
    kept = Kept[str, int](most=4)
    for name in "abc":
        kept.get(name, lambda: 0)
    kept.get("large", lambda: 0, weight=3)
    assert [kept.get(name, lambda: 1) for name in ("large", "c", "a")] == [0, 0, 1]
    kept.get("larger than all", lambda: 2, weight=9)
    assert len(kept) == 1
    assert kept.get("larger than all", lambda: 3) == 2
    assert weight_of(0) == 1 < weight_of(100_000) < weight_of(10_000_000)


def test_as_many_are_kept_as_is_said() -> None:
    kept = Kept[int, int]()
    for number in range(CATALOGUES_KEPT + 5):
        kept.get(number, lambda number=number: number)  # type: ignore[misc]
    assert len(kept) == CATALOGUES_KEPT
    assert kept.get(5, lambda: -1) == 5
    assert kept.get(4, lambda: -1) == -1


# ---------------------------------------------------------------------- versions


@pytest.mark.parametrize(
    "text", ["", ",", ">=1,", "1", "~=1", ">=1.2.3.4", "=>1", ">=1 <2", ">=v1"]
)
def test_a_requirement_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no requirement"):
        satisfies("1.0.0", text)


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({}, "none"),
        ({"constant": {"price_step": {"value": 10, "replaces": True}}}, "patch"),
        ({"message": {"ours": {"en": "a", "es": "b"}}}, "minor"),
        ({"retire": {"requirement": ["smm_flexibility"]}}, "major"),
    ],
)
def test_the_next_version_follows_the_step(change: dict[str, Any], step: str) -> None:
    assert BASE.constants["price_step"].value == 10
    major, minor, patch = parse_version(BASE.version)
    greater = (major + 1, 0, 0) if major else (0, minor + 1, 0)
    wanted = {
        "none": (major, minor, patch),
        "patch": (major, minor, patch + 1),
        "minor": (major, minor + 1, 0),
        "major": greater,
    }
    difference = BASE.diff(load_catalogue(change))
    assert difference.step == step
    assert parse_version(difference.next_version) == wanted[step]
    assert difference.old_version == difference.new_version == BASE.version
