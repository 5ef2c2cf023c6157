"""rule-engine, in Python: a text a rule, matched one after the other, summed up in Python."""

from collections.abc import Iterator, Mapping
from typing import Any

import rule_engine

from commerce_roles.assessment import Engine
from commerce_roles.expressions import (
    All,
    Combine,
    Compare,
    Count,
    Form,
    Greatest,
    Literal,
    Member,
    Not,
    Product,
    Ref,
    Size,
    Value,
)
from commerce_roles.expressions import Any as Either
from commerce_roles.model import Verdict
from peers.contest import Contestant, Decider, Outcome, Ranked, Sums, ids_of, listed, plan_for

__all__ = ["contestants", "on_table"]


def written(form: Form, names: Mapping[str, str]) -> str:
    """Write a form in the language of rule-engine."""

    def inner(part: Form) -> str:
        return written(part, names)

    match form:
        case Literal(value=frozenset() as words):
            return f"{{{', '.join(repr(word) for word in sorted(words))}}}"
        case Literal(value=bool() as value):
            return "true" if value else "false"
        case Literal(value=value):
            return repr(value)
        case Ref(key=key):
            return names[key]
        case Not(operand=operand):
            return f"(not {inner(operand)})"
        case All(operands=operands):
            return f"({' and '.join(map(inner, operands))})"
        case Either(operands=operands):
            return f"({' or '.join(map(inner, operands))})"
        case Compare(operator=operator, left=left, right=right):
            return f"({inner(left)} {operator} {inner(right)})"
        case Member(item=item, container=container):
            return f"({inner(item)} in {inner(container)})"
        case Combine(operator=operator, left=left, right=right):
            return f"({inner(left)} {operator} {inner(right)})"
        case Size(container=container):
            return f"{inner(container)}.length"
        case Count(operands=operands):
            return " + ".join(f"({inner(part)} ? 1 : 0)" for part in operands)
        case Product(left=left, right=right):
            return f"(({inner(left)}) * ({inner(right)}))"
        case Greatest(operands=operands):
            return f"$max([{', '.join(map(inner, operands))}])"
        case _:
            raise NotImplementedError(form)


def contestants(engine: Engine, values: list[dict[str, Value]]) -> Iterator[Contestant]:
    """Give rules that are compiled once and matched against a mapping."""
    plan = plan_for(engine)
    names = {key: key for key in (*plan.inputs, *plan.steps)}
    names |= {key: f"verdict_{role}" for key, role in plan.verdicts.items()}
    context = rule_engine.Context(default_value=None)
    steps: list[tuple[str, Any, list[list[Any]]]] = []
    for key, form in plan.steps.items():
        if key not in plan.verdicts:
            steps.append((key, rule_engine.Rule(written(form, names), context=context), []))
            continue
        role = plan.roles[plan.verdicts[key]]
        tables = [
            [rule_engine.Rule(written(when, names), context=context).matches for when in t.whens]
            for t in role.tables
        ]
        steps.append((names[key], Sums(role), tables))

    def decide(case: dict[str, Any]) -> list[tuple[int, int, int]]:
        known, found = dict(case), []
        for name, worker, tables in steps:
            if not tables:
                known[name] = worker.evaluate(known)
                continue
            rows = []
            for rules in tables:
                row = -1
                for place, matches in enumerate(rules):
                    if matches(known):
                        row = place
                        break
                rows.append(row)
            result = worker.add(rows)
            known[name] = result[0]
            found.append((name, result))
        return [result for _, result in sorted(found)]

    def read(found: list[tuple[int, int, int]]) -> Outcome:
        ranks = tuple(Verdict)
        return (
            tuple(ranks[rank] for rank, _, _ in found),
            tuple(score for _, score, _ in found),
            ids_of(plan, [mask for _, _, mask in found]),
        )

    cases = [listed({key: v[key] for key in plan.inputs}, set) for v in values]
    yield Contestant("rule-engine", cases, decide, read)


def on_table(engine: Engine, values: list[dict[str, Value]]) -> Decider:
    """Give a loop over the rows, for it knows nothing of tables."""
    (one,) = contestants(engine, values)

    def decide() -> list[Any]:
        return [one.run(case) for case in one.cases]

    def read(found: list[Any]) -> Ranked:
        return [tuple(n for rank, score, _ in row for n in (rank, score)) for row in found]

    return decide, read
