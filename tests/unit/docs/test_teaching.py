"""The teaching kit: sheets give no answer away, and the keys have one for every case."""

import re

import pytest
from making.teaching import pages

from commerce_roles import load_catalogue
from commerce_roles.catalogue import VERDICTS, Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> dict[str, str]:
    return dict(pages(catalogue))


def test_a_sheet_tells_no_verdict(catalogue: Catalogue, made: dict[str, str]) -> None:
    verdicts = [catalogue.word("verdict", str(verdict), "en") for verdict in VERDICTS.levels]
    for case in catalogue.businesses.values():
        sheet = made[f"teaching/case/{case.id}.md"]
        told, _, room = sheet.partition("## Your answer")
        assert case.evidence.why not in sheet
        assert not any(re.search(rf"\b{word}\b", told) for word in verdicts)
        boxes = [line.count("☐") for line in room.splitlines() if "☐" in line]
        assert boxes == [len(verdicts)] * len(catalogue.roles)


def test_a_sheet_tells_every_answer_of_the_business(
    catalogue: Catalogue, made: dict[str, str]
) -> None:
    case = catalogue.businesses["terra_e_fuoco"]
    sheet = made["teaching/case/terra_e_fuoco.md"]
    assert "| orders a month | 38 |" in sheet
    assert "| cart abandonment rate | 68 |" in sheet
    assert len(re.findall(r"^\| [^|]+ \| [^|]+ \|$", sheet, re.MULTILINE)) > len(case.profile) / 2


def test_every_case_has_a_key_and_a_place_in_the_list(
    catalogue: Catalogue, made: dict[str, str]
) -> None:
    for case in catalogue.businesses.values():
        assert f"case/{case.id}.md" in made["teaching/cases.md"]
    titles = re.findall(r"^## (.+)$", made["teaching/keys.md"], re.MULTILINE)
    assert len(titles) == len(catalogue.businesses)
    rows = re.findall(r"^\| \[", made["teaching/keys.md"], re.MULTILINE)
    assert len(rows) == len(catalogue.businesses) * len(catalogue.roles)
