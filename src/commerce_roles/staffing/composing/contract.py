"""A composed team as plain data: the form `composition/1`."""

from decimal import Decimal
from fractions import Fraction

from commerce_roles.assessment.contract import message
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.staffing.composing.composed import (
    Alternative,
    Composed,
    Concession,
    Conflict,
    Given,
)

__all__ = ["composition_data"]

Row = dict[str, object]


def composition_data(found: Composed, speaker: Speaker) -> Row:
    """Write a composed team; money and coverage as exact texts beside numbers to draw with."""
    return {
        "format": "composition/1",
        "lang": speaker.language,
        "status": found.status,
        "goal": found.goal,
        "stopped": found.stopped or None,
        "team": [_given(one) for one in found.given],
        "cost_per_month": _exact(found.cost),
        "currency": found.currency or None,
        "coverage": _exact(found.coverage),
        "changes": found.changes,
        "bound": _exact(found.bound),
        "gap": found.gap,
        "uncovered": [
            {
                "kind": one.kind,
                "id": one.id,
                "role": one.role or None,
                "hours_per_month": one.hours,
                "message": message(one.statement, speaker),
            }
            for one in found.uncovered
        ],
        "people": [
            {
                "person": one.person,
                "chosen": one.chosen,
                "reasons": [message(reason, speaker) for reason in one.reasons],
            }
            for one in found.placings
        ],
        "declared": [message(one, speaker) for one in found.declared],
        "alternatives": [_alternative(one) for one in found.alternatives],
        "conflicts": [_conflict(one, speaker) for one in found.conflicts],
        "nearest": None if found.nearest is None else composition_data(found.nearest, speaker),
    }


def _exact(value: Decimal | Fraction | int | None) -> object:
    return str(value) if isinstance(value, Decimal | Fraction) else value


def _given(one: Given) -> Row:
    return {
        "person": one.person,
        "role": one.role,
        "hours_per_month": one.hours,
        "fte": one.fte,
        "alone": list(one.alone),
    }


def _alternative(one: Alternative) -> Row:
    return {
        "team": [_given(part) for part in one.given],
        "cost_per_month": _exact(one.cost),
        "coverage": _exact(one.coverage),
        "without": list(one.without),
        "instead": list(one.instead),
    }


def _conflict(one: Conflict, speaker: Speaker) -> Row:
    return {
        "demands": [message(demand, speaker) for demand in one.demands],
        "smallest": one.smallest,
        "concessions": [_concession(way, speaker) for way in one.concessions],
    }


def _concession(one: Concession, speaker: Speaker) -> Row:
    return {
        "demand": message(one.demand, speaker),
        "enough": one.enough,
        "message": message(one.statement, speaker),
        "cost_per_month": _exact(one.cost),
        "team": [_given(part) for part in one.given],
    }
