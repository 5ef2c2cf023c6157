"""From an objective down to KPIs, tasks, roles and hours."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from commerce_roles.catalogue import ESTIMATES, coefficient
from commerce_roles.display import (
    Bar,
    Bars,
    Block,
    Document,
    Heading,
    Paragraph,
    Tree,
    TreeNode,
    muted,
)
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import entity, resolve, sources, targets
from commerce_roles.graph.relations import Graph, name_of
from commerce_roles.model import Estimate, FrozenMap, Task, tenth
from commerce_roles.showing import Displayed

__all__ = ["TaskWork", "Work", "work_towards"]

Quantities: TypeAlias = Mapping[str, int]
Hours: TypeAlias = Mapping[str, "Estimate | float"]

_NOTHING = Estimate(0, 0, 0)


@frozen
class TaskWork(Displayed):
    """One task that serves an objective."""

    task: str
    roles: tuple[str, ...]
    """Who is responsible."""
    kpis: tuple[str, ...]
    """The KPIs of the objective that it moves."""
    tactics: tuple[str, ...]
    """The tactics for the objective that are taken by it."""
    hours: Estimate | None
    """Hours a month; None where the quantity of its effort is not told."""


@frozen(kw_only=True)
class Work(Answer):
    """The work that serves an objective, and the hours it takes."""

    objective: str
    level: str
    """The level of service; work that starts at a higher one is left out."""
    kpis: tuple[str, ...]
    """What shows the objective, most telling first."""
    tasks: tuple[TaskWork, ...]
    """Each once, whatever number of KPIs it moves."""
    hours: Estimate
    """Of all tasks whose hours are told. They serve other objectives too."""
    by_role: FrozenMap[str, Estimate]
    """The same by who is responsible; work that two share counts for both."""
    unknown: tuple[str, ...]
    """The tasks whose hours are not told."""

    def document(self, lang: str = "en") -> Document:
        """Show the way from the objective to its work, then the hours by role."""
        say = self.wording
        kpis = [
            TreeNode(
                say.name(kpi, lang), [self._node(t, lang) for t in self.tasks if kpi in t.kpis]
            )
            for kpi in self.kpis
        ]
        besides = [self._node(task, lang) for task in self.tasks if not task.kpis]
        if besides:
            kpis.append(TreeNode(say.word("graph.by_tactic", lang), besides))
        blocks: list[Block] = [Tree(TreeNode(say.name(self.objective, lang), kpis))]
        if self.by_role:
            unit = say.word("graph.hours", lang)
            bars = [
                Bar(say.name(role, lang), *_rounded(hours)) for role, hours in self.by_role.items()
            ]
            blocks += [Heading(say.heading("graph.hours", lang)), Bars(bars, unit=unit)]
        if self.unknown:
            label = muted(f"{say.word('graph.hours_unknown', lang)}: ")
            blocks.append(Paragraph([label, say.listed(self.unknown, lang)]))
        blocks.append(Paragraph(muted(say.word("graph.serves_others", lang))))
        level = say.word(f"level.{self.level}", lang)
        title = (
            f"{say.name(self.objective, lang)} ({level})"
            if level
            else say.name(self.objective, lang)
        )
        return Document(title, blocks, lang=lang)

    def _node(self, work: TaskWork, lang: str) -> TreeNode:
        say = self.wording
        told = "?" if work.hours is None else str(tenth(work.hours.typical))
        roles = say.listed(work.roles, lang)
        return TreeNode([say.name(work.task, lang), " ", muted(f"({roles}, {told} h)")])


def work_towards(
    graph: Graph,
    objective: str,
    *,
    hours: Hours | None = None,
    quantities: Quantities | None = None,
    level: str | None = None,
) -> Work:
    """Go from an objective down to the KPIs that show it, the work that moves them, and its hours.

    The hours of a task are a month's: those given, else its effort times its quantity, minutes ×
    times a year ÷ (12 × 60 × per) for each of what is counted, else unknown. They are the hours of
    the whole task, which serves other objectives too; no share is made up.

    Args:
        graph: A graph of the form of `role_graph`.
        objective: Its node or id.
        hours: Hours a month by task id, such as `assess(…).task_hours("standard")`; a task that is
            not in it has none.
        quantities: In place of hours: how much there is of each quantity, such as
            `{"posts_made": 20}`; a quantity that is not in it is unknown.
        level: A level of service; the highest where left out.

    Raises:
        UnknownIdError: There is no such objective, level or task; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> told = {"blog_articles": 4, "pages_audited": 30}
        >>> found = work_towards(role_graph(), "search_position", quantities=told)
        >>> found.kpis
        ('kpi:organic_search_share', 'kpi:top10_keyword_share')
        >>> found.hours.typical, found.unknown
        (12.8, ('task:plan_search_position',))
    """
    about = resolve(graph, objective, "objective")
    levels: tuple[str, ...] = tuple(graph.graph.get("levels", ()))
    if level is not None and level not in levels:
        raise UnknownIdError("level of service", level, levels)
    if hours is not None:
        for name in hours:
            resolve(graph, name, "task")
    wanted = level or (levels[-1] if levels else "")
    started = frozenset(levels[: levels.index(wanted) + 1]) if wanted else None
    kpis = tuple(sources(graph, about, "serves", "kpi"))
    tactics = tuple(sources(graph, about, "serves", "tactic"))
    moved = _by_task(kpis, lambda kpi: sources(graph, kpi, "moves", "task"))
    taken = _by_task(tactics, lambda tactic: targets(graph, tactic, "uses", "task"))
    tasks: list[TaskWork] = []
    for name in sorted({*moved, *taken}):
        fact = entity(graph, name)
        if started is not None and isinstance(fact, Task) and fact.level not in started:
            continue
        roles = tuple(sorted(sources(graph, name, "responsible")))
        told = _hours(name, fact, hours, quantities or {})
        tasks.append(TaskWork(name, roles, moved.get(name, ()), taken.get(name, ()), told))
    known = [task for task in tasks if task.hours is not None]
    nodes = [about, *kpis, *tactics, *(n for t in tasks for n in (t.task, *t.roles))]
    by_role: dict[str, Estimate] = {}
    for task in known:
        for role in task.roles:
            by_role[role] = by_role.get(role, _NOTHING) + (task.hours or _NOTHING)
    return Work(
        objective=about,
        level=wanted,
        kpis=kpis,
        tasks=tuple(tasks),
        hours=sum((task.hours or _NOTHING for task in known), _NOTHING),
        by_role=FrozenMap(sorted(by_role.items())),
        unknown=tuple(task.task for task in tasks if task.hours is None),
        wording=Wording.of(graph, nodes),
    )


def _by_task(
    names: tuple[str, ...], tasks_of: Callable[[str], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for task in tasks_of(name):
            found[task] = (*found.get(task, ()), name)
    return found


def _hours(name: str, fact: object, hours: Hours | None, quantities: Quantities) -> Estimate | None:
    if hours is not None:
        given = hours.get(name_of(name), hours.get(name, _NOTHING))
        return given if isinstance(given, Estimate) else Estimate(given, given, given)
    if not isinstance(fact, Task) or fact.effort.of not in quantities:
        return None
    amount = quantities[fact.effort.of]
    return Estimate(*(float(coefficient(fact.effort, e) * amount) for e in ESTIMATES))


def _rounded(hours: Estimate) -> tuple[float, float, float]:
    return tenth(hours.low), tenth(hours.typical), tenth(hours.high)
