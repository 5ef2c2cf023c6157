"""A decision kept, and decided again."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.profiles import partial

from commerce_roles.assessment import assess, deciding, profile_data, profile_of, replay, replaying
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import DetachedError, InputError

CATALOGUE = load_catalogue()
BUSINESSES = CATALOGUE.businesses


@pytest.mark.parametrize("business", BUSINESSES.values(), ids=BUSINESSES.keys())
def test_a_record_is_decided_again_as_it_was(business: Any) -> None:
    result = assess(business.profile)
    record = json.loads(json.dumps(result.record()))
    again = replay(record)
    assert again.record() == record
    assert {role: again[role].verdict for role in again} == {r: result[r].verdict for r in result}


@given(partial())
def test_any_business_is_written_and_read_as_itself(told: dict[str, Any]) -> None:
    """Round-trip law of profiles."""
    profile = profile_of(told, catalogue=CATALOGUE)
    written = json.loads(json.dumps(profile_data(profile)))
    assert profile_of(written, catalogue=CATALOGUE) == profile


def test_a_record_holds_no_name_and_no_title() -> None:
    told = {
        "name": "Hilo y Lino",
        "existing_posts": [
            {"title": "Ana's assistant", "roles": ["community_manager"], "hours": 40}
        ],
    }
    record = json.dumps(assess(told).record())
    assert "Hilo" not in record
    assert "Ana" not in record
    assert replay(json.loads(record))["community_manager"].held_fte > 0


FREE = "Ana Example, 12 Long Street"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"sector": FREE}, "sector"),
        ({"crisis_state": "active", "crisis": {"trigger": FREE}}, "crisis"),
        ({"name": FREE}, ""),
        ({"existing_posts": [{"title": FREE, "roles": ["community_manager"]}]}, "existing_posts"),
    ],
)
def test_what_was_written_freely_is_left_out(told: dict[str, Any], place: str) -> None:
    result = assess({**told, "monthly_orders": 450})
    record = result.record()
    text = json.dumps(record)
    assert "Ana" not in text
    assert "Street" not in text
    if place in ("sector", "crisis"):
        assert "unlisted" in str(record["profile"])
    again = replay(json.loads(text))
    assert {r: again[r].verdict for r in again} == {r: result[r].verdict for r in result}
    assert again.record() == record


def test_words_of_the_facts_stay_as_they_are() -> None:
    told = {
        "sector": "clothing",
        "channels": ["x", "blog"],
        "crisis_state": "active",
        "crisis": {"trigger": "boycott"},
        "country": "ES",
        "sell_languages": ["pt-BR"],
        "peak_months": [12],
    }
    record: Any = assess(told).record()
    assert record["profile"] == {
        **told,
        "channels": ["blog", "x"],
    }
    assert record["crisis"] == {"cluster": "challenge", "response": "diminish"}
    assert record["answer"] == "answer.crisis_now"


def test_free_fields_of_an_overlay_are_left_out_too() -> None:
    text = {"type": "text", "label": {"en": "motto", "es": "lema"}}
    words = {"type": "set", "label": {"en": "mottos", "es": "lemas"}, "maximum": 5}
    fields = {"motto": text, "mottos": words, "group.motto": text}
    rule = {"when": "motto == 'unlisted'", "then": 70, "message": "reason.cm_content"}
    table = {
        "decides": "points",
        "role": "community_manager",
        "rules": [rule],
        "basis": "assumption",
        "why": "A test.",
    }
    catalogue = load_catalogue({"field": fields, "table": {"motto": table}})
    told = {"motto": FREE, "mottos": [FREE, "unlisted"]}
    result = assess(told, catalogue=catalogue)
    record: Any = result.record()
    assert record["profile"]["more"] == {"motto": "unlisted_", "mottos": ["unlisted", "unlisted_"]}
    again = replay(record, catalogue=catalogue)
    assert again["community_manager"].score == result["community_manager"].score


@given(partial(), st.text(st.characters(categories=("L", "N")), min_size=9, max_size=30))
def test_no_free_text_is_ever_kept_and_the_outcome_is_the_same(
    told: dict[str, Any], text: str
) -> None:
    """Privacy law: whatever was written freely is not in the record, which decides the same."""
    text = f"Zz{text}"
    crisis = {**told.get("crisis", {}), "trigger": text}
    result = assess({**told, "sector": text, "name": text, "crisis": crisis})
    record = json.loads(json.dumps(result.record(), ensure_ascii=False))
    assert text not in json.dumps(record, ensure_ascii=False)
    again = replay(record)
    for role, found in result.items():
        assert again[role].verdict == found.verdict
        assert again[role].score == found.score
        assert again[role].hours == found.hours
        assert again[role].possible == found.possible
        assert again[role].sourcing == found.sourcing


def test_hours_and_ranges_are_kept_and_compared() -> None:
    record: Any = assess({"monthly_orders": [200, 900]}).record()
    outcome = record["roles"]["ecommerce_manager"]
    assert set(outcome["hours"]["minimum"]) == {"low", "typical", "high"}
    low, high = outcome["score_range"]
    assert low <= outcome["score"] <= high
    outcome["hours"]["minimum"]["typical"] += 1
    with pytest.raises(InputError, match="roles: this comes out otherwise"):
        replay(record)


def test_other_facts_are_refused_with_both_hashes() -> None:
    record = assess({"sector": "clothing"}).record()
    moved = load_catalogue({"adjust": {"catalogue": {"bands": {"needed": 70}}}})
    with pytest.raises(DetachedError) as caught:
        replay(record, catalogue=moved)
    assert CATALOGUE.decision_hash in str(caught.value)
    assert moved.decision_hash in str(caught.value)


def test_other_words_for_the_same_facts_are_no_obstacle() -> None:
    record = assess({"sector": "clothing"}).record()
    reworded = load_catalogue({"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}})
    with pytest.raises(DetachedError):
        replay(record, catalogue=reworded)  # a sector more may be answered, so it decides
    message = {"message": {"reason.cm_content": {"en": "Other words.", "replaces": True}}}
    message["message"]["reason.cm_content"]["es"] = "Otras palabras."
    assert replay(record, catalogue=load_catalogue(message)).record()["roles"] == record["roles"]


def test_a_fourth_role_is_recorded_too() -> None:
    catalogue = load_catalogue(OVERLAY)
    record = assess({"influencers_worked_with": 25}, catalogue=catalogue).record()
    assert "influencer_manager" in str(record["roles"])
    assert replay(record, catalogue=catalogue).record() == record


def test_another_way_of_deciding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    record = assess({}).record()
    monkeypatch.setattr(replaying, "SEMANTICS", deciding.SEMANTICS + 1)
    with pytest.raises(DetachedError, match="decided in the way 2, this library's is 3"):
        replay(record)


@pytest.mark.parametrize("key", ["roles", "answer", "crisis", "fired", "unknown"])
def test_a_changed_record_is_found_out(key: str) -> None:
    record = {**assess({"sector": "clothing"}).record(), key: {}}
    with pytest.raises(InputError, match=f"{key}: this comes out otherwise"):
        replay(record)


def test_a_record_with_more_than_was_told_is_found_out() -> None:
    record: Any = assess({"sector": "clothing"}).record()
    record["profile"]["monthly_orders"] = None
    with pytest.raises(InputError, match="profile: this comes out otherwise"):
        replay(record)


@pytest.mark.parametrize("record", [{}, {"format": "record/2"}, {"format": "record/1"}])
def test_what_is_no_record_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="this is no record"):
        replay(record)
