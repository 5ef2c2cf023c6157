"""Hostile overlays: every fault in one run, each with file, path, value and remedy."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.errors import CatalogueError, Problem
from commerce_roles.model.reference import references, to

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
    assert "task.a: these go round in a circle: a → b → a" in said or "b → a → b" in said
    assert "role.boss.reports_to: these go round in a circle: boss → boss" in said


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
    assert all(p.remedy for p in found)


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


# ---------------------------------------------------------------------- references to nothing

BASE = load_catalogue()
(_TO,) = to("any")
GONE = "no_such_thing"


def naming(kind: str) -> dict[str, str]:
    """List the keys of a kind whose values are ids, with the kind of those ids."""
    found: dict[str, str] = {}
    for attribute in attrs.fields(KINDS[kind]):  # type: ignore[arg-type]  # all are attrs classes
        inner = attrs.fields(attribute.type) if attribute.name == "evidence" else [attribute]
        found |= {a.name: str(a.metadata[_TO]) for a in inner if _TO in a.metadata}
    return found


def test_every_key_that_names_a_fact_is_followed_in_one_run() -> None:
    overlay: dict[str, Any] = {}
    wanted: set[tuple[str, str]] = set()
    for kind, model in KINDS.items():
        keys = naming(kind)
        if not keys or not BASE.ids(kind):
            continue
        name = min(BASE.ids(kind))
        types = {a.name: a.type for a in attrs.fields(model)}  # type: ignore[arg-type]
        wrong = {key: GONE if types.get(key) is str else [GONE] for key in keys}
        overlay[kind] = {name: {**BASE.facts.entries[kind][name], **wrong, "replaces": True}}
        wanted |= {
            (f"{kind}.{name}.{key}", f"there is no {target} {GONE!r}")
            for key, target in keys.items()
        }
    found = problems(overlay)
    assert wanted <= {(problem.path, problem.message) for problem in found}
    assert len(wanted) > 100
    assert all(problem.remedy for problem in found)


def test_ids_inside_a_fact_are_followed_too() -> None:
    role = BASE.facts.entries["role"]["community_manager"]
    table = BASE.facts.entries["table"]["cm_content"]
    claim = BASE.facts.entries["claim"]["IT-001"]
    step = {"verdict": "needed", "when": "monday", "message": GONE, "task": GONE}
    rule = {"when": "employees > 1", "then": 1, "message": GONE, "states": [GONE]}
    found = {
        (problem.path, problem.message)
        for problem in problems(
            {
                "role": {"community_manager": {**role, "first_steps": [step], "replaces": True}},
                "table": {"cm_content": {**table, "rules": [rule], "replaces": True}},
                "claim": {"IT-001": {**claim, "places": [{"section": GONE}], "replaces": True}},
            }
        )
    }
    assert found >= {
        ("role.community_manager.first_steps[0].message", f"there is no message {GONE!r}"),
        ("role.community_manager.first_steps[0].task", f"there is no task {GONE!r}"),
        ("table.cm_content.rules[0].message", f"there is no message {GONE!r}"),
        ("table.cm_content.rules[0].states", f"there is no claim {GONE!r}"),
        ("claim.IT-001.places[0].section", f"there is no section {GONE!r}"),
    }


def test_whoever_cites_a_retired_fact_is_named_with_its_file(tmp_path: Path) -> None:
    claim = "IT-001"
    (tmp_path / "gone.json").write_text(json.dumps({"retire": {"claim": [claim]}}))
    citing = {
        (f"{kind}.{name}.{reference.path}", BASE.facts.file_of(kind, name))
        for kind in KINDS
        for name, fact in BASE.of(kind).items()
        for reference in references(fact)
        if (reference.kind, reference.id) == ("claim", claim)
    }
    found = problems(tmp_path)
    assert len(citing) > 1
    assert {(problem.path, problem.file) for problem in found} == citing
    for problem in found:
        assert problem.message == (
            f"there is no claim {claim!r}: it was retired in {tmp_path / 'gone.json'}"
        )
        assert problem.remedy == "name another, or retire this fact too"


# ---------------------------------------------------------------------- ids and texts


@pytest.mark.parametrize(
    "identifier",
    [
        ".", "..", "...", "a.", ".a", "a..b", "-a", "a-", "a/b", "/etc/passwd", "C:\\x", "~", "a b",
        " ", "\t", "a\n", "\x00", "\x1b[31mred", "a'b", 'a"b', "${a}", "a;b", "%2e", "x" * 121,
    ],
)  # fmt: skip
def test_an_id_that_could_lead_elsewhere_is_refused_on_one_plain_line(identifier: str) -> None:
    (found,) = problems({"sector": {identifier: LABEL}})
    assert (found.path, found.file) == ("sector", "")
    assert found.message.endswith(" is no id")
    assert found.remedy == "use letters, digits and _, in parts joined by . or -"
    assert str(found).isprintable()
    assert len(str(found)) < 200


@pytest.mark.parametrize("identifier", ["x", "x" * 120, "a.b-c_d.9", "X9", "_"])
def test_an_id_of_letters_digits_and_joints_is_taken(identifier: str) -> None:
    assert identifier in load_catalogue({"sector": {identifier: LABEL}}).sectors


@pytest.mark.parametrize(
    "key",
    [
        "sе",
        "ο",
        "ａ",
        "a\u200b",
        "\u200d",
        "a\u2060",
        "\ufeff",
        "a\u202eb",
        "\u0131",
        "ﬁ",
        "١",
        "é",
    ],
)
@pytest.mark.parametrize("place", ["kind", "id", "key", "adjust", "retire", "overlay"])
def test_a_letter_that_only_looks_right_is_named_wherever_it_stands(key: str, place: str) -> None:
    overlays: dict[str, dict[str, Any]] = {
        "kind": {key: {"x": LABEL}},
        "id": {"sector": {key: LABEL}},
        "key": {"sector": {"x": {**LABEL, key: 1}}},
        "adjust": {"adjust": {"constant": {"productive_hours": {key: 1}}}},
        "retire": {"retire": {key: ["x"]}},
        "overlay": {"overlay": {key: "x"}},
    }
    strange = [p for p in problems(overlays[place]) if "is written in ASCII" in p.message]
    assert len(strange) == 1
    assert strange[0].path.endswith(key)
    assert strange[0].remedy == "type it anew"
    assert str(strange[0]).isprintable()


# ---------------------------------------------------------------------- formulas


@pytest.mark.parametrize(
    "formula",
    [
        "orders()", "abs(orders)", "orders ** 2", "orders // 2", "orders % 2", "orders @ orders",
        "'orders'", "f'{orders}'", "b'x'", "lambda: orders", "orders if orders else 1",
        "orders < 2", "orders and 1", "not orders", "~orders", "-orders", "[orders]", "{orders}",
        "(orders, 1)", "orders.real", "orders[0]", "(x := 1)", "True", "None", "1j", "1e999",
        "0x10", "1_000", "*orders", "orders; orders", "import os", "yield 1", "оrders",
        "await orders",
        "orders\n+ 1", "\u200borders", "orders\x00", " orders", "9" * 5000,
        "(" * 200 + "orders" + ")" * 200, "+".join(["orders"] * 1000), "orders +",
    ],
)  # fmt: skip
def test_a_formula_that_could_do_more_than_reckon_is_refused(formula: str) -> None:
    (found,) = problems({"kpi": {"x": {**LABEL, "formula": formula}}})
    assert found.path == "kpi.x.formula"
    assert found.message
    assert found.remedy.startswith("mend ")
    assert str(found).isprintable()


# ---------------------------------------------------------------------- changes


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 2**63])
@pytest.mark.parametrize(
    ("kind", "identifier", "path"),
    [
        ("constant", "productive_hours", ["value"]),
        ("task", "create_posts", ["effort", "typical"]),
        ("table", "cm_content", ["rules", "1", "then"]),
    ],
)
def test_what_is_no_number_is_never_set(
    kind: str, identifier: str, path: list[str], number: float
) -> None:
    changes: Any = number
    for key in reversed(path):
        changes = {key: changes}
    (found,) = problems({"adjust": {kind: {identifier: changes}}})
    assert found.path == ".".join(["adjust", kind, identifier, *path])
    assert "number" in found.message
    assert found.remedy


@pytest.mark.parametrize("value", ["9", "", True, False, None, [1], {"a": 1}, 1.5])
@pytest.mark.parametrize(
    ("kind", "identifier", "path"),
    [
        ("constant", "productive_hours", ["value"]),
        ("task", "create_posts", ["effort", "low"]),
        ("table", "cm_content", ["rules", "1", "then"]),
        ("catalogue", "bands", ["needed"]),
    ],
)
def test_a_whole_number_is_adjusted_to_a_whole_number_only(
    kind: str, identifier: str, path: list[str], value: object
) -> None:
    changes: Any = value
    for key in reversed(path):
        changes = {key: changes}
    (found,) = problems({"adjust": {kind: {identifier: changes}}})
    assert found.path == ".".join(["adjust", kind, identifier, *path])
    assert found.message.startswith("a whole number is wanted, this is ")


def test_a_retired_fact_is_adjusted_no_more() -> None:
    gone = {"retire": {"requirement": ["smm_flexibility"]}}
    (found,) = problems(gone, {"adjust": {"requirement": {"smm_flexibility": {"importance": 1}}}})
    assert found.path == "adjust.requirement.smm_flexibility"
    assert found.message == "there is no requirement 'smm_flexibility' to adjust; it was retired"
    assert found.remedy


def test_a_fact_is_retired_once() -> None:
    gone = {"retire": {"requirement": ["smm_flexibility"]}}
    (found,) = problems(gone, gone)
    assert found.path == "retire.requirement"
    assert found.message == "there is no requirement 'smm_flexibility' to retire"


def test_several_overlays_are_judged_in_one_run(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('[sector.clothing]\nlabel = {en = "a", es = "b"}\n')
    found = problems(
        {"sektor": {}},
        file,
        tmp_path / "nothing.toml",
        {"adjust": {"constant": {"productive_hours": {"value": 1}}}},
        {"adjust": {"constant": {"productive_hours": {"value": 2}}}},
        {"overlay": {"requires": "<0.1"}},
    )
    assert {(problem.file, problem.path) for problem in found} == {
        ("", "sektor"),
        (str(file), "sector.clothing"),
        (str(tmp_path / "nothing.toml"), ""),
        ("", "constant.productive_hours.value"),
        ("", "overlay.requires"),
    }
    assert all(problem.remedy for problem in found)


def test_a_link_to_a_file_outside_is_not_even_opened(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("key = 'hidden words'")
    (ours / "a.toml").symlink_to(secret)
    (ours / "b").symlink_to(tmp_path)
    (ours / "c.toml").write_text('[sector.toys]\nlabel = {en = "a", es = "b"}\n')
    found = problems(ours)
    assert [Path(problem.file).name for problem in found] == ["a.toml", "b"]
    assert "hidden" not in "\n".join(map(str, found))
    assert {problem.remedy for problem in found} == {"copy the file here"}


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "toys.toml").write_text('[sector.toys]\nlabel = {en = "a", es = "b"}\n')
    assert load_catalogue(tmp_path) == load_catalogue({"sector": {"toys": LABEL}})


def test_eight_faults_over_three_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "1_names.toml").write_text(
        '[sector."a b"]\nlabel = {en = "a", es = "b"}\n'
        '[sector.toys]\nlabel = {en = "a", es = "b"}\nstates = ["IT-999"]\n'
        '[kpi.x]\nlabel = {en = "a", es = "b"}\nowner = ["community_manager", "owner"]\n'
    )
    (tmp_path / "2_numbers.toml").write_text(
        "[adjust.table.cm_content]\nrules.99.then = 1\n"
        "[adjust.catalogue]\nbands.maybe = 3\n"
        '[quantity.busy]\nvalue = "seldom > 3"\n'
    )
    (tmp_path / "3_rest.json").write_text(
        '{"sektor": {}, "retire": {"skill": ["no_such_skill"]}}', encoding="utf-8"
    )
    found = problems(tmp_path)
    assert {(Path(p.file).name, p.path, p.message.split(",")[0]) for p in found} == {
        ("1_names.toml", "sector", "'a b' is no id"),
        ("1_names.toml", "sector.toys.states", "there is no claim 'IT-999'"),
        ("1_names.toml", "kpi.x.owner", "a text in quotes is wanted"),
        ("2_numbers.toml", "adjust.table.cm_content.rules", "there is none called 99"),
        ("2_numbers.toml", "adjust.catalogue.bands.maybe", "there is no such key"),
        (
            "2_numbers.toml",
            "quantity.busy.value",
            "nothing is called seldom",
        ),
        ("3_rest.json", "sektor", "there is no such kind of fact"),
        ("3_rest.json", "retire.skill", "there is no skill 'no_such_skill' to retire"),
    }
    assert len(found) == 8
    assert all(problem.remedy for problem in found)
