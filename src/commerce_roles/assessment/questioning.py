"""What to ask next: the answer that can be expected to settle most, for what it costs to ask.

Two things are weighed: how much an answer can be expected to tell of the verdicts, in bits over
guessed businesses; and, at a tenth, how much of what is open it closes for good: over the roles,
how many verdicts beyond one are still possible, and a little for the width of the score. The first
brings the best estimate soon, the second asks to the end what can only be settled together.
"""

from collections.abc import Mapping
from typing import Final

from commerce_roles.assessment.asking import bearings, cost_of, makes_sense
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.guessing import guess, likely
from commerce_roles.assessment.outcome import OpenQuestion
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Bound, Interval, key_of

__all__ = ["ranked_questions"]

_CLOSED: Final = 0.1
"""What one verdict that is excluded counts beside one bit."""
_WIDTH: Final = 0.005
"""What a point of score counts beside a verdict: a hundred points are half a verdict."""
_TRIED: Final = 3
"""Likely answers for which it is looked at what they close."""


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
    guesses = guess(decision)
    found: list[tuple[float, int, OpenQuestion]] = []
    for key, affected in bearings(decision, catalogue).items():
        mine = tuple(role for role in affected if role in undecided)
        if not mine or not makes_sense(decision, key):
            continue
        bits = sum(guesses.bits(key, role) for role in mine if key in guesses.answers)
        cost, gain = cost_of(catalogue, key), bits + _CLOSED * _closed(decision, key, mine)
        found.append((-gain / cost, cost, OpenQuestion(field=key, roles=mine, gain=round(gain, 3))))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].field))
    return tuple(question for _, _, question in found)


def _closed(decision: Decision, key: str, roles: tuple[str, ...]) -> float:
    """Give how much less is open after an answer, on the mean of some likely ones."""
    steps = tuple(key_of(what, role) for role in roles for what in ("verdict", "score"))
    again = decision.program.bounds_again
    answers = list(likely(decision, key))
    step = max(1, (len(answers) - 1) // (_TRIED - 1))
    after = [
        _open(again({**decision.bounds, key: answer}, (key,), steps), roles)
        for answer in answers[::step]
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
