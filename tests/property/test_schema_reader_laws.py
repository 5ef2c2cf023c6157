"""Laws of the schemas of teams, offers, strategies and overlays, beside their readers.

A file that is right is changed in one place: another value, a key that is not known, one part less.

- What the reader takes, the schema takes.
- What the schema takes, the reader takes, but for what no schema can say (`UNSAID`).
"""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from strategies.changed import changed

from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import InputError
from commerce_roles.interchange import json_schema
from commerce_roles.staffing import offers_of, team_of
from commerce_roles.strategy import strategy_of

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("team", "offers", "strategy", "overlay")
SCHEMAS: Final = {
    name: Draft202012Validator(json_schema(name), format_checker=FormatChecker()) for name in NAMES
}
READERS: Final[dict[str, Callable[[Any], object]]] = {
    "team": team_of,
    "offers": offers_of,
    "strategy": strategy_of,
    "overlay": load_catalogue,
}
WHOLE = "write it without a decimal point"
UNSAID: Final = {
    "team": ("is no level", "is no language", "there is no person", "there is no role", WHOLE,
             "is no usable text", "stands twice", "in quotes"),
    "offers": ("is no language tag", "there is no task", WHOLE, "in quotes"),
    "strategy": ("there is no ", "is in no hand", "is no range of hours", "is no language tag",
                 "out of bounds", WHOLE),
    "overlay": ("nothing is adjusted", "a whole number is wanted", "a text is wanted",
                "a number is wanted", "do not rise", "there is no ", "there is none called"),
}  # fmt: skip
"""What the reader may say of data that the schema takes; the reference page lists the same."""


def told(path: str) -> Any:
    """Read a file as JSON has it: days are texts."""
    data = tomllib.loads((EXAMPLES / path).read_text(encoding="utf-8"))
    return json.loads(json.dumps(data, default=str))


RIGHT: Final[dict[str, Any]] = {
    "team": told("teams/clothing_three.toml"),
    "offers": told("teams/offers.toml"),
    "strategy": told("tracking/strategy.toml"),
    "overlay": {
        "overlay": {"name": "ours", "version": "1"},
        "channel": {"ours": {"label": {"en": "Ours"}}},
        "adjust": {"catalogue": {"bands": {"needed": 55}}},
        "retire": {"sector": ["sports"]},
    },
}


def complaints(name: str, data: Any) -> list[str]:
    """Give what the reader says."""
    try:
        READERS[name](data)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_reader_and_schema_refuse_and_take_the_same(name: str, data: st.DataObject) -> None:
    document = data.draw(changed(RIGHT[name]))
    said = complaints(name, document)
    faults = [error.message for error in SCHEMAS[name].iter_errors(document)]
    if not said:
        assert faults == []
    if not faults:
        assert [one for one in said if not any(part in one for part in UNSAID[name])] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_file_itself_is_right(name: str) -> None:
    assert complaints(name, RIGHT[name]) == []
    assert list(SCHEMAS[name].iter_errors(RIGHT[name])) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("overlay", {"adjust": {"catalogue": None}}),
        ("overlay", {"adjust": {"catalogue": {"bands": 1}}}),
        ("team", {"people": [{"id": "a", "skills": {"no such skill": False}}]}),
        ("team", {"people": [{"id": "a", "cost": {"amount": 1, "currency": ""}}]}),
        ("offers", {"offers": [{"id": "", "tasks": ["create_posts"]}]}),
        ("offers", {"offers": [{"id": "a", "tasks": ["create_posts"], "notice_days": 3.5}]}),
    ],
)
def test_what_the_law_once_found_both_refuse(name: str, wrong: object) -> None:
    assert complaints(name, wrong)
    assert not SCHEMAS[name].is_valid(wrong)
