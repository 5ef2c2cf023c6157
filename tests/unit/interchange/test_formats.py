"""Every form of JSON is listed, says itself, is read whole or only written, and stays readable."""

import copy
import inspect
import json
import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from strategies.written import VALUES, written

import commerce_roles
from commerce_roles.assessment import replay
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import InputError
from commerce_roles.interchange import SCHEMAS
from commerce_roles.interchange.formats import FORMATS, Format
from commerce_roles.structuring import as_json, in_form

KEPT = Path(__file__).parents[2] / "formats"
UNKEPT = {"facts"}
"""Forms without a kept file: the library's own facts are read at every start."""
READ = [form for form in FORMATS if form.reads]
OF_OTHER_FACTS = {"table_review"}
"""Results by facts that are not the library's own, which a pickled one does not bring along."""


def named(form: Format) -> str:
    return form.id


@cache
def value(name: str) -> Any:
    return VALUES[name]()


def read(form: Format, data: Any) -> Any:
    """Read a document of a form as its users do."""
    match form.name:
        case "facts":
            return load_catalogue(base=data)
        case "decision":
            return form.reader(json.dumps(data))
        case _:
            return form.reader(data)


def plain(form: Format) -> Any:
    data = written(form.name, value(form.name))
    return json.loads(data if isinstance(data, str) else as_json(data))


def public_values() -> Iterator[type[Any]]:
    """Give every class that a package offers and that writes itself as plain data."""
    for found in walk_packages(commerce_roles.__path__, "commerce_roles."):
        if not found.ispkg:
            continue
        package = import_module(found.name)
        for name in getattr(package, "__all__", ()):
            one = getattr(package, name)
            if inspect.isclass(one) and (hasattr(one, "to_dict") or hasattr(one, "to_json")):
                yield one


def test_every_public_value_that_writes_itself_has_a_form() -> None:
    writers = {form.writer for form in FORMATS}
    assert [one for one in public_values() if one not in writers] == []


def test_a_form_is_listed_once_in_order_and_read_or_only_written() -> None:
    names = [form.name for form in FORMATS]
    assert names == sorted(set(names)) == sorted(VALUES)
    assert all(bool(form.reads) != bool(form.only_written) for form in FORMATS)


def test_every_schema_is_that_of_a_form_or_of_facts_laid_over() -> None:
    assert {form.schema for form in FORMATS if form.schema} == {*SCHEMAS} - {"overlay"}


@pytest.mark.parametrize("form", FORMATS, ids=named)
def test_a_document_says_its_form(form: Format) -> None:
    assert plain(form).get("format") == (form.id if form.said else None)


@pytest.mark.parametrize("form", READ, ids=named)
def test_what_is_written_is_read_to_an_equal_value(form: Format) -> None:
    again = read(form, plain(form))
    if form.name == "record":  # names are not in it
        assert again.record() == plain(form)
    else:
        assert again == value(form.name)


@pytest.mark.parametrize("form", FORMATS, ids=named)
def test_every_form_has_a_kept_file_of_its_newest_version(form: Format) -> None:
    if form.name not in UNKEPT:
        path = KEPT / f"{form.name}-{form.version}.json"
        assert path.exists(), "run tests/formats/keep.py"


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.json")), ids=lambda path: path.stem)
def test_a_kept_file_of_any_version_is_read_and_written_again_as_the_newest(path: Path) -> None:
    name, _, _ = path.stem.rpartition("-")
    form = next(form for form in FORMATS if form.name == name)
    data = json.loads(path.read_text(encoding="utf-8"))
    newest = json.loads((KEPT / f"{name}-{form.version}.json").read_text(encoding="utf-8"))
    if not form.reads:
        assert set(newest) <= set(plain(form)), "a key went: raise the version"
        return
    if form.name == "record":  # of the facts of its day; those of today decide on their own
        data["catalogue"] = newest["catalogue"] = plain(form)["catalogue"]
        assert replay(data).record()["profile"] == newest["profile"]
        return
    assert read(form, data) == read(form, newest)
    again = written(name, read(form, data))
    assert json.loads(again if isinstance(again, str) else as_json(again)) == newest


@pytest.mark.parametrize("form", FORMATS, ids=named)
def test_a_value_is_copied_and_pickled_to_an_equal_one(form: Format) -> None:
    one = value(form.name)
    said = written(form.name, one)
    for other in (copy.copy(one), copy.deepcopy(one)):
        assert (other, written(form.name, other)) == (one, said)
    pickled = pickle.loads(pickle.dumps(one))  # noqa: S301 our own
    assert pickled == one
    if form.name not in OF_OTHER_FACTS:
        assert written(form.name, pickled) == said


def renamed(told: Mapping[str, object]) -> Mapping[str, object]:
    return {"hours": told["time"]}


def in_minutes(told: Mapping[str, object]) -> Mapping[str, object]:
    hours = told["hours"]
    assert isinstance(hours, int)
    return {"minutes": hours * 60}


STEPS = {"shift/1": ("shift/2", renamed), "shift/2": ("shift/3", in_minutes)}


@pytest.mark.parametrize(
    "old",
    [
        {"format": "shift/1", "time": 2},
        {"format": "shift/2", "hours": 2},
        {"format": "shift/3", "minutes": 120},
    ],
)
def test_every_earlier_form_is_brought_to_the_newest(old: dict[str, object]) -> None:
    assert in_form(old, "shift/3", steps=STEPS) == ({"minutes": 120}, [])


def test_a_document_that_names_no_form_is_of_the_one_that_is_told() -> None:
    assert in_form({"time": 2}, "shift/3", steps=STEPS, unsaid="shift/1")[0] == {"minutes": 120}


@pytest.mark.parametrize("told", [None, "shift/4", "plan/1", 1, [], {}, "shift/1 "])
def test_a_form_that_nobody_knows_is_refused(told: object) -> None:
    _, problems = in_form({"format": told, "time": 2}, "shift/3", steps=STEPS)
    assert [problem.path for problem in problems] == ["format"]
    assert problems[0].remedy == 'write format = "shift/3"'


@pytest.mark.parametrize("form", [form for form in READ if form.said], ids=named)
def test_a_later_version_than_this_library_knows_is_refused(form: Format) -> None:
    data = {**plain(form), "format": f"{form.name}/{form.version + 1}"}
    with pytest.raises(InputError, match=r"format|decision"):
        read(form, data)
