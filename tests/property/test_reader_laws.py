"""Laws of every reader: whatever is told, a value comes out or an error of ours.

- Plain data of any shape, under any key that a form has: lone surrogates, NaN, huge numbers, deep
  nesting, wrong types, keys that are no texts.
- Texts that are no JSON, name a key twice, nest a hundred thousand deep.
- Files of random bytes.
"""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.changed import places
from strategies.written import VALUES, written

from commerce_roles.assessment import assess, profile_of, read_profile, replay
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CommerceRolesError, InputError
from commerce_roles.interchange.formats import FORMATS
from commerce_roles.staffing import offers_of, read_offers, read_team, team_of
from commerce_roles.strategy import (
    campaigns_of,
    members_of,
    observe,
    read_campaigns,
    read_members,
    read_observations,
    read_strategy,
    strategy_of,
    timesheets_of,
)
from commerce_roles.strategy.crisis import incident_of, mentions_of, playbook_of, read_mentions
from commerce_roles.strategy.tracking.writing import log_of
from commerce_roles.structuring import as_json, parse_document, parse_line

Reader = Callable[[Any], object]

READERS: dict[str, Reader] = {
    "profile": assess,
    "record": replay,
    "people": team_of,
    "offers_told": offers_of,
    "strategy": strategy_of,
    "observations": observe,
    "campaigns": campaigns_of,
    "crisis_playbook": playbook_of,
    "crisis_incident": incident_of,
    "overlay": load_catalogue,
}
OTHERS: dict[str, Reader] = {
    "members": members_of,
    "timesheets": timesheets_of,
    "mentions": mentions_of,
    "profile": profile_of,
}
FILES: dict[str, Callable[[Path], object]] = {
    "profile": read_profile,
    "people": read_team,
    "offers": read_offers,
    "strategy": read_strategy,
    "observations": read_observations,
    "campaigns": read_campaigns,
    "members": read_members,
    "mentions": read_mentions,
    "overlay": load_catalogue,
}


def nested(depth: int) -> Any:
    data: Any = 1
    for _ in range(depth):
        data = [data]
    return data


def keyed(depth: int) -> Any:
    data: Any = 1
    for _ in range(depth):
        data = {"a": data}
    return data


HOSTILE: list[Any] = [
    None, True, -1, 0.5, 10**400, -(10**400), float("nan"), float("inf"), 2**63, "", "\ud800",
    "x" * 5000, "<script>", "=1+1", "\0", [], [None], {}, {"": None}, {"\ud800": "\ud800"},
    {"a": {"a": 1}}, [[[[1]]]], nested(1500), keyed(1500),
]  # fmt: skip
JUNK = st.sampled_from(HOSTILE) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@cache
def told(name: str) -> Any:
    if name == "overlay":
        return {
            "channel": {"ours": {"label": {"en": "a"}}},
            "adjust": {"catalogue": {"bands": {"needed": 55}}},
        }
    return json.loads(as_json(written(name, VALUES[name]())))


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Put a value at a place in a copy."""
    if not path:
        return value
    made = copy.deepcopy(data)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return made


def only_our_errors(reader: Reader, data: Any) -> None:
    try:
        reader(data)
    except CommerceRolesError as error:
        assert str(error)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_a_document_with_anything_anywhere_is_read_or_refused(
    name: str, data: st.DataObject
) -> None:
    document = told(name)
    path = data.draw(st.sampled_from(places(document, most=3)))
    only_our_errors(READERS[name], put(document, path, data.draw(JUNK)))


@pytest.mark.parametrize("name", sorted({*READERS, *OTHERS}))
def test_anything_instead_of_a_document_is_read_or_refused(name: str) -> None:
    for junk in HOSTILE:
        for reader in filter(None, (READERS.get(name), OTHERS.get(name))):
            only_our_errors(reader, junk)
            only_our_errors(reader, [junk])
            only_our_errors(reader, {"format": junk})


TEXTS = [
    "[" * 100_000,
    '{"a":' * 100_000,
    '{"a": 1, "a": 2}',
    '{"a": NaN}',
    '{"a": -Infinity}',
    '{"a": 1e999}',
    f'{{"a": {"9" * 5000}}}',
    '{"a": "\\ud800"}',
    '{"\\ud800": 1}',
    "{",
    "\ufeff{}{}",
    "nul",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_a_text_that_no_program_should_trust_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_document(text, "a.json")
    with pytest.raises(InputError):
        parse_line(text, "a.jsonl", "line 1")
    with pytest.raises(InputError):
        log_of(text.replace("\n", " "))


@pytest.mark.parametrize("name", FILES)
@given(
    content=st.binary(max_size=60)
    | st.sampled_from([text.encode("utf-8", "surrogatepass") for text in TEXTS])
)
@pytest.mark.parametrize("ending", ["json", "toml", "csv"])
def test_a_file_of_anything_is_read_or_refused(
    name: str, ending: str, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"{name}.{ending}"
    path.write_bytes(content)
    only_our_errors(FILES[name], path)


def test_every_form_that_is_read_is_under_these_laws() -> None:
    elsewhere = {"decision", "facts"}  # a text, above; the whole of what overlays are part of
    assert {form.name for form in FORMATS if form.reads} - elsewhere <= {*READERS}
