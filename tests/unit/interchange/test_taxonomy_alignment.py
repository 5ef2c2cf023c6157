"""Our facts beside a taxonomy, two versions of one, and occupations as roles of ours."""

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from attrs import evolve

import commerce_roles as cr
from commerce_roles.catalogue import load_catalogue
from commerce_roles.catalogue.results import Result
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import TaxonomyError, UnknownIdError
from commerce_roles.graph import (
    as_graphml,
    as_node_link,
    path_between,
    role_graph,
    similar_roles,
)
from commerce_roles.interchange import (
    Taxonomy,
    align,
    compare_taxonomies,
    read_esco,
    read_onet,
)
from commerce_roles.interchange.taxonomies.concepts import Relation
from commerce_roles.interchange.taxonomies.holding_facts import holders_of
from commerce_roles.model import FrozenMap
from commerce_roles.staffing import team_of

EXAMPLES = Path(__file__).parents[3] / "examples" / "taxonomies"
ESCO = read_esco(EXAMPLES / "esco", version="1.1.1")
ONET = read_onet(EXAMPLES / "onet", version="29.3")
SKILL = "http://data.europa.eu/esco/skill"
MANAGER = "http://data.europa.eu/esco/occupation/137b1d11-c4bc-4016-89ba-45345d4c71f0"
STRATEGY = f"{SKILL}/08fd2839-670c-4f16-8024-97437f2035ab"
BUDGET = f"{SKILL}/660060e4-c418-4049-836b-beade5f8a4a8"
MODERATION = f"{SKILL}/f6d294f4-db62-4fc5-a7b8-778e5071c112"
SAMPLES = os.environ.get("COMMERCE_ROLES_SAMPLES", "")
HOSTILE = "<script>alert(1)</script>\x1b[31m|=cmd()"


# ---------------------------------------------------------------------- align


def test_what_esco_gives_its_community_manager_and_we_the_planner_is_said_with_claims() -> None:
    found = {
        one.skill: one for one in align(None, ESCO).disagreements if one.role == "community_manager"
    }
    assert found[STRATEGY].ours == ("social_media_manager",)
    assert {"DA-001", "DA-012"} <= set(found[STRATEGY].claims)
    assert "X-01" in found[STRATEGY].contradictions
    assert found[BUDGET].ours == ("social_media_manager",)
    assert "DA-018" in found[BUDGET].claims
    said = to_text(align(None, ESCO).document("es"))
    assert "ESCO da «plan marketing strategy» a su «online community manager»" in said
    assert "DA-012" in said


def test_every_skill_that_is_asked_for_stands_once_and_all_that_is_uncovered_has_a_reason() -> None:
    found = align(None, ESCO)
    asked = [one.skill for one in found.of("community_manager")]
    assert sorted(asked) == sorted(ESCO.essential_of(MANAGER))
    for one in found.asked:
        assert (one.standing == "uncovered") == bool(one.reason), one
        assert (one.standing == "uncovered") == (not one.facts), one
    assert "unnamed" not in {one.reason for one in found.asked}


def test_a_match_carries_its_kind_and_its_basis() -> None:
    matches = {one.by: one for one in align(None, ESCO).matches}
    one = matches["esco_role_community_manager"]
    assert (one.fact, one.match, one.basis) == ("role.community_manager", "close", "assumption")
    assert one.why
    assert align(None, ESCO).matches[0].fact.startswith("role.")


def test_what_is_only_related_holds_no_role_against_an_occupation() -> None:
    pairs = {(one.role, one.occupation) for one in align(None, ESCO).asked}
    assert ("social_media_manager", MANAGER) not in pairs
    assert align(None, ONET).asked == ()


def test_an_overlay_changes_what_is_aligned_at_once() -> None:
    ours = load_catalogue(
        {
            "concept": {
                "ours": {
                    "fact": "skill.budget", "scheme": "esco", "version": "1.1.1", "uri": BUDGET,
                    "match": "exact",
                },
                "stale": {
                    "fact": "task.that_is_not", "scheme": "esco", "version": "1.1.1",
                    "uri": f"{SKILL}/none", "match": "exact",
                },
                "merchant": {
                    "fact": "role.ecommerce_manager", "scheme": "onet", "version": "29.3",
                    "uri": "onet:13-1199.06", "match": "broad",
                },
            },
            "requirement": {
                "cm_budget": {
                    "role": "community_manager", "skill": "budget", "necessity": "essential",
                }
            },
        }
    )  # fmt: skip
    before, after = align(None, ESCO), align(ours, ESCO)
    standing = {one.skill: one.standing for one in after.of("community_manager")}
    assert standing[BUDGET] == "covered"
    assert {one.skill: one.standing for one in before.of("community_manager")}[
        BUDGET
    ] == "elsewhere"
    assert BUDGET not in {d.skill for d in after.disagreements if d.role == "community_manager"}
    assert "stale" in after.gone
    rated = align(ours, ONET)
    assert {one.standing for one in rated.asked} == {"covered", "in_part", "elsewhere", "uncovered"}
    assert all(one.importance is not None and one.importance >= 3 for one in rated.asked)


@pytest.mark.skipif(not SAMPLES, reason="COMMERCE_ROLES_SAMPLES names no folder of samples")
@pytest.mark.parametrize("read", [read_esco, read_onet])
def test_of_the_public_samples_nothing_that_is_asked_for_is_left_unlooked_at(
    read: Callable[[str], Taxonomy],
) -> None:
    found = align(None, read(f"{SAMPLES}/{read.__name__.removeprefix('read_')}"))
    assert found.of("social_media_manager", "covered")
    assert {one.reason for one in found.asked} == {"", "outside", "general"} | (
        {"method"} if found.scheme == "esco" else set()
    )


def test_another_version_than_that_of_the_matches_is_said() -> None:
    later = evolve(ESCO, version="1.2.0")
    assert "version 1.1.1" in to_text(align(None, later).document())
    assert "version 1.1.1" not in to_text(align(None, ESCO).document())


def test_a_taxonomy_of_which_we_know_nothing_is_aligned_with_nothing() -> None:
    foreign = evolve(ESCO, scheme="acme")
    found = align(None, foreign)
    assert (found.matches, found.asked, found.gone) == ((), (), ())
    assert found.unnamed == tuple(sorted(load_catalogue().skills))
    assert "acme" in to_text(found.document())
    assert "acme" in to_text(foreign.document())
    assert repr(found) == "<Alignment with acme: 0 of 0 covered>"


def test_a_fact_belongs_to_those_to_whom_it_gives_something() -> None:
    ours = load_catalogue()
    assert set(holders_of(ours, "responsibility.smm_budget")) == {"social_media_manager"}
    assert set(holders_of(ours, "requirement.smm_budget")) == {"social_media_manager"}
    assert set(holders_of(ours, "task.create_posts")) <= set(ours.roles)
    assert holders_of(ours, "kpi.conversion_rate") == holders_of(ours, "task.none") == {}


# ---------------------------------------------------------------------- two versions


def test_each_kind_of_change_is_told() -> None:
    first, second, *rest = ESCO.skills.values()
    relation, other, gone, *relations = ESCO.relations
    kept = [evolve(first, label="otherwise"), evolve(second, type="other"), *rest[:-1]]
    new = evolve(
        ESCO,
        version="2",
        skills=FrozenMap(
            {**{one.uri: one for one in kept}, "urn:new": evolve(first, uri="urn:new", label="new")}
        ),
        relations=(
            evolve(relation, kind="optional"),
            other,
            *relations,
            Relation(source=MANAGER, target="urn:new", kind="essential"),
        ),
        broader=FrozenMap({**ESCO.broader, MANAGER: ()}),
    )
    found = compare_taxonomies(ESCO, new)
    told = {one.movement: one for one in found.changes}
    assert told["added"].uri == "urn:new"
    assert told["removed"].uri == rest[-1].uri
    assert (told["relabelled"].before, told["relabelled"].after) == (first.label, "otherwise")
    assert told["retyped"].after == "other"
    assert (told["moved"].uri, told["moved"].after) == (MANAGER, "")
    assert told["asked"].target == "urn:new"
    assert told["asked_no_more"].target == gone.target
    assert (told["asked_otherwise"].before, told["asked_otherwise"].after) == (
        "essential",
        "optional",
    )
    back = compare_taxonomies(new, ESCO)
    assert len(back.of("added")) == len(found.of("removed"))
    assert len(back.of("asked")) == len(found.of("asked_no_more"))
    assert repr(found) == f"<TaxonomyComparison esco: {len(found.changes)} changes>"


def test_many_changes_are_drawn_in_part_and_told_whole() -> None:
    empty = evolve(ESCO, skills=FrozenMap(), relations=(), skill_relations=(), broader=FrozenMap())
    found = compare_taxonomies(empty, ESCO)
    assert len(found.of("added")) == len(ESCO.skills)
    assert "60 changes more" in to_text(found.document())
    assert len(found.rows()) == len(found.changes)


def test_a_rating_that_moved_is_told_with_its_numbers() -> None:
    first, *rest = ONET.relations
    assert first.importance is not None
    new = evolve(ONET, relations=(evolve(first, importance=1.5, level=None), *rest))
    (moved,) = compare_taxonomies(ONET, new).changes
    assert moved.after == "rated, importance 1.5"
    assert moved.before.startswith("rated, importance ")


def test_two_taxonomies_or_languages_are_not_compared() -> None:
    for other, what in ((ONET, "taxonomies"), (evolve(ESCO, lang="es"), "languages")):
        with pytest.raises(TaxonomyError, match=f"these are of two {what}"):
            compare_taxonomies(ESCO, other)


# ---------------------------------------------------------------------- as facts of ours


def test_an_occupation_becomes_a_role_of_a_catalogue_with_its_skills() -> None:
    ours = ESCO.as_catalogue([MANAGER])
    (role,) = set(ours.roles) - set(load_catalogue().roles)
    asked = [one for one in ours.requirements.values() if one.role == role]
    assert len(asked) == len(ESCO.asked_by(MANAGER))
    essential = [one for one in asked if one.necessity == "essential"]
    assert len(essential) == len(ESCO.essential_of(MANAGER))
    assert ours.roles[role].reports_to == "owner"
    assert ours.roles[role].evidence.basis == "assumption"
    assert ours.head == load_catalogue().head
    verdict = cr.assess({"sector": "clothing"}, catalogue=ours)[role].verdict
    assert verdict == "not_needed"
    aligned = align(ours, ESCO)
    assert {one.standing for one in aligned.of(role)} == {"covered"}


def test_people_told_by_escos_addresses_have_the_skills_of_the_role() -> None:
    ours = ESCO.as_catalogue([MANAGER])
    told = {"id": "a", "skills": {MODERATION: "expert", STRATEGY: "basic"}}
    team = team_of({"people": [told]}, catalogue=ours)
    assert team.unmatched == ()
    skills = [held.skill for held in team.people[0].skills or ()]
    role = [one for one in ours.roles if one.startswith("esco_")]
    asked = {one.skill for one in ours.requirements.values() if [one.role] == role}
    assert len(skills) == 2
    assert set(skills) <= asked


def test_a_rating_becomes_an_importance_and_no_level() -> None:
    ours = ONET.as_catalogue(ONET.occupations)
    marketing = ours.requirements["onet_13_1199_06__onet_2_c_1_d"]
    assert (marketing.importance, marketing.level, marketing.necessity) == (4, "", "essential")
    science = next(
        one for one in ONET.relations if one.importance is not None and one.importance < 1.5
    )
    slug = science.target.removeprefix("onet:").lower().replace(".", "_")
    assert ours.requirements[f"onet_13_1199_06__onet_{slug}"].necessity == "optional"


def test_an_address_of_no_occupation_is_refused_with_the_one_of_that_name() -> None:
    with pytest.raises(UnknownIdError) as caught:
        ESCO.as_catalogue(["Online Community Manager"])
    assert caught.value.nearest == (MANAGER,)


def test_the_functions_of_the_graph_answer_on_a_taxonomy() -> None:
    graph = ESCO.graph()
    assert graph.number_of_edges() == len(ESCO.relations)
    similar = similar_roles(graph, f"role:{MANAGER}")
    assert len(similar.others) == len(ESCO.occupations) - 1
    assert "eBusiness manager" in to_text(similar.document())
    other = similar.others[0].role
    gap = path_between(graph, f"role:{MANAGER}", other)
    assert gap.document().blocks
    assert not [kind for _, _, kind in graph.edges(keys=True) if kind != "requires"]


def test_the_terms_go_into_graphs_and_catalogues_that_are_passed_on() -> None:
    for taxonomy in (ESCO, ONET):
        graph, sentence = taxonomy.graph(), taxonomy.notice.sentence
        assert nx.parse_graphml(as_graphml(graph)).graph["notice"] == str(taxonomy.notice)
        assert as_node_link(graph)["graph"]["notice"] == str(taxonomy.notice)  # type: ignore[index]
        laid = taxonomy.as_catalogue(list(taxonomy.occupations)[:1]).to_dict()
        assert sentence in json.dumps(laid, ensure_ascii=False)
    ours = as_node_link(role_graph())["graph"]["notice"]  # type: ignore[index]
    assert "ESCO" not in ours
    assert "CC BY 4.0" in ours


# ---------------------------------------------------------------------- what is written

RESULTS: dict[str, Callable[[Taxonomy], Result]] = {
    "read": lambda taxonomy: taxonomy,
    "aligned": lambda taxonomy: align(None, taxonomy),
    "compared": lambda taxonomy: compare_taxonomies(
        evolve(taxonomy, relations=taxonomy.relations[3:]), taxonomy
    ),
}


@pytest.mark.parametrize("name", RESULTS)
def test_the_terms_are_in_every_form_of_every_result(name: str) -> None:
    for taxonomy in (ESCO, ONET):
        result = RESULTS[name](taxonomy)
        for lang in ("en", "es"):
            assert taxonomy.notice.sentence in result.to_json(lang)
            plain = to_text(result.document(lang), width=10_000)
            assert taxonomy.notice.sentence in plain
            assert taxonomy.notice.changes in plain
        rows = result.rows()
        assert all(taxonomy.notice.sentence in str(row["notice"]) for row in rows)
        assert len(result.to_frame()) == len(rows)


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_pickles_and_gives_the_same_bytes(name: str) -> None:
    result = RESULTS[name](ESCO)
    again = pickle.loads(pickle.dumps(result))  # noqa: S301 our own bytes
    assert again == result
    assert again.to_json() == result.to_json() == RESULTS[name](ESCO).to_json()
    assert str(again) == str(result)


def test_every_part_of_a_result_shows_itself() -> None:
    found = align(None, ESCO)
    parts = (
        ESCO.notice, ESCO.skills[STRATEGY], ESCO.relations[0], ESCO.defects[0],
        ONET.scales["level"], ESCO.find("manager")[0], found.matches[0], found.asked[0],
        found.disagreements[0], RESULTS["compared"](ESCO).changes[0],  # type: ignore[attr-defined]
    )  # fmt: skip
    for part in parts:
        assert part._repr_mimebundle_()["text/html"].startswith("<article")


@pytest.mark.parametrize("name", RESULTS)
def test_a_hostile_label_becomes_no_markup(name: str) -> None:
    spoilt = evolve(
        ESCO,
        occupations=FrozenMap(
            {uri: evolve(one, label=HOSTILE) for uri, one in ESCO.occupations.items()}
        ),
        skills=FrozenMap({uri: evolve(one, label=HOSTILE) for uri, one in ESCO.skills.items()}),
        defects=tuple(evolve(one, places=(HOSTILE,)) for one in ESCO.defects),
    )
    document = RESULTS[name](spoilt).document()
    assert "alert(1)" in to_text(document)
    assert "<script>" not in to_html(document, full_page=True)
    assert "\x1b" not in to_text(document)
    assert "<script>" not in to_markdown(document)
