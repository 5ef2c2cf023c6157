"""Roles and vacancies as schema.org has them: its properties only, nothing that was not told."""

import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import assess, load_catalogue
from commerce_roles.cli import main
from commerce_roles.errors import TeamError, UnknownIdError
from commerce_roles.interchange import job_posting_jsonld, occupation_jsonld
from commerce_roles.model import Money
from commerce_roles.staffing import Vacancy, vacancy

FACTS = load_catalogue()
PROPERTIES = {
    # those of the type and of Thing that schema.org lists at https://schema.org/<type>
    "Occupation": "educationRequirements experienceRequirements occupationalCategory"
    " qualifications responsibilities skills",
    "JobPosting": "baseSalary datePosted educationRequirements employmentType hiringOrganization"
    " jobLocation occupationalCategory qualifications relevantOccupation responsibilities skills"
    " title validThrough workHours",
    "DefinedTerm": "inDefinedTermSet termCode",
    "CategoryCode": "codeValue inCodeSet",
    "CategoryCodeSet": "",
    "DefinedTermSet": "",
    "CreativeWork": "creditText",
    "Organization": "",
    "Place": "address",
    "PostalAddress": "addressCountry",
    "MonetaryAmount": "currency value",
    "QuantitativeValue": "unitText value",
}
OF_ALL = {
    *["@type", "alternateName", "description", "identifier", "name", "sameAs", "subjectOf", "url"]
}
HOSTILE = "</script><script>alert(1)</script> & \u2028"


def things(data: Any) -> list[dict[str, Any]]:
    """Collect everything that has a type."""
    if isinstance(data, list):
        return [one for part in data for one in things(part)]
    if not isinstance(data, dict):
        return []
    own = [data] if "@type" in data else []
    return [*own, *(one for part in data.values() for one in things(part))]


def post(**shop: Any) -> Vacancy:
    told = {"channels": ["instagram"], "monthly_orders": 900, "sell_languages": ["da"], **shop}
    return vacancy(assess(told).needs(), "ecommerce_manager")


def only_known_properties(data: dict[str, Any]) -> None:
    assert data.pop("@context")[0] == "https://schema.org"
    for thing in things(data):
        assert set(thing) <= OF_ALL | set(PROPERTIES[thing["@type"]].split())


@pytest.mark.parametrize("lang", FACTS.label_languages)
@pytest.mark.parametrize("role", FACTS.roles)
def test_a_role_is_an_occupation_with_all_that_it_asks_for(role: str, lang: str) -> None:
    export = occupation_jsonld(role, lang=lang)
    found = json.loads(export.text)
    assert found["@context"][1] == {"@language": lang}
    asked = [one for one in FACTS.requirements.values() if one.role == role]
    essential = {f"skill.{one.skill}" for one in asked if one.necessity == "essential"}
    assert {one["termCode"] for one in found["skills"]} == essential
    assert len(found.get("qualifications", [])) == len(asked) - len(essential)
    work = [one for one in FACTS.responsibilities.values() if one.role == role]
    assert len(found["responsibilities"]) == len(work)
    assert "CC BY 4.0" in found["subjectOf"]["creditText"]
    lost = {one.what: one.count for one in export.lost}
    assert lost["importance and level of skills"] == len(asked)
    only_known_properties(found)
    assert export == occupation_jsonld(role, lang=lang)


def test_a_text_of_another_language_says_which() -> None:
    found = json.loads(occupation_jsonld("community_manager", lang="sk").text)
    plain = [one for one in found["responsibilities"] if isinstance(one, str)]
    others = {one["@language"] for one in found["responsibilities"] if isinstance(one, dict)}
    assert plain or others == {"en"}
    assert isinstance(found["description"], str)


def test_a_fourth_role_is_an_occupation_too() -> None:
    facts = load_catalogue(OVERLAY)
    found = json.loads(occupation_jsonld(ROLE, lang="es", catalogue=facts).text)
    assert found["name"] == "responsable de influencers"
    assert "occupationalCategory" not in found
    with pytest.raises(UnknownIdError, match="did you mean"):
        occupation_jsonld("comunity_manager")


def test_a_hostile_name_ends_no_script() -> None:
    told = {**FACTS_OF_A_ROLE, "label": {"en": HOSTILE, "es": HOSTILE}}
    text = occupation_jsonld("evil", catalogue=load_catalogue({"role": {"evil": told}})).text
    assert json.loads(text)["name"] == HOSTILE
    assert tags(text) == ["script"]
    text = job_posting_jsonld(post(), organization=f"{HOSTILE}\ud800").text
    assert json.loads(text)["hiringOrganization"]["name"] == f"{HOSTILE}?"
    assert tags(text) == ["script"]


def tags(text: str) -> list[str]:
    """List the tags that a page has with a text inside a script."""
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            seen.append(tag)

    Reader().feed(f'<script type="application/ld+json">{text}</script>')
    return seen


FACTS_OF_A_ROLE = {
    "area": "social",
    "reports_to": "owner",
    "definition": {"en": "a", "es": "a"},
    "phrases": {
        lang: {"name": "a", "post": "a", "work": "a", "person": "a"} for lang in ("en", "es")
    },
    "basis": "assumption",
    "why": "To be tried.",
}


# ---------------------------------------------------------------------- vacancies


def test_a_vacancy_is_a_job_posting_with_what_was_told() -> None:
    export = job_posting_jsonld(
        post(),
        organization="Shop & Co",
        country="IT",
        date_posted=date(2026, 12, 1),
        valid_through=date(2027, 1, 31),
        salary=Money(amount=2600, currency="EUR"),
    )
    found = json.loads(export.text)
    assert found["hiringOrganization"] == {"@type": "Organization", "name": "Shop & Co"}
    assert found["jobLocation"]["address"]["addressCountry"] == "IT"
    assert (found["datePosted"], found["validThrough"]) == ("2026-12-01", "2027-01-31")
    assert found["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "value": 2600, "unitText": "MONTH",
    }  # fmt: skip
    assert found["employmentType"] == "PART_TIME"
    assert "hours a month" in found["workHours"]
    assert found["relevantOccupation"][0]["identifier"] == "ecommerce_manager"
    assert not [one for one in export.lost if one.what.startswith("not told")]
    only_known_properties(found)


def test_what_was_not_told_is_not_written_and_is_listed() -> None:
    export = job_posting_jsonld(post())
    found = json.loads(export.text)
    absent = {one.what.removeprefix("not told: ") for one in export.lost if "not told" in one.what}
    assert absent == {
        *["hiringOrganization", "datePosted", "validThrough", "jobLocation", "baseSalary"]
    }
    assert not absent & set(found)


def test_a_full_post_is_full_time() -> None:
    found = json.loads(job_posting_jsonld(post(monthly_orders=60_000, skus=20_000)).text)
    assert found["employmentType"] == "FULL_TIME"


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(TeamError) as caught:
        job_posting_jsonld(
            post(),
            country="it",
            date_posted=date(2027, 1, 1),
            valid_through=date(2026, 1, 1),
            salary=Money(amount=float("nan"), currency="euro"),
        )
    assert [one.path for one in caught.value.problems] == [
        "country", "valid_through", "salary.amount", "salary.currency",
    ]  # fmt: skip


def test_the_command_shows_a_role_as_linked_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "role.community_manager", "--format", "jsonld", "--lang", "it"]) == 0
    assert json.loads(capsys.readouterr().out)["@type"] == "Occupation"
    assert main(["show", "create_posts", "--format", "jsonld"]) == 1
    assert "create_posts" in capsys.readouterr().err
