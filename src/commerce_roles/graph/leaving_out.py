"""What is lost if a role is left out, and which others could step in by their skills."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from commerce_roles.display import (
    Alignment,
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import entity, nodes_of, resolve, sources, targets
from commerce_roles.graph.relations import Graph
from commerce_roles.showing import Displayed

__all__ = ["Loss", "StandIn", "without_role"]


@frozen
class StandIn(Displayed):
    """A role that could take over lost work, by the skills that the roles and the work ask for."""

    role: str
    tasks: tuple[str, ...]
    """The lost tasks all of whose skills this role asks for too."""
    skills: float
    """How much of the skills of all lost tasks it asks for, from 0 to 1, each need counted once
    for each task that has it."""
    missing: tuple[str, ...]
    """The skills of the lost tasks that it does not ask for."""


@frozen(kw_only=True)
class Loss(Answer):
    """What is lost if a role is left out and nobody steps in. All nodes, in the graph's order."""

    role: str
    tasks: tuple[str, ...]
    """Work that nobody else is responsible for."""
    unanswered: tuple[str, ...]
    """Work of others for which nobody else is accountable."""
    kpis: tuple[str, ...]
    """KPIs that no remaining work moves."""
    weaker_kpis: tuple[str, ...]
    """KPIs that lose some of the work that moves them."""
    unowned_kpis: tuple[str, ...]
    """KPIs that nobody else answers for."""
    objectives: tuple[str, ...]
    """Objectives none of whose KPIs is still moved."""
    weaker_objectives: tuple[str, ...]
    """Objectives some of whose KPIs are no longer moved."""
    phases: tuple[tuple[str, str], ...]
    """Area and phase of which no work remains."""
    subordinates: tuple[str, ...]
    """Roles that lose their superior."""
    stand_ins: tuple[StandIn, ...]
    """Every other role, the one that could take over most first."""

    def document(self, lang: str = "en") -> Document:
        """Show what is lost, then who could step in."""
        say = self.wording
        rows: list[tuple[Text, Text, Text]] = []
        for key in ("tasks", "unanswered", "kpis", "unowned_kpis", "weaker_kpis", "objectives",
                    "weaker_objectives", "subordinates"):  # fmt: skip
            names: tuple[str, ...] = getattr(self, key)
            if names:
                listed = say.listed(names, lang)
                rows.append((strong(say.word(f"graph.lost_{key}", lang)), str(len(names)), listed))
        if self.phases:
            told = ", ".join(f"{area}: {say.word(f'phase.{p}', lang)}" for area, p in self.phases)
            label = strong(say.word("graph.lost_phases", lang))
            rows.append((label, str(len(self.phases)), told))
        right: Alignment = "right"
        blocks: list[Block] = [Table(["", "", ""], rows, alignments=("left", right))]
        if not rows:
            blocks = [Paragraph(say.word("graph.nothing_lost", lang))]
        if self.tasks and self.stand_ins:
            columns = [say.word(f"graph.{name}", lang) for name in
                       ("role", "could_take", "skills_there", "skills_missing")]  # fmt: skip
            blocks.append(Heading(say.heading("graph.stand_ins", lang)))
            blocks.append(Table(columns, [self._row(one, lang) for one in self.stand_ins]))
            blocks.append(Paragraph(muted(say.word("graph.posts_only", lang))))
        title = f"{say.heading('graph.without', lang)} {say.name(self.role, lang)}"
        return Document(title, blocks, lang=lang)

    def _row(self, one: StandIn, lang: str) -> tuple[str, str, str, str]:
        share = f"{one.skills:.0%}"
        taken = f"{len(one.tasks)} / {len(self.tasks)}"
        say = self.wording
        return say.name(one.role, lang), taken, share, say.listed(one.missing, lang)


def without_role(graph: Graph, role: str) -> Loss:
    """Say what is lost if a role is left out, and who could step in by the skills asked for.

    A KPI is moved as long as some work moves it for which somebody is responsible; so leaving a
    role out never makes one moved that was not. Roles are compared, never persons: a role could
    step in where it asks for all the skills that the work asks for.

    Raises:
        UnknownIdError: There is no such role; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> loss = without_role(role_graph(), "ecommerce_manager")
        >>> len(loss.tasks), loss.phases[0], "kpi:aov" in loss.kpis
        (21, ('shop', 'adjust'), True)
        >>> loss.stand_ins[0].role, len(loss.stand_ins[0].tasks)
        ('role:community_manager', 3)
    """
    gone = resolve(graph, role, "role")
    tasks = _only(graph, targets(graph, gone, "responsible", "task"), "responsible", gone)
    lost = frozenset(tasks)
    touched = {kpi for task in tasks for kpi in targets(graph, task, "moves", "kpi")}
    kpis = tuple(kpi for kpi in sorted(touched) if not _moved(graph, kpi, lost))
    answered = _only(graph, targets(graph, gone, "accountable", "task"), "accountable", gone)
    owned = _only(graph, targets(graph, gone, "accountable", "kpi"), "accountable", gone)
    objectives = [(name, _still_shown(graph, name, kpis)) for name in _shown_by(graph, kpis)]
    found = {
        "tasks": tasks,
        "unanswered": tuple(task for task in answered if task not in lost),
        "kpis": kpis,
        "weaker_kpis": tuple(sorted(touched.difference(kpis))),
        "unowned_kpis": owned,
        "objectives": tuple(name for name, shown in objectives if not shown),
        "weaker_objectives": tuple(name for name, shown in objectives if shown),
        "subordinates": _only_superior(graph, gone),
    }
    stand_ins = tuple(_stand_ins(graph, gone, tasks))
    nodes = [gone, *(name for names in found.values() for name in names)]
    for one in stand_ins:
        nodes += [one.role, *one.missing]
    return Loss(
        role=gone,
        phases=tuple(_phases(graph, lost)),
        stand_ins=stand_ins,
        wording=Wording.of(graph, nodes),
        **found,
    )


def _only(graph: Graph, names: Iterable[str], part: str, role: str) -> tuple[str, ...]:
    """Keep what nobody else holds that part in."""
    return tuple(
        sorted(n for n in names if all(party == role for party in sources(graph, n, part)))
    )


def _only_superior(graph: Graph, role: str) -> tuple[str, ...]:
    below = sources(graph, role, "reports_to", "role")
    return tuple(
        sorted(n for n in below if all(s == role for s in targets(graph, n, "reports_to")))
    )


def _moved(graph: Graph, kpi: str, lost: frozenset[str]) -> bool:
    return any(
        task not in lost and any(sources(graph, task, "responsible"))
        for task in sources(graph, kpi, "moves", "task")
    )


def _shown_by(graph: Graph, kpis: tuple[str, ...]) -> list[str]:
    return sorted({name for kpi in kpis for name in targets(graph, kpi, "serves", "objective")})


def _still_shown(graph: Graph, objective: str, kpis: tuple[str, ...]) -> bool:
    """Say whether a KPI of an objective is moved that is none of those lost."""
    return any(
        kpi not in kpis and _moved(graph, kpi, frozenset())
        for kpi in sources(graph, objective, "serves", "kpi")
    )


def _phases(graph: Graph, lost: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give area and phase of lost work that has none left."""
    places: dict[tuple[str, str], list[str]] = {}
    for task in nodes_of(graph, "task"):
        fact = entity(graph, task)
        if fact is not None:
            places.setdefault((fact.area, fact.phase), []).append(task)
    return (place for place, tasks in sorted(places.items()) if lost.issuperset(tasks))


def _stand_ins(graph: Graph, gone: str, tasks: tuple[str, ...]) -> Iterator[StandIn]:
    needs = {task: frozenset(targets(graph, task, "requires", "skill")) for task in tasks}
    wanted = sum(len(skills) for skills in needs.values())
    found: list[StandIn] = []
    for role in nodes_of(graph, "role"):
        if role == gone:
            continue
        own = frozenset(targets(graph, role, "requires", "skill"))
        held = sum(len(skills & own) for skills in needs.values())
        whole = tuple(task for task, skills in needs.items() if skills <= own)
        missing = frozenset[str]().union(*needs.values()) - own
        share = float(Fraction(held, wanted)) if wanted else 1.0
        found.append(StandIn(role, whole, share, tuple(sorted(missing))))
    yield from sorted(found, key=lambda one: (-len(one.tasks), -one.skills, one.role))
