"""People from files, sheets and frames: what is taken, what is refused and why."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import MissingPackageError, TeamError
from commerce_roles.model.person import Assignment, Person, SkillHeld, Team
from commerce_roles.staffing import look, offers_of, read_offers, read_team, team_of
from commerce_roles.staffing.judging import judge_team

CATALOGUE = load_catalogue()
ESCO_SEO = "http://data.europa.eu/esco/skill/eda4d727-4374-49af-ace4-118c7c906835"
ESCO_EDITING = "http://data.europa.eu/esco/skill/5ce80f97-b385-4a41-9339-a6593d0709c1"


def one(**told: Any) -> Person:
    return team_of([{"id": "p1", **told}]).people[0]


def faults(data: Any) -> list[str]:
    with pytest.raises(TeamError) as caught:
        team_of(data)
    return [str(problem) for problem in caught.value.problems]


# ---------------------------------------------------------------------- skills and levels


@pytest.mark.parametrize(
    ("told", "skill"),
    [
        ("seo", "seo"), ("SEO", "seo"), ("Servizio clienti", "customer_service"),
        ("gestión de la comunidad", "community_management"), ("CRM", "crm"), (ESCO_SEO, "seo"),
        ("अंदाजपत्रक नियंत्रण", "budget"),
    ],
)  # fmt: skip
def test_a_skill_is_told_by_id_by_a_name_in_any_language_or_by_a_taxonomys_address(
    told: str, skill: str
) -> None:
    person = one(skills={told: "advanced"})
    assert person.skills == (SkillHeld(skill=skill, level="advanced"),)


def test_what_cannot_be_matched_is_listed_with_what_comes_nearest_and_never_guessed() -> None:
    told = {"budgeting": "expert", "juggling": "expert", ESCO_EDITING: "basic", "seo": "basic"}
    team = team_of([{"id": "p1", "skills": told}])
    assert team.people[0].skills == (SkillHeld(skill="seo", level="basic"),)
    found = {one.text: one.candidates for one in team.unmatched}
    assert found["budgeting"] == ("budget",)
    assert found["juggling"] == ()
    assert found[ESCO_EDITING] == ("video",)  # ESCO's is narrower than ours


@pytest.mark.parametrize(
    ("scale", "told", "level"),
    [
        ("sfia", 4, "advanced"), ("sfia", "2", "basic"), ("dreyfus", "competent", "working"),
        ("ecf", "e-3", "advanced"), ("one_to_five", 5, "expert"), ("", "avanzado", "advanced"),
    ],
)  # fmt: skip
def test_a_level_on_a_named_scale_is_read_as_one_of_ours(
    scale: str, told: object, level: str
) -> None:
    (held,) = (
        one(skills={"seo": {"level": told, **({"scale": scale} if scale else {})}}).skills or ()
    )
    assert held.level == level
    assert held.told == (f"{scale} {told}" if scale else "")


def test_a_scale_may_be_named_once_for_a_person_or_a_team() -> None:
    sheet = {"people": [{"id": "a", "skills": {"seo": 3}},
                        {"id": "b", "scale": "one_to_five", "skills": {"seo": 3}}],
             "scale": "sfia"}  # fmt: skip
    team = team_of(sheet)
    assert [p.skills[0].level for p in team.people if p.skills] == ["working", "working"]
    assert team_of([{"id": "a", "skills": {"seo": 5}}], scale="sfia").people[0].skill("seo")


def test_an_unknown_level_is_not_none_and_a_zero_on_a_scale_is() -> None:
    person = one(skills={"seo": "", "crm": None, "ux": {"level": 0, "scale": "one_to_five"}})
    assert person.skill("seo") == SkillHeld(skill="seo")
    assert person.skill("crm") == SkillHeld(skill="crm")
    assert person.skill("ux") is None
    assert one().skills is None


def test_every_scale_rises_and_says_what_it_rests_on() -> None:
    steps = [p.id for p in sorted(CATALOGUE.proficiencies.values(), key=lambda p: p.rank)]
    for scale in CATALOGUE.scales.values():
        ranks = [steps.index(s.proficiency) if s.proficiency else -1 for s in scale.steps]
        assert ranks == sorted(ranks), scale.id
        assert scale.evidence.why, scale.id


# ---------------------------------------------------------------------- what is not kept


@pytest.mark.parametrize("key", ["age", "sex", "gender", "nationality", "photo", "health", "born"])
def test_what_is_not_kept_of_a_person_is_refused_with_the_reason(key: str) -> None:
    (said,) = faults([{"id": "p1", key: "secret"}])
    assert said.startswith(f"people[0].{key}: this is not kept of a person: posts are planned by ")
    assert "kept are id, name, skills, languages, capacity" in said
    assert "never age, sex, nationality, photo or health" in said
    assert "secret" not in said


def test_a_misspelt_key_gets_the_nearest_one_too() -> None:
    (said,) = faults([{"id": "p1", "skilz": {}}])
    assert "did you mean skills?" in said


def test_a_person_has_no_attribute_that_is_not_kept() -> None:
    with pytest.raises(TypeError):
        Person(id="p1", age=40)  # type: ignore[call-arg]


# ---------------------------------------------------------------------- every fault at once


@pytest.mark.parametrize(
    ("person", "wanted"),
    [
        ({}, "people[0]: the key id is missing; give everybody one of their own"),
        ({"id": ""}, "the id is empty"),
        ({"id": "p1", "capacity": -1}, "people.p1.capacity: -1 is less than 0"),
        ({"id": "p1", "capacity": 800}, "people.p1.capacity: 800 is out of bounds"),
        ({"id": "p1", "capacity": "much"}, "people[0].capacity: a number is wanted"),
        ({"id": "p1", "capacity": float("nan")}, "a number is wanted"),
        ({"id": "p1", "capacity": 80, "fte": 0.5}, "both capacity and fte are told"),
        ({"id": "p1", "cost": 2600}, "an amount with its currency is wanted"),
        ({"id": "p1", "cost": {"amount": -1, "currency": "EUR"}}, "-1 is less than 0"),
        ({"id": "p1", "cost": {"amount": 1}}, "the key currency is missing"),
        ({"id": "p1", "cost": {"currency": "EUR"}}, "the key amount is missing"),
        ({"id": "p1", "cost": {"amount": 1, "currency": "EURO"}}, "there is no currency 'EURO'"),
        ({"id": "p1", "cost": {"amount": 1, "currency": "EUR", "per": "week"}}, "is not one of"),
        ({"id": "p1", "cost": {"amount": 1, "currency": "EUR", "as_of": "May"}}, "a day is wanted"),
        ({"id": "p1", "skills": {"seo": "senior"}}, "'senior' is no level"),
        ({"id": "p1", "skills": {"seo": 4}}, "say on which scale: one_to_five or sfia"),
        ({"id": "p1", "skills": {"seo": "x"}, "scale": "cmmi"}, "there is no scale 'cmmi'"),
        ({"id": "p1", "skills": {"seo": "9"}, "scale": "sfia"}, "sfia has 1, 2, 3, 4, 5, 6, 7"),
        ({"id": "p1", "skills": {"seo": "basic", "SEO": "expert"}}, "the skill seo stands twice"),
        ({"id": "p1", "skills": 3}, "a table or list of skills is wanted"),
        ({"id": "p1", "skills": {"seo": {"evidence": "rumour"}}}, "is not one of"),
        ({"id": "p1", "languages": {"es": "native"}}, "'native' is no level of a language"),
        ({"id": "p1", "languages": {"xx9": "B2"}}, "'xx9' is no language"),
        ({"id": "p1", "employment": "boss"}, "is not one of employee, freelance, agency, owner"),
        ({"id": "p1", "absences": [{"start": "2026-02-30", "end": "x"}]}, "a day is wanted"),
        ({"id": "p1", "absences": [{"start": "2026-05-02", "end": "2026-05-01"}]},
         "it ends before it begins"),
        ({"id": "p1", "roles": ["comunity_manager"]}, "did you mean community_manager?"),
        ({"id": "p1", "roles": {"community_manager": -5}}, "-5 is less than 0"),
        ({"id": "p1", "dual": "yes"}, "yes or no is wanted"),
        ("p1", "a table of keys is wanted"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place_and_a_remedy(person: Any, wanted: str) -> None:
    assert any(wanted in said for said in faults({"people": [person]}))


def test_all_faults_are_told_at_once() -> None:
    said = faults(
        {
            "people": [
                {"id": "a", "capacity": -1, "age": 3},
                {"id": "a", "skills": {"seo": "?"}},
            ],
            "assignments": [{"person": "b", "role": "community_manager", "tasks": ["sing"]}],
            "dual": ["c"],
            "colour": "blue",
        }
    )
    assert len(said) == 8
    parts = ("colour", "age", "no level", "2 people have this id", "less than 0", "person 'b'")
    for part in (*parts, "there is no task 'sing'", "there is no person 'c'"):
        assert any(part in line for line in said), part


def test_a_value_made_in_python_is_judged_like_a_file() -> None:
    team = Team(
        people=[Person(id="a", skills={"juggling": "expert"}), Person(id="a")],
        assignments=[Assignment(person="z", role="nobody", hours=-1)],
    )
    said = [str(problem) for problem in judge_team(team, CATALOGUE)]
    assert len(said) == 5
    needs = __import__("commerce_roles").assess({}).needs()
    with pytest.raises(TeamError):
        look(team, needs)


def test_no_people_key_is_a_fault_and_an_empty_list_is_an_answer() -> None:
    assert faults({})[0].startswith("people: there are no people")
    assert team_of({"people": []}) == Team()
    assert team_of([]) == Team()


@pytest.mark.parametrize("data", [3, "people", b"bytes"])
def test_what_is_no_data_at_all_is_refused(data: object) -> None:
    assert "a mapping, a list or a data frame is wanted" in faults(data)[0]


# ---------------------------------------------------------------------- files and sheets


def test_a_sheet_lists_in_one_cell_or_has_a_column_for_each_skill(tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    head = (
        "id;fte;skills;skill.seo;language.es;language.en;cost;currency;cost_per;roles;absences;dual"
    )
    first_row = 'p1;0.5;"crm: advanced; ux";working;C2;;1200;EUR;month;"community_manager: 60";;yes'
    second_row = "p2;;;;C1;B2;24.5;EUR;hour;;2026-08-01..2026-08-21;no"
    path.write_text(f"\ufeff{head}\n{first_row}\n{second_row}\n\n", encoding="utf-8")
    team = read_team(path)
    first, second = team.people
    assert {s.skill: s.level for s in first.skills or ()} == {
        "crm": "advanced", "ux": "", "seo": "working",
    }  # fmt: skip
    assert first.capacity == 71.5
    assert dict(first.languages or {}) == {"es": "C2"}
    assert dict(second.languages or {}) == {"es": "C1", "en": "B2"}
    assert second.cost is not None
    assert (second.cost.amount, second.cost.per) == (24.5, "hour")
    assert second.absences[0].end == date(2026, 8, 21)
    assert team.assignments == (Assignment(person="p1", role="community_manager", hours=60),)
    assert team.dual == ("p1",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "the file is empty"),
        ("id,id\n1,2\n", "column 2, id: this head stands twice"),
        ("ID,id\n1,2\n", "the column id stands twice"),
        ("id,capacity\np1,80,90\n", "row 2: this row has 3 cells, the head 2"),
        ("id,capacity\np1,1.000,5\n", "this row has 3 cells"),
        ("id,currency\np1,EUR\n", "currency is told of a cost that is not"),
        ("id,capacity\np1,1.000\n", "row 2, capacity: '1.000' may be a thousand or a fraction"),
        ("id,capacity\np1,many\n", "people[0].capacity: a number is wanted, this is 'many'; write"),
        ("id,fte,cost\np1,0.5,1.234.567\n", "numbers are written in two ways"),
        ("id,fte\np1,80\n", "people[0].fte: 80 is no share of a full post"),
        ("id,birthday\np1,1990-01-01\n", "people[0].birthday: this is not kept"),
        ('id,name\np1,"never closed\n', "the file is not CSV"),
    ],
)
def test_a_sheet_that_is_wrong_says_where(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "team.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TeamError, match=r"team\.csv") as caught:
        read_team(path)
    assert wanted in str(caught.value)


def test_json_and_toml_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"people": [{"id": "p1", "skills": {"seo": "basic"}, "absences":'
        ' [{"start": "2026-08-01", "end": "2026-08-02"}]}]}'
    )
    (tmp_path / "a.toml").write_text(
        '[[people]]\nid = "p1"\nskills = {seo = "basic"}\n'
        "absences = [{start = 2026-08-01, end = 2026-08-02}]\n"
    )
    assert read_team(tmp_path / "a.json") == read_team(tmp_path / "a.toml")


def test_a_list_of_records_in_json_is_read_like_a_sheet(tmp_path: Path) -> None:
    rows = '[{"id": 7, "fte": 0.5, "skills": "seo: basic; crm", "cost": null}, {"id": "b"}]'
    (tmp_path / "people.json").write_text(rows)
    team = read_team(tmp_path / "people.json")
    assert [(p.id, p.capacity) for p in team.people] == [("7", 71.5), ("b", None)]
    (tmp_path / "people.json").write_text('[{"id": "a", "age": 3}, {"id": }]')
    with pytest.raises(TeamError, match=r"people\.json.*the file is not JSON"):
        read_team(tmp_path / "people.json")


def test_a_file_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_text("people = []\n")
    with pytest.raises(TeamError, match=r"did you mean .*team\.toml"):
        read_team(tmp_path / "tem.toml")


@pytest.mark.parametrize("package", ["pandas", "polars", "pyarrow", "lazy"])
def test_a_frame_of_any_package_is_read_and_what_is_missing_is_unknown(package: str) -> None:
    rows = {"id": ["p1", "p2"], "capacity": [None, 40.0], "skills": ["seo: basic", None]}
    made: dict[str, Any] = {
        "pandas": lambda: pd.DataFrame(rows),
        "polars": lambda: pl.DataFrame(rows),
        "pyarrow": lambda: pa.table(rows),
        "lazy": lambda: pl.LazyFrame(rows),
    }
    team = team_of(made[package]())
    assert [(p.id, p.capacity, p.skills is None) for p in team.people] == [
        ("p1", None, False), ("p2", 40, True),
    ]  # fmt: skip


class Columns:
    """Something that looks like a data frame of a package that nobody knows."""

    columns = ("id",)


def test_a_frame_that_cannot_be_read_is_refused() -> None:
    (said,) = faults(Columns())
    assert said.startswith("this data frame cannot be read: ")


def test_without_narwhals_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingPackageError, match=r"narwhals is not installed.*\[frames\]"):
        team_of(Columns())


def test_a_frame_of_pandas_is_read() -> None:

    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "fte": [0.5, None],
            "skills": ["seo: advanced", None],
            "skill.ux": [None, 4],
        }
    )
    team = team_of(frame, scale="one_to_five")
    assert team.people[0].capacity == 71.5
    assert team.people[1].skill("ux") is not None
    assert team.people[1].capacity is None


def test_a_sheet_of_a_country_with_decimal_commas_is_read(tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_text("id;fte;cost;currency\np1;0,5;2100,50;EUR\n")
    (person,) = read_team(tmp_path / "team.csv").people
    assert person.capacity == 71.5
    assert person.cost is not None
    assert person.cost.amount == 2100.5


# ---------------------------------------------------------------------- offers


@pytest.mark.parametrize(
    ("offer", "wanted"),
    [
        ({"tasks": ["create_posts"]}, "this key is missing"),
        ({"id": "a"}, "list the tasks that are offered"),
        ({"id": "a", "tasks": ["creat_posts"]}, "did you mean create_posts?"),
        ({"id": "a", "tasks": {"create_posts": -1}}, "-1 is less than 0"),
        ({"id": "a", "tasks": [{"task": "create_posts", "amout": 1}]}, "did you mean amount?"),
        ({"id": "a", "tasks": ["create_posts"], "price": {"amount": -5, "currency": "EUR"}},
         "-5 is less than 0"),
        ({"id": "a", "tasks": ["create_posts"], "channels": ["myspace"]}, "there is no channel"),
        ({"id": "a", "tasks": ["create_posts"], "languages": ["xx9"]}, "no language tag"),
        ({"id": "a", "tasks": ["create_posts"], "accounts": "nobody"}, "is not one of"),
        ({"id": "a", "tasks": ["create_posts"], "notice": 3}, "did you mean notice_days?"),
        ({"id": "a", "tasks": ["create_posts", "create_posts"]}, "stands twice"),
        (3, "a table of keys is wanted"),
    ],
)  # fmt: skip
def test_a_fault_of_an_offer_is_named(offer: Any, wanted: str) -> None:
    with pytest.raises(TeamError) as caught:
        offers_of([offer])
    assert wanted in str(caught.value)


def test_offers_have_ids_of_their_own_and_stand_in_a_file() -> None:
    told = {"id": "a", "tasks": ["create social posts (text, photo, infographic)"]}
    assert offers_of([told])[0].tasks[0].task == "create_posts"
    with pytest.raises(TeamError, match="2 offers have this id"):
        offers_of({"offers": [told, told]})
    with pytest.raises(TeamError, match="there are no offers"):
        offers_of({})
    assert [offer.id for offer in read_offers("examples/teams/offers.toml")] == [
        "freelance", "studio",
    ]  # fmt: skip
