"""How an outcome came about: for every table, the rule that fired and what it saw."""

from collections.abc import Mapping
from typing import NamedTuple

from commerce_roles.assessment.scoring.planning import RolePlan
from commerce_roles.catalogue import LinkedRule
from commerce_roles.expressions import Value

__all__ = ["TablePlace", "TableTrace", "rules_of"]


class TablePlace(NamedTuple):
    """Which table it is, about which role."""

    role: str
    table: str
    decides: str
    """`points`, `floor` or `cap`."""


class TableTrace(NamedTuple):
    """What one table said about one role."""

    place: TablePlace
    rule: LinkedRule | None
    """The rule that fired: its condition, message and evidence; None where none held."""
    saw: Mapping[str, Value]
    """What the conditions of the table read: inputs, quantities and other roles' verdicts."""

    @property
    def gives(self) -> Value:
        """What the table gave: points or a verdict; None where no rule held."""
        return None if self.rule is None else self.rule.then


def rules_of(role: RolePlan, mask: int) -> tuple[LinkedRule, ...]:
    """List the rules of a mask."""
    return tuple(rule for place, rule in enumerate(role.rules) if mask >> place & 1)
