from typing import Any

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles.catalogue import Catalogue, document_of, load_catalogue, plain_of
from commerce_roles.errors import CatalogueError, UnknownIdError


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_every_kind_is_a_mapping_by_id(catalogue: Catalogue) -> None:
    for kind in (
        "roles", "fields", "quantities", "tasks", "tables", "constants", "messages", "units",
        "parameters", "words", "channels", "objectives", "sectors", "skills", "kpis", "costs",
        "loadings", "claims", "sources", "contradictions",
    ):  # fmt: skip
        facts = getattr(catalogue, kind)
        assert facts
        assert all(fact.id == identifier for identifier, fact in facts.items())


def test_every_kind_and_every_fact_can_be_shown(catalogue: Catalogue) -> None:
    for kind in ("role", "field", "quantity", "task", "table", "cost", "kpi", "message", "unit"):
        assert str(document_of(catalogue, kind, "es"))
        assert plain_of(catalogue, kind)
        first = next(iter(catalogue.of(kind)))
        assert str(document_of(catalogue, first, "es"))
    assert "community_manager" in str(document_of(catalogue, "cm_field", "en"))


def test_an_id_of_several_kinds_is_found_in_each(catalogue: Catalogue) -> None:
    assert {found.kind for found in catalogue.find("conversion_rate") if found.exact} == {"kpi"}
    shown = str(document_of(catalogue, "other", "en"))
    assert "Channel: another channel" in shown
    assert "Content format: another format" in shown
    with pytest.raises(UnknownIdError, match="did you mean"):
        document_of(catalogue, "conversion_rat", "en")


EFFORT = {"low": 1, "typical": 2, "high": 3, "times_per_year": 1}
ALWAYS = {"when": "True", "then": 1}


def faults(overlay: Any) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(overlay)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "identifier", "change", "complaint"),
    [
        ("role", ROLE, {"reports_to": "nobody"}, "there is no party 'nobody'"),
        ("role", ROLE, {"reports_to": ROLE}, "go round in a circle"),
        (
            "role",
            ROLE,
            {"first_steps": [{"verdict": "maybe", "when": "monday", "message": "x", "task": "y"}]},
            "'maybe' is not one of not_needed",
        ),
        ("task", "brief_influencers", {"level": "minimal"}, "did you mean minimum?"),
        ("task", "brief_influencers", {"responsible": "owner"}, "there is no role 'owner'"),
        ("task", "brief_influencers", {"precedes": ["brief_influencers"]}, "round in a circle"),
        ("task", "brief_influencers", {"kpis": ["conversionrate"]}, "did you mean conversion_"),
        ("task", "brief_influencers", {"applies_when": "influencers +"}, "not an expression"),
        (
            "task",
            "brief_influencers",
            {"effort": {**EFFORT, "of": "crisis_now"}},
            "this is a condition; use a quantity",
        ),
        (
            "task",
            "brief_influencers",
            {"effort": {**EFFORT, "of": "influencer"}},
            "nothing is called influencer",
        ),
        ("field", "influencers_worked_with", {"asked_when": "monthly_order > 1"}, "did you mean"),
        ("field", "influencers_worked_with", {"asked_when": "employees"}, "is no condition"),
        ("field", "influencers_worked_with", {"unit": "peple"}, "did you mean people?"),
        ("field", "influencers_worked_with", {"anchors": ["many"]}, "a table of keys is wanted"),
        ("table", "im_many", {"message": "reason.im_many2"}, "did you mean reason.im_many"),
        (
            "table",
            "im_many",
            {"rules": [{"id": "a", **ALWAYS}, {"id": "a", **ALWAYS}]},
            "the id a stands twice",
        ),
        (
            "table",
            "im_many",
            {"decides": "answer", "role": "", "rules": [{"when": "employees > 1", "then": "x"}]},
            "the last rule must always hold",
        ),
    ],
)  # fmt: skip
def test_a_fact_that_does_not_fit_the_others_is_named(
    kind: str, identifier: str, change: dict[str, Any], complaint: str
) -> None:
    facts = {**OVERLAY[kind], identifier: {**OVERLAY[kind][identifier], **change}}
    assert complaint in faults({**OVERLAY, kind: facts})


@pytest.mark.parametrize("word", ["self", "each", "owner"])
def test_reserved_words_are_no_roles(word: str) -> None:
    role = OVERLAY["role"][ROLE]
    assert "this word is reserved" in faults({"role": {word: role}})


def test_an_applies_when_that_says_what_the_effort_says_costs_nothing() -> None:
    task = {**OVERLAY["task"]["brief_influencers"], "applies_when": "influencers >= 1"}
    plain, said = (
        load_catalogue(OVERLAY),
        load_catalogue({**OVERLAY, "task": {"brief_influencers": task}}),
    )
    assert plain.program.steps == said.program.steps


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ({"bands": {"needed": 60}}, "there is no band for not_needed, optional, recommended"),
        ({"bands": 3}, "catalogue.bands: a table of keys is wanted"),
    ],
)
def test_the_head_of_the_facts_is_checked(
    head: dict[str, Any], complaint: str, catalogue: Catalogue
) -> None:
    whole = catalogue.to_dict()
    whole["catalogue"] = {**catalogue.facts.head, **head}
    with pytest.raises(CatalogueError, match=complaint):
        load_catalogue(base=whole)
