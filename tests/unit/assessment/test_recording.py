"""A decision kept, and decided again."""

import json
from typing import Any

import pytest
from hypothesis import given
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


@pytest.mark.parametrize("key", ["roles", "fired", "unknown"])
def test_a_changed_record_is_found_out(key: str) -> None:
    record = {**assess({"sector": "clothing"}).record(), key: {}}
    with pytest.raises(InputError, match=f"{key}: this comes out otherwise"):
        replay(record)


@pytest.mark.parametrize("record", [{}, {"format": "record/2"}, {"format": "record/1"}])
def test_what_is_no_record_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="this is no record"):
        replay(record)
