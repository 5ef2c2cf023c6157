"""Diagrams against trying everything: in a small world, on any knowledge, nothing more or less."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies.small_world import (
    DOMAINS,
    STEP_FORMS,
    Decided,
    completions,
    decisions,
    known_of,
)

from commerce_roles.diagrams import Diagram, Residues, Settled, Telling, Walks, sweep, ways_to
from commerce_roles.expressions import Bound, Value, exactly, unknown

MOST = 4_000


def diagram_of(decision: Decided) -> Diagram:
    return Diagram(decision.ladders, STEP_FORMS, DOMAINS)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Decided, dict[str, Bound], list[dict[str, Value]]]:
    decision = draw(decisions())
    known = draw(known_of(decision.keys))
    every = list(completions(known))
    assume(0 < len(every) <= MOST)
    return decision, known, every


@given(problems())
def test_a_sweep_finds_exactly_what_the_completions_give(problem: Any) -> None:
    """Exactness: rungs and the range of scores, through steps and the rungs of others."""
    decision, known, every = problem
    outcomes = [decision.outcome(values) for values in every]
    found = sweep(diagram_of(decision), known)
    assert set(found.rungs) == {rung for rung, _ in outcomes}
    scores = [score for _, score in outcomes]
    assert found.score_range == (min(scores), max(scores))
    for rung, low, high in found.reached():
        assert {low, high} <= {score for reached, score in outcomes if reached == rung}


@given(problems())
def test_what_is_left_of_tables_gives_exactly_what_the_completions_give(problem: Any) -> None:
    """Exactness: every rung with every score, of tables walked apart and put together again."""
    decision, known, every = problem
    diagram = diagram_of(decision)
    residues = Residues(diagram)
    cells = [
        mask if diagram.reading(level) is None else (1 << diagram.variables[level].size) - 1
        for level, mask in enumerate(diagram.allowed(known))
    ]
    settled = [Settled(0, 0, ladder.top) for ladder in diagram.ladders]
    left: list[tuple[int, int]] = []
    for number, slot in enumerate(diagram.slots):
        residue = residues.left(number, [cells[place] for place in residues.support(number)])
        value = residues.values[residue]
        points, floor, cap = settled[slot.ladder]
        if value is None:
            left.append((number, residue))
        elif slot.kind == "points":
            settled[slot.ladder] = Settled(points + value, floor, cap)
        elif slot.kind == "floor":
            settled[slot.ladder] = Settled(points, max(floor, value), cap)
        else:
            settled[slot.ladder] = Settled(points, floor, min(cap, value))
    *feeds, (points, least, most) = settled
    shape = Walks(residues).shape(tuple(left), tuple(feeds))
    found = {
        (diagram.ladders[-1].rung(score, max(floor, least), min(cap, most)), score)
        for floor, cap, bits in shape.parts
        for place in range(bits.bit_length())
        if bits >> place & 1
        for score in [shape.lowest + place + points]
    }
    assert found == {decision.outcome(values) for values in every}


@given(problems())
def test_margins_are_those_of_the_completions(problem: Any) -> None:
    """Exactness of margins: the least and the most of all completions that have one."""
    decision, known, every = problem
    margins = [decision.margins(values) for values in every]
    found = sweep(diagram_of(decision), known).margins
    for side in (0, 1):
        some = [margin[side] for margin in margins if margin[side] is not None]
        assert found[side] == ((min(some), max(some)) if some else None)


@given(problems())
def test_walking_known_cells_gives_the_rung(problem: Any) -> None:
    """A diagram is the decision: every completion ends where the tables end."""
    decision, _, every = problem
    diagram = diagram_of(decision)
    for values in every[:200]:
        assert diagram.rung(diagram.cells(values)) == decision.outcome(values)[0]


@given(problems(), st.data())
def test_an_answer_tells_something_if_two_values_of_it_end_apart(
    problem: Any, data: st.DataObject
) -> None:
    """Relevance: it is found if and only if trying everything finds it."""
    decision, known, every = problem
    assume(decision.keys)
    key = data.draw(st.sampled_from(decision.keys))
    ends: dict[tuple[Any, ...], set[int]] = {}
    for values in every:
        others = tuple(values[name] for name in known if name != key)
        ends.setdefault(others, set()).add(decision.outcome(values)[0])
    expected = any(len(rungs) > 1 for rungs in ends.values())
    found = Telling(diagram_of(decision), known).tells(key)
    # Sets that rules combine share a variable, which tells if one of them does.
    assert found == expected or (key in "st" and found)


@given(decisions(), st.data(), st.integers(0, 2))
def test_the_ways_to_a_rung_change_as_little_as_can_be(
    decision: Decided, data: st.DataObject, rung: int
) -> None:
    """Least change: as few variables as trying every completion needs, and every such choice."""
    known = {key: unknown(DOMAINS[key]) for key in decision.keys}
    every = list(completions(known))
    assume(0 < len(every) <= MOST)
    diagram = diagram_of(decision)
    here = data.draw(st.sampled_from(every))
    stand, open_cells = diagram.cells(here), diagram.allowed(known)
    prices = [
        [
            (0 if cell == stand[level] else 1) if open_cells[level] >> cell & 1 else None
            for cell in range(variable.size)
        ]
        for level, variable in enumerate(diagram.variables)
    ]
    expected: dict[int, set[frozenset[int]]] = {}
    for values in every:
        if decision.outcome(values)[0] == rung:
            there = diagram.cells(values)
            moved = frozenset(n for n, cell in enumerate(there) if cell != stand[n])
            expected.setdefault(len(moved), set()).add(moved)
    found = ways_to(diagram, prices, rung, len(prices))
    if found is None:
        assert not expected
        return
    changes, ways, complete = found
    assert complete
    assert changes == min(expected)
    assert {frozenset(level for level, _ in way) for way in ways} == expected[changes]
    for way in ways:
        cells = list(stand)
        for level, cell in way:
            cells[level] = cell
        assert diagram.rung(cells) == rung


@given(problems())
def test_what_is_known_exactly_leaves_one_outcome(problem: Any) -> None:
    """Determinism of the point."""
    decision, _, every = problem
    values = every[0]
    known = {key: exactly(DOMAINS[key], values[key]) for key in values}
    rung, score = decision.outcome(values)
    found = sweep(diagram_of(decision), known)
    assert (found.rungs, found.score_range) == ((rung,), (score, score))
