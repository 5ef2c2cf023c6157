"""Rows, traces, documents: every kind and every fact can be looked at."""

import json

import pytest

from commerce_roles.catalogue import (
    Catalogue,
    claims_document,
    document_of,
    links_from,
    links_to,
    load_catalogue,
    plain_of,
    roles_document,
)
from commerce_roles.catalogue.kinds import KINDS, PLURALS
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Effort, Evidence


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_as_flat_rows_with_the_same_keys(
    kind: str, catalogue: Catalogue
) -> None:
    rows = catalogue.records(PLURALS[kind], lang="es")
    assert [row["id"] for row in rows] == list(catalogue.of(kind))
    assert len({tuple(row) for row in rows}) == 1
    for row in rows:
        assert all(isinstance(cell, str | int | float | bool | None) for cell in row.values())
        json.dumps(row)


def test_rows_speak_a_language_and_flatten_what_stands_inside(catalogue: Catalogue) -> None:
    row = next(r for r in catalogue.records("task", lang="es") if r["id"] == "create_posts")
    assert "publicaciones" in str(row["label"])
    assert row["effort.typical"] == 60
    assert row["skills"] == ", ".join(catalogue.tasks["create_posts"].skills)
    assert row["basis"] == "sourced"
    table = next(r for r in catalogue.records("tables") if r["id"] == "cm_content")
    assert table["rules.1.then"] == 18


def test_rows_of_no_kind_name_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="did you mean task"):
        catalogue.records("taks")


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_of_every_kind_is_shown(kind: str, catalogue: Catalogue) -> None:
    assert to_text(document_of(catalogue, kind, "it"))
    for identifier in list(catalogue.of(kind))[:8]:
        document = document_of(catalogue, f"{kind}.{identifier}", "es")
        text = to_text(document)
        assert f"{catalogue.heading('kind', kind, 'es')}:" in text
        assert to_markdown(document)
        assert "<script" not in to_html(document)


def test_a_role_is_shown_with_what_it_asks_and_answers_for(catalogue: Catalogue) -> None:
    text = to_text(catalogue.show("ecommerce_manager"))
    for wanted in (
        "excluding",
        "CRM",
        "Supervises",
        "ES-006",
        "not enough by itself",
        "titles"[:2],
    ):
        assert wanted in text
    assert "डिझाइन" not in text
    assert "आवश्यक" not in text


def test_a_fact_is_shown_by_its_name_in_any_language(catalogue: Catalogue) -> None:
    assert "Task: create social posts" in to_text(
        catalogue.show(catalogue.label("task", "create_posts", "sk"))
    )


@pytest.mark.parametrize(
    ("word", "title"), [("ruoli", "Roles (3)"), ("Tareas", "Tasks (77)"), ("cieľ", "Objectives")]
)
def test_a_kind_is_shown_by_its_word_in_any_language(
    word: str, title: str, catalogue: Catalogue
) -> None:
    assert to_text(catalogue.show(word)).startswith(title)


def test_a_word_of_two_kinds_shows_neither(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="no fact or kind is called 'mål'"):
        catalogue.show("mål")  # Danish: both objective and measure


def test_a_fact_shows_its_names_its_claims_and_its_neighbours(catalogue: Catalogue) -> None:
    text = to_text(catalogue.show("task.reply_to_messages"), width=200)
    for wanted in ("IT-070", "suggested", "solve problems (cm_solve)", "(first_response_time)"):
        assert wanted in text


def test_nothing_is_shown_for_an_unknown_name(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="community_manager"):
        catalogue.show("comunity manger")


def test_a_fact_is_plain_data_too(catalogue: Catalogue) -> None:
    assert json.dumps(plain_of(catalogue, "kpi.conversion_rate"))
    assert json.dumps(plain_of(catalogue, "claims"))


def test_a_trace_and_the_way_back_agree(catalogue: Catalogue) -> None:
    for claim in catalogue.claims:
        for citation in catalogue.trace(claim):
            assert claim in catalogue.claims_of(citation.fact)


def test_claims_of_a_value_include_those_of_its_parts(catalogue: Catalogue) -> None:
    table = catalogue.tables["cm_field"]
    assert "IT-054" in catalogue.claims_of(table)
    assert catalogue.claims_of(Evidence(states=("IT-001",))) == ("IT-001",)
    assert catalogue.claims_of(Effort(low=1, typical=2, high=3, of="x", times_per_year=1)) == ()


def test_what_rests_on_a_source_or_contradiction_is_traced(catalogue: Catalogue) -> None:
    assert any(c.fact == "constant.productive_hours" for c in catalogue.trace("uniroma2"))
    assert {c.how for c in catalogue.trace("X-02")} == {"contradictions"}
    with pytest.raises(UnknownIdError, match="claim, source or contradiction"):
        catalogue.trace("IT-999")


def test_links_lead_both_ways(catalogue: Catalogue) -> None:
    forward = {(link.kind, link.id) for link in links_from(catalogue, "task", "create_posts")}
    assert ("skill", "content_creation") in forward
    assert ("role", "community_manager") in forward
    back = {(link.kind, link.id) for link in links_to(catalogue, "field", "content_of_interest")}
    assert ("table", "cm_content") in back
    assert ("need_criterion", "content") in back


def test_the_claims_are_listed_by_article(catalogue: Catalogue) -> None:
    text = to_text(claims_document(catalogue, "en"))
    assert all(claim in text for claim in catalogue.claims)


def test_roles_are_listed_in_every_language(catalogue: Catalogue) -> None:
    for language in catalogue.label_languages:
        assert to_text(roles_document(catalogue, language))
