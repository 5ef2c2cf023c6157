"""The articles are the specification: nothing of them is lost, nothing stands without them."""

import re
from collections import Counter

import pytest

from commerce_roles.catalogue import (
    Catalogue,
    account,
    links_to,
    load_catalogue,
    measures_of,
)
from commerce_roles.catalogue.checking import check_references
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.model import Evidence, references


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_every_reference_of_the_library_finds_its_fact(catalogue: Catalogue) -> None:
    facts = catalogue.facts.copy()
    check_references({kind: catalogue.of(kind) for kind in KINDS}, facts, catalogue.levels)
    assert not facts.problems


def test_every_claim_is_cited_or_says_why_not(catalogue: Catalogue) -> None:
    found = account(catalogue)
    assert len(catalogue.claims) == 289
    assert not found.unaccounted
    assert {*found.cited, *found.context} == set(catalogue.claims)
    only_context = set(found.context) - set(found.cited)
    assert {catalogue.claims[claim].kind for claim in only_context} <= {
        "context", "difference", "need criterion",
    }  # fmt: skip


def test_every_contradiction_is_dealt_with_by_a_fact(catalogue: Catalogue) -> None:
    found = account(catalogue)
    assert len(found.contradictions) == 21
    assert all(found.contradictions.values())


def test_no_claim_carries_a_fact_of_a_kind_that_it_cannot_carry(catalogue: Catalogue) -> None:
    assert account(catalogue).out_of_place == ()
    cited = {
        fact.partition(".")[0] for claim in catalogue.claims for fact in _facts(catalogue, claim)
    }
    assert cited - {"contradiction"} <= set(catalogue.supports)


def _facts(catalogue: Catalogue, claim: str) -> list[str]:
    return [citation.fact for citation in catalogue.trace(claim)]


def test_every_number_says_what_it_rests_on(catalogue: Catalogue) -> None:
    assert account(catalogue).without_basis == ()


def test_a_claim_stands_in_a_section_of_its_article(catalogue: Catalogue) -> None:
    prefixes = {"it": "IT", "mr": "MR", "da": "DA", "es": "ES", "sk": "SK"}
    for claim in catalogue.claims.values():
        articles = [catalogue.sections[place.section].article for place in claim.places]
        assert claim.id.startswith(prefixes[articles[0]]), claim.id
        assert len(set(articles)) == len(articles), claim.id
        assert claim.roles or claim.kind in {"context", "difference"}, claim.id


def test_every_source_is_used(catalogue: Catalogue) -> None:
    cited = {
        reference.id
        for kind in KINDS
        for fact in catalogue.of(kind).values()
        for reference in references(fact)
        if reference.kind == "source"
    }
    assert cited <= set(catalogue.sources)
    assert len(cited) > 150


@pytest.mark.parametrize(
    ("kind", "count"),
    [("article", 5), ("kpi", 78), ("measure", 94), ("role", 3), ("affinity_criterion", 4)],
)
def test_the_articles_lists_are_whole(kind: str, count: int, catalogue: Catalogue) -> None:
    assert len(catalogue.of(kind)) == count


def test_the_lists_of_the_three_roles_are_whole(catalogue: Catalogue) -> None:
    families = Counter(discipline.role for discipline in catalogue.disciplines.values())
    assert families == {"community_manager": 6, "ecommerce_manager": 8}
    ten = {f"DA-{number:03}" for number in range(41, 51)}
    planner = [r for r in catalogue.requirements.values() if r.role == "social_media_manager"]
    assert ten == {claim for r in planner for claim in r.evidence.states} & ten
    measures = sorted(t.measure for t in catalogue.tactics.values() if t.measure)
    assert measures == list(range(1, 8))


def test_what_excludes_and_what_is_a_plus_is_kept_apart(catalogue: Catalogue) -> None:
    excluding = {(r.role, r.skill) for r in catalogue.requirements.values() if r.excludes}
    optional = {
        (r.role, r.skill) for r in catalogue.requirements.values() if r.necessity == "optional"
    }
    assert excluding == {("ecommerce_manager", "tech")}
    assert ("community_manager", "video") in optional
    assert not excluding & optional


def test_every_skill_that_a_task_needs_is_asked_for_by_its_role(
    catalogue: Catalogue,
) -> None:
    asked = {requirement.skill for requirement in catalogue.requirements.values()}
    used = {skill for task in catalogue.tasks.values() for skill in task.skills}
    assert set(catalogue.skills) == asked | used
    for task in catalogue.tasks.values():
        own = {r.skill for r in catalogue.requirements.values() if r.role == task.responsible}
        assert set(task.skills) <= own, task.id


def test_every_responsibility_is_carried_out_in_the_area_of_its_role(
    catalogue: Catalogue,
) -> None:
    for duty in catalogue.responsibilities.values():
        assert duty.tasks, duty.id
        assert duty.area == catalogue.roles[duty.role].area, duty.id
        workers = {
            party
            for task in duty.tasks
            for party in (
                catalogue.tasks[task].responsible,
                catalogue.tasks[task].accountable,
                *catalogue.tasks[task].consulted,
            )
        }
        assert duty.role in workers, duty.id


def test_every_task_carries_out_a_responsibility(catalogue: Catalogue) -> None:
    carried = {task for duty in catalogue.responsibilities.values() for task in duty.tasks}
    assert set(catalogue.tasks) == carried


def test_every_kpi_has_one_owner_a_formula_a_stage_and_work_that_moves_it(
    catalogue: Catalogue,
) -> None:
    for kpi in catalogue.kpis.values():
        assert kpi.owner in catalogue.roles, kpi.id
        assert kpi.stage in catalogue.of("stage"), kpi.id
        assert set(measures_of(kpi.formula)) <= set(catalogue.measures), kpi.id
        assert kpi.formula, kpi.id
        assert kpi.movers, kpi.id
        tasks = [link.id for link in links_to(catalogue, "kpi", kpi.id) if link.kind == "task"]
        assert tasks, kpi.id


def test_every_measure_is_read_by_a_kpi(catalogue: Catalogue) -> None:
    read = {measure for kpi in catalogue.kpis.values() for measure in measures_of(kpi.formula)}
    assert read == set(catalogue.measures)


def test_every_crisis_rule_names_a_cluster_and_a_response(catalogue: Catalogue) -> None:
    for table in catalogue.tables.values():
        for rule in table.rules:
            if table.decides == "cluster":
                assert rule.then in catalogue.of("crisis_cluster")
            elif table.decides == "response":
                assert rule.then in catalogue.of("crisis_response")


def test_denial_is_never_mixed_with_rebuilding(catalogue: Catalogue) -> None:
    responses = catalogue.of("crisis_response")
    for identifier, response in responses.items():
        for other in response.never_with:  # type: ignore[attr-defined]
            assert identifier in responses[other].never_with  # type: ignore[attr-defined]
    assert "rebuild" in responses["deny"].never_with  # type: ignore[attr-defined]


def test_a_need_criterion_is_judged_by_tables_of_its_roles(catalogue: Catalogue) -> None:
    for criterion in catalogue.of("need_criterion").values():
        for table in criterion.tables:  # type: ignore[attr-defined]
            assert catalogue.tables[table].role in criterion.roles  # type: ignore[attr-defined]


def test_a_person_is_asked_for_in_no_table(catalogue: Catalogue) -> None:
    """Posts, not persons: what a post asks of its holder is read by no rule."""
    for table in catalogue.tables.values():
        for rule in table.rules:
            assert not re.search(r"\b(age|sex|gender|nationality|skill)\b", rule.when), table.id


def test_evidence_argues_with_known_words(catalogue: Catalogue) -> None:
    for kind in KINDS:
        for identifier, fact in catalogue.of(kind).items():
            evidence = getattr(fact, "evidence", None)
            if isinstance(evidence, Evidence) and evidence.basis == "sourced":
                assert evidence.claims or evidence.sources, (kind, identifier)
