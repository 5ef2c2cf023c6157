"""How an outcome came about: for every table, the rule that fired and what it saw."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from attrs import frozen

from commerce_roles.assessment.scoring.outcomes import Decided
from commerce_roles.assessment.scoring.planning import Plan, RolePlan
from commerce_roles.catalogue import LinkedRule
from commerce_roles.expressions import Value, Values, generate_values, key_of, references
from commerce_roles.model import Verdict

__all__ = ["TableTrace", "Tracing", "rules_of"]


class TableTrace(NamedTuple):
    """What one table said about one role."""

    role: str
    table: str
    decides: str
    """`points`, `floor` or `cap`."""
    rule: LinkedRule | None
    """The rule that fired: its condition, message and evidence; None where none held."""
    gives: Value
    """What it gave; None where none held."""
    saw: Mapping[str, Value]
    """What the conditions of the table read: inputs and quantities."""


def rules_of(role: RolePlan, mask: int) -> tuple[LinkedRule, ...]:
    """List the rules of a mask."""
    return tuple(rule for place, rule in enumerate(role.rules) if mask >> place & 1)


@frozen
class _Table:
    role: str
    table: str
    decides: str
    bit: int
    rules: tuple[LinkedRule, ...]
    reads: tuple[str, ...]

    def traced(self, mask: int, known: Values) -> TableTrace:
        """Say what the table said, given the mask of its role."""
        own = mask >> self.bit & ((1 << len(self.rules)) - 1)
        rule = self.rules[own.bit_length() - 1] if own else None
        saw = {key: known[key] for key in self.reads}
        gives = None if rule is None else rule.then
        return TableTrace(self.role, self.table, self.decides, rule, gives, saw)


@frozen
class Tracing:
    """Reads masks back: which rule fired in which table, and what it saw."""

    tables: tuple[tuple[_Table, ...], ...]
    """For each role, in the order of the outcomes."""
    verdicts: tuple[str, ...]
    """The keys of the verdicts, in the same order."""
    steps: Callable[[Values], Mapping[str, Value]]
    """Works out the quantities that conditions read."""

    @classmethod
    def of(cls, plan: Plan) -> "Tracing":
        """Prepare to read the masks of a plan."""
        steps = ((key, form) for key, form in plan.steps.items() if key not in plan.verdicts)
        tables = tuple(tuple(_tables(role)) for role in plan.roles.values())
        verdicts = tuple(key_of("verdict", role) for role in plan.roles)
        return cls(tables, verdicts, generate_values(steps))

    def trace(self, values: Values, decided: Decided) -> tuple[TableTrace, ...]:
        """Say, table by table, how an outcome came about."""
        ranks = (_RANKS[verdict] for verdict in decided.verdicts)
        known = dict(values)
        known.update(zip(self.verdicts, ranks, strict=True))
        known.update(self.steps(known))
        known.update(zip(self.verdicts, decided.verdicts, strict=True))
        return tuple(
            table.traced(mask, known)
            for tables, mask in zip(self.tables, decided.fired, strict=True)
            for table in tables
        )


_RANKS: Final = {verdict: verdict.rank for verdict in Verdict}


def _tables(role: RolePlan) -> Iterator[_Table]:
    for table in role.tables:
        rules = role.rules[table.bit : table.bit + len(table.whens)]
        reads = tuple(dict.fromkeys(key for when in table.whens for key in references(when)))
        yield _Table(role.role, table.table, table.decides, table.bit, rules, reads)
