"""The playground's page: every question in every language, texts complete, the checklist right."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from making.playground.checklist import Line, kept, proven
from making.playground.page import Engine, page
from making.playground.places import missing
from making.playground.texts import texts

from commerce_roles import assess, load_catalogue
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Verdict

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_VOID = frozenset({"input"})


class _Page(HTMLParser):
    """Collects what the tests look at, and fails on tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.described: set[str] = set()
        self.fields: list[str] = []
        self.hosts: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag not in _VOID:
            self.open.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.labelled |= {found["for"]} if "for" in found else set()
        self.described |= set(found.get("aria-describedby", "").split())
        self.fields += [found["data-field"]] if "data-field" in found else []
        self.hosts += [v for k in ("src", "href") if (v := found.get(k, "")).startswith("http")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module", params=load_catalogue().label_languages)
def written(request: pytest.FixtureRequest, catalogue: Catalogue) -> str:
    return page(catalogue, str(request.param), Engine(size=14_000_000))


def _body(written: str) -> _Page:
    return _Page(written.partition("\n\n")[2])


def test_every_question_of_the_catalogue_is_asked_once(written: str, catalogue: Catalogue) -> None:
    asked = _body(written).fields
    assert len(asked) == len(set(asked))
    assert set(catalogue.fields) <= set(asked)
    assert {f"kpis.{kpi.id}" for kpi in catalogue.kpis.values() if kpi.question} <= set(asked)
    assert {f"existing_roles.{role}" for role in catalogue.roles} <= set(asked)


def test_every_entry_has_a_label_and_every_id_is_one(written: str) -> None:
    found = _body(written)
    assert len(found.ids) == len(set(found.ids))
    assert found.labelled <= set(found.ids)
    assert {one for one in found.described if one.startswith("e-")} <= set(found.ids)
    assert not found.hosts


def test_markdown_keeps_the_page_as_it_is(written: str) -> None:
    body = written.partition("<div")[2]
    assert "\n\n" not in body.strip()


def test_an_engine_that_is_not_there_is_said_to_be_missing(catalogue: Catalogue) -> None:
    without = page(catalogue, "en", Engine())
    assert texts()["no_engine"]["en"] in without
    assert (
        texts()["no_engine"]["en"] not in page(catalogue, "en", Engine(1)).partition("<script")[0]
    )


def test_tools_that_are_not_there_are_named(tmp_path: Path) -> None:
    assert missing(tmp_path) != ""


def test_names_of_our_own_are_marked_in_other_languages_only(catalogue: Catalogue) -> None:
    mark = 'class="pg-suggested"'
    assert mark not in page(catalogue, "es", Engine())
    assert mark in page(catalogue, "mr", Engine())


def test_every_text_stands_in_every_language_with_the_same_values(catalogue: Catalogue) -> None:
    for name, said in texts().items():
        assert set(said) == set(catalogue.languages), name
        values = {frozenset(_PLACEHOLDER.findall(text)) for text in said.values()}
        assert len(values) == 1, name


@pytest.mark.parametrize("line", kept(), ids=lambda line: f"{line.role}-{'-'.join(line.answers)}")
def test_the_engine_can_come_to_no_other_side_than_a_line(line: Line, catalogue: Catalogue) -> None:
    assert proven(catalogue, line)


def test_the_checklist_agrees_with_the_engine_on_the_reference_businesses(
    catalogue: Catalogue,
) -> None:
    fits = 0
    for business in catalogue.businesses.values():
        result = assess(business.profile)
        for line in kept():
            if line.fits(business.profile):
                fits += 1
                assert (result[line.role].verdict >= Verdict.RECOMMENDED) == line.reserved
    assert fits >= len(catalogue.businesses)
