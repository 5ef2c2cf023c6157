"""Which steps verdicts need, and the place of each rule in a mask."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import LinkedRule, Program
from commerce_roles.expressions import (
    All,
    Any,
    Count,
    First,
    Form,
    Integer,
    Product,
    Ref,
    key_of,
    parts,
    walk,
)

__all__ = ["Plan", "RolePlan", "TablePlan", "plan_of"]

_LONGEST: Final = 4096
"""The most scores for which the rank of each is written down."""


@frozen
class TablePlan:
    """A table about one role: the first of its rules that holds counts."""

    table: str
    """Its id."""
    decides: str
    whens: tuple[Form, ...]
    gives: tuple[int, ...]
    """What each rule gives: points, or the rank of a verdict."""
    bit: int
    """The place of its first rule in the mask of the role."""


@frozen
class RolePlan:
    """What one role's verdict is made of."""

    role: str
    tables: tuple[TablePlan, ...]
    rules: tuple[LinkedRule, ...]
    """The rules in the order of the bits."""
    lowest: int
    """The lowest score that the tables can give."""
    width: int
    """How many bits hold a score, counted from the lowest."""
    bands: tuple[int, ...]
    """The score from which each rank but the lowest holds."""

    @property
    def ranks(self) -> tuple[int, ...] | None:
        """The rank of every score, from the lowest; None where there are too many."""
        if 1 << self.width > _LONGEST:
            return None
        scores = range(self.lowest, self.lowest + (1 << self.width))
        return tuple(sum(score >= band for band in self.bands) for score in scores)

    def of(self, decides: str) -> Iterator[TablePlan]:
        """Give the tables that decide something."""
        return (table for table in self.tables if table.decides == decides)


@frozen
class Plan:
    """What has to be worked out, in order."""

    roles: Mapping[str, RolePlan]
    """By id, in the order of the outcomes."""
    verdicts: Mapping[str, str]
    """For the key of a verdict, the role."""
    steps: Mapping[str, Form]
    """Every step that is needed, by key, with each verdict in its place."""
    inputs: tuple[str, ...]
    """The inputs that are read."""
    readings: Mapping[str, int]
    """How often each key is read."""
    always: frozenset[str]
    """Keys that are read whatever is answered: what a condition or step reads first."""


def plan_of(program: Program) -> Plan:
    """Plan a function that gives verdicts, scores and the rules that fired, by role in order."""
    plans = {role: _role_plan(program, role) for role in program.roles}
    verdicts = {key_of("verdict", role): role for role in plans}
    readings: Counter[str] = Counter()
    always = {key for plan in plans.values() for t in plan.tables for key in read_first(t.whens[0])}
    wanted = {*verdicts}
    waiting = [when for plan in plans.values() for table in plan.tables for when in table.whens]
    while waiting:
        for key in (part.key for part in walk(waiting.pop()) if isinstance(part, Ref)):
            readings[key] += 1
            if key in program.forms and key not in wanted:
                wanted.add(key)
                waiting.append(program.forms[key])
    steps = {key: form for key, form in program.forms.items() if key in wanted}
    inputs = tuple(key for key in program.inputs if key in readings)
    held = (form for key, form in steps.items() if readings[key] > 1 and key not in verdicts)
    always.update(key for form in held for key in read_first(form))
    return Plan(plans, verdicts, steps, inputs, readings, frozenset(always))


def read_first(form: Form) -> Iterator[str]:
    """List the keys that are read in any case when a form is worked out.

    Examples:
        >>> from commerce_roles.expressions import Boolean, Scope, check
        >>> scope = Scope({name: Ref(Boolean(), name) for name in "pqr"})
        >>> [*read_first(check("(p or q) and r", scope))]
        ['p']
    """
    match form:
        case Ref(key=key):
            yield key
        case All(operands=operands) | Any(operands=operands):
            yield from (key for part in operands[:1] for key in read_first(part))
        case First(cases=cases, otherwise=otherwise):
            yield from read_first(cases[0][0] if cases else otherwise)
        case Product(left=left, right=right):
            alone = [p for p in (left, right) if isinstance(p, Count) and len(p.operands) == 1]
            yield from (key for part in alone[:1] or (left, right) for key in read_first(part))
        case _:
            yield from (key for part in parts(form) for key in read_first(part))


def _role_plan(program: Program, role: str) -> RolePlan:
    tables: list[TablePlan] = []
    rules: list[LinkedRule] = []
    for decides in ("points", "floor", "cap"):
        for instance in program.instances_of(decides, role):
            whens = tuple(rule.when for rule in instance.rules)
            gives = tuple(rule.number for rule in instance.rules)
            tables.append(TablePlan(instance.table.id, decides, whens, gives, len(rules)))
            rules.extend(instance.rules)
    score = program.forms[key_of("score", role)].domain
    low, high = (score.low, score.high) if isinstance(score, Integer) else (0, 0)
    width = (high - low).bit_length()
    return RolePlan(role, tuple(tables), tuple(rules), low, width, program.rungs)
