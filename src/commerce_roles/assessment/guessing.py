"""What may come out, guessed: businesses drawn from likely answers to what is not known.

Likely are each word, each level, yes and no, and of a number the places at which a rule turns; all
are drawn evenly, for nothing is known of how often they occur: an assumption. The draws are always
the same for the same knowledge.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, log2
from random import Random
from typing import Final

from attrs import frozen

from commerce_roles.assessment.asking import extremes
from commerce_roles.assessment.asking_again import limits_of
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.scoring import Decided, Plan, decider, plan_of
from commerce_roles.catalogue import Program
from commerce_roles.expressions import (
    Amount,
    Bound,
    Choice,
    Integer,
    Interval,
    Ordered,
    Rails,
    SetOf,
    Sets,
    Texts,
    Value,
    Values,
)

__all__ = ["Guesses", "guess", "likely"]

_DRAWS: Final = 300
_MOST_TRIED: Final = 9
"""Likely answers that are tried for one question."""


@frozen
class Guesses:
    """Drawn businesses: what was answered, and what came out."""

    answers: Mapping[str, Sequence[int]]
    """By unknown input, which of its likely answers was drawn, draw by draw."""
    ranks: Mapping[str, Sequence[int]]
    """By role, the rank of the verdict, draw by draw."""

    def bits(self, key: str, role: str) -> float:
        """Give how much an answer can be expected to tell of a verdict, in bits.

        The mutual information of answer and verdict over the draws, less what would be found by
        chance (G. A. Miller, "Note on the bias of information estimates", 1955); never below 0.
        """
        ranks, answers = self.ranks[role], self.answers[key]
        groups: dict[int, Counter[int]] = defaultdict(Counter)
        for answer, rank in zip(answers, ranks, strict=True):
            groups[answer][rank] += 1
        total = Counter(ranks)
        left = sum(group.total() * _entropy(group) for group in groups.values()) / len(ranks)
        chance = (len(groups) - 1) * (len(total) - 1) / (2 * len(ranks) * log(2))
        return max(0.0, _entropy(total) - left - chance)


def guess(decision: Decision) -> Guesses:
    """Draw businesses that agree with what is known, and decide them."""
    plan, decide = _decider(decision.program)
    open_ = {*decision.defaulted, *decision.told.ranges}
    choices = {
        key: [_value(answer) for answer in likely(decision, key)]
        for key in sorted(open_.intersection(plan.inputs))
    }
    choices = {key: values for key, values in choices.items() if values}
    random = Random(len(choices))  # noqa: S311 nothing secret
    answers: dict[str, list[int]] = {key: [] for key in choices}
    ranks: dict[str, list[int]] = {role: [] for role in decision.program.roles}
    values = dict(decision.values)
    for _ in range(_DRAWS):
        for key, options in choices.items():
            place = int(random.random() * len(options))
            answers[key].append(place)
            values[key] = options[place]
        for role, verdict in zip(ranks, decide(values).verdicts, strict=True):
            ranks[role].append(verdict.rank)
    return Guesses(answers, ranks)


@lru_cache(maxsize=8)
def _decider(program: Program) -> tuple[Plan, Callable[[Values], Decided]]:
    plan = plan_of(program)
    return plan, decider(plan)


def _entropy(counts: Counter[int]) -> float:
    total = counts.total()
    return -sum(count / total * log2(count / total) for count in counts.values())


def likely(decision: Decision, key: str) -> Iterator[Bound]:
    """Give the likely answers to what is not known."""
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


def _value(answer: Bound) -> Value:
    match answer:
        case Interval(low=low):
            return low
        case Texts(options=options):
            return next(iter(options or ()), None)
        case Sets(surely=surely):
            return surely
        case Rails(surely=surely):
            return surely
