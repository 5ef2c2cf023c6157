"""The spine: who plans, who approves, who executes; and that KPIs and objectives are served."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.graph.linting.findings import Slip, Way
from commerce_roles.graph.looking import after, entity, nodes_of, sources, targets
from commerce_roles.graph.moving import covered_kpis
from commerce_roles.graph.relations import OWNER, Graph
from commerce_roles.graph.viewing import circles, command, order
from commerce_roles.model import LintRule

__all__ = ["SPINE", "Structure", "superior_in_area"]

_PLAN, _APPROVE, _EXECUTE = "plan", "approve", "execute"


@frozen
class Structure:
    """A graph, and which of its roles somebody holds."""

    graph: Graph
    staffed: frozenset[str]

    def told(self, name: str, key: str) -> str:
        """Give an attribute of the fact of a node; empty where there is none."""
        return str(getattr(entity(self.graph, name), key, ""))

    def tasks(self, phase: str) -> Iterator[str]:
        """Go through the tasks of a phase."""
        return (n for n in nodes_of(self.graph, "task") if self.told(n, "phase") == phase)


Rule = Callable[[Structure, LintRule], Iterator[Slip]]


def superior_in_area(structure: Structure, role: str, area: str) -> str:
    """Give the staffed superior of a role in an area; empty where it has none there."""
    for superior in targets(structure.graph, role, "reports_to", "role"):
        if superior in structure.staffed and structure.told(superior, "area") == area:
            return superior
    return ""


def _plan_below_superior(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for task in (*it.tasks(_PLAN), *it.tasks(_APPROVE)):
        for role in sources(it.graph, task, "accountable", "role"):
            superior = superior_in_area(it, role, it.told(task, "area"))
            if superior:
                values = {"task": task, "role": role, "superior": superior}
                yield Slip(rule.id, (task, role), values)


def _plan_not_approved(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for plan in it.tasks(_PLAN):
        for role in sources(it.graph, plan, "responsible", "role"):
            top = not superior_in_area(it, role, it.told(plan, "area"))
            if top and OWNER not in _approvers(it, plan):
                yield Slip(rule.id, (plan,), {"task": plan, "role": role})


def _own_plan_approved(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for plan in it.tasks(_PLAN):
        under = sources(it.graph, plan, "governed_by", "task")
        executing = [task for task in under if it.told(task, "phase") == _EXECUTE]
        doers = {
            role for task in (plan, *executing) for role in sources(it.graph, task, "responsible")
        }
        for role, approval in _approvers(it, plan).items():
            if role in doers:
                values = {"plan": plan, "role": role, "task": approval}
                yield Slip(rule.id, (approval, plan, role), values)


def _approvers(it: Structure, plan: str) -> dict[str, str]:
    """Give whoever answers for an approval of a plan, with that approval."""
    return {
        party: task
        for task, edges in after(it.graph, plan).items()
        if edges.get("precedes", {}).get("approval")
        for party in sources(it.graph, task, "accountable")
    }


def _execution_without_plan(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for task in it.tasks(_EXECUTE):
        if not any(targets(it.graph, task, "governed_by")):
            yield Slip(rule.id, (task,), {"task": task})


def _governed_by_no_plan(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for task in nodes_of(it.graph, "task"):
        for plan in targets(it.graph, task, "governed_by", "task"):
            if it.told(plan, "phase") != _PLAN:
                yield Slip(rule.id, (task, plan), {"task": task, "plan": plan})


def _work_in_circles(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for circle in circles(order(it.graph)):
        yield Slip(rule.id, tuple(circle[:-1]), {"circle": Way(tuple(circle))})


def _command_in_circles(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for circle in circles(command(it.graph)):
        yield Slip(rule.id, tuple(circle[:-1]), {"circle": Way(tuple(circle))})


def _two_superiors(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for role in nodes_of(it.graph, "role"):
        superiors = tuple(targets(it.graph, role, "reports_to"))
        if len(superiors) > 1:
            yield Slip(rule.id, (role,), {"role": role, "superiors": superiors})


def _kpi_without_owner(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for kpi in nodes_of(it.graph, "kpi"):
        if not any(sources(it.graph, kpi, "accountable")):
            yield Slip(rule.id, (kpi,), {"kpi": kpi})


def _kpi_without_work(it: Structure, rule: LintRule) -> Iterator[Slip]:
    covered = covered_kpis(it.graph)
    for kpi in nodes_of(it.graph, "kpi"):
        if kpi not in covered:
            yield Slip(rule.id, (kpi,), {"kpi": kpi})


def _mover_without_work(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for kpi in nodes_of(it.graph, "kpi"):
        tasks = sources(it.graph, kpi, "moves", "task")
        doers = {role for task in tasks for role in sources(it.graph, task, "responsible")}
        for role in sources(it.graph, kpi, "responsible", "role"):
            if role not in doers:
                yield Slip(rule.id, (kpi, role), {"kpi": kpi, "role": role})


def _objective_without_kpi(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for objective in nodes_of(it.graph, "objective"):
        if not any(sources(it.graph, objective, "serves", "kpi")):
            yield Slip(rule.id, (objective,), {"objective": objective})


def _objective_of_counts(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for objective in nodes_of(it.graph, "objective"):
        kpis = tuple(sources(it.graph, objective, "serves", "kpi"))
        groups = [getattr(entity(it.graph, kpi), "groups", ()) for kpi in kpis]
        if kpis and all(rule.group in found for found in groups):
            yield Slip(rule.id, (objective,), {"objective": objective, "kpis": kpis})


def _skill_not_asked(it: Structure, rule: LintRule) -> Iterator[Slip]:
    for task in nodes_of(it.graph, "task"):
        needed = set(targets(it.graph, task, "requires", "skill"))
        for role in sources(it.graph, task, "responsible", "role"):
            missing = tuple(sorted(needed - set(targets(it.graph, role, "requires", "skill"))))
            if missing:
                values = {"task": task, "role": role, "skills": missing}
                yield Slip(rule.id, (task, role), values)


SPINE: Final[Mapping[str, Rule]] = {
    "plan_below_superior": _plan_below_superior,
    "plan_not_approved": _plan_not_approved,
    "own_plan_approved": _own_plan_approved,
    "execution_without_plan": _execution_without_plan,
    "governed_by_no_plan": _governed_by_no_plan,
    "work_in_circles": _work_in_circles,
    "command_in_circles": _command_in_circles,
    "two_superiors": _two_superiors,
    "kpi_without_owner": _kpi_without_owner,
    "kpi_without_work": _kpi_without_work,
    "mover_without_work": _mover_without_work,
    "objective_without_kpi": _objective_without_kpi,
    "objective_of_counts": _objective_of_counts,
    "skill_not_asked": _skill_not_asked,
}
"""How each rule of the structure is checked, by its id."""
