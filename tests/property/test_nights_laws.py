"""Night after night: what stands, what changed, what new facts move, held against `assess`."""

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.nights import expected
from strategies.profiles import partial, whole
from strategies.trying import dear

from commerce_roles import assess, assess_table
from commerce_roles.assessment import Engine
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.nights import changes, review_table
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.shifting import shifts_of
from commerce_roles.assessment.surveying import survey
from commerce_roles.catalogue import Catalogue, load_catalogue

OWN = load_catalogue()
STRICT = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": 45, "needed": 58}}}})
FOURTH = load_catalogue(OVERLAY)
SHOPS = st.lists(partial(OWN) | whole(OWN), min_size=1, max_size=4)


def keyed(rows: list[dict[str, Any]], first: int = 0) -> list[dict[str, Any]]:
    return [{"shop": first + number, **row} for number, row in enumerate(rows)]


def untold(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "shop"}


KINDS: dict[str, Any] = {
    "rows": lambda rows: rows,
    "pyarrow": pa.Table.from_pylist,
    "pandas": pd.DataFrame,
    "polars": lambda rows: pl.from_arrow(pa.Table.from_pylist(rows)),
}


@dear(3)
@given(data=st.data())
def test_what_stands_is_what_the_rule_says_row_by_row(data: st.DataObject) -> None:
    """Hysteresis law: over some nights, through tables of several packages."""
    points, runs = data.draw(st.integers(0, 12)), data.draw(st.integers(1, 4))
    nights = [keyed(data.draw(SHOPS), data.draw(st.integers(0, 2))) for _ in range(3)]
    found: Any = None
    for night in nights:
        found = assess_table(night, key="shop", previous=found, points=points, runs=runs)
        kept = data.draw(st.sampled_from(sorted(KINDS)))
        columns = [
            n for n in found[0] if n.endswith(("_verdict", "_standing", "_waiting", "_hash"))
        ]
        plain = [{name: row[name] for name in ("shop", *columns)} for row in found]
        previous, found_rows = KINDS[kept](plain), found
        again = assess_table(night, key="shop", previous=previous, points=points, runs=runs)
        assert [row["shop"] for row in again] == [row["shop"] for row in found_rows]
    for role in OWN.roles:
        stands = expected(nights, role, points, runs, OWN)
        for row in found:
            told = (row[f"{role}_standing"], row[f"{role}_waiting"])
            assert told == (stands[row["shop"]].verdict, stands[row["shop"]].waiting)
            assert (
                row[f"{role}_verdict"]
                == assess(untold(nights[-1][row["shop"] - nights[-1][0]["shop"]]))[role].verdict
            )


@dear(3)
@given(data=st.data())
def test_one_run_is_enough_to_move_where_that_is_asked(data: st.DataObject) -> None:
    first, second = keyed(data.draw(SHOPS)), keyed(data.draw(SHOPS))
    found = assess_table(second, key="shop", previous=assess_table(first), runs=1)
    for row in found:
        for role in OWN.roles:
            assert (row[f"{role}_standing"], row[f"{role}_waiting"]) == (row[f"{role}_verdict"], 0)


@pytest.mark.parametrize("new", [OWN, STRICT], ids=["the same facts", "other bands"])
@dear(3)
@given(data=st.data())
def test_a_change_is_told_where_two_assessments_differ(new: Catalogue, data: st.DataObject) -> None:
    """Change law: rows, verdicts and the rule are those of `assess` and `shifts_of`."""
    first, second = keyed(data.draw(SHOPS)), keyed(data.draw(SHOPS), data.draw(st.integers(0, 2)))
    before = assess_table(first)
    now = assess_table(second, catalogue=new)
    old = None if new is OWN else OWN
    fed = changes(before, now, key="shop", catalogue=new, catalogue_before=old)
    told = {(row["shop"], row["role"]): row for row in fed}
    assert len(told) == len(fed)
    then = {row["shop"]: untold(row) for row in first}
    tonight = {row["shop"]: untold(row) for row in second}
    for shop in {*then, *tonight}:
        for role in OWN.roles:
            one = assess(then[shop])[role].verdict if shop in then else None
            other = assess(tonight[shop], catalogue=new)[role].verdict if shop in tonight else None
            row = told.pop((shop, role), None)
            if one == other:
                assert row is None
                continue
            assert row is not None
            assert (row["before"], row["after"]) == (one, other)
            if one is None or other is None:
                assert row["because"] == ("new" if one is None else "gone")
                continue
            sides = [
                (decide(facts.program, judge(profile_of(profile, catalogue=facts), facts)), facts)
                for facts, profile in ((OWN, then[shop]), (new, tonight[shop]))
            ]
            shifts = shifts_of(role, sides[0], sides[1])
            main = next((shift for shift in shifts if shift.decides), shifts[0])
            assert (row["because"], row["table"]) == (main.kind, main.what)
            assert (row["rule_before"] or "", row["rule_after"] or "") == (
                main.old_rule,
                main.new_rule,
            )
    assert not told


@dear(3)
@given(SHOPS)
def test_a_dry_run_counts_what_assessments_by_both_facts_say(rows: list[dict[str, Any]]) -> None:
    found = review_table(keyed(rows), STRICT, key="shop")
    assert found.businesses == len(rows)
    for role in OWN.roles:
        pairs = [
            (assess(row)[role].verdict, assess(row, catalogue=STRICT)[role].verdict) for row in rows
        ]
        assert {(m.before, m.after): m.rows for m in found.moves_of(role)} == {
            pair: pairs.count(pair) for pair in pairs
        }
        moved = [number for number, (one, other) in enumerate(pairs) if one != other]
        named = {name for why in found.why if why.role == role for name in why.examples}
        assert named == set(moved)


@pytest.mark.parametrize("facts", [OWN, FOURTH], ids=["own", "a fourth role"])
@dear(3)
@given(data=st.data())
def test_a_survey_counts_what_assessments_say(facts: Catalogue, data: st.DataObject) -> None:
    """Survey law: shares, decided ones, hours and rules are sums over `assess`."""
    rows = data.draw(st.lists(partial(facts) | whole(facts), min_size=1, max_size=4))
    found = survey(rows, catalogue=facts)
    results = [assess(row, catalogue=facts) for row in rows]
    engine = Engine.of(facts)
    for role in facts.roles:
        for share in found.of(role):
            own = [result[role] for result in results if result[role].verdict == share.verdict]
            assert share.businesses == len(own)
            assert share.decided == sum(one.decided for one in own)
            total = sum(one.hours[facts.levels[0]].typical for one in own)
            assert share.hours.typical == pytest.approx(total)
    fires = {(rule.role, rule.rule): rule.fires for rule in found.rules}
    for place, role in enumerate(engine.roles):
        masks = [engine.verdicts(engine.values(result.profile)).fired[place] for result in results]
        count = sum(mask.bit_count() for mask in masks)
        assert count == sum(n for (one, _), n in fires.items() if one == role)
    for segment in facts.segments:
        own_parts = [part for part in found.parts if part.segment == segment]
        assert sum(part.businesses for part in own_parts) == len(rows)
    for one in found.asked:
        assert 0 <= one.decides <= one.tried <= one.missing <= len(rows)
