"""Laws of explanations: nothing is lost, everything adds up, every failing part really fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.profiles import CATALOGUE, partial, whole
from strategies.trying import dear

from commerce_roles.assessment import Explanation, assess
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.expressions import Rails, Witness, bound, evaluate
from commerce_roles.model import Verdict

FOURTH = load_catalogue(OVERLAY)
ABOUT_A_ROLE = ("points", "floor", "cap", "sourcing")
fewer = dear(4)
catalogues = st.sampled_from([CATALOGUE, FOURTH])


def explained(profile: dict[str, Any], catalogue: Catalogue) -> Iterator[Explanation]:
    result = assess(profile, catalogue=catalogue)
    for role in result:
        yield result.explanation(role)


def decided(profile: dict[str, Any], catalogue: Catalogue) -> Decision:
    told = judge(assess(profile, catalogue=catalogue).profile, catalogue)
    return decide(catalogue.program, told)


def inside(found: Witness) -> Iterator[Witness]:
    yield found
    for part in found.parts:
        yield from inside(part)


@fewer
@given(partial(FOURTH), catalogues)
def test_every_rule_about_a_role_is_in_its_explanation(
    profile: dict[str, Any], catalogue: Catalogue
) -> None:
    """Completeness: none lost, none twice, in the order of the facts; and each table is shown."""
    if catalogue is CATALOGUE:
        profile.pop("influencers_worked_with", None)
    for seen in explained(profile, catalogue):
        found = [rule.rule for table in seen.tables for rule in table.rules]
        wanted = [
            rule.id
            for decides in ABOUT_A_ROLE
            for instance in catalogue.program.instances_of(decides, seen.role)
            for rule in instance.rules
        ]
        assert sorted(found) == sorted(wanted)
        text = to_text(seen.document(), width=10_000)
        for table in seen.tables:
            assert table.table in text


@fewer
@given(partial())
def test_points_of_the_rules_that_fired_sum_to_the_score(profile: dict[str, Any]) -> None:
    """Accounting: one rule of a table at most; the ends of the tables enclose the score's."""
    for seen in explained(profile, CATALOGUE):
        given_points = [int(table.fired.gives) for table in seen.points if table.fired]
        assert sum(given_points) == seen.score
        for table in seen.tables:
            assert sum(rule.state == "fired" for rule in table.rules) <= 1
        low, high = seen.score_range
        assert sum(table.least for table in seen.points) <= low
        assert sum(table.most for table in seen.points) >= high


@fewer
@given(partial())
def test_what_fired_is_what_the_result_names_as_reasons(profile: dict[str, Any]) -> None:
    """Agreement: the reasons of the result are rules that the explanation shows as fired."""
    result = assess(profile)
    for role, found in result.items():
        seen = result.explanation(role)
        fired = {table.fired.rule: table.fired for table in seen.tables if table.fired}
        for reason in found.reasons:
            assert reason.statement.rule in fired
            if reason.points:
                assert fired[reason.statement.rule].gives == reason.points
        assert [said.rule for said in found.sourcing_reasons] == [
            table.fired.rule for table in seen.sourcing if table.fired
        ]


@fewer
@given(partial())
def test_every_table_that_did_not_fire_names_a_part_that_is_false_or_unknown(
    profile: dict[str, Any],
) -> None:
    """Truth: a failing part fails on this business; a part called certain is sure to."""
    decision = decided(profile, CATALOGUE)
    for seen in explained(profile, CATALOGUE):
        for table in seen.tables:
            for rule in table.rules:
                leaves = rule.witness.leaves
                assert leaves
                assert rule.witness.holds == (rule.state != "failed")
                for leaf in (part for one in leaves for part in inside(one)):
                    assert bool(evaluate(leaf.form, decision.values)) == leaf.holds
                    rails = bound(leaf.form, decision.bounds)
                    assert isinstance(rails, Rails)
                    assert leaf.certain == (rails.surely == rails.possibly)
                if rule.state == "failed":
                    assert not any(leaf.holds for leaf in leaves)
                    assert rule.witness.missing >= 1
                if not rule.open and rule.state == "failed":
                    assert not bound(rule.witness.form, decision.bounds).possibly


@fewer
@given(partial())
def test_a_floor_or_cap_that_decides_is_the_verdict(profile: dict[str, Any]) -> None:
    """Consistency: a verdict that is not that of the points is that of a floor or cap."""
    for seen in explained(profile, CATALOGUE):
        deciding = [table for table in (*seen.floors, *seen.caps) if table.matters]
        assert bool(deciding) == (seen.verdict != seen.band)
        for table in deciding:
            assert table.fired
            assert Verdict(str(table.fired.gives)) == seen.verdict
        for table in (*seen.floors, *seen.caps):
            assert not (table.nearly and table.fired)


@fewer
@given(partial())
def test_hours_are_those_of_the_tasks_and_every_driver_ends_in_an_answer(
    profile: dict[str, Any],
) -> None:
    """Accounting of hours, and reach: what is worked out is worked out from what was told."""
    for seen in explained(profile, CATALOGUE):
        first = next(iter(seen.hours.values()))
        for end in ("low", "typical", "high"):
            total = sum(getattr(task.hours, end) for task in seen.tasks)
            assert total == pytest.approx(getattr(first, end))
        assert all(task.hours.high == 0 for task in seen.idle)
        for reading in seen.readings.values():
            quantity = reading.key.partition("(")[0] in CATALOGUE.quantities
            assert (reading.known == "derived") >= quantity
            assert not reading.reads or quantity
            if reading.known == "told":
                assert reading.certain


@fewer
@given(whole())
def test_a_whole_business_leaves_nothing_open(profile: dict[str, Any]) -> None:
    """Complete knowledge: no table of points, no floor and no cap is open, nothing assumed."""
    for seen in explained(profile, CATALOGUE):
        known = {key: r for key, r in seen.readings.items() if r.known == "default"}
        for table in (*seen.points, *seen.floors, *seen.caps):
            opened = any(not leaf.certain for rule in table.rules for leaf in inside(rule.witness))
            assert not opened or known
        assert not [one for one in seen.assumed if not one.field.startswith("kpis.")]


@fewer
@given(partial(), st.sampled_from(["en", "es", "it", "mr"]))
def test_any_explanation_can_be_told_and_written(profile: dict[str, Any], language: str) -> None:
    """Closure: text, Markdown, HTML and data, in sentences' and names' languages."""
    for seen in explained(profile, CATALOGUE):
        document = seen.document(language)
        for text in (to_text(document), to_markdown(document), to_html(document)):
            assert "explain." not in text
        data = seen.to_dict(language)
        assert data["score"] == seen.score


@fewer
@given(partial())
def test_an_explanation_is_the_same_in_every_language_but_for_its_texts(
    profile: dict[str, Any],
) -> None:
    """Neutrality: numbers, ids and outcomes do not depend on the language."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            skipped = ("text", "lang")
            return {key: bare(part) for key, part in value.items() if key not in skipped}
        return [bare(part) for part in value] if isinstance(value, list) else value

    for seen in explained(profile, CATALOGUE):
        assert bare(seen.to_dict("en")) == bare(seen.to_dict("es"))
