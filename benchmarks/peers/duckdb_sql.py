"""The same rules as SQL that one writes for DuckDB: `CASE WHEN`, stage by stage, packed by hand.

A step is a column of a stage, each condition stands where it is read, a set counts its words one by
one. As with polars, a table must be told in full, and levels are ranks.
"""

from collections.abc import Sequence

from commerce_roles.assessment.scoring import Plan, RolePlan, TablePlan
from commerce_roles.expressions import (
    All,
    Cents,
    Combine,
    Compare,
    Count,
    First,
    Form,
    Greatest,
    Least,
    Literal,
    Member,
    Not,
    Product,
    Ref,
    Size,
    Sum,
)
from commerce_roles.expressions import (
    Any as AnyOf,
)

__all__ = ["query"]

SIGNS = {"==": "=", "!=": "<>"}
SETS = {"&": "list_intersect", "|": "list_concat"}
TOP = 3


def query(plan: Plan, table: str) -> str:
    """Write a query that gives verdict and score of every role of a table."""
    found = f"SELECT * FROM {table}"  # noqa: S608 a name of our own
    for key, form in plan.steps.items():
        role = plan.verdicts.get(key)
        if role is None:
            found = _stage(found, written(form), key)
        else:
            own = plan.roles[role]
            found = _stage(found, _score(own), f"{role}_score")
            found = _stage(found, _rank(own), key)
    ranks = {role: key for key, role in plan.verdicts.items()}
    shown = ", ".join(
        f'{_name(ranks[role])} AS "{role}_verdict", "{role}_score"' for role in plan.roles
    )
    return f"SELECT {shown} FROM ({found})"  # noqa: S608 names of our own


def _stage(before: str, expression: str, name: str) -> str:
    return f"SELECT *, {expression} AS {_name(name)} FROM ({before})"  # noqa: S608 names of our own


def _name(key: str) -> str:
    return '"' + key.replace('"', '""') + '"'


def _score(role: RolePlan) -> str:
    return " + ".join(_table(table, 0) for table in role.of("points")) or "0"


def _rank(role: RolePlan) -> str:
    score = _name(f"{role.role}_score")
    band = " + ".join(f"CAST({score} >= {step} AS INTEGER)" for step in role.bands)
    floors = [_table(table, 0) for table in role.of("floor")]
    caps = [_table(table, TOP) for table in role.of("cap")]
    return f"least({', '.join([str(TOP), *caps])}, greatest({', '.join([band, *floors])}))"


def _table(table: TablePlan, otherwise: int) -> str:
    cases = " ".join(
        f"WHEN {written(when)} THEN {gives}"
        for when, gives in zip(table.whens, table.gives, strict=True)
    )
    return f"(CASE {cases} ELSE {otherwise} END)"


def written(form: Form) -> str:
    """Write a form as SQL."""
    match form:
        case Literal(value=value):
            return _literal(value)
        case Ref(key=key):
            return _name(key)
        case Not(operand=operand):
            return f"(NOT {written(operand)})"
        case All(operands=operands):
            return _between(" AND ", operands)
        case AnyOf(operands=operands):
            return _between(" OR ", operands)
        case Compare(operator=sign, left=left, right=right):
            return f"({written(left)} {SIGNS.get(sign, sign)} {written(right)})"
        case Member(item=item, container=Literal(value=frozenset() as words)):
            return f"({written(item)} IN ({', '.join(map(_literal, sorted(words)))}))"
        case Member(item=item, container=container):
            return f"list_contains({written(container)}, {written(item)})"
        case Size(container=Combine(operator="&", left=Ref() as own, right=Literal(value=held))):
            some = sorted(held) if isinstance(held, frozenset) else []
            inside = (
                f"CAST(list_contains({written(own)}, {_literal(w)}) AS INTEGER)" for w in some
            )
            return f"({' + '.join(inside)})"
        case Size(container=container):
            return f"len({written(container)})"
        case Combine(operator=sign, left=left, right=right):
            return f"list_distinct({SETS[sign]}({written(left)}, {written(right)}))"
        case Count(operands=operands):
            return "(" + " + ".join(f"CAST({written(p)} AS INTEGER)" for p in operands) + ")"
        case Sum(operands=operands):
            return _between(" + ", operands)
        case Product(left=left, right=right):
            return f"({written(left)} * {written(right)})"
        case Least(operands=operands):
            return f"least{_between(', ', operands)}"
        case Greatest(operands=operands):
            return f"greatest{_between(', ', operands)}"
        case Cents(operand=operand):
            return f"CAST(floor({written(operand)} * 100 + 0.5) AS BIGINT)"
        case First(cases=cases, otherwise=otherwise):
            chosen = " ".join(f"WHEN {written(when)} THEN {written(then)}" for when, then in cases)
            return f"(CASE {chosen} ELSE {written(otherwise)} END)"
        case _:
            raise NotImplementedError(form)


def _between(sign: str, parts: Sequence[Form]) -> str:
    return f"({sign.join(map(written, parts))})"


def _literal(value: object) -> str:
    match value:
        case bool():
            return str(value).upper()
        case frozenset():
            return f"[{', '.join(map(_literal, sorted(map(str, value))))}]"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return repr(value)
