"""Schemas are right, take what we write and read, and say no more than the reader."""

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from strategies.influencers import OVERLAY, ROLE

from commerce_roles.assessment import assess, read_profile
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import load_catalogue
from commerce_roles.cli import main
from commerce_roles.errors import InputError, UnknownIdError
from commerce_roles.interchange import SCHEMAS, json_schema
from commerce_roles.interchange.schema.deriving import Deriving
from commerce_roles.model import BusinessProfile
from commerce_roles.strategy import draft_strategy, make_plan

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
SHOPS = sorted(EXAMPLES.glob("*.*"))
DATA = sorted((ROOT / "src/commerce_roles/data").rglob("*.toml"))
SIX = ("en", "es", "it", "da", "sk", "mr")


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(name), format_checker=FormatChecker())


def told(path: Path) -> Any:
    """Read a file as JSON has it: days are texts."""
    text = path.read_text(encoding="utf-8")
    data = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    return json.loads(json.dumps(data, default=str))


def faults(checked: Draft202012Validator, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message:.200}" for error in checked.iter_errors(data)]


@pytest.mark.parametrize("lang", SIX)
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_in_every_language_and_has_an_id_of_its_own(name: str, lang: str) -> None:
    schema = json_schema(name, lang=lang)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith(f"urn:commerce-roles:{name}:1:{lang}:")
    assert schema == json_schema(name, lang=lang)


@pytest.mark.parametrize("path", SHOPS, ids=lambda path: path.stem)
def test_every_example_of_a_business_and_its_assessment_is_valid(path: Path) -> None:
    assert faults(validator("profile"), told(path)) == []
    assert faults(validator("assessment"), json.loads(assess(read_profile(path)).to_json())) == []


def test_the_examples_of_teams_offers_and_strategies_are_valid() -> None:
    assert faults(validator("team"), told(EXAMPLES / "teams/clothing_three.toml")) == []
    assert faults(validator("offers"), told(EXAMPLES / "teams/offers.toml")) == []
    assert faults(validator("strategy"), told(EXAMPLES / "tracking/strategy.toml")) == []


def test_strategy_and_plan_are_valid_as_they_are_written() -> None:
    business = read_profile(EXAMPLES / "clothing_retailer.toml")
    strategy = draft_strategy(assess(business))
    plan = make_plan(attrs.evolve(strategy, start=date(2026, 11, 30)))
    assert faults(validator("strategy"), json.loads(strategy.to_json())) == []
    assert faults(validator("plan"), json.loads(plan.to_json())) == []


def test_the_librarys_own_facts_are_valid_as_an_overlay() -> None:
    checked = validator("overlay")
    for path in DATA:
        facts = {kind: part for kind, part in told(path).items() if kind != "catalogue"}
        assert faults(checked, facts) == [], path


@pytest.mark.parametrize(
    "wrong",
    [
        {"adjust": {"table": {"cm_content": {"rule": {"1": {"then": 25}}}}}},
        {"adjust": {"constant": {"hours_of_full_post": {"value": True}}}},
        {"retire": {"channel": "twitter"}},
        {"channel": {"a b": {"label": {"en": "a"}}}},
        {"channel": {"ours": {"label": {"en": 1}}}},
        {"channel": {"ours": {"lable": {"en": "a"}}}},
        {"channel": {"ours": {"label": {"en": "a"}, "basis": "guess"}}},
        {"chanel": {}},
        {"overlay": {"author": "us"}},
    ],
)
def test_what_is_no_overlay_is_refused_by_schema_and_reader(wrong: dict[str, Any]) -> None:
    assert not validator("overlay").is_valid(wrong)
    with pytest.raises(InputError):
        load_catalogue(wrong)


def test_an_overlays_role_and_fields_are_in_the_schema() -> None:
    schema = json_schema("profile", catalogue=load_catalogue(OVERLAY))
    added = set(OVERLAY["field"])
    assert added <= set(schema["properties"])
    assert not added & set(json_schema("profile")["properties"])
    assert ROLE in schema["properties"]["existing_roles"]["anyOf"][0]["properties"]
    assert schema["$id"] != json_schema("profile")["$id"]
    assert faults(validator("overlay"), json.loads(json.dumps(OVERLAY))) == []


def test_a_profile_may_hold_what_its_class_holds_and_what_fields_ask_for() -> None:
    keys = {attribute.name for attribute in attrs.fields(BusinessProfile)}
    asked = {name for name in load_catalogue().fields if "." not in name}
    assert set(json_schema("profile")["properties"]) == keys | asked


def test_words_have_titles_in_the_language_and_other_names_are_taken_too() -> None:
    schema = json_schema("profile", lang="da")["properties"]
    assert schema["competition"]["title"] == "Konkurrence"
    words = schema["channels"]["anyOf"][0]["items"]
    assert {"const": "twitter", "title": "X (tidligere Twitter)"} in words["anyOf"][0]["oneOf"]
    assert "x" in words["anyOf"][1]["enum"]
    assert schema["monthly_orders"]["x-unit"] == "orders a month"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("team", {"people": [{"id": "a", "age": 40}]}),
        ("team", {"people": [{"id": "a", "capacity": -1}]}),
        ("team", {"people": [{"id": "a", "cost": {"amount": 1, "currency": "EURO"}}]}),
        ("team", {"people": [{"id": "a", "employment": "boss"}]}),
        ("team", {"people": [{"name": "Ana"}]}),
        ("team", {"people": [{"id": "a", "absences": [{"start": "soon", "end": "2026-01-01"}]}]}),
        ("team", {}),
        ("offers", {"offers": [{"id": "a", "tasks": {"nothing": 1}}]}),
        ("offers", {"offers": [{"id": "a", "tasks": ["create_posts"], "hours": -1}]}),
        ("offers", {"offers": [{"tasks": ["create_posts"]}]}),
        ("strategy", {"format": "strategy/2", "level": "minimum"}),
        ("strategy", {"format": "strategy/1"}),
        ("plan", {"format": "plan/1", "start": "2026-01-01", "end": "2026-01-01", "day": 1}),
    ],
)
def test_what_is_wrong_is_refused(name: str, wrong: dict[str, Any]) -> None:
    assert faults(validator(name), wrong)


def test_an_unknown_schema_and_an_unknown_language_are_named() -> None:
    with pytest.raises(UnknownIdError, match="profile"):
        json_schema("profil")
    with pytest.raises(InputError, match="did you mean es"):
        json_schema("profile", lang="ess")


def test_a_type_without_a_schema_is_named() -> None:
    with pytest.raises(TypeError, match="complex"):
        Deriving(Speaker(load_catalogue(), "en")).of(complex)


def test_the_command_gives_the_same_bytes_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "profile", "--lang", "es"]) == 0
    first = capsys.readouterr().out
    assert json.loads(first) == json_schema("profile", lang="es")
    main(["schema", "profile", "--lang", "es"])
    assert capsys.readouterr().out == first


def test_the_command_names_the_nearest_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "profil"]) == 1
    assert "did you mean profile" in capsys.readouterr().err
