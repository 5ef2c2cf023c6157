"""Laws of communities: unknown is never no, counts add up, nobody's order or name says anything."""

import itertools
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commerce_roles import load_catalogue
from commerce_roles.display import to_html, to_text
from commerce_roles.errors import StrategyError
from commerce_roles.strategy import (
    check_promotion,
    community_look,
    mark_members,
    members_of,
)
from commerce_roles.strategy.planning.promoting import allowed

CATALOGUE = load_catalogue()
COLUMNS = CATALOGUE.member_columns
LADDER = ["newcomer", "participant", "regular", "loyal", "ambassador"]
CELLS = {name: st.integers(0, min(8, column.maximum)) for name, column in COLUMNS.items()}
ROWS = st.fixed_dictionaries(CELLS)
HALF_TOLD = st.fixed_dictionaries({name: st.none() | cell for name, cell in CELLS.items()})


def table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"member": f"m{place}", **row} for place, row in enumerate(rows)]


def by_hand(row: dict[str, int]) -> dict[str, object]:
    """What the facts say of a member of whom everything is told, written out once more."""
    parts = {
        "objectives": row["actions_for_aims_year"] >= 1,
        "need": row["purchases_year"] + row["requests_year"] >= 1,
        "interests": row["topic_contributions_90_days"] >= 1,
        "relations": row["active_months_year"] >= 2 and row["breaches_year"] == 0,
    }
    conditions: list[bool] = [
        True,
        row["interactions_90_days"] >= 1,
        row["active_months_year"] >= 3,
        row["purchases_year"] >= 2,
        row["recommendations_year"] + row["own_content_year"] >= 2,
    ]
    step = LADDER[sum(itertools.accumulate(conditions, min)) - 1]
    return {
        "belongs": all(parts.values()),
        "not_met": ", ".join(name for name, met in parts.items() if not met) or None,
        "active": row["interactions_90_days"] >= 6,
        "influential": row["reactions_received_90_days"] >= 30,
        "heard": row["unanswered_90_days"] == 0,
        "step": step,
        "step_at_most": step,
    }


@given(st.lists(ROWS, max_size=4))
def test_a_member_of_whom_everything_is_told_is_judged_as_by_hand(
    rows: list[dict[str, Any]],
) -> None:
    for row, answer in zip(rows, mark_members(table(rows)), strict=True):
        assert {key: answer[key] for key in by_hand(row)} == by_hand(row)


@given(HALF_TOLD, ROWS)
def test_whatever_is_told_later_never_takes_back_what_was_said(
    row: dict[str, Any], rest: dict[str, Any]
) -> None:
    whole = {name: rest[name] if cell is None else cell for name, cell in row.items()}
    early, late = mark_members(table([row, whole]))
    for key in ("belongs", "active", "influential", "heard"):
        assert early[key] in (None, late[key])
    assert LADDER.index(early["step"]) <= LADDER.index(late["step"])
    assert LADDER.index(late["step"]) <= LADDER.index(early["step_at_most"])


@given(st.lists(HALF_TOLD, max_size=6), st.lists(HALF_TOLD, max_size=6))
def test_counts_add_up_to_the_members_and_moves_to_all_who_were_ever_there(
    before: list[dict[str, Any]], now: list[dict[str, Any]]
) -> None:
    seen = community_look(table(now), before=table(before))
    counts = seen.now
    for counted in (
        counts.belongs,
        *dict(counts.tests).values(),
        *(s.reached for s in counts.steps),
    ):
        assert counted.yes + counted.no + counted.unknown == counts.members == len(now)
    assert sum(step.here for step in counts.steps) + counts.undecided == len(now)
    reached = [step.reached.yes for step in counts.steps]
    assert reached == sorted(reached, reverse=True)
    assert sum(move.members for move in seen.moves) + seen.unfollowed == max(len(now), len(before))


@given(st.lists(HALF_TOLD, max_size=5), st.randoms(use_true_random=False))
def test_neither_order_nor_names_of_members_say_anything(
    rows: list[dict[str, Any]], random: Any
) -> None:
    other = [{"member": f"x{place}", **row} for place, row in enumerate(rows)]
    random.shuffle(other)
    assert community_look(other).to_json() == community_look(table(rows)).to_json()


@given(st.lists(HALF_TOLD, max_size=5))
def test_every_language_says_all_of_it(rows: list[dict[str, Any]]) -> None:
    seen = community_look(table(rows), before=table(rows[:2]))
    for lang in ("en", "es", "mr"):
        assert "{" not in to_text(seen.document(lang))
        assert to_html(seen.document(lang))


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["member", "purchases_year", "active_months_year", "age", "e-mail"]),
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
        ),
        max_size=4,
    ),
    st.sampled_from([{"drop": True}, {"drop": False}]),
)
def test_whatever_a_table_tells_is_read_or_refused(
    rows: list[dict[str, Any]], options: dict[str, Any]
) -> None:
    try:
        members = members_of(rows, **options)
    except StrategyError as error:
        assert error.problems
        assert all("\n" not in str(problem) for problem in error.problems)
    else:
        assert len(members.ids) == len(set(members.ids)) == len(rows)
        told = {key for row in rows for key in row}
        assert options["drop"] or not {"age", "e-mail"} & told


@given(st.integers(0, 300), st.integers(1, 100), st.integers(0, 50))
def test_who_lets_every_nth_piece_promote_keeps_the_cap_in_any_stretch(
    length: int, percent: int, begins: int
) -> None:
    every = -(-100 // percent)
    promoting = sum((begins + n) % every == every - 1 for n in range(length))
    assert promoting <= allowed(length, percent)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.sampled_from(["instagram", "blog"]),
            st.sampled_from([True, False, None]),
        ),
        max_size=40,
    )
)
def test_months_hold_every_piece_once_and_unknown_is_never_too_much_for_sure(
    told: list[tuple[int, str, bool | None]],
) -> None:
    rows = [
        {"day": date(2026, 1, 1) + timedelta(days=day), "channel": channel, "promotes": promotes}
        for day, channel, promotes in told
    ]
    check = check_promotion(rows)
    assert sum(one.pieces for one in check.months) == len(rows)
    assert sum(one.promoting for one in check.months) == sum(
        row["promotes"] is True for row in rows
    )
    silent = check_promotion([{**row, "promotes": row["promotes"] or None} for row in rows])
    for one, quiet in zip(check.months, silent.months, strict=True):
        assert one.over_by == quiet.over_by <= quiet.may_be_over_by
        assert one.over_by == max(0, one.promoting - -(-one.pieces // 5))
