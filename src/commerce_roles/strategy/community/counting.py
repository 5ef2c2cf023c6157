"""Members counted: by test, by step, and from step to step between two tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.community.judging import judge_members, rules_of
from commerce_roles.strategy.community.member import (
    Counted,
    Counts,
    Judged,
    Members,
    Move,
    Standing,
)

__all__ = ["count_members", "count_moves", "standings"]


def count_members(members: Members, catalogue: Catalogue) -> Counts:
    """Count what is met, what is not, and what is not told."""
    rules = rules_of(catalogue)
    judged = list(judge_members(members, catalogue))
    places = {name: place for place, name in enumerate(("", *(s.id for s in rules.steps)))}
    return Counts(
        members=len(judged),
        belongs=_counted(one.belongs for one in judged),
        tests=tuple(
            (test.id, _counted(one.met[place] for one in judged))
            for place, test in enumerate(rules.tests)
        ),
        steps=tuple(
            Standing(
                step=step.id,
                here=sum(one.steps == (step.id,) for one in judged),
                reached=_counted(_reached(one, places, places[step.id]) for one in judged),
            )
            for step in rules.steps
        ),
        undecided=sum(len(one.steps) > 1 for one in judged),
        untold=tuple(_untold(members, rules.asked)),
    )


def _counted(answers: Iterable[bool | None]) -> Counted:
    found = Counter(answers)
    return Counted(yes=found[True], no=found[False], unknown=found[None])


def _reached(one: Judged, places: Mapping[str, int], place: int) -> bool | None:
    if places[one.steps[0]] >= place:
        return True
    return None if places[one.steps[-1]] >= place else False


def _untold(members: Members, asked: Sequence[str]) -> Iterator[str]:
    place = {name: number for number, name in enumerate(members.columns)}
    for name in asked if members.ids else ():
        if name not in place or all(row[place[name]] is None for row in members.rows):
            yield name


def standings(members: Members, catalogue: Catalogue) -> dict[str, str | None]:
    """Say on which step each member stands; None: not told."""
    judged = judge_members(members, catalogue)
    return {one.id: one.steps[0] if len(one.steps) == 1 else None for one in judged}


def count_moves(
    before: Members, now: Members, catalogue: Catalogue
) -> tuple[tuple[Move, ...], int]:
    """Count members from step to step; those who are in one table only joined, or went.

    Returns:
        The moves, and how many members could not be followed.
    """
    first, last = standings(before, catalogue), standings(now, catalogue)
    order = {name: n for n, name in enumerate(("", *(s.id for s in rules_of(catalogue).steps)))}
    found: Counter[tuple[str, str]] = Counter()
    unfollowed = 0
    for one in {**first, **last}:
        start, end = first.get(one, ""), last.get(one, "")
        if start is None or end is None:
            unfollowed += 1
        else:
            found[start, end] += 1
    moves = sorted(found.items(), key=lambda item: (order[item[0][0]], order[item[0][1]]))
    return tuple(Move(start=s, end=e, members=n) for (s, e), n in moves), unfollowed
