"""JSONLogic by datalogic-py: the row of every table from one compiled rule, summed up in Python."""

import json
from collections.abc import Iterator
from typing import Any

import datalogic_py

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Plan, TablePlan
from commerce_roles.expressions import (
    All,
    Combine,
    Compare,
    Count,
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
    Value,
    references,
)
from commerce_roles.expressions import Any as Either
from commerce_roles.model import Verdict
from peers.contest import Contestant, Decider, Outcome, Ranked, Sums, ids_of, listed, plan_for

__all__ = ["contestants", "on_table"]

_WORDS: dict[type[Any], str] = {
    All: "and", Either: "or", Sum: "+", Least: "min", Greatest: "max",
}  # fmt: skip


def written(plan: Plan, form: Form) -> Any:
    """Write a form in JSONLogic; quantities are written where they are read."""
    match form:
        case Literal(value=value):
            return sorted(value) if isinstance(value, frozenset) else value
        case Ref(key=key):
            read_here = key in plan.inputs or key in plan.verdicts
            return {"var": key} if read_here else written(plan, plan.steps[key])
        case Not(operand=operand):
            return {"!": [written(plan, operand)]}
        case Compare(operator=operator, left=left, right=right):
            sign = {"==": "===", "!=": "!=="}.get(operator, operator)
            return {sign: [written(plan, left), written(plan, right)]}
        case Member(item=item, container=container):
            return {"in": [written(plan, item), written(plan, container)]}
        case Combine(operator="&", left=left, right=Literal() as right):
            return {"filter": [written(plan, left), {"in": [{"var": ""}, written(plan, right)]}]}
        case Size(container=container):
            return {"length": [written(plan, container)]}
        case Count(operands=operands):
            return {"+": [{"if": [written(plan, part), 1, 0]} for part in operands]}
        case Product(left=left, right=right):
            return {"*": [written(plan, left), written(plan, right)]}
        case All() | Either() | Sum() | Least() | Greatest():
            return {_WORDS[type(form)]: [written(plan, part) for part in form.operands]}
        case _:
            raise NotImplementedError(form)


def row_of(plan: Plan, table: TablePlan) -> Any:
    """Write the row of a table: of the first rule that holds, else -1."""
    chain: list[Any] = []
    for row, when in enumerate(table.whens):
        chain += [written(plan, when), row]
    return {"if": [*chain, -1]}


def contestants(engine: Engine, values: list[dict[str, Value]]) -> Iterator[Contestant]:
    """Give one rule for all tables; those that read a verdict are asked once it is there."""
    plan = plan_for(engine)
    roles = [*plan.roles.values()]
    late = late_of(plan)
    late_tables = [table for _, _, table in late]
    needed = sorted({key for table in late_tables for key in read_by(table)})
    compiled = datalogic_py.Engine()
    early = compiled.compile(
        [[-1 if t in late_tables else row_of(plan, t) for t in role.tables] for role in roles]
    )
    after = compiled.compile([row_of(plan, table) for table in late_tables])
    sums = [Sums(role) for role in roles]
    waiting = sorted({place for place, _, _ in late})
    ready = [place for place in range(len(roles)) if place not in waiting]
    keys = {f"verdict('{role.role}')": place for place, role in enumerate(roles)}
    session = compiled.session()

    def decide(case: dict[str, Any]) -> list[tuple[int, int, int]]:
        return finish(session.evaluate(early, case), case)

    def decide_parsed(case: tuple[Any, dict[str, Any]]) -> list[tuple[int, int, int]]:
        return finish(session.evaluate_data(early, case[0]), case[1])

    def finish(rows: list[list[int]], case: dict[str, Any]) -> list[tuple[int, int, int]]:
        found = [(0, 0, 0)] * len(rows)
        for place in ready:
            found[place] = sums[place].add(rows[place])
        known = {key: found[keys[key]][0] if key in keys else case[key] for key in needed}
        for (place, column, _), row in zip(late, session.evaluate(after, known), strict=True):
            rows[place][column] = row
        for place in waiting:
            found[place] = sums[place].add(rows[place])
        return found

    def read(found: list[tuple[int, int, int]]) -> Outcome:
        ranks = tuple(Verdict)
        return (
            tuple(ranks[rank] for rank, _, _ in found),
            tuple(score for _, score, _ in found),
            ids_of(plan, [mask for _, _, mask in found]),
        )

    cases = [listed({key: v[key] for key in plan.inputs}) for v in values]
    yield Contestant("datalogic-py", cases, decide, read)
    parsed = [(datalogic_py.DataHandle(json.dumps(case)), case) for case in cases]
    yield Contestant("datalogic-py, documents parsed beforehand", parsed, decide_parsed, read)


def on_table(engine: Engine, values: list[dict[str, Value]]) -> Decider:
    """Give the tables of all rows in one call, and those that read a verdict in another."""
    plan = plan_for(engine)
    roles = [*plan.roles.values()]
    late = late_of(plan)
    late_tables = [table for _, _, table in late]
    keys = {key: list(plan.roles).index(role) for key, role in plan.verdicts.items()}
    needed = sorted({key for table in late_tables for key in read_by(table)} - keys.keys())
    compiled = datalogic_py.Engine()
    early = compiled.compile(
        [[-1 if t in late_tables else row_of(plan, t) for t in role.tables] for role in roles]
    )
    after = compiled.compile([row_of(plan, table) for table in late_tables])
    sums = [Sums(role) for role in roles]
    session = compiled.session()
    cases = [listed({key: v[key] for key in plan.inputs}) for v in values]
    handles = [datalogic_py.DataHandle(json.dumps(case)) for case in cases]

    def decide() -> Ranked:
        rows = [json.loads(str(one)) for one in session.evaluate_batch(early, handles)]
        known: list[Any] = []
        for case, own in zip(cases, rows, strict=True):
            told = {key: case[key] for key in needed}
            told |= {key: sums[place].add(own[place])[0] for key, place in keys.items()}
            known.append(datalogic_py.DataHandle(json.dumps(told)))
        for own, more in zip(rows, session.evaluate_batch(after, known), strict=True):
            for (place, column, _), row in zip(late, json.loads(str(more)), strict=True):
                own[place][column] = row
        found = ([s.add(r) for s, r in zip(sums, own, strict=True)] for own in rows)
        return [tuple(n for rank, score, _ in own for n in (rank, score)) for own in found]

    return decide, lambda found: found


def late_of(plan: Plan) -> list[tuple[int, int, TablePlan]]:
    """List the tables that read a verdict: the place of the role, that of the table, the table."""
    return [
        (place, column, table)
        for place, role in enumerate(plan.roles.values())
        for column, table in enumerate(role.tables)
        if plan.verdicts.keys() & read_by(table)
    ]


def read_by(table: TablePlan) -> set[str]:
    """Give the keys that a table reads."""
    return {key for when in table.whens for key in references(when)}
