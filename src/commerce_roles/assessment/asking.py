"""What is not known: which defaults stand, and which answers could still change a verdict."""

from collections.abc import Iterator, Mapping

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import DefaultUsed, OpenQuestion, RoleAssessment
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

__all__ = ["defaults_used", "open_questions"]


def defaults_used(decision: Decision, catalogue: Catalogue) -> tuple[DefaultUsed, ...]:
    """List the unknown fields that a verdict reads, with what stood for them."""
    reads = {role: decision.program.reads[key_of("verdict", role)] for role in catalogue.roles}
    found: list[DefaultUsed] = []
    for key in decision.defaulted:
        roles = tuple(role for role, keys in reads.items() if key in keys)
        if roles and _asked(catalogue, key):
            found.append(DefaultUsed(field=key, value=shown(decision, key), roles=roles))
    return tuple(found)


def open_questions(
    decision: Decision, catalogue: Catalogue, roles: Mapping[str, RoleAssessment]
) -> tuple[OpenQuestion, ...]:
    """List the unknown fields that could change an undecided verdict, cheapest to ask first.

    A field is listed for a role if some answer would narrow what the role's score, floor or cap
    may be. That is sound for what is left out of the list only where bounds are exact.
    """
    found: list[tuple[int, int, OpenQuestion]] = []
    undecided = [role for role, result in roles.items() if not result.decided]
    for key in (*decision.defaulted, *decision.told.ranges):
        cost = _asked(catalogue, key)
        affected = tuple(role for role in undecided if cost and _matters(decision, key, role))
        if affected:
            found.append((cost, -len(affected), OpenQuestion(field=key, roles=affected)))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].field))
    return tuple(question for _, _, question in found)


def _asked(catalogue: Catalogue, key: str) -> int:
    """Give what it costs to ask for an input; 0 where there is no question."""
    field = catalogue.fields.get(key) or catalogue.kpis.get(key.removeprefix("kpis."))
    return field.cost_to_ask if field is not None and field.question else 0


def _matters(decision: Decision, key: str, role: str) -> bool:
    program = decision.program
    bearing = [key_of(what, role) for what in ("score", "floor", "cap")]
    redone = program.needed_after(frozenset({key}), bearing)
    for answer in _extremes(program.inputs[key]) if redone else ():
        bounds = {**decision.bounds, key: answer}
        for step in redone:
            bounds[step.key] = bound(step.form, bounds)
        if any(bounds[step] != decision.bounds[step] for step in bearing):
            return True
    return False


def _extremes(domain: Domain) -> Iterator[Bound]:
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
