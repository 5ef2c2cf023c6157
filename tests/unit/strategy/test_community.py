"""Communities one can picture, and tables that cannot be right."""

import json
import pickle
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve

from commerce_roles import load_catalogue
from commerce_roles.assessment import assess, read_profile
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import to_html, to_markdown
from commerce_roles.errors import CatalogueError, StrategyError
from commerce_roles.strategy import (
    Community,
    Plan,
    check_promotion,
    community_look,
    draft_strategy,
    make_plan,
    mark_members,
    members_of,
    read_members,
)
from commerce_roles.strategy.planning.promoting import allowed

NOW = "examples/community/members.csv"
BEFORE = "examples/community/members_before.csv"
POSTS = "examples/community/posts.csv"
START = date(2026, 11, 30)
FITS: dict[str, Any] = {
    "actions_for_aims_year": 1,
    "purchases_year": 1,
    "topic_contributions_90_days": 2,
    "active_months_year": 4,
    "breaches_year": 0,
}


def member(name: str = "a", **told: Any) -> dict[str, Any]:
    return {"member": name, **told}


def marked(*rows: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = mark_members(list(rows), **options)
    return found


def test_who_meets_all_four_parts_belongs_and_one_that_is_not_met_is_enough_not_to() -> None:
    yes, no, open_ = marked(
        member("a", **FITS),
        member("b", **{**FITS, "breaches_year": 1}),
        member("c", **{**FITS, "actions_for_aims_year": None}),
    )
    assert (yes["belongs"], yes["not_met"], yes["not_told"]) == (True, None, None)
    assert (no["belongs"], no["not_met"]) == (False, "relations")
    assert (open_["belongs"], open_["not_told"]) == (None, "objectives")


def test_one_part_that_is_not_met_decides_whatever_is_not_told() -> None:
    told = marked(member(purchases_year=0, requests_year=0))[0]
    assert told["belongs"] is False
    assert told["not_told"] == "objectives, interests, relations"


def test_half_of_a_sum_may_be_enough_and_zero_of_one_leaves_it_open() -> None:
    enough, open_ = marked(member("a", purchases_year=1), member("b", purchases_year=0))
    assert "need" not in enough["not_told"]
    assert "need" in open_["not_told"]


def test_a_ladder_is_climbed_step_by_step() -> None:
    climbing = {"interactions_90_days": 3, "active_months_year": 5}
    regular, skipped, open_ = marked(
        member("a", **climbing, purchases_year=1),
        member("b", **{**climbing, "active_months_year": 1}, purchases_year=9),
        member("c", **climbing),
    )
    assert regular["step"] == regular["step_at_most"] == "regular"
    assert skipped["step"] == "participant"
    assert (open_["step"], open_["step_at_most"]) == ("regular", "ambassador")


MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars_lazy": pl.LazyFrame,
    "pyarrow": pa.Table.from_pylist,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_same_kind_of_table_comes_back_with_the_same_answers(make: Any) -> None:
    rows = [member("a", **FITS), member("b", purchases_year=0, requests_year=0)]
    whole = [{**dict.fromkeys([*FITS, "requests_year"]), **row} for row in rows]
    answer = mark_members(make(whole))
    assert type(answer) is (pl.DataFrame if make is pl.LazyFrame else type(make(whole)))
    assert nw.from_native(answer)["belongs"].to_list() == [True, False]
    assert nw.from_native(answer)["not_met"].fill_null("").to_list() == ["", "need"]


def test_a_table_without_members_gets_its_columns_and_no_shares() -> None:
    empty = mark_members(pl.DataFrame({"member": pl.Series([], dtype=pl.String)}))
    assert empty.columns[1:4] == ["belongs", "not_met", "not_told"]
    seen = community_look([])
    assert seen.now.belongs.share is None
    assert seen.now.belongs.most_share is None
    assert "Members now: 0" in str(seen)


def test_an_answer_of_members_read_is_rows() -> None:
    members = read_members(NOW)
    answer = mark_members(members)
    assert [row["member"] for row in answer] == list(members.ids)
    assert answer[0]["step"] == "ambassador"


def test_quality_stands_before_numbers_in_every_form_and_language() -> None:
    seen = community_look(read_members(NOW), before=read_members(BEFORE))
    for said in (str(seen), to_markdown(seen.document()), to_html(seen.document())):
        assert said.index("How good it is") < said.index("How many")
    spanish = str(seen.document("es"))
    assert spanish.index("Cómo es") < spanish.index("Cuántos")
    assert "SK-056" in spanish


def test_nobodys_id_is_in_what_is_told_of_a_community() -> None:
    seen = community_look(read_members(NOW), before=read_members(BEFORE))
    assert "m05" not in seen.to_json() + str(seen) + seen.to_frame().to_csv()
    assert pickle.loads(pickle.dumps(seen)) == seen  # noqa: S301 its own bytes
    assert repr(seen) == "<Community of 12, 5 surely belong>"
    assert json.loads(seen.to_json())["format"] == "community/1"


def test_who_moved_is_counted_by_step() -> None:
    seen = community_look(read_members(NOW), before=read_members(BEFORE))
    moves = {(move.start, move.end): move.members for move in seen.moves}
    assert moves["", "loyal"] == 1
    assert moves["participant", ""] == 1
    assert moves["regular", "loyal"] == 1
    assert seen.unfollowed == 1


def quiet(count: int, active: int) -> list[dict[str, Any]]:
    columns = load_catalogue().member_columns
    busy = {**dict.fromkeys(columns, 0), "interactions_90_days": 9}
    return [
        member(f"m{n}", **(busy if n < active else dict.fromkeys(columns, 0))) for n in range(count)
    ]


def warned(seen: Community) -> list[str]:
    return [said.id for said in seen.warnings]


def test_where_only_counts_grow_it_is_said() -> None:
    grown = community_look(quiet(20, 5), before=quiet(10, 5))
    assert warned(grown) == ["community.only_counts"]
    assert grown.warnings[0].claims == ("SK-007", "SK-052")
    assert warned(community_look(quiet(20, 11), before=quiet(10, 5))) == []
    assert warned(community_look(quiet(10, 2), before=quiet(10, 5))) == []


def test_what_nobody_told_is_said_and_no_growth_is_judged_on_it() -> None:
    grown = community_look([member("a"), member("b")], before=[member("a")])
    assert grown.now.untold[0] == "actions_for_aims_year"
    assert warned(grown) == ["community.untold"]


# ---------------------------------------------------------------------- tables that are wrong


@pytest.mark.parametrize("column", ["age", "sex", "email", "name", "nationality", "health"])
def test_who_somebody_is_is_refused_with_the_reason_or_left_out_on_demand(column: str) -> None:
    with pytest.raises(StrategyError, match="not by who they are") as caught:
        members_of([{**member(purchases_year=1), column: "x"}])
    assert caught.value.problems[0].path == f"members.{column}"
    told = members_of([{**member(purchases_year=1), column: "x"}], drop=True)
    assert told.dropped == (column,)
    assert column not in marked({**member(), column: "x"}, drop=True)[0]


def test_every_fault_of_a_table_is_told_at_once() -> None:
    rows: list[dict[str, Any]] = [
        member("a@example.org", purchases_year=-1),
        member("Ana Gil", purchases_year=1.5),
        member("c", purchases_year="many"),
        member("c", active_months_year=13),
        {"purchases_year": True},
        member("x" * 200),
    ]
    with pytest.raises(StrategyError) as caught:
        members_of(rows)
    said = [(problem.path, problem.message) for problem in caught.value.problems]
    assert said == [
        ("members[0].member", "this id says who somebody is"),
        ("members[1].member", "this id says who somebody is"),
        ("members[3].member", "'c' stands in members[2] too"),
        ("members[4].member", "there is no id"),
        ("members[5].member", "this is no id"),
        ("members[0].purchases_year", "-1 is out of bounds"),
        ("members[1].purchases_year", "a whole number is wanted, this is 1.5"),
        ("members[2].purchases_year", "a whole number is wanted, this is 'many'"),
        ("members[3].active_months_year", "13 is out of bounds"),
        ("members[4].purchases_year", "a whole number is wanted, this is True"),
    ]


def test_a_misspelt_column_is_named() -> None:
    with pytest.raises(StrategyError, match="did you mean purchases_year"):
        members_of([member(purchase_year=1)])
    with pytest.raises(StrategyError, match="did you mean purchases_year"):
        members_of([member()], columns={"purchase_year": "orders"})
    with pytest.raises(StrategyError, match="there is no such column"):
        members_of([member()], columns={"zzz": "orders"})


def test_own_names_of_columns_are_taken_and_come_back() -> None:
    named = {"member": "customer", "purchases_year": "orders"}
    rows = [{"customer": 7.0, "orders": 3}]
    assert members_of(rows, columns=named).ids == ("7",)
    answer = mark_members(pd.DataFrame(rows), columns=named)
    assert list(answer.columns[:2]) == ["customer", "orders"]
    assert set(marked(*rows, columns=named)[0]) >= {"customer", "orders"}


@pytest.mark.parametrize("told", ["members", 3, {"people": []}, {"members": {"a": 1}}])
def test_what_is_no_table_is_refused(told: object) -> None:
    with pytest.raises(StrategyError, match="a data frame or a list of rows is wanted"):
        members_of(told)


def test_rows_that_are_none_are_all_told() -> None:
    with pytest.raises(StrategyError) as caught:
        members_of([1, member(), "x"])
    assert [problem.path for problem in caught.value.problems] == ["members[0]", "members[2]"]


def test_a_frame_with_a_column_twice_is_refused() -> None:
    twice = pd.DataFrame([["a", 1, 2]], columns=["member", "purchases_year", "purchases_year"])
    with pytest.raises(StrategyError, match="cannot be read"):
        members_of(twice)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("members.csv", "member;purchases_year\na;2\n"),
        ("members.json", '[{"member": "a", "purchases_year": 2}]'),
        ("members.jsonl", '{"member": "a", "purchases_year": 2}\n\n'),
        ("members.toml", '[[members]]\nmember = "a"\npurchases_year = 2\n'),
    ],
)
def test_every_kind_of_file_tells_the_same(name: str, text: str, tmp_path: Any) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_members(path) == members_of([member(purchases_year=2)])


def test_a_file_that_is_wrong_is_named(tmp_path: Any) -> None:
    lines = tmp_path / "members.jsonl"
    lines.write_text('{"member": 1}\n{\n', encoding="utf-8")
    with pytest.raises(StrategyError, match=r"members\.jsonl: line 2: this is no JSON"):
        read_members(lines)
    sheet = tmp_path / "members.csv"
    sheet.write_text("member,purchases_year\na,two\n", encoding="utf-8")
    with pytest.raises(StrategyError, match=r"members\.csv: members\[0\]\.purchases_year"):
        read_members(sheet)
    with pytest.raises(StrategyError, match="there is no such file"):
        read_members(tmp_path / "none.csv")


# ---------------------------------------------------------------------- facts of one's own


OWN = {
    "affinity_criterion": {
        "nearby": {
            "order": 5,
            "label": {"en": "can come to the shop", "es": "puede venir a la tienda"},
            "question": {"en": "Can they come?", "es": "¿Pueden venir?"},
            "basis": "assumption",
        }
    }
}
VISITS = {
    "member_column": {
        "came": {"type": "yes_no", "label": {"en": "came", "es": "vino"}, "basis": "assumption"}
    },
    "member_test": {
        "comes": {
            "criterion": "nearby",
            "label": {"en": "came to the shop", "es": "vino a la tienda"},
            "when": "came",
            "basis": "assumption",
        }
    },
}


def test_an_overlay_adds_a_part_of_the_profile_and_moves_a_threshold() -> None:
    ours = load_catalogue({**OWN, **VISITS})
    told = [member("a", **FITS, came=True), member("b", **FITS, came="no"), member("c", **FITS)]
    assert [row["belongs"] for row in marked(*told, catalogue=ours)] == [True, False, None]
    assert "came to the shop" in str(community_look(told, catalogue=ours))
    strict = load_catalogue({"adjust": {"member_test": {"stays_in_touch": {"least": 5}}}})
    assert marked(member(**FITS), catalogue=strict)[0]["not_met"] == "relations"


def test_a_part_that_no_test_decides_leaves_everything_open_that_is_not_no() -> None:
    ours = load_catalogue(OWN)
    told = marked(member("a", **FITS), member("b", **{**FITS, "breaches_year": 2}), catalogue=ours)
    assert [row["belongs"] for row in told] == [None, False]
    assert "no test decides it" in str(community_look([member(**FITS)], catalogue=ours))


@pytest.mark.parametrize("value", ["perhaps", 3])
def test_a_yes_or_no_that_is_neither_is_refused(value: object) -> None:
    with pytest.raises(StrategyError, match="yes or no is wanted"):
        members_of([member(came=value)], catalogue=load_catalogue({**OWN, **VISITS}))


def test_conditions_that_are_none_are_refused_with_their_place() -> None:
    label = {"label": {"en": "x", "es": "x"}, "basis": "assumption"}
    wrong = {
        "member_test": {
            "misspelt": {**label, "when": "purchase_year > 1"},
            "number": {**label, "when": "purchases_year + 1"},
            "twice": {**label, "criterion": "need", "when": "True"},
        },
        "loyalty_step": {"friend": {**label, "order": 5, "when": "True"}},
    }
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(wrong)
    assert {problem.path for problem in caught.value.problems} == {
        "member_test.misspelt.when",
        "member_test.number.when",
        "member_test.twice.criterion",
        "loyalty_step.friend.order",
    }


def test_a_member_may_stand_on_no_step_of_ones_own_ladder() -> None:
    steps = load_catalogue().loyalty_steps
    gone = {"retire": {"loyalty_step": [name for name in steps if name != "loyal"]}}
    ours = load_catalogue(gone)
    none, open_ = marked(member("a", purchases_year=0), member("b"), catalogue=ours)
    assert (none["step"], none["step_at_most"]) == (None, None)
    assert (open_["step"], open_["step_at_most"]) == (None, "loyal")


# ---------------------------------------------------------------------- no pressure


def posts(promoting: int, whole: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"day": date(2026, 11, n + 1), "channel": "instagram", "promotes": n < promoting, **more}
        for n in range(whole)
    ]


def test_a_channel_and_a_month_that_promote_too_much_are_named_with_by_how_much() -> None:
    check = check_promotion(POSTS)
    assert repr(check) == "<PromotionCheck: 1 of 3 over>"
    facebook, instagram = check.warnings
    assert (facebook.id, instagram.id) == ("community.may_press", "community.pressure")
    assert (instagram.params["day"], instagram.params["over"]) == ("2026-11", 1)
    assert "SK-060" in instagram.claims
    assert "Take 1 out" in str(check)
    assert json.loads(check.to_json())["format"] == "promotion/1"
    assert check.to_frame()["over_by"].sum() == 1


def test_a_share_below_one_piece_allows_one() -> None:
    assert not check_promotion(posts(1, 1)).warnings
    assert check_promotion(posts(2, 5)).months[0].over_by == 1
    assert [allowed(n, 20) for n in (0, 1, 5, 6, 10, 11)] == [0, 1, 1, 2, 2, 3]


def test_pieces_told_anew_in_another_language_count_once() -> None:
    assert check_promotion([*posts(1, 5), *posts(1, 5, adapted="yes")]).months[0].pieces == 5


def test_the_cap_is_a_fact() -> None:
    half = load_catalogue({"adjust": {"guardrail": {"no_pressure": {"most_percent": 50}}}})
    assert not check_promotion(posts(2, 4), catalogue=half).warnings
    never = load_catalogue({"adjust": {"guardrail": {"no_pressure": {"most_percent": 0}}}})
    assert check_promotion(posts(1, 9), catalogue=never).months[0].allowed == 0
    free = load_catalogue({"retire": {"guardrail": ["no_pressure"]}})
    seen = check_promotion(posts(9, 9), catalogue=free)
    assert (seen.percent, seen.warnings) == (None, ())


def test_every_fault_of_a_table_of_posts_is_told_at_once() -> None:
    rows = [
        {"day": "soon", "channel": "instagramm", "promotes": "perhaps"},
        {"day": "2026-11-02", "channel": "instagram", "promote": True},
        {"day": "2026-11-02T10:00", "channel": "zzzzzz", "promotes": "1"},
    ]
    with pytest.raises(StrategyError) as caught:
        check_promotion(rows)
    assert [problem.path for problem in caught.value.problems] == [
        "posts.promote",
        "posts[0].day",
        "posts[0].channel",
        "posts[0].promotes",
        "posts[2].day",
        "posts[2].channel",
    ]


def test_days_of_data_frames_are_days() -> None:
    frame = pd.DataFrame(posts(2, 4)).assign(day=lambda f: pd.to_datetime(f["day"]))
    assert check_promotion(frame).months[0].over_by == 1


def test_no_posts_are_no_pressure() -> None:
    check = check_promotion([])
    assert (check.start, check.months, check.warnings) == (None, (), ())


def test_a_plan_keeps_the_cap_and_one_that_was_edited_is_told_where_it_does_not() -> None:
    shop = read_profile("examples/craft_shop_one_person.toml")
    plan = make_plan(draft_strategy(assess(shop)), start=date(2026, 11, 30))
    assert not check_promotion(plan).warnings
    pushing = evolve(plan, slots=tuple(evolve(slot, may_promote=True) for slot in plan.slots))
    assert check_promotion(pushing).warnings[0].id == "community.pressure"
    assert check_promotion(pushing, catalogue=plan.catalogue) == check_promotion(pushing)


def planned(catalogue: Catalogue, **told: Any) -> Plan:
    shop = {"channels": ["instagram"], "objectives": ["visibility"], "owner_hours_week": 20, **told}
    return make_plan(draft_strategy(assess(shop, catalogue=catalogue)), start=START, months=6)


def test_two_kinds_of_work_on_one_channel_may_promote_too_much_and_the_plan_warns() -> None:
    """Each lets every fifth piece promote; in one month both of them round up."""
    facts = tomllib.loads(Path("src/commerce_roles/data/tasks/social.toml").read_text("utf-8"))
    stories = {k: v for k, v in facts["task"]["publish_posts"].items() if k != "precedes"}
    ours = load_catalogue({"task": {"publish_stories": stories}})
    plan = planned(ours, posts_per_channel_month=12)
    said = [one for one in plan.warnings if one.id == "community.pressure"]
    assert said
    assert said == list(check_promotion(plan).warnings)


def test_what_may_promote_in_a_plan_follows_the_cap() -> None:
    never = load_catalogue({"adjust": {"guardrail": {"no_pressure": {"most_percent": 0}}}})
    free = load_catalogue({"retire": {"guardrail": ["no_pressure"]}})
    assert {slot.may_promote for slot in planned(never).slots} == {False}
    assert {slot.may_promote for slot in planned(free).slots} == {True}
    assert {slot.may_promote for slot in planned(load_catalogue()).slots} == {True, False}
