"""Hostile overlays: every fault in one run, each with file, path, value and remedy."""

from pathlib import Path
from typing import Any

import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CatalogueError, Problem

LABEL = {"label": {"en": "a", "es": "b"}}


def problems(*overlays: Any) -> tuple[Problem, ...]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(*overlays)
    return caught.value.problems


def lines(*overlays: Any) -> str:
    return "\n".join(map(str, problems(*overlays)))


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ({"sektor": {"x": LABEL}}, "sektor: there is no such kind of fact; did you mean sector?"),
        ({"sector": 3}, "sector: a table of ids is wanted, this is 3; write [sector.<id>]"),
        ({"sector": {"x": 3}}, "sector.x: a table of keys is wanted, this is 3"),
        ({"sector": {"../../x": LABEL}}, "sector: '../../x' is no id; use letters, digits and _"),
        ({"sector": {"a/b": LABEL}}, "'a/b' is no id"),
        ({"sector": {"a\\b": LABEL}}, "is no id"),
        ({"sector": {"..": LABEL}}, "'..' is no id"),
        ({"sector": {"": LABEL}}, "'' is no id"),
        ({"sector": {"a b": LABEL}}, "'a b' is no id"),
        ({"sector": {"x" * 10_000: LABEL}}, "is no id"),
        ({"sector": {"сlothes": LABEL}}, "'с' (CYRILLIC SMALL LETTER ES); type it anew"),
        ({"sectοr": {"x": LABEL}}, "'ο' (GREEK SMALL LETTER OMICRON)"),
        ({"ｓector": {"x": LABEL}}, "(FULLWIDTH LATIN SMALL LETTER S)"),
        ({"sec\u200btor": {"x": LABEL}}, "(ZERO WIDTH SPACE)"),
        ({"sector": {"x": {"labеl": {"en": "a"}}}}, "(CYRILLIC SMALL LETTER IE)"),
        ({3: {}}, "a key is a text, this is 3"),
        ({"sector": {"clothing": LABEL}}, "this id is taken in names/sectors.toml; write replaces"),
        ({"sector": {"toys": {**LABEL, "replaces": True}}}, "there is nothing to replace"),
        ({"sector": {"clothes": {**LABEL, "replaces": True}}}, "did you mean clothing?"),
        ({"sector": {"toys": {**LABEL, "replaces": 1}}}, "true or false is wanted, this is 1"),
        ({"sector": {"toys": {**LABEL, "overrides": "x"}}}, "true or false is wanted, this is 'x'"),
        ({"sector": {"toys": {**LABEL, "states": ["IT-999"]}}}, "there is no claim 'IT-999'"),
        ({"catalogue": {"bands": {}}}, "[adjust.catalogue] changes bands"),
        ({"constant": {"x": {"value": float("nan")}}}, "nan is no number"),
        ({"constant": {"x": {"value": 10**30}}}, "the number is too large"),
        ({"sector": {"x": {"label": {"en": "\ud800"}}}}, "half a character"),
        ({"translation": {"role.nobody": {"it": "x"}}}, "there is no such fact to name"),
        ({"translation": {"community_manager": {"it": "x"}}}, "write it as kind.id"),
        ({"role": {"owner": {}}}, "role.owner: the key label is missing; add it"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_stand_says_why(overlay: Any, said: str) -> None:
    assert said in lines(overlay)


@pytest.mark.parametrize(
    ("kpi", "said"),
    [
        ({"owner": ["ecommerce_manager", "social_media_manager"]}, "a text in quotes is wanted"),
        ({"owner": "nobody"}, "kpi.x.owner: there is no role 'nobody'"),
        ({"movers": ["nobody"]}, "there is no role 'nobody'"),
        ({"stage": "nowhere"}, "there is no stage 'nowhere'"),
        ({"formula": "revenu / orders"}, "no measure is called revenu; did you mean revenue?"),
        ({"formula": "__import__('os')"}, "brackets only"),
        ({"formula": "orders ** 9"}, "brackets only"),
        ({"formula": "(" * 100 + "orders"}, "nested at most 50 deep"),
        ({"formula": "orders +"}, "kpi.x.formula: this is not an expression"),
    ],
)
def test_a_kpi_has_one_owner_and_a_formula_over_measures(kpi: Any, said: str) -> None:
    assert said in lines({"kpi": {"x": {**LABEL, **kpi}}})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"adjust": 3}, "adjust: a table is wanted, this is 3"),
        (
            {"adjust": {"tabl": {}}},
            "adjust.tabl: there is no such kind of fact; did you mean table",
        ),
        ({"adjust": {"table": 3}}, "adjust.table: a table is wanted"),
        ({"adjust": {"table": {"cm_content": 3}}}, "adjust.table.cm_content: a table of keys"),
        ({"adjust": {"table": {"cm_contents": {"x": 1}}}}, "did you mean cm_content?"),
        ({"adjust": {"table": {"cm_content": {}}}}, "nothing is adjusted here"),
        ({"adjust": {"table": {"cm_content": {"rules": {"9": {"then": 1}}}}}}, "none called 9"),
        ({"adjust": {"table": {"cm_content": {"rules": {"0": {"then": 1}}}}}}, "none called 0"),
        ({"adjust": {"table": {"cm_content": {"rules": 3}}}}, "a table is wanted, this is 3"),
        ({"adjust": {"table": {"cm_content": {"rules": {"1": 3}}}}}, "a table is wanted"),
        (
            {"adjust": {"table": {"cm_content": {"rules": {"1": {"when": "True"}}}}}},
            "rules.1.when: this is not a number that can be adjusted; replace the whole fact",
        ),
        (
            {"adjust": {"constant": {"productive_hours": {"value": "9"}}}},
            "a whole number is wanted",
        ),
        (
            {"adjust": {"constant": {"productive_hours": {"value": 1.5}}}},
            "a whole number is wanted",
        ),
        ({"adjust": {"constant": {"productive_hours": {"value": True}}}}, "a whole number"),
        ({"adjust": {"constant": {"productive_hours": {"value": [1]}}}}, "a whole number"),
        ({"adjust": {"constant": {"productive_hours": {"valu": 1}}}}, "did you mean value?"),
        ({"adjust": {"task": {"create_posts": {"label": {"en": "x"}}}}}, "not a number that can"),
        ({"adjust": {"task": {"create_posts": {"effort": 3}}}}, "effort: a table is wanted"),
        ({"adjust": {"catalogue": {"bands": {"wanted": 3}}}}, "keys are needed, recommended"),
        ({"adjust": {"catalogue": {"bands": 3}}}, "bands: a table is wanted"),
        ({"adjust": {"catalogue": {"version": "2"}}}, "not a number that can be adjusted"),
        ({"retire": 3}, "retire: a table is wanted, this is 3"),
        ({"retire": {"skil": ["x"]}}, "did you mean skill?"),
        ({"retire": {"skill": "x"}}, "retire.skill: a list of ids is wanted, this is 'x'"),
        ({"retire": {"skill": [3]}}, "a list of ids is wanted"),
        ({"retire": {"skill": ["flexibilty"]}}, "did you mean flexibility?"),
        ({"retire": {"claim": ["DA-078"]}}, "there is no claim 'DA-078': it was retired"),
        ({"overlay": 3}, "overlay: a table is wanted"),
        ({"overlay": {"requires": ">=9"}}, "made for >=9, the facts are"),
        ({"overlay": {"requires": "about 1"}}, "write it like >=1.2,<2"),
        ({"overlay": {"requires": 1}}, "a text in quotes is wanted"),
        ({"overlay": {"needs": ">=1"}}, "keys are name, version, requires"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(change: Any, said: str) -> None:
    assert said in lines(change)


def test_work_in_a_circle_and_a_role_under_itself_are_found_together() -> None:
    task = {
        **LABEL, "area": "social", "phase": "execute", "level": "minimum",
        "responsible": "community_manager", "accountable": "social_media_manager",
        "effort": {"low": 1, "typical": 2, "high": 3, "of": "networks", "times_per_year": 1},
    }  # fmt: skip
    role = {
        **LABEL, "area": "social", "reports_to": "boss", "definition": LABEL["label"],
        "phrases": {"en": {"name": "x"}, "es": {"name": "x"}},
    }  # fmt: skip
    said = lines(
        {
            "task": {"a": {**task, "precedes": ["b"]}, "b": {**task, "precedes": ["a"]}},
            "role": {"boss": role},
        }
    )
    assert "task: these go round in a circle: a → b → a" in said or "b → a → b" in said
    assert "role: these go round in a circle: boss → boss" in said


def test_one_broken_fact_hides_no_other_fault() -> None:
    said = lines(
        {
            "kpi": {"aov": {**LABEL, "replaces": True, "owner": 3, "formula": "x / orders"}},
            "sector": {"toys": {**LABEL, "states": ["IT-999"]}, "a b": LABEL},
            "quantity": {"busy": {"value": "monthly_order > 3"}},
            "adjust": {"constant": {"nothing": {"value": 3}}},
        }
    )
    for wanted in (
        "kpi.aov.owner", "kpi.aov.formula", "sector.toys.states", "'a b' is no id",
        "quantity.busy.value", "adjust.constant.nothing",
    ):  # fmt: skip
        assert wanted in said


def test_what_misses_a_broken_new_fact_is_not_a_fault_of_its_own() -> None:
    overlay = {
        "field": {"parrots": {"type": "count"}},
        "quantity": {"many": {"value": "parrots > 3", "basis": "assumption", "why": "x"}},
    }
    assert [p.path for p in problems(overlay)] == ["field.parrots"]


def test_every_fault_of_every_file_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[sector.toys]\nlabel = {en = "a", es = "b"}\n')
    (tmp_path / "b.toml").write_text(
        '[sector.toys]\nlabel = {en = "a", es = "b"}\n'
        '[objective.fun]\nlabel = "fun"\nkind = "x"\n[retire]\nskill = ["nothing"]\n'
    )
    (tmp_path / "c.json").write_text('{"sector": {"x": {"label": {"en": NaN}}}}')
    (tmp_path / "d.json").write_text('{"sector": ')
    (tmp_path / "empty.toml").write_text("")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "e.toml").write_text('[adjust.task.create_posts]\neffort.typical = "long"\n')
    (inner / "notes.md").write_text("not read")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "f.toml").write_text('[sector.secret]\nlabel = {en = "a", es = "b"}\n')
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / "link.toml").symlink_to(outside / "f.toml")
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone.toml")
    found = problems(tmp_path)
    said = [(Path(p.file).relative_to(tmp_path).as_posix(), p.message) for p in found]
    assert ("b.toml", f"this id is taken in {tmp_path / 'a.toml'}") in said
    assert any(file == "b.toml" and "no skill 'nothing'" in text for file, text in said)
    assert any(file == "b.toml" and "a table of keys is wanted" in text for file, text in said)
    assert any(file == "b.toml" and "there is no such key" in text for file, text in said)
    assert ("c.json", "nan is no number") in said
    assert any(file == "d.json" and "not JSON" in text for file, text in said)
    assert ("empty.toml", "the file is empty") in said
    assert any(file == "inner/e.toml" and "a whole number is wanted" in text for file, text in said)
    assert any(file == "link" and "leads out of the folder" in text for file, text in said)
    assert any(file == "link.toml" and "leads out of the folder" in text for file, text in said)
    assert any(file == "nowhere.toml" for file, _ in said)
    assert all(p.remedy for p in found if "wanted" not in p.message)


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text('[sector.toys]\nlabel = {en = "toys", es = "juguetes"}\n')
    (tmp_path / "toys.toml").symlink_to(real)
    assert "toys" in load_catalogue(tmp_path).sectors


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (found,) = problems(tmp_path)
    assert found.file.endswith("huge.toml")
    assert "more than 2,048 KiB" in str(found)


def test_what_is_nested_without_end_is_refused() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100):
        deep = {"x": deep}
    assert "nested too deep" in lines({"sector": {"x": {"label": deep}}})
    endless: dict[str, Any] = {}
    endless["sector"] = endless
    assert "nested too deep" in lines(endless)


def test_a_folder_without_facts_and_a_missing_path_are_refused(tmp_path: Path) -> None:
    assert "there is no TOML or JSON file in this folder" in lines(tmp_path)
    assert "there is no such file" in lines(tmp_path / "nothing.toml")
