"""Laws of every reader: whatever is told, a value comes out or an error of ours.

- Plain data of any shape, under any key that a form has: lone surrogates, NaN, huge numbers, deep
  nesting, wrong types, keys that are no texts.
- Texts that are no JSON, name a key twice, nest a hundred thousand deep.
- Files of random bytes.
- Tables of very many keys: what is said of them does not grow with them.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.changed import places
from strategies.readers import FILES, OTHERS, READERS, TAXONOMIES, Reader, told
from strategies.trying import dear

from commerce_roles.errors import CommerceRolesError, InputError
from commerce_roles.interchange.formats import FORMATS
from commerce_roles.strategy.tracking.writing import log_of
from commerce_roles.structuring import parse_document, parse_line


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


HOSTILE_ROWS = [
    ",".join(f"k{number}" for number in range(20_000)),
    "conceptUri,preferredLabel\n" + "\n" * 5_000,
    '"' + "x" * 200_000,
    "conceptUri,conceptUri\n1,2\n",
    "a\0b\n\0",
    "O*NET-SOC Code\tTitle\n=1+1\t<script>\n",
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


@pytest.mark.parametrize("name", TAXONOMIES)
@given(content=st.binary(max_size=60) | st.sampled_from([text.encode() for text in HOSTILE_ROWS]))
@dear(3)
def test_a_file_of_a_taxonomy_of_anything_is_read_or_refused(
    name: str, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "taxonomy.csv"
    path.write_bytes(content)
    only_our_errors(TAXONOMIES[name], path)


WIDE = {f"k{number}": number for number in range(30_000)}
BOUND = 400_000
"""Characters of what is said of a table of thirty thousand keys: telling of each takes more."""


def said_within_bounds(read: Reader, data: Any) -> None:
    try:
        read(data)
    except CommerceRolesError as error:
        assert len(str(error)) < BOUND


@pytest.mark.parametrize("name", sorted({*READERS, *OTHERS}))
def test_of_a_table_of_very_many_keys_is_said_what_a_person_can_read(name: str) -> None:
    for reader in filter(None, (READERS.get(name), OTHERS.get(name))):
        said_within_bounds(reader, WIDE)
        said_within_bounds(reader, [WIDE])
        if name in READERS:
            said_within_bounds(reader, {**told(name), **WIDE})


@pytest.mark.parametrize("name", FILES)
def test_of_a_file_of_very_many_columns_is_said_what_a_person_can_read(
    name: str, tmp_path: Path
) -> None:
    heads = ",".join(WIDE)
    for ending, text in (
        ("csv", f"{heads}\n{heads}\n"),
        ("json", json.dumps(WIDE)),
        ("toml", "\n".join(f"{key} = 1" for key in WIDE)),
    ):
        path = tmp_path / f"wide.{ending}"
        path.write_text(text, encoding="utf-8")
        said_within_bounds(FILES[name], path)


def test_every_form_that_is_read_is_under_these_laws() -> None:
    elsewhere = {"decision", "facts"}  # a text, above; the whole of what overlays are part of
    assert {form.name for form in FORMATS if form.reads} - elsewhere <= {*READERS}
