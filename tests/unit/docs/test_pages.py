"""The pages of the facts: nothing is left out, and every link leads to a page that is there."""

import json
import posixpath
import re
from pathlib import Path

import pytest
from making.catalogue import pages
from making.machines import llms
from making.places import ROOT

from commerce_roles import load_catalogue
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.showing import plain_fact

_LINK = re.compile(r"\]\(<?(?P<address>[^)>]+)>?\)")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> dict[str, str]:
    return dict(pages(catalogue))


@pytest.mark.parametrize(
    "kind",
    ["role", "skill", "task", "kpi", "channel", "sector", "claim", "contradiction", "source"],
)
def test_every_fact_has_a_page_and_its_data(
    kind: str, catalogue: Catalogue, made: dict[str, str]
) -> None:
    for identifier, fact in catalogue.of(kind).items():
        page = made[f"catalogue/{kind}/{identifier}.md"]
        assert f"`{kind}.{identifier}`" in page
        data = json.loads(made[f"catalogue/{kind}/{identifier}.json"])
        assert data == {"kind": kind, "id": identifier, "fact": plain_fact(fact)}


def test_every_link_and_picture_is_there(made: dict[str, str]) -> None:
    for path, text in made.items():
        if not path.endswith(".md"):
            continue
        for found in _LINK.finditer(text):
            address = found["address"]
            if not address.startswith("http"):
                assert posixpath.normpath(f"{posixpath.dirname(path)}/{address}") in made, path


def test_what_names_and_what_is_named_are_linked_both_ways(made: dict[str, str]) -> None:
    task, skill = "catalogue/task/create_posts.md", "catalogue/skill/content_creation.md"
    assert "(<../skill/content_creation.md>)" in made[task]
    assert "(<../task/create_posts.md>)" in made[skill]
    claim = made["catalogue/claim/IT-098.md"]
    assert "(<../task/create_posts.md>)" in claim
    assert "(<../claim/IT-098.md>)" in made[task]


def test_every_rule_has_an_anchor_of_its_own(catalogue: Catalogue, made: dict[str, str]) -> None:
    for table in catalogue.tables.values():
        page = made[f"catalogue/table/{table.id}.md"]
        titles = re.findall(r"^### (.+)$", page, re.MULTILINE)
        assert titles == [rule.id or f"rule {n}" for n, rule in enumerate(table.rules, 1)]
        assert len(set(titles)) == len(titles)


def test_a_hostile_name_of_an_overlay_becomes_no_markup() -> None:
    said = "](https://elsewhere.example) <script>alert(1)</script> `|`"
    hostile = {"channel": {"wild": {"label": {"en": said, "es": said}}}}
    page = dict(pages(load_catalogue(hostile)))["catalogue/channel/wild.md"]
    body = page.partition("\n---\n")[2]
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(https?:", body)


def test_programs_find_every_page_of_the_navigation(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Home\n\nWhat is [there](x.md)? More.\n", encoding="utf-8")
    (tmp_path / "guide.md").write_text("# Guide\n\n- no sentence\n", encoding="utf-8")
    listed = llms([{"Home": "index.md"}, {"Guides": [{"One": "guide.md"}]}], tmp_path)
    assert "- [Home](./): What is there?" in listed
    assert "## Guides\n\n- [One](guide/)\n" in listed
    assert (ROOT / "mkdocs.yml").exists()
