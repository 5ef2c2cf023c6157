import json

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles.assessment import assess
from commerce_roles.catalogue import Catalogue, document_of, load_catalogue, roles_document
from commerce_roles.display import to_html, to_markdown, to_text

SHOP = {
    "country": "ES",
    "sector": "clothing",
    "employees": 12,
    "monthly_orders": 400,
    "channels": ["instagram"],
    "influencers_worked_with": 25,
    "budget_roles_eur_month": 6000,
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(OVERLAY)


def test_a_fourth_role_is_assessed_like_the_three(catalogue: Catalogue) -> None:
    result = assess(SHOP, catalogue=catalogue)
    found = result[ROLE]
    assert len(result) == 4
    assert (found.verdict, found.score, found.decided) == ("needed", 70, True)
    assert found.hours["minimum"].typical == pytest.approx(50)
    assert [reason.statement.id for reason in found.reasons] == ["reason.im_many"]
    assert found.sourcing == "in_house"
    assert found.sourcing_reasons[0].rule.startswith("sourcing_others/")
    assert sum(ROLE in post.roles for post in result.answer.posts) == 1
    assert sum(ROLE in pair.roles for pair in result.combinations) == 3


def test_its_own_field_is_asked_for_while_unknown(catalogue: Catalogue) -> None:
    told = {key: value for key, value in SHOP.items() if key != "influencers_worked_with"}
    result = assess(told, catalogue=catalogue)
    # No rule gives 1 to 44 points, so it cannot be optional.
    assert result[ROLE].possible == ("not_needed", "recommended", "needed")
    asked = {question.field: question.roles for question in result.questions}
    assert asked["influencers_worked_with"] == (ROLE,)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_spoken_of_in_every_report(catalogue: Catalogue, language: str) -> None:
    result = assess(SHOP, catalogue=catalogue)
    name = catalogue.roles[ROLE].phrases[language]["name"]
    for document in (
        result.report(language),
        result.explain(ROLE, language),
        roles_document(catalogue, language),
        document_of(catalogue, ROLE, language),
    ):
        for text in (to_text(document), to_markdown(document), to_html(document)):
            assert name in text.replace("\n", " ").lower()
    assert "reason.im_many" in json.dumps(result.to_dict(language))


def test_the_other_roles_are_judged_as_without_it(catalogue: Catalogue) -> None:
    told = {key: value for key, value in SHOP.items() if key != "influencers_worked_with"}
    without, with_it = assess(told), assess(SHOP, catalogue=catalogue)
    for role in without:
        assert with_it[role].verdict == without[role].verdict
        assert with_it[role].hours == without[role].hours


def test_one_person_in_one_area_is_never_their_own_judge(catalogue: Catalogue) -> None:
    result = assess(SHOP, catalogue=catalogue)
    for pair in result.combinations:
        areas = {catalogue.roles[role].area for role in pair.roles}
        assert not pair.allowed or len(areas) > 1 or pair.owner_accountable
