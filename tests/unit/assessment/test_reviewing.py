"""Which verdicts a change of the facts moves, and the rules that moved them."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY, ROLE
from strategies.trying import dear

from commerce_roles.assessment import Move, Review, assess, review
from commerce_roles.catalogue import Catalogue, load_catalogue

CATALOGUE = load_catalogue()
CM, SMM, ECM = "community_manager", "social_media_manager", "ecommerce_manager"


def points(table: str, rule: str, then: int) -> dict[str, Any]:
    return {"table": {table: {"rules": {rule: {"then": then}}}}}


def reviewed(*overlays: dict[str, Any]) -> Review:
    return review(CATALOGUE, load_catalogue(*overlays))


def the_move(found: Review, role: str) -> Move:
    return next(move for move in found.moves if move.role == role)


def test_points_that_moved_a_verdict_are_named_with_their_rule() -> None:
    found = reviewed({"adjust": points("cm_conversation", "2", 60)})
    move = the_move(found, CM)
    (shift,) = [shift for shift in move.because if shift.what == "cm_conversation"]
    assert (shift.kind, shift.old, shift.new) == ("points", 20, 60)
    assert (shift.old_rule, shift.new_rule) == ("cm_conversation/2", "cm_conversation/2")
    assert shift.decides


def test_a_new_floor_and_a_new_cap_are_named() -> None:
    for decides, then, direction in (("floor", "needed", 1), ("cap", "not_needed", -1)):
        table = {
            "decides": decides,
            "role": ECM,
            "message": "reason.ecm_gate_tiny",
            "rules": [{"when": "True", "then": then}],
            "basis": "assumption",
            "why": "A test.",
        }
        move = the_move(reviewed({"table": {"ours": table}}), ECM)
        shift = next(shift for shift in move.because if shift.what == "ours")
        assert (shift.kind, shift.old, shift.new) == (decides, None, then)
        assert (shift.old_rule, shift.new_rule, shift.decides) == ("", "ours/1", True)
        assert move.old is not None
        assert move.new is not None
        assert (move.new > move.old) == (direction > 0)


def test_points_that_are_gone_are_named_by_the_rule_that_fired() -> None:
    weaker = reviewed({"adjust": points("ecm_size", "1", 0)})
    shift = next(s for s in the_move(weaker, ECM).because if s.what == "ecm_size")
    assert (shift.old, shift.new) == (40, 0)


def test_one_role_moves_another_by_the_rule_that_reads_it() -> None:
    heavy: dict[str, Any] = {
        "overlay": {"name": "heavy"},
        "adjust": points("smm_someone_plans", "2", 40),
    }
    heavy["adjust"]["catalogue"] = {"bands": {"recommended": 50}}
    light = {"overlay": {"name": "light"}, "adjust": points("cm_content", "1", 0)}
    found = review(load_catalogue(heavy), load_catalogue(heavy, light))
    moved = [move for move in found.moves if move.role == SMM]
    assert moved
    for move in moved:
        shift = move.because[0]
        assert (shift.what, shift.decides) == ("smm_someone_plans", True)
        assert shift.old_rule != shift.new_rule


def test_bands_are_named_and_said() -> None:
    found = reviewed({"adjust": {"catalogue": {"bands": {"needed": 70}}}})
    for move in found.moves:
        if move.role != SMM:
            assert [(s.kind, s.what, s.old, s.new) for s in move.because] == [
                ("band", "needed", 60, 70)
            ]
    english, spanish = str(found.document("en")), str(found.document("es"))
    assert "needed begins at 70 points, it began at 60" in english
    assert "necesario empieza en 70 puntos, empezaba en 60" in spanish
    assert "without this it would not have moved so" in " ".join(english.split())


def test_a_new_role_moves_without_a_reason() -> None:
    found = reviewed(OVERLAY)
    move = the_move(found, ROLE)
    assert (move.old, move.because) == (None, ())
    assert f"{ROLE}: – → not needed" in " ".join(str(found.document()).split())
    gone = review(load_catalogue(OVERLAY), CATALOGUE)
    assert the_move(gone, ROLE).new is None


def test_the_data_name_the_rules_too() -> None:
    found = reviewed({"adjust": points("smm_money", "2", 2)})
    data: Any = json.loads(json.dumps(found.to_dict()))
    because = [shift for move in data["moves"] for shift in move["because"]]
    assert {"kind", "what", "old", "new", "decides", "new_rule"} <= set(because[0])


ADJUSTED = [
    points("cm_conversation", "2", 45),
    points("cm_content", "1", 0),
    points("smm_money", "2", 2),
    points("ecm_size", "2", 10),
    {"catalogue": {"bands": {"recommended": 45}}},
    {"table": {"ecm_gate_small_shop": {"rules": {"1": {"then": "optional"}}}}},
]


def laid(parts: list[dict[str, Any]]) -> Catalogue:
    return load_catalogue(*({"overlay": {"name": str(n)}, "adjust": p} for n, p in parts_of(parts)))


def parts_of(parts: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return [(ADJUSTED.index(part), part) for part in parts]


@dear(3)
@given(st.lists(st.sampled_from(ADJUSTED), min_size=1, max_size=3, unique_by=str))
def test_every_move_has_a_reason_and_what_decides_does(parts: list[dict[str, Any]]) -> None:
    """Explanation: no move without a shift; oracle: without a part that decides all is otherwise.

    A shift decides if the verdict is another with it undone. Where the shift is a change of this
    overlay, the overlay without it is laid and the business assessed again.
    """
    changed = laid(parts)
    for move in review(CATALOGUE, changed).moves:
        assert move.because, (move.business, move.role)
        if len(move.because) == 1:
            assert move.because[0].decides
        profile = CATALOGUE.businesses[move.business].profile
        for shift in move.because:
            left = [p for p in parts if shift.what not in p.get("table", {})]
            if shift.kind == "band" or len(left) == len(parts):
                continue
            others = [s for s in move.because if s is not shift]
            if any(s.what == "smm_someone_plans" for s in others):
                continue
            without = assess(profile, catalogue=laid(left))[move.role].verdict
            assert (without != move.new) == shift.decides


def test_nothing_that_decides_moves_nothing() -> None:
    message = {"message": {"reason.cm_content": {"en": "x", "es": "y", "replaces": True}}}
    assert reviewed(message).moves == ()
