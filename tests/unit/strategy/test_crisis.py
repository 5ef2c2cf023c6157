"""A playbook before, an incident when there is an alarm, a review after."""

import json
import pickle
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from strategies.influencers import OVERLAY
from strategies.mention_series import DAYS, FIRST, mentions, noisy

from commerce_roles.assessment import Assessment, Engine, assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import CatalogueError, DetachedError, StrategyError
from commerce_roles.strategy import draft_strategy, make_plan
from commerce_roles.strategy.crisis import (
    Detection,
    Incident,
    Playbook,
    detect,
    find_incident,
    incident_of,
    look_back,
    make_playbook,
    playbook_of,
    read_incident,
    read_playbook,
)

CATALOGUE = load_catalogue()
SHOP: dict[str, Any] = {
    "sector": "clothing", "channels": ["instagram", "facebook"], "owner_hours_week": 30,
    "employees": 8, "objectives": ["sales"], "promotions_month": 4,
    "existing_roles": {"social_media_manager": 1, "community_manager": 1},
}  # fmt: skip
QUIET = noisy(1, 20)
ANGRY = [*QUIET, 90, 120]
SHARES = [*[60] * DAYS, 20, 20, 58]


def again_unpickled(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 our own bytes


def shop(**more: Any) -> Assessment:
    return assess({**SHOP, **more})


def angry(counts: list[int] = ANGRY) -> Detection:
    return detect(mentions(counts, friendly=SHARES))


def incident(**more: Any) -> Incident:
    found = find_incident(shop(**more), angry())
    assert found is not None
    return found


def test_a_playbook_says_who_by_the_posts_there_are() -> None:
    book = make_playbook(shop())
    assert [(duty.charge, duty.party) for duty in book.duties] == [
        ("accountable", "social_media_manager"),
        ("approver", "owner"),
        ("responsible", "community_manager"),
    ]
    alone = make_playbook(shop(existing_roles={}))
    assert {duty.party for duty in alone.duties} == {"owner"}
    assert {step.party for step in alone.steps} == {"owner"}
    by_strategy = make_playbook(shop(existing_roles={}), strategy=draft_strategy(shop()))
    assert by_strategy.duties == book.duties
    assert [clock.minutes for clock in book.clocks] == [60, 1440]


def test_a_playbook_tells_for_everything_that_may_happen_what_fits() -> None:
    book = make_playbook(shop())
    asked = CATALOGUE.fields["crisis.trigger"].options
    assert [one.happened for one in book.kinds] == list(asked)
    fits = {one.happened: one.response for one in book.kinds}
    assert (fits["rumour"], fits["scandal"], fits["disaster"]) == ("deny", "rebuild", "inform_only")
    assert [one.strategy for one in book.never] == ["attack_accuser", "scapegoat"]


def test_an_incident_fills_what_the_tables_read() -> None:
    found = incident()
    assert (found.state, found.severity) == ("exposed", "severe")
    assert found.noticed == FIRST + timedelta(days=DAYS + 1)
    assert found.mention_volume_ratio is not None
    assert found.mention_volume_ratio > 3
    assert found.sentiment_change_points == -40
    minutes = [(one.due - found.noticed).total_seconds() / 60 for one in found.deadlines]
    assert minutes == [60, 1440]
    steps = {one.step: one.due for one in found.steps}
    assert steps["verify"] == found.noticed + timedelta(minutes=10)
    assert steps["say_known"] is None
    assert "call_help" in steps


def test_what_the_business_told_of_it_stays() -> None:
    told = {"trigger": "scandal", "responsibility": "high", "mention_volume_ratio": 2}
    found = incident(crisis_state="active", crisis=told)
    assert (found.state, found.cluster, found.response) == ("active", "preventable", "rebuild")
    assert found.ask == ""
    assert "Not settled" not in str(found)
    assert "Not settled" in str(incident())


def test_what_grave_is_follows_the_facts_and_leaves_steps_out() -> None:
    quiet = detect(mentions([*QUIET, 80]))
    found = find_incident(shop(), quiet)
    assert found is not None
    assert (found.severity, found.pause) == ("serious", "promotional")
    assert "call_help" not in {one.step for one in found.steps}
    lower = {"adjust": {"crisis_trigger": {"mention_peak": {"limit": 2.5}}}}
    catalogue = load_catalogue(lower)
    mild = detect(mentions([*QUIET, 58]), catalogue=catalogue)
    result = Engine.of(catalogue).decide(SHOP)
    found = find_incident(result, mild)
    assert found is not None
    assert found.severity == "notice"
    assert found.deadlines == ()
    assert "no clock runs" in str(found)


def test_a_plan_is_held_back_by_the_rule_of_the_severity() -> None:
    result = shop()
    strategy = draft_strategy(result)
    plan = make_plan(strategy, start=date(2026, 7, 1), months=4)
    severe = find_incident(result, angry(), strategy=strategy, plan=plan)
    milder = find_incident(result, detect(mentions([*QUIET, 80])), strategy=strategy, plan=plan)
    assert severe is not None
    assert milder is not None
    first = severe.since.date()
    assert severe.pause_until == severe.noticed.date() + timedelta(days=6)
    until = severe.pause_until
    assert severe.paused == tuple(one for one in plan.slots if first <= one.day <= until)
    assert severe.paused
    assert all(one.may_promote for one in milder.paused)
    week = load_catalogue({"adjust": {"crisis_severity": {"serious": {"pause_days": 30}}}})
    wide = find_incident(
        Engine.of(week).decide(SHOP), detect(mentions([*QUIET, 80])), strategy=strategy, plan=plan
    )
    assert wide is not None
    assert any(wide.paused)
    assert all(one.may_promote for one in wide.paused)


def test_no_alarm_is_no_incident() -> None:
    assert find_incident(shop(), detect(mentions(QUIET))) is None
    over = detect(mentions([*ANGRY, *QUIET[:5]], friendly=[*SHARES[:-1], 60]))
    assert len(over.alarms) == 1
    assert find_incident(shop(), over) is None
    assert "Earlier alarms" in str(over)
    assert "an alarm that is over" in str(over)


def test_a_value_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    result = shop()
    plan = make_plan(draft_strategy(result), start=date(2026, 7, 1), months=4)
    book = make_playbook(result)
    found = find_incident(result, angry(), plan=plan)
    assert found is not None
    assert playbook_of(book.to_dict()) == playbook_of(json.loads(book.to_json())) == book
    assert incident_of(found.to_dict()) == incident_of(json.loads(found.to_json())) == found
    for value, read in ((book, read_playbook), (found, read_incident)):
        path = tmp_path / "value.toml"
        path.write_text(value.to_toml(), encoding="utf-8")
        again: Playbook | Incident = read(path)
        assert again == value
        assert hash(again) == hash(value)
        assert tomllib.loads(path.read_text(encoding="utf-8"))["format"].endswith("/1")
        assert again_unpickled(value) == value
        assert again.rows() == value.rows()
        assert len(again.to_frame()) == len(value.steps)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "crisis_playbook/9"}, "format: the form"),
        ({"channels": ["instagran"]}, "did you mean instagram?"),
        ({"steps": [{"step": "verifi", "party": "owner"}]}, "did you mean verify?"),
        ({"chanels": ["instagram"]}, "did you mean channels?"),
        ({"pauses": [{"severity": "severe", "pause": "all"}]}, "is not one of"),
    ],
)
def test_a_wrong_file_is_refused(change: dict[str, object], message: str) -> None:
    data = {**make_playbook(shop()).to_dict(), **change}
    with pytest.raises(StrategyError) as caught:
        playbook_of(data, file="ours.toml")
    assert message in str(caught.value)
    assert "ours.toml" in str(caught.value)


def test_what_is_no_mapping_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StrategyError, match="a mapping is wanted"):
        incident_of([])  # type: ignore[arg-type]
    with pytest.raises(StrategyError, match="there is no such file"):
        read_incident(tmp_path / "nothing.toml")
    with pytest.raises(StrategyError, match="since: a time such as"):
        incident_of({**incident().to_dict(), "since": "today"})


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_everything_is_told_in_every_form(language: str) -> None:
    found = incident()
    told = mentions([*ANGRY, *QUIET[:5]], friendly=SHARES)
    for value in (make_playbook(shop()), angry(), found, look_back(found, told)):
        document = value.document(language)
        assert "{" not in to_text(document).replace("[", "")
        assert to_markdown(document)
        assert "<h1>" in to_html(document)
        assert str(value) == str(again_unpickled(value))
        assert repr(value).startswith("<")


def test_the_picture_shows_the_usual_and_the_alarm() -> None:
    html = to_html(angry().document())
    assert html.count("<svg") == 1
    assert "polygon" in html
    assert "▁" in str(angry()) or "█" in str(angry())


def test_figures_after_it_say_what_was() -> None:
    found = incident()
    counts = [*ANGRY, *QUIET[:7]]
    told = mentions(counts, friendly=SHARES)
    kept, late = found.deadlines[0].due, found.deadlines[1].due + timedelta(hours=1)
    review = look_back(found, told, answered=[kept, late])
    assert review.over
    assert [one.kept for one in review.clocks] == [True, False]
    before, during, after = review.figures
    assert during.mentions_day == 105
    assert (before.friendly, during.friendly, after.friendly) == (60, 20, 58)
    assert [one.id for one in review.changes] == [
        "review.recovered", "review.clock_change", "review.history_change",
    ]  # fmt: skip
    assert review.questions[0].step == "ask_cause"
    early = look_back(found, mentions(ANGRY, friendly=SHARES))
    assert not early.over
    assert "It is not over yet" in str(early)
    assert early.clocks[0].kept is None
    assert len(early.rows()) == 3


def test_a_lower_limit_that_is_earlier_and_as_quiet_is_named() -> None:
    counts = [*[20] * DAYS, 52, 90]
    found = find_incident(shop(), detect(mentions(counts)))
    assert found is not None
    review = look_back(found, mentions([*counts, *[20] * 5]))
    [tried] = review.tried
    assert (tried.lower, tried.minutes_earlier, tried.worth_it) == (2, 1440, True)
    assert "review.limit_change" in [one.id for one in review.changes]
    text = str(review)
    assert "At a limit of 2 instead of 3 the alarm would have come 24 hours earlier" in text


@pytest.mark.parametrize(
    ("answered", "message"),
    [
        ([FIRST], "is before the alarm"),
        ([FIRST + timedelta(days=200)] * 3, "3 answers are told, and 2 were due"),
        ([datetime.fromisoformat("2026-09-01T10:00+02:00")], "has a time zone, and the other"),
    ],
)
def test_wrong_answers_are_refused(answered: list[datetime], message: str) -> None:
    with pytest.raises(StrategyError) as caught:
        look_back(incident(), mentions(ANGRY), answered=answered)
    assert message in str(caught.value)
    with pytest.raises(StrategyError, match="there is no count of"):
        look_back(incident(), mentions(QUIET))


def test_an_overlay_moves_triggers_charges_and_steps() -> None:
    who = {
        "decides": "responsible",
        "rules": [{"when": "True", "then": "influencer_manager", "message": "reason.im_many"}],
        "replaces": True, "basis": "assumption", "why": "A test.",
    }  # fmt: skip
    overlay = {
        **OVERLAY,
        "table": {**OVERLAY["table"], "crisis_responsible": who},
        "retire": {"crisis_trigger": ["sentiment_fall"], "crisis_step": ["evening"]},
        "adjust": {"crisis_trigger": {"mention_peak": {"limit": 8}}},
    }
    catalogue = load_catalogue(overlay)
    book = make_playbook(Engine.of(catalogue).decide(SHOP))
    assert book.duties[-1].party == "influencer_manager"
    assert [(one.trigger, one.limit) for one in book.triggers] == [("mention_peak", 8)]
    assert "evening" not in {one.step for one in book.steps}
    assert detect(mentions([*QUIET, 120]), catalogue=catalogue).alarms == ()
    with pytest.raises(DetachedError):
        str(again_unpickled(book))


def test_without_triggers_tables_or_severities_it_is_said() -> None:
    none = load_catalogue({"retire": {"crisis_trigger": ["mention_peak", "sentiment_fall"]}})
    assert detect(mentions(ANGRY), catalogue=none).alarms == ()
    tables = ["crisis_accountable", "crisis_approver", "crisis_responsible"]
    nobody = load_catalogue({"retire": {"table": tables}})
    book = make_playbook(Engine.of(nobody).decide(SHOP))
    assert book.duties == ()
    assert {one.party for one in book.steps} == {"owner"}
    mild = CATALOGUE.crisis_severities["notice"]
    retired = {"retire": {"crisis_severity": [mild.id]}}
    found = detect(mentions([*QUIET, 58]), catalogue=load_catalogue(
        {"adjust": {"crisis_trigger": {"mention_peak": {"limit": 2.5}}}}))  # fmt: skip
    with pytest.raises(StrategyError, match="no crisis_severity of the catalogue holds"):
        find_incident(Engine.of(load_catalogue(retired)).decide(SHOP), found)


def test_a_wrong_condition_of_an_overlay_is_refused() -> None:
    severity = {
        "label": {"en": "x"},
        "order": 4,
        "when": "crisis('volume') > 2",
        "pause": "nothing",
        "message": "crisis.severity.notice",
        "basis": "assumption",
        "why": "x",
    }
    with pytest.raises(CatalogueError, match=r"crisis_severity\.x\.when"):
        load_catalogue({"crisis_severity": {"x": severity}})


def test_the_alarm_is_the_one_at_which_clocks_start() -> None:
    """What the tables call a crisis is what the triggers call an alarm."""
    triggers = CATALOGUE.crisis_triggers
    for trigger in triggers.values():
        name = trigger.fills.rpartition(".")[2]
        step = 0.01 if trigger.limit > 0 else -0.01
        for value, on in ((trigger.limit, True), (trigger.limit - step, False)):
            told = {"crisis_state": "exposed", "crisis": {name: value}}
            advice = assess(told).crisis
            assert advice is not None
            assert bool(advice.clocks) is on, trigger.id


def test_a_look_says_when_it_was_complete() -> None:
    told = mentions(ANGRY)
    at = FIRST + timedelta(days=DAYS, hours=12)
    assert len(told.until(at).counts) == DAYS
    assert len(told.before(at).counts) == DAYS + 1
    assert detect(told.until(at)).alarms == ()
    hours = mentions([2, 2, 2], hours=True)
    assert len(hours.until(FIRST + timedelta(hours=2)).counts) == 2
    aware = evolve(hours, counts=tuple(evolve(c, time=c.time.astimezone()) for c in hours.counts))
    assert len(aware.until(FIRST + timedelta(hours=2)).counts) == 2
