"""Tests and steps of members: what their conditions may name, and whether they are right.

No decision reads them, so they are checked and not linked.
"""

from collections.abc import Mapping

from attrs import frozen

from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import ExpressionError, Problem
from commerce_roles.expressions import (
    Boolean,
    Domain,
    Form,
    Integer,
    Ref,
    Scope,
    check,
    whole,
)
from commerce_roles.model import FrozenMap, LoyaltyStep, MemberColumn, MemberTest

__all__ = ["Membership", "check_membership", "column_domain", "member_form"]

_LEAST = "least"


def column_domain(column: MemberColumn) -> Domain:
    """Say what a column of members holds."""
    return Boolean() if column.type == "yes_no" else Integer(0, column.maximum)


def member_form(rule: MemberTest | LoyaltyStep, columns: Mapping[str, MemberColumn]) -> Form:
    """Read the condition of a test or a step.

    Raises:
        ExpressionError: It is no condition, or names what is no column.
    """
    named: dict[str, Form] = {key: Ref(column_domain(one), key) for key, one in columns.items()}
    form = check(rule.when, Scope({**named, _LEAST: whole(rule.least)}))
    if not isinstance(form.domain, Boolean):
        message = "this is no condition"
        raise ExpressionError(message, rule.when, 0)
    return form


@frozen
class Membership:
    """What members are looked at by."""

    columns: FrozenMap[str, MemberColumn]
    tests: FrozenMap[str, MemberTest]
    steps: FrozenMap[str, LoyaltyStep]


def check_membership(membership: Membership, facts: Facts) -> None:
    """Find conditions that are none, steps of one place, and a name that two things share."""
    kinds: tuple[tuple[str, Mapping[str, MemberTest | LoyaltyStep]], ...] = (
        ("member_test", membership.tests),
        ("loyalty_step", membership.steps),
    )
    for kind, rules in kinds:
        for rule in rules.values():
            try:
                member_form(rule, membership.columns)
            except ExpressionError as error:
                where = f"{kind}.{rule.id}.when"
                file = facts.file_of(kind, rule.id)
                facts.problems.append(Problem(error.message, where, f"mend {rule.when!r}", file))
    _check_once(membership, facts)


def _check_once(membership: Membership, facts: Facts) -> None:
    decided: dict[str, str] = {}
    for test in membership.tests.values():
        first = decided.setdefault(test.criterion, test.id)
        if test.criterion and first != test.id:
            message = f"{first} decides {test.criterion} too"
            remedy = "join both conditions in one test"
            _wrong(facts, f"member_test.{test.id}", "criterion", message, remedy)
    placed: dict[int, str] = {}
    for step in membership.steps.values():
        first = placed.setdefault(step.order, step.id)
        if first != step.id:
            message = f"{first} stands at {step.order} too"
            remedy = "give each its own place"
            _wrong(facts, f"loyalty_step.{step.id}", "order", message, remedy)


def _wrong(facts: Facts, fact: str, key: str, message: str, remedy: str) -> None:
    file = facts.file_of(*fact.split(".", 1))
    facts.problems.append(Problem(message, f"{fact}.{key}", remedy, file))
