"""Invariants of the library's own facts."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

import commerce_roles
from commerce_roles.assessment import assess, read_profile
from commerce_roles.catalogue import PLACEHOLDER, Catalogue, load_catalogue
from commerce_roles.model import Evidence, Sourcing, Table, Verdict
from commerce_roles.staffing import measuring
from commerce_roles.staffing.composing.problem import DemandKind
from commerce_roles.staffing.composing.solving import SolvedStatus
from commerce_roles.staffing.composing.stating import Why
from commerce_roles.staffing.composing.wishing import Goal
from commerce_roles.staffing.covered import STATES

SOURCE = Path(commerce_roles.__file__).parent
EXAMPLES = Path(__file__).parents[2] / "examples"
OWNER = "owner"
REASONED = ("nights.", "track.")
"""How messages begin whose end is a reason that stands in the code."""
TAXONOMIES = ("align.", "taxonomy.")
"""How messages begin whose last word stands in the code."""
LACKING = ("role", "role_train", "skill", "skill_any", "language", "language_any")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _literals(tree: ast.Module) -> Iterator[str]:
    """Give every text literal that is no docstring."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            yield str(node.value)


def test_no_role_task_kpi_or_sector_is_named_in_python(catalogue: Catalogue) -> None:
    named = {
        *catalogue.roles, *catalogue.tasks, *catalogue.kpis, *catalogue.sectors,
    }  # fmt: skip
    found = {
        (path.name, literal)
        for path in SOURCE.rglob("*.py")
        for literal in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if literal in named
    }
    assert not found


def test_every_number_and_rule_has_a_basis_and_something_behind_it(catalogue: Catalogue) -> None:
    for kind in ("quantity", "task", "table", "constant", "cost", "loading"):
        for identifier, fact in catalogue.of(kind).items():
            evidence: Evidence = fact.evidence  # type: ignore[attr-defined]
            assert evidence.basis, (kind, identifier)
            behind = evidence.claims or evidence.sources or evidence.why
            assert behind, (kind, identifier)


def test_every_default_that_gives_something_says_why(catalogue: Catalogue) -> None:
    for field in catalogue.fields.values():
        assert not field.default or (field.evidence.basis and field.evidence.why), field.id


def test_every_scorecard_rule_argues_with_claims_or_sources(catalogue: Catalogue) -> None:
    for table in catalogue.tables.values():
        if table.decides in {"points", "floor", "cap"}:
            assert table.evidence.claims, table.id
            assert table.evidence.why, table.id


def test_every_verdict_and_sourcing_has_its_sentence(catalogue: Catalogue) -> None:
    for verdict in Verdict:
        for sourcing in Sourcing:
            assert f"pair.{verdict}.{sourcing}" in catalogue.messages


def test_every_question_is_asked_in_all_languages_with_anchors_for_levels(
    catalogue: Catalogue,
) -> None:
    everywhere = set(catalogue.label_languages)
    for field in catalogue.fields.values():
        texts = [field.question, field.help, field.where, *(one.text for one in field.anchors)]
        for text in texts:
            assert not text or set(text) == everywhere, field.id
            assert len(set(text.values())) == len(text), field.id  # none was left as another is
            assert not text or re.search("[\u0900-\u097f]", text["mr"]), field.id
        assert set(field.question) == everywhere, field.id
        assert set(field.label) == {"en", "es"}, field.id
        assert 1 <= field.cost_to_ask <= 5
        if field.type == "ordered":
            assert [anchor.value for anchor in field.anchors] == list(field.options), field.id


def test_the_work_is_done_by_one_role_and_answered_for_by_one_party(catalogue: Catalogue) -> None:
    parties = {*catalogue.roles, OWNER}
    for task in catalogue.tasks.values():
        assert task.responsible in catalogue.roles
        assert task.accountable in parties
        assert task.effort.low <= task.effort.typical <= task.effort.high


def test_nobody_approves_their_own_plan(catalogue: Catalogue) -> None:
    for task in catalogue.tasks.values():
        for plan in task.approves:
            if task.accountable != OWNER:
                assert task.accountable != catalogue.tasks[plan].responsible, task.id


def test_whoever_has_a_superior_answers_for_no_plan_and_no_approval(catalogue: Catalogue) -> None:
    for task in catalogue.tasks.values():
        if task.phase in {"plan", "approve"} and task.accountable != OWNER:
            assert catalogue.roles[task.accountable].reports_to == OWNER, task.id


def test_whatever_is_carried_out_stands_under_a_plan(catalogue: Catalogue) -> None:
    for task in catalogue.tasks.values():
        if task.phase == "execute":
            assert task.governed_by, task.id
            starts = [catalogue.tasks[plan].level for plan in task.governed_by]
            levels = catalogue.levels
            assert min(map(levels.index, starts)) <= levels.index(task.level), task.id


def test_every_message_is_said_somewhere(catalogue: Catalogue) -> None:
    said = {step.message for role in catalogue.roles.values() for step in role.first_steps}
    for table in catalogue.tables.values():
        said |= {rule.message or table.message for rule in table.rules}
        if table.decides == "answer":
            said |= {f"{rule.then}.monday" for rule in table.rules}
    for field in catalogue.fields.values():
        said |= {field.again, field.defaulted, f"{field.again}.begin"}
    said |= {f"pair.{v}.{s}" for v in Verdict for s in Sourcing}
    said |= {f"seat.{v}" for v in Verdict}
    said |= {rule.message for rule in catalogue.team_rules.values()}
    said |= {rule.message for rule in catalogue.selection_rules.values()}
    said |= {rule.message for rule in catalogue.budget_rules.values()}
    crisis = (catalogue.crisis_triggers, catalogue.crisis_severities, catalogue.crisis_steps)
    said |= {fact.message for facts in crisis for fact in facts.values()}
    said |= {f"team.lead.{state}" for state in STATES}
    said |= {f"close.{how}.{lack}" for how in catalogue.closings for lack in LACKING}
    said |= set(_composed())
    said |= {f"measures.{name}" for name in measuring.__all__}
    code = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py"))
    reasons = [m.partition(".") for m in catalogue.messages if m.startswith(REASONED)]
    said |= {f"{about}.{why}" for about, _, why in reasons if f'"{why}"' in code}
    ends = {m: m.rpartition(".")[2] for m in catalogue.messages if m.startswith(TAXONOMIES)}
    said |= {message for message, end in ends.items() if f'"{end}"' in code}
    heading = {m for m in catalogue.messages if m.startswith("heading.")}
    unsaid = {m for m in catalogue.messages if m not in said and f'"{m}"' not in code} - heading
    assert not unsaid
    assert not {h for h in heading if h.removeprefix("heading.") not in code}


def _composed() -> Iterator[str]:
    """Give the messages of composed teams, whose ids are put together."""
    yield from (f"compose.demand.{kind}" for kind in get_args(DemandKind))
    for group, kind, of in product(("demand", "lack"), ("skill", "language"), ("", "_of_team")):
        yield from (f"compose.{group}.{kind}{of}{end}" for end in ("", "_any"))
    yield from (f"compose.lack.{kind}" for kind in ("hours", "hours_away", "inside"))
    for kind, of in product(("skill", "language"), ("", "_of_team")):
        yield f"compose.lack.{kind}{of}_away"
    yield from (f"compose.lead.{word}" for word in (*get_args(Goal), *get_args(SolvedStatus)))
    yield from (f"compose.why.{why}" for why in get_args(Why))
    yield from (f"compose.way.{kind}" for kind in get_args(DemandKind))
    yield from (f"compose.{one}" for one in ("declared.advised", "declared.told"))
    yield from (f"compose.stopped.{why}" for why in ("time", "interrupt"))


def test_every_parameter_is_used(catalogue: Catalogue) -> None:
    used = {
        name[0].lower() + name[1:]
        for message in catalogue.messages.values()
        for text in message.text.values()
        for name in PLACEHOLDER.findall(text)
    }
    assert set(catalogue.parameters) == used


def test_a_table_is_about_what_it_decides(catalogue: Catalogue) -> None:
    def form(table: Table) -> tuple[bool, bool]:
        return bool(table.role), bool(table.pair)

    for table in catalogue.tables.values():
        if table.decides in {"points", "floor", "cap", "sourcing"}:
            assert form(table) == (True, False), table.id
        elif table.decides in {"combination", "merge"}:
            assert form(table) == (False, True), table.id
        else:
            assert form(table) == (False, False), table.id


# ---------------------------------------------------------------------- published hours


def _hours(profile: dict[str, object], role: str, level: str = "minimum") -> float:
    return assess(profile)[role].hours[level].typical


def test_a_post_full_of_replies_is_what_is_published() -> None:
    """1,430 messages at six minutes are a full post of 143 hours (sources bookbag, liveagent)."""
    more = _hours({"messages_needing_reply_month": 1430}, "community_manager")
    less = _hours({"messages_needing_reply_month": 0}, "community_manager")
    assert more - less == pytest.approx(143, abs=1)


def test_one_brand_on_two_networks_lies_just_under_the_published_32_hours() -> None:
    """32 hours a month for one brand are published (smdel): just above our minimum."""
    shop: dict[str, object] = {
        "channels": ["instagram", "facebook"],
        "messages_needing_reply_month": 60,
        "social_campaigns_month": 0,
    }
    both = sum(_hours(shop, role) for role in ("community_manager", "social_media_manager"))
    assert 20 <= both <= 32


def test_a_forty_hour_week_with_blog_and_three_networks_is_our_standard() -> None:
    """173 hours a month (a 40-hour week) are published for this work (ic40)."""
    shop: dict[str, object] = {
        "channels": ["instagram", "facebook", "twitter", "blog"],
        "objectives": ["community", "visibility", "engagement"],
        "messages_needing_reply_month": 150,
        "community_active_members": 100,
        "social_campaigns_month": 1,
    }
    roles = ("community_manager", "social_media_manager")
    standard = sum(_hours(shop, role, "standard") for role in roles)
    full = sum(_hours(shop, role, "full") for role in roles)
    assert standard <= 260
    assert standard >= 0.75 * 173
    assert standard < full


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda path: path.stem)
def test_a_post_is_one_seat_whatever_the_hours(path: Path) -> None:
    for post in assess(read_profile(path)).answer.posts:
        assert post.fte <= 1
        assert post.support.typical == pytest.approx(max(0, post.hours.typical - 143))


def test_every_answer_of_a_list_has_a_word_for_sentences(catalogue: Catalogue) -> None:
    for field in catalogue.fields.values():
        for option in field.options if isinstance(field.options, tuple) else ():
            assert set(catalogue.names("word", f"{field.id}.{option}")) >= {"en", "es"}
