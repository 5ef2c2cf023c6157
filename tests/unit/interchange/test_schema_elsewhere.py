"""The schemas as OpenAPI and TypeScript: valid, whole, and no text of a fact leaves its place."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.cli import main
from commerce_roles.errors import InputError, UnknownIdError
from commerce_roles.interchange import SCHEMAS, json_schema, openapi_components, typescript_types
from commerce_roles.interchange.schema.gathering import gathered, type_name

HOSTILE = "*/ alert(1) /* `${x}` @deprecated \u202eevil\u2028</script>\n"


@pytest.fixture(scope="module")
def hostile() -> Catalogue:
    texts = {"en": HOSTILE}
    asked = {"label": texts, "question": texts, "help": texts}
    ours = {"type": "count", "maximum": 9, "cost_to_ask": 2, "changeable": True, **asked}
    return load_catalogue({"field": {"ours": ours}})


def test_an_independent_validator_takes_the_document() -> None:
    small = ("assessment", "offers", "plan")  # the others take seconds each
    document = openapi_components(*small)
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert {type_name(name) for name in small} <= set(document["components"]["schemas"])


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        to = part.get("$ref")
        if isinstance(to, str):
            yield to
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_every_reference_leads_somewhere_and_no_name_is_taken_twice() -> None:
    found = openapi_components()["components"]["schemas"]
    assert {to.removeprefix("#/components/schemas/") for to in references(found)} <= set(found)
    defined = [len(json_schema(name).get("$defs", ())) + 1 for name in SCHEMAS]
    assert len(found) == sum(defined)
    assert all(re.fullmatch(r"[A-Za-z0-9]+", name) for name in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan", {"format": "plan/1"}),
        ("strategy", {"format": "strategy/1", "level": "minimum"}),
        ("strategy", {"format": "strategy/1", "level": "minimum", "goals": [{"objective": 1}]}),
        ("overlay", {"channel": {"ours": {"label": {"en": "a"}}}}),
        ("overlay", {"adjust": {"table": {"cm_content": {"rule": {"1": {"then": 25}}}}}}),
    ],
)
def test_a_component_says_of_data_what_its_schema_says(name: str, data: object) -> None:
    document = openapi_components(name)
    pointed = {"$ref": f"#/components/schemas/{type_name(name)}", **document}
    told = {error.message for error in Draft202012Validator(pointed).iter_errors(data)}
    assert told == {e.message for e in Draft202012Validator(json_schema(name)).iter_errors(data)}


def declared(text: str) -> dict[str, dict[str, str]]:
    """Read interfaces and what they hold at the first level: by key, `?` where it may be absent."""
    found: dict[str, dict[str, str]] = {}
    for block in text.split("\nexport ")[1:]:
        kind, name = re.split(r"[ =]", block)[:2]
        lines = re.findall(r'^  (?:"([^"]+)"|([A-Za-z_$][\w$]*))(\??):', block, re.MULTILINE)
        found[name] = {quoted or bare: mark for quoted, bare, mark in lines}
        assert kind in ("interface", "type")
    return found


def test_every_key_of_a_schema_is_in_its_interface_required_or_not() -> None:
    found = declared(typescript_types())
    schemas = gathered((), None, "en", "")
    assert set(found) == set(schemas)
    for name, schema in schemas.items():
        needed = schema.get("required", ())
        keys = {key: "" if key in needed else "?" for key in schema.get("properties", ())}
        assert found[name] == keys, name


def test_words_are_unions_ranges_pairs_and_what_is_not_known_null() -> None:
    text = typescript_types("profile", lang="es")
    assert '  competition?: "low" | "medium" | "high" | null;' in text
    assert "  monthly_orders?: number | [number, number] | null;" in text
    assert "/** Competencia. " in text
    assert "(pedidos al mes) */" in text


def test_no_text_ends_its_comment_or_is_a_tag(hostile: Catalogue) -> None:
    text = typescript_types("profile", catalogue=hostile)
    lines = [line for line in text.splitlines() if "alert" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r" +/\*\* .* \*/", line)
        assert line.count("*/") == 1
        assert line.count("@deprecated") == line.count("\\@deprecated") == 3
    assert not {"\u202e", "\u2028"} & set(text)


@pytest.mark.parametrize("make", [openapi_components, typescript_types])
def test_an_unknown_name_and_language_are_told(make: Any) -> None:
    with pytest.raises(UnknownIdError, match="profile"):
        make("profil")
    with pytest.raises(InputError, match="did you mean es"):
        make("plan", lang="ess")


def test_the_command_writes_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "plan", "--format", "openapi"]) == 0
    assert json.loads(capsys.readouterr().out) == openapi_components("plan")
    assert main(["schema", "--format", "typescript", "--lang", "es"]) == 0
    assert capsys.readouterr().out == typescript_types(lang="es")


def test_a_json_schema_is_of_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 1
    assert capsys.readouterr().err.startswith("NAME: a JSON Schema is of one name")
