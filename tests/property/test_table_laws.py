"""Columns say what `assess` says, row by row, on any rules and any state of knowledge."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies.rule_books import answers, part_of, rule_books
from strategies.told_columns import told_columns

from commerce_roles.assessment.deciding import decide, point_of
from commerce_roles.assessment.engine import Engine
from commerce_roles.assessment.judging import Told
from commerce_roles.assessment.scoring import Known
from commerce_roles.assessment.tables.kernel import Kernel
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.expressions import Interval, Value, key_of
from commerce_roles.model import FrozenMap, Verdict

Row = tuple[dict[str, Value], dict[str, Interval]]
drawn_rows = st.lists(answers().flatmap(part_of), min_size=1, max_size=12)


def told_of(row: Row) -> Told:
    values = {key: value for key, value in row[0].items() if value is not None}
    ranges = {key: ends for key, ends in row[1].items() if key not in values}
    return Told(FrozenMap(values), FrozenMap(ranges))


def cell(column: Any, row: int, rows: int) -> Any:
    return np.broadcast_to(column, (rows,))[row].item()


def mask(columns: tuple[Any, ...], row: int, rows: int) -> int:
    return sum(cell(column, row, rows) << 63 * place for place, column in enumerate(columns))


@given(rule_books(), drawn_rows)
def test_columns_decide_as_the_engine_does(catalogue: Catalogue, rows: list[Row]) -> None:
    """Verdicts, scores, hours, sourcing, and the rules that fire: at the best estimate."""
    kernel, engine, told = Kernel(catalogue), Engine.of(catalogue), [told_of(row) for row in rows]
    found = kernel.run(told_columns(kernel.plans, told), len(rows))
    for row, own in enumerate(told):
        decision = decide(catalogue.program, own)
        decided = engine.verdicts(point_of(catalogue.program, own)[0])
        for place, (role, columns) in enumerate(found.items()):
            assert cell(columns.verdict, row, len(rows)) == decided.verdicts[place].rank
            assert cell(columns.score, row, len(rows)) == decided.scores[place]
            assert mask(columns.fired, row, len(rows)) == decided.fired[place]
            word = kernel.plans.words.vocabulary.words[cell(columns.sourcing, row, len(rows))]
            assert word == decision.values[key_of("sourcing", role)]
            hours = [cell(column, row, len(rows)) for column in columns.hours.values()]
            level = catalogue.levels[0]
            assert hours == [decision.hours(role, level, estimate) for estimate in columns.hours]


@given(rule_books(), drawn_rows)
def test_columns_leave_open_what_the_engine_leaves_open(
    catalogue: Catalogue, rows: list[Row]
) -> None:
    """The rules that may fire or not are those of the two rails."""
    kernel, engine, told = Kernel(catalogue), Engine.of(catalogue), [told_of(row) for row in rows]
    found = kernel.run(told_columns(kernel.plans, told), len(rows))
    nothing = engine.known({}).values
    for row, own in enumerate(told):
        ranges = {key: ends for key, ends in own.ranges.items() if key in nothing}
        known = Known({key: own.values.get(key) for key in nothing}, ranges)
        open_ = engine.ranges(known).open
        for place, columns in enumerate(found.values()):
            assert mask(columns.open, row, len(rows)) == open_[place]


@given(rule_books(), drawn_rows)
def test_what_is_possible_is_exact_on_columns_too(catalogue: Catalogue, rows: list[Row]) -> None:
    """Possible verdicts and the range of scores are what the diagrams say, no more and no less."""
    kernel, told = Kernel(catalogue), [told_of(row) for row in rows]
    found = kernel.run(told_columns(kernel.plans, told), len(rows))
    for row, own in enumerate(told):
        decision = decide(catalogue.program, own)
        for role, columns in found.items():
            ranks = cell(columns.possible.ranks, row, len(rows))
            verdicts = tuple(v for v in sorted(Verdict) if ranks >> v.rank & 1)
            assert verdicts == decision.possible(role)
            ends = (columns.possible.lowest, columns.possible.highest)
            assert tuple(cell(end, row, len(rows)) for end in ends) == decision.score_range(role)
            assert cell(columns.possible.decided, row, len(rows)) == (len(verdicts) == 1)


def test_a_kernel_remembers_and_says_the_same() -> None:
    """Chunk after chunk, in any order: what was met before changes nothing."""
    kernel = Kernel(load_catalogue())
    told = [Told(FrozenMap({"monthly_orders": n}), FrozenMap()) for n in (0, 40, 450, 4500)]
    first = kernel.run(told_columns(kernel.plans, told), len(told))
    kernel.run(told_columns(kernel.plans, told[::-1]), len(told))
    again = kernel.run(told_columns(kernel.plans, told), len(told))
    for role, columns in first.items():
        assert np.array_equal(columns.possible.ranks, again[role].possible.ranks)
        assert np.array_equal(columns.score, again[role].score)
