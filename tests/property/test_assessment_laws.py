"""Laws of the assessment, on businesses drawn from the catalogue's own fields."""

import json
import os
import pickle
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies.profiles import CATALOGUE, ORDINARY, partial, small, whole
from strategies.trying import dear

from commerce_roles.assessment import Assessment, assess, profile_of
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import Told, judge
from commerce_roles.assessment.showing import task_hours
from commerce_roles.expressions import Amount, Integer, Interval, Sets, Texts, key_of
from commerce_roles.model import FrozenMap, Verdict

PROGRAM = CATALOGUE.program
ROLES = tuple(CATALOGUE.roles)
VERDICTS = [key_of("verdict", role) for role in ROLES]
SIGNALS = (
    "monthly_orders",
    "expected_monthly_orders",
    "messages_needing_reply_month",
    "community_active_members",
    "followers_total",
    "social_campaigns_month",
    "email_campaigns_month",
    "social_ad_spend_eur_month",
    "online_revenue_eur_year",
    "skus",
)
"""Fields whose growth speaks for a role and never against one."""
_KEPT = ("kpis", "existing_roles", "held")
fewer = dear(2)


def run(profile: dict[str, Any]) -> Decision:
    return decide(PROGRAM, judge(profile_of(profile), CATALOGUE))


def completed(decision: Decision, data: st.DataObject) -> Decision:
    """Answer everything that is unknown, at random, inside its domain."""
    told = dict(decision.told.values)
    for key, domain in PROGRAM.inputs.items():
        if key in told:
            continue
        if key in decision.told.ranges:
            low, high = decision.told.ranges[key]
            told[key] = data.draw(st.integers(int(low), int(high)))
        elif key.startswith(_KEPT) or not isinstance(domain, Integer | Amount):
            told[key] = decision.values[key]
        else:
            usual = min(ORDINARY.get(key, 50), int(domain.high))
            told[key] = data.draw(st.integers(int(max(domain.low, 0)), max(usual, 1)))
    return decide(PROGRAM, Told(FrozenMap(told), FrozenMap()))


@fewer
@given(partial())
def test_the_estimate_is_always_possible(profile: dict[str, Any]) -> None:
    """Verdict ∈ possible; the score lies within its range; so do hours and sourcing."""
    result = assess(profile)
    for found in result.values():
        assert found.verdict in found.possible
        low, high = found.score_range
        assert low <= found.score <= high
        assert found.decided == (len(found.possible) == 1)
        for level, hours in found.hours.items():
            least, most = found.hours_range[level]
            assert least <= hours.as_numbers()["typical"] <= most


@fewer
@given(partial(), st.data())
def test_whatever_the_missing_answers_are_the_outcome_was_possible(
    profile: dict[str, Any], data: st.DataObject
) -> None:
    """Soundness of every step: verdicts, scores, hours, who does it."""
    before = run(profile)
    after = completed(before, data)
    for step in PROGRAM.steps:
        possible, value = before.bounds[step.key], after.values[step.key]
        match possible:
            case Interval(low=low, high=high):
                assert isinstance(value, int | float)
                assert low <= value <= high, step.key
            case Texts(options=options):
                assert options is None or value in options, step.key
            case Sets():
                continue
            case (surely, possibly):
                assert possibly if value else not surely, step.key


@fewer
@given(whole(), st.data())
def test_a_complete_profile_leaves_one_verdict(
    profile: dict[str, Any], data: st.DataObject
) -> None:
    """Complete ⇒ possible = {verdict}, score, hours and sourcing are exact."""
    decision = completed(run(profile), data)
    for role in ROLES:
        assert decision.possible(role) == (decision.verdict(role),)


@fewer
@given(partial(), st.data())
def test_one_more_answer_never_opens_what_was_closed(
    profile: dict[str, Any], data: st.DataObject
) -> None:
    """Monotony of knowledge: possible verdicts shrink or stay."""
    assume(profile)
    left_out = data.draw(st.sampled_from(sorted(profile)))
    less = {key: value for key, value in profile.items() if key != left_out}
    for role in ROLES:
        assert set(run(profile).possible(role)) <= set(run(less).possible(role))


@fewer
@given(whole(), st.sampled_from(SIGNALS), st.data())
def test_a_stronger_signal_never_lowers_a_verdict(
    profile: dict[str, Any], signal: str, data: st.DataObject
) -> None:
    """Monotony of need: more of what speaks for a role keeps or raises every verdict."""
    high = int(CATALOGUE.fields[signal].maximum or 0)
    more = min(high, profile[signal] + data.draw(st.integers(1, max(1, ORDINARY[signal]))))
    before, after = run(profile), run({**profile, signal: more})
    for role in ROLES:
        assert after.verdict(role) >= before.verdict(role), (role, signal)
        assert after.whole(key_of("score", role)) >= before.whole(key_of("score", role))


@fewer
@given(whole(), st.sampled_from(["content_of_interest", "competition", "crisis_state"]))
def test_a_higher_level_never_lowers_a_verdict(profile: dict[str, Any], field: str) -> None:
    """Monotony of need, for ordered answers."""
    levels = list(CATALOGUE.fields[field].options)
    assume(profile[field] != levels[-1])
    higher = levels[levels.index(profile[field]) + 1]
    before, after = run(profile), run({**profile, field: higher})
    for role in ROLES:
        assert after.verdict(role) >= before.verdict(role)


@fewer
@given(whole(), st.sampled_from(["objectives", "channels"]), st.data())
def test_one_more_objective_or_channel_never_lowers_a_verdict(
    profile: dict[str, Any], field: str, data: st.DataObject
) -> None:
    """Monotony of need, for sets."""
    kind = str(CATALOGUE.fields[field].options)
    one = data.draw(st.sampled_from(sorted(CATALOGUE.ids(kind))))
    before, after = run(profile), run({**profile, field: [*profile[field], one]})
    for role in ROLES:
        assert after.verdict(role) >= before.verdict(role)


@fewer
@given(whole(), st.sampled_from(sorted(ORDINARY)), st.data())
def test_hours_never_fall_when_a_number_rises(
    profile: dict[str, Any], field: str, data: st.DataObject
) -> None:
    """Monotony of hours, at every level and estimate; more messages are the plainest case."""
    high = int(CATALOGUE.fields[field].maximum or 0)
    more = min(high, profile[field] + data.draw(st.integers(1, max(1, ORDINARY[field]))))
    before, after = run(profile), run({**profile, field: more})
    for step in PROGRAM.steps:
        if step.key.startswith("hours("):
            assert after.whole(step.key) >= before.whole(step.key), step.key


@fewer
@given(partial())
def test_hours_grow_with_the_level_and_the_estimates_are_in_order(profile: dict[str, Any]) -> None:
    """Order law: minimum ≤ standard ≤ full, low ≤ typical ≤ high."""
    for found in assess(profile).values():
        levels = list(found.hours.values())
        for hours in levels:
            assert 0 <= hours.low <= hours.typical <= hours.high
        for less, more in pairwise(levels):
            assert less.typical <= more.typical


@fewer
@given(partial())
def test_the_hours_of_a_role_are_those_of_its_tasks(profile: dict[str, Any]) -> None:
    """Accounting law: nothing is added that is not a task."""
    decision = run(profile)
    for role in ROLES:
        for level in CATALOGUE.levels:
            tasks = task_hours(decision, CATALOGUE, role, level)
            total = sum(one.hours.typical for one in tasks)
            assert total == pytest.approx(decision.hours(role, level))


@fewer
@given(whole(), st.text(min_size=1, max_size=5).filter(str.isprintable).filter(str.strip))
def test_what_no_rule_reads_changes_nothing(profile: dict[str, Any], text: str) -> None:
    """Irrelevance: fields that no verdict reads, order of sets, nulls."""
    read = frozenset[str]().union(*(PROGRAM.reads[key] for key in VERDICTS))
    assert "name" not in read
    changed = {**profile, "name": text, "currency": "PLN", "peak_months": [12], "partners": None}
    changed["channels"] = list(reversed(profile["channels"]))
    before = run({key: value for key, value in profile.items() if key != "partners"})
    after = run(changed)
    for key in VERDICTS:
        assert before.values[key] == after.values[key]


@fewer
@given(whole(), st.sampled_from(["budget_roles_eur_month", "owner_hours_week"]))
def test_more_money_or_time_never_leaves_a_role_to_nobody(
    profile: dict[str, Any], field: str
) -> None:
    """Means law: what somebody did is not done by nobody because there is more."""
    before = run({**profile, field: 0})
    after = run({**profile, field: int(CATALOGUE.fields[field].maximum or 0)})
    for role in ROLES:
        key = key_of("sourcing", role)
        if before.values[key] in ("in_house", "external"):
            assert after.values[key] != "none"


@given(small())
def test_a_small_one_person_shop_gets_no_post_and_few_hours(profile: dict[str, Any]) -> None:
    """At most 40 hours a month over all roles at the minimum level, and nobody is hired."""
    result = assess(profile)
    first = CATALOGUE.levels[0]
    assert sum(found.hours[first].typical for found in result.values()) <= 40
    assert all(found.sourcing != "in_house" for found in result.values())
    assert all(found.verdict <= Verdict.OPTIONAL for found in result.values())


@fewer
@given(partial())
def test_no_post_breaks_what_may_be_combined(profile: dict[str, Any]) -> None:
    """Posts never merge a forbidden pair; one area never supervises itself."""
    result = assess(profile)
    pairs = {pair.roles: pair for pair in result.combinations}
    for post in result.answer.posts:
        assert 0 <= post.fte <= 1
        for one in post.roles:
            for other in post.roles:
                assert one >= other or pairs[one, other].allowed
    for (one, other), pair in pairs.items():
        same_area = CATALOGUE.roles[one].area == CATALOGUE.roles[other].area
        if pair.allowed and (same_area or profile.get("crisis_state") == "active"):
            assert pair.owner_accountable


@fewer
@given(partial())
def test_no_price_crosses_a_border(profile: dict[str, Any]) -> None:
    """Every price is of the business's country, in the currency of its own cells."""
    currencies = {(cost.country, cost.currency) for cost in CATALOGUE.costs.values()}
    for post in assess(profile).answer.posts:
        if post.price is not None:
            assert post.price.country == profile["country"]
            assert (post.price.country, post.price.currency) in currencies
            assert post.price.low <= post.price.typical <= post.price.high


@fewer
@given(partial())
def test_a_result_is_a_value_that_travels(profile: dict[str, Any]) -> None:
    """Equal input, equal result, equal bytes; also after pickling."""
    one, other = assess(profile), assess(profile)
    assert one == other
    assert one.to_json() == other.to_json()
    again: Assessment = pickle.loads(pickle.dumps(one))  # noqa: S301 our own bytes
    assert again == one
    assert again.to_json("es") == one.to_json("es")
    assert str(again) == str(one)
    assert json.loads(one.to_json())["format"] == "assessment/1"


@fewer
@given(partial(), st.sampled_from(["en", "es"]))
def test_every_result_can_be_told_and_explained(profile: dict[str, Any], language: str) -> None:
    """Nothing said is left with a hole in it."""
    result = assess(profile)
    assert str(result.report(language))
    for role in result:
        assert str(result.explain(role, language))
    for text in _texts(result.to_dict(language)):
        assert isinstance(text, str)
        assert text
        assert "{" not in text


def _texts(data: object) -> list[object]:
    """Collect every text that a person reads."""
    if isinstance(data, dict):
        own = [data["text"]] if "text" in data else []
        return own + [text for part in data.values() for text in _texts(part)]
    if isinstance(data, list):
        return [text for part in data for text in _texts(part)]
    return []


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    """Determinism across processes."""
    program = (
        "from commerce_roles import assess;import sys;"
        "sys.stdout.write(assess({'sector': 'clothing', 'channels': ['blog', 'tiktok', 'reddit'],"
        "'objectives': ['sales', 'loyalty'], 'monthly_orders': [10, 900]}).to_json('es'))"
    )
    outputs = [
        subprocess.run(  # noqa: S603 the program stands above
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": value, "PYTHONUTF8": "1"},
        ).stdout
        for value in (seed, "7")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0]


def test_an_empty_profile_says_that_it_cannot_say_yet() -> None:
    """Nothing told: no points, every verdict possible."""
    result = assess({})
    assert result.answer.statement.id == "answer.cannot_say_yet"
    for found in result.values():
        assert (found.score, found.verdict) == (0, Verdict.NOT_NEEDED)
        assert len(found.possible) == 4


@fewer
@given(partial())
def test_the_value_at_which_to_ask_again_raises_a_verdict_and_none_below_does(
    profile: dict[str, Any],
) -> None:
    """Oracle: the answer is scanned upward with whole assessments."""
    decision = run(profile)
    assume(not decision.told.ranges)
    now = [decision.verdict(role) for role in ROLES]
    for again in assess(profile).answer.ask_again:
        current = decision.values[again.field]
        if isinstance(PROGRAM.inputs[again.field], Integer) and isinstance(current, int):
            above = int(again.above)
            raised = [_verdicts(decision, again.field, above + 1)]
            kept = [_verdicts(decision, again.field, v) for v in (above, (current + above) // 2)]
            assert any(b > a for a, b in zip(now, raised[0], strict=True))
            assert all(b <= a for row in kept for a, b in zip(now, row, strict=True))


def _verdicts(decision: Decision, key: str, value: int) -> list[Verdict]:
    told = Told(FrozenMap({**decision.told.values, key: value}), FrozenMap())
    after = decide(PROGRAM, told)
    return [after.verdict(role) for role in ROLES]
