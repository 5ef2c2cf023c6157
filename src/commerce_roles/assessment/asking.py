"""What is not known: which defaults stand, and which answers could still change a verdict."""

from collections.abc import Iterator, Mapping

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import DefaultUsed, OpenQuestion
from commerce_roles.assessment.showing import shown
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import (
    Boolean,
    Bound,
    Choice,
    Domain,
    Interval,
    Ordered,
    Rails,
    SetOf,
    Sets,
    Texts,
    bound,
    key_of,
)

__all__ = ["bearings", "cost_of", "defaults_used", "extremes", "makes_sense", "open_questions"]


def bearings(decision: Decision, catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Give, for each unknown field that is asked for, the roles on which its answer bears.

    An answer bears on a role if there are answers to all other open questions with which it
    decides what the role's verdict is. Where rules compare what has too many values to try, it
    bears if it could narrow what the role's score, floor or cap may be.
    """
    unknown = [*decision.defaulted, *decision.told.ranges]
    found = {key: _roles(decision, catalogue, key) for key in unknown if cost_of(catalogue, key)}
    return {key: roles for key, roles in sorted(found.items()) if roles}


def defaults_used(
    decision: Decision, bearing: Mapping[str, tuple[str, ...]]
) -> tuple[DefaultUsed, ...]:
    """List the unknown fields that bear on a verdict, with what stood for them."""
    return tuple(
        DefaultUsed(field=key, value=shown(decision, key), roles=roles)
        for key, roles in bearing.items()
        if key in decision.defaulted
    )


def open_questions(
    decision: Decision,
    bearing: Mapping[str, tuple[str, ...]],
    catalogue: Catalogue,
    undecided: frozenset[str],
) -> tuple[OpenQuestion, ...]:
    """List the unknown fields that could change an undecided verdict, cheapest to ask first."""
    found: list[tuple[int, int, OpenQuestion]] = []
    for key, roles in bearing.items():
        affected = tuple(role for role in roles if role in undecided)
        if affected and makes_sense(decision, key):
            question = OpenQuestion(field=key, roles=affected)
            found.append((cost_of(catalogue, key), -len(affected), question))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].field))
    return tuple(question for _, _, question in found)


def makes_sense(decision: Decision, key: str) -> bool:
    """Say whether a question may be asked, as far as its condition is known."""
    condition = decision.program.asked_when.get(key)
    if condition is None:
        return True
    rails = bound(condition, decision.bounds)
    return not isinstance(rails, Rails) or rails.possibly


def cost_of(catalogue: Catalogue, key: str) -> int:
    """Give what it costs to ask for an input; 0 where there is no question."""
    field = catalogue.fields.get(key) or catalogue.kpis.get(key.removeprefix("kpis."))
    return field.cost_to_ask if field is not None and field.question else 0


def _roles(decision: Decision, catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """List the roles on which one answer bears."""
    return tuple(
        role
        for role in catalogue.roles
        if len(decision.possible(role)) > 1
        and (
            decision.can_tell(role, key) if decision.outcomes(role) else _moves(decision, role, key)
        )
    )


def _moves(decision: Decision, role: str, key: str) -> bool:
    """Say whether one answer could narrow what decides a verdict, as far as bounds tell."""
    program = decision.program
    steps = tuple(key_of(what, role) for what in ("score", "floor", "cap"))
    if not any(key in program.reads[step] for step in steps):
        return False
    known = decision.bounds
    answers = ({**known, key: answer} for answer in extremes(program.inputs[key]))
    found = (program.bounds_again(answer, (key,), steps) for answer in answers)
    return any(after[step] != known[step] for after in found for step in steps)


def extremes(domain: Domain) -> Iterator[Bound]:
    """Give the answers at the ends of a domain."""
    match domain:
        case Boolean():
            yield from (Rails(surely=False, possibly=False), Rails(surely=True, possibly=True))
        case Ordered(levels=levels):
            yield from (Interval(0, 0), Interval(len(levels) - 1, len(levels) - 1))
        case Choice(options=options):
            yield from (Texts(frozenset({word})) for word in (None, *sorted(options or ())))
        case SetOf(options=options):
            everything = options or frozenset[str]()
            yield from (Sets(frozenset(), frozenset()), Sets(everything, everything))
        case _:
            yield from (Interval(domain.low, domain.low), Interval(domain.high, domain.high))
