"""ZEN, the engine of GoRules: the exported models, and leaner ones of the same expressions."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import zen

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Plan, RolePlan, TablePlan
from commerce_roles.expressions import Value, references
from commerce_roles.interchange import decision_model
from commerce_roles.interchange.gorules.writing import Writer
from commerce_roles.model import Verdict
from peers.contest import Contestant, Decider, Outcome, Ranked, listed, plan_for

__all__ = ["contestants", "on_table"]

KEY = "rules"
Pairs = list[tuple[str, str]]
"""Names with their expressions."""
Read = Callable[[str], str]


def contestants(
    engine: Engine, profiles: list[dict[str, Any]], values: list[dict[str, Value]]
) -> Iterator[Contestant]:
    """Give every path worth a try: what the library exports, and what gives only what is asked."""
    plan = plan_for(engine)
    for name, tables in (("a node a table", True), ("in stages", False)):
        model = decision_model(engine.catalogue, tables=tables)
        yield from _paths(name, model, profiles, lambda found: _read_exported(engine, found))
    inputs = [listed({key: v[key] for key in plan.inputs}) for v in values]
    for name, model in (("lean", _lean(plan)), ("lean, one node", _one_node(plan))):
        yield from _paths(name, model, inputs, lambda found: _read_lean(plan, found))


def on_table(engine: Engine, values: list[dict[str, Value]]) -> Decider:
    """Give the leanest model, asked about all rows in one call."""
    plan = plan_for(engine)
    model = _one_node(plan)
    loaded = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: model}}})
    cases = [listed({key: v[key] for key in plan.inputs}) for v in values]
    batch: list[Any] = [{"key": KEY, "context": case} for case in cases]

    def read(found: list[Any]) -> Ranked:
        return [_ranked(_read_lean(plan, one["data"]["result"])) for one in found]

    return lambda: loaded.evaluate_batch(batch), read


def _ranked(found: Outcome) -> tuple[int, ...]:
    verdicts, scores, _ = found
    ranks = [*Verdict]
    pairs = zip(verdicts, scores, strict=True)
    return tuple(n for verdict, score in pairs for n in (ranks.index(verdict), score))


def _paths(
    name: str,
    model: dict[str, Any],
    cases: list[dict[str, Any]],
    read: Callable[[Mapping[str, Any]], Outcome],
) -> Iterator[Contestant]:
    loaded = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: model}}})
    decision = zen.ZenEngine().create_decision(json.dumps(model))

    def outcome(found: Any) -> Outcome:
        return read(found["result"])

    for path, own, run in (
        ("loader", cases, lambda case: loaded.evaluate(KEY, case)),
        ("loader, text in", [*map(json.dumps, cases)], lambda case: loaded.evaluate(KEY, case)),
        ("create_decision", cases, decision.evaluate),
        ("loader, with trace", cases, lambda case: loaded.evaluate(KEY, case, {"trace": True})),
    ):
        yield Contestant(f"zen-engine, {name}, {path}", own, run, outcome)


def _read_exported(engine: Engine, result: Mapping[str, Any]) -> Outcome:
    roles = [result["roles"][role] for role in engine.roles]
    return (
        tuple(Verdict(role["verdict"]) for role in roles),
        tuple(role["score"] for role in roles),
        tuple(frozenset(role["fired"]) for role in roles),
    )


# ---------------------------------------------------------------------- lean models


def _lean(plan: Plan) -> dict[str, Any]:
    """Write a node a stage, each reading only what earlier ones gave."""
    return _line([_node(f"stage {n}", s) for n, s in enumerate(_stages(plan, str), 1)], plan)


def _one_node(plan: Plan) -> dict[str, Any]:
    """Write everything in one node, each expression reading those before it."""
    pairs = [pair for stage in _stages(plan, lambda name: f"$.{name}") for pair in stage]
    return _line([_node("everything", pairs)], plan)


def _stages(plan: Plan, own: Read) -> Iterator[Pairs]:
    """Write quantities and rows of tables, then scores and ranks, for all that can be known."""
    names = {key: own(key) for key in plan.steps}
    names |= {key: own(f"{_short(role)}_rank") for key, role in plan.verdicts.items()}
    writer = Writer({**{key: key for key in plan.inputs}, **names}.__getitem__)
    done, waiting = set(plan.inputs), [*plan.steps]
    while waiting:
        now = [key for key in waiting if _reads(plan, key) <= done]
        roles = [plan.roles[plan.verdicts[key]] for key in now if key in plan.verdicts]
        yield [
            *((key, writer.write(plan.steps[key])) for key in now if key not in plan.verdicts),
            *((_row(role, t), _first(writer, t)) for role in roles for t in role.tables),
        ]
        if roles:
            yield [(f"{_short(role.role)}_score", _points(role, own)) for role in roles]
            yield [(f"{_short(role.role)}_rank", _rank(role, own)) for role in roles]
        done.update(now)
        waiting = [key for key in waiting if key not in done]


def _reads(plan: Plan, key: str) -> set[str]:
    if key not in plan.verdicts:
        return {*references(plan.steps[key])}
    tables = plan.roles[plan.verdicts[key]].tables
    return {read for table in tables for when in table.whens for read in references(when)}


def _short(role: str) -> str:
    return "".join(word[0] for word in role.split("_"))


def _row(role: RolePlan, table: TablePlan) -> str:
    return f"{_short(role.role)}_{table.table}"


def _first(writer: Writer, table: TablePlan) -> str:
    """Write the row of the first rule that holds; the one after all others where none does."""
    written = str(len(table.whens))
    for row in reversed(range(len(table.whens))):
        written = f"({writer.write(table.whens[row])} ? {row} : {written})"
    return written


def _given(role: RolePlan, table: TablePlan, otherwise: int, own: Read) -> str:
    return f"[{', '.join(map(str, (*table.gives, otherwise)))}][{own(_row(role, table))}]"


def _points(role: RolePlan, own: Read) -> str:
    return " + ".join(_given(role, table, 0, own) for table in role.of("points"))


def _rank(role: RolePlan, own: Read) -> str:
    score = own(f"{_short(role.role)}_score")
    written = "0"
    for rank, band in enumerate(role.bands, 1):
        written = f"({score} >= {band} ? {rank} : {written})"
    for table in role.of("floor"):
        written = f"max([{written}, {_given(role, table, 0, own)}])"
    for table in role.of("cap"):
        written = f"min([{written}, {_given(role, table, 3, own)}])"
    return written


def _node(name: str, pairs: Iterable[tuple[str, str]], *, passes: bool = True) -> dict[str, Any]:
    expressions = [{"id": f"{name} {k}", "key": k, "value": v} for k, v in pairs]
    content = {"expressions": expressions, "passThrough": passes}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _line(inner: list[dict[str, Any]], plan: Plan) -> dict[str, Any]:
    """Put nodes in a line, from the input to a last node of results."""
    results: Pairs = []
    for role in plan.roles.values():
        short, rows = _short(role.role), ", ".join(_row(role, table) for table in role.tables)
        results += [(f"{short}.rank", f"{short}_rank"), (f"{short}.score", f"{short}_score")]
        results.append((f"{short}.rows", f"[{rows}]"))
    first, last = ({"id": n, "name": n, "type": f"{n}Node"} for n in ("input", "output"))
    nodes = [first, *inner, _node("results", results, passes=False), last]
    for place, node in enumerate(nodes):
        node["position"] = {"x": 100 * place, "y": 0}
    edges = [
        {"id": f"{a['id']} {b['id']}", "sourceId": a["id"], "targetId": b["id"], "type": "edge"}
        for a, b in pairwise(nodes)
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _read_lean(plan: Plan, result: Mapping[str, Any]) -> Outcome:
    roles = [(role, result[_short(role.role)]) for role in plan.roles.values()]
    ranks = tuple(Verdict)
    return (
        tuple(ranks[int(found["rank"])] for _, found in roles),
        tuple(int(found["score"]) for _, found in roles),
        tuple(
            frozenset(
                role.rules[table.bit + int(row)].id
                for table, row in zip(role.tables, found["rows"], strict=True)
                if row < len(table.whens)
            )
            for role, found in roles
        ),
    )
