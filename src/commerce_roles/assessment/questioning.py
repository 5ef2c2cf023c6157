"""What to ask next: the answer that can be expected to settle most, for what it costs to ask.

For every unknown answer a few likely ones are tried: each word, each level, yes and no, and of a
number the places at which a rule turns. What they leave open is weighed evenly, for nothing is
known of how likely they are: an assumption. Open is, over the roles, how many verdicts beyond one
are still possible; a narrower score counts a little, so that two answers that settle something
only together are asked one after the other.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.assessment.asking import bearings, cost_of, extremes, makes_sense
from commerce_roles.assessment.asking_again import limits_of
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import OpenQuestion
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import (
    Amount,
    Bound,
    Choice,
    Integer,
    Interval,
    Ordered,
    SetOf,
    Sets,
    Texts,
    key_of,
)

__all__ = ["ranked_questions"]

_MOST_TRIED: Final = 9
"""Likely answers that are tried for one question."""
_WIDTH: Final = 0.005
"""What a point of score counts beside a verdict: a hundred points are half a verdict."""


def ranked_questions(
    decision: Decision, catalogue: Catalogue, roles: tuple[str, ...]
) -> tuple[OpenQuestion, ...]:
    """Rank the unknown answers that can change an undecided verdict, the most telling first.

    Args:
        decision: What is known.
        catalogue: The facts that decided.
        roles: The roles one wants to know about.
    """
    undecided = frozenset(role for role in roles if len(decision.possible(role)) > 1)
    found: list[tuple[float, int, OpenQuestion]] = []
    for key, affected in bearings(decision, catalogue).items():
        mine = tuple(role for role in affected if role in undecided)
        if not mine or not makes_sense(decision, key):
            continue
        cost, gain = cost_of(catalogue, key), _gain(decision, key, mine)
        found.append((-gain / cost, cost, OpenQuestion(field=key, roles=mine, gain=round(gain, 3))))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].field))
    return tuple(question for _, _, question in found)


def _gain(decision: Decision, key: str, roles: tuple[str, ...]) -> float:
    """Give how much less is open after an answer, on the mean of the likely ones."""
    steps = tuple(key_of(what, role) for role in roles for what in ("verdict", "score"))
    again = decision.program.bounds_again
    after = [
        _open(again({**decision.bounds, key: answer}, (key,), steps), roles)
        for answer in _likely(decision, key)
    ]
    return _open(decision.bounds, roles) - sum(after) / len(after) if after else 0.0


def _open(bounds: Mapping[str, Bound], roles: tuple[str, ...]) -> float:
    """Measure what is open: verdicts beyond one, and a little for the width of the score."""

    def width(key: str) -> float:
        found = bounds[key]
        return found.high - found.low if isinstance(found, Interval) else 0.0

    return sum(
        width(key_of("verdict", role)) + _WIDTH * width(key_of("score", role)) for role in roles
    )


def _likely(decision: Decision, key: str) -> Iterator[Bound]:
    domain = decision.program.inputs[key]
    match domain:
        case Integer() | Amount():
            known = decision.told.ranges.get(key) or Interval(domain.low, domain.high)
            turns = [limit for limit in limits_of(decision.program, key) if known.low < limit]
            places = sorted({known.low, *(turn for turn in turns if turn <= known.high)})
            step = max(1, -(-len(places) // _MOST_TRIED))
            yield from (Interval(place, place) for place in places[::step])
        case Ordered(levels=levels):
            yield from (Interval(rank, rank) for rank in range(len(levels)))
        case Choice(options=options):
            words = sorted(options or ())[:_MOST_TRIED]
            yield from (Texts(frozenset({word})) for word in (None, *words))
        case SetOf(options=options):
            words = sorted(options or ())[:_MOST_TRIED]
            single = [frozenset({word}) for word in words]
            several = [frozenset(words[:size]) for size in (2, 4) if size <= len(words)]
            yield from (Sets(some, some) for some in (frozenset[str](), *single, *several))
        case _:
            yield from extremes(domain)
