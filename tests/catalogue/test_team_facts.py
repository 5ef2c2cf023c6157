"""The facts about teams: scales, rules, ways, what may be given out and what is done once."""

from pathlib import Path

import pytest

import commerce_roles
from commerce_roles.catalogue import TEAM_FACTS, Catalogue, load_catalogue
from commerce_roles.model.person import Assignment, Person, Team
from commerce_roles.staffing.assigning import Posts
from commerce_roles.staffing.comparing import compare_offers
from commerce_roles.staffing.finding import person_facts, role_facts

MANUAL = Path(commerce_roles.__file__).parent / "data" / "README.md"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_every_name_that_a_rule_may_use_is_in_the_manual_and_is_worked_out() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    for names in TEAM_FACTS.values():
        assert all(f"`{name}`" in manual for name in names)
    needs = commerce_roles.assess({"channels": ["instagram"]}).needs()
    role = next(iter(needs))
    team = Team(people=[Person(id="a")], assignments=[Assignment(person="a", role=role)])
    posts = Posts(team, needs)
    assert set(person_facts(posts, "a")) == set(TEAM_FACTS["person"])
    assert set(role_facts(posts, needs[role])) == set(TEAM_FACTS["role"])
    assert compare_offers((), needs).looks == ()


def test_every_phase_says_whether_it_may_be_given_out(catalogue: Catalogue) -> None:
    phases = [phase for one in catalogue.delegations.values() for phase in one.phases]
    assert sorted(phases) == sorted({task.phase for task in catalogue.tasks.values()})
    named = [task for one in catalogue.delegations.values() for task in one.tasks]
    assert len(named) == len(set(named))


def test_there_is_a_way_of_every_kind_and_training_is_the_measure(catalogue: Catalogue) -> None:
    assert set(catalogue.closings) == {"combine", "train", "give_out", "hire"}
    assert catalogue.closings["train"].distance == 1


CONCEPT_KINDS = {"esco": {"role": "occupation", "skill": "skill", "responsibility": "skill"}}
"""Which kind of concept of ESCO names which kind of fact."""


def test_a_concept_names_a_fact_of_ours_and_an_address_once(catalogue: Catalogue) -> None:
    for concept in catalogue.concepts.values():
        kind, _, identifier = concept.fact.partition(".")
        assert identifier in catalogue.ids(kind), concept.id
        if concept.scheme == "onet":
            assert concept.uri == f"onet:{concept.notation}", concept.id
        else:
            path = f"http://data.europa.eu/esco/{CONCEPT_KINDS[concept.scheme][kind]}/"
            assert concept.uri.startswith(path), concept.id
    named = [(concept.fact, concept.uri) for concept in catalogue.concepts.values()]
    assert len(named) == len(set(named))
    skills = [c for c in catalogue.concepts.values() if not c.fact.startswith("role.")]
    addresses = [concept.uri for concept in skills]
    assert len(addresses) == len(set(addresses))


def test_no_concept_is_both_named_and_said_to_have_no_name(catalogue: Catalogue) -> None:
    gaps = [gap.uri for gap in catalogue.concept_gaps.values()]
    assert len(gaps) == len(set(gaps))
    assert not set(gaps) & {concept.uri for concept in catalogue.concepts.values()}


def test_a_role_asks_for_languages_and_a_task_may_lean_on_them(catalogue: Catalogue) -> None:
    needs = commerce_roles.assess(
        {"channels": ["instagram"], "sell_languages": ["de", "en"]}
    ).needs()
    asking = [need for need in needs.values() if need.languages]
    assert asking
    for need in asking:
        assert {one.language for one in need.languages} >= {"de", "en"}
        assert all(catalogue.skills[skill].kind == "language" for skill in need.language_skills)
        assert all(one.necessity == "essential" for one in need.languages if one.language == "de")
