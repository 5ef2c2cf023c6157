"""What moves a KPI, directly and through what comes before; KPIs that nothing moves."""

from collections import deque

from attrs import frozen

from commerce_roles.display import Block, Document, Paragraph, Table, Tree, TreeNode, muted
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import nodes_of, resolve, sources, targets
from commerce_roles.graph.relations import Graph
from commerce_roles.showing import Displayed

__all__ = ["Movers", "Orphan", "Orphans", "Upstream", "covered_kpis", "movers_of", "orphan_kpis"]


@frozen
class Upstream(Displayed):
    """A task that bears on a KPI through what comes after it."""

    task: str
    steps: int
    """How many tasks on from it one is reached that moves the KPI; the fewest there are."""
    through: str
    """The next task on that way."""
    relation: str
    """Why that one comes after: it follows (`precedes`) or stands under this plan (`governed_by`)."""  # noqa: E501 one line names both


@frozen(kw_only=True)
class Movers(Answer):
    """Which tasks are believed to move a KPI. That is a belief, and its size is not known."""

    kpi: str
    direct: tuple[str, ...]
    """The tasks that move it."""
    upstream: tuple[Upstream, ...]
    """The tasks that come before those, nearest first; no belief is carried along them."""
    doers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each direct task, who is responsible."""

    def document(self, lang: str = "en") -> Document:
        """Show the tasks, with those that come before under each."""
        say = self.wording
        doers = dict(self.doers)
        nodes = [
            TreeNode(
                [say.name(task, lang), " ", muted(f"({say.listed(doers.get(task, ()), lang)})")],
                self._before(task, lang),
            )
            for task in self.direct
        ]
        blocks: list[Block] = [Tree(TreeNode(say.name(self.kpi, lang), nodes))]
        if not nodes:
            blocks = [Paragraph(say.word("graph.nothing_moves", lang))]
        blocks.append(Paragraph(muted(say.word("graph.belief", lang))))
        return Document(say.heading("graph.moves", lang), blocks, lang=lang)

    def _before(self, task: str, lang: str) -> list[TreeNode]:
        say = self.wording
        return [
            TreeNode(
                [
                    say.name(one.task, lang),
                    " ",
                    muted(f"({say.word(f'graph.{one.relation}', lang)})"),
                ],
                self._before(one.task, lang),
            )
            for one in self.upstream
            if one.through == task
        ]


@frozen
class Orphan(Displayed):
    """A KPI that nobody answers for, or that no work moves."""

    kpi: str
    lacks: tuple[str, ...]
    """`owner`, `task` (none moves it), or `doer` (nobody does those that move it)."""


@frozen(kw_only=True)
class Orphans(Answer):
    """The KPIs that lack an owner or work."""

    kpis: tuple[Orphan, ...]
    asked: int
    """How many KPIs were looked at."""

    def document(self, lang: str = "en") -> Document:
        """Show what each lacks."""
        say = self.wording
        title = say.heading("graph.orphans", lang)
        if not self.kpis:
            none = f"{say.word('graph.no_orphans', lang)} ({self.asked})"
            return Document(title, [Paragraph(none)], lang=lang)
        rows = [
            (
                say.name(one.kpi, lang),
                ", ".join(say.word(f"graph.lacks_{lack}", lang) for lack in one.lacks),
            )
            for one in self.kpis
        ]
        columns = [say.word(f"graph.{name}", lang) for name in ("kpi", "lacks")]
        return Document(title, [Table(columns, rows)], lang=lang)


def movers_of(graph: Graph, kpi: str, *, plans: bool = True) -> Movers:
    """Say which tasks are believed to move a KPI, directly or through what comes after them.

    `moves` is a belief without a size, so nothing is computed along the way: an upstream task is
    told with its distance and the way it takes, and with no number.

    Args:
        graph: A graph of the form of `role_graph`.
        kpi: Its node or id.
        plans: Whether the plans and policies that the work stands under count as before it.

    Raises:
        UnknownIdError: There is no such KPI; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> found = movers_of(role_graph(), "video_completion_rate", plans=False)
        >>> found.direct
        ('task:make_short_video',)
        >>> [(one.task, one.steps) for one in found.upstream][:2]
        [('task:approve_editorial_calendar', 1), ('task:make_editorial_calendar', 2)]
    """
    about = resolve(graph, kpi, "kpi")
    direct = tuple(sorted(sources(graph, about, "moves", "task")))
    found: dict[str, Upstream] = {}
    waiting = deque((task, 0) for task in direct)
    while waiting:
        task, steps = waiting.popleft()
        before = [(earlier, "precedes") for earlier in sources(graph, task, "precedes", "task")]
        if plans:
            before += [(plan, "governed_by") for plan in targets(graph, task, "governed_by")]
        for earlier, relation in sorted(before):
            if earlier not in found and earlier not in direct:
                found[earlier] = Upstream(earlier, steps + 1, task, relation)
                waiting.append((earlier, steps + 1))
    doers = tuple((task, tuple(sorted(sources(graph, task, "responsible")))) for task in direct)
    nodes = [about, *direct, *found, *(role for _, roles in doers for role in roles)]
    return Movers(
        kpi=about,
        direct=direct,
        upstream=tuple(found.values()),
        doers=doers,
        wording=Wording.of(graph, nodes),
    )


def covered_kpis(graph: Graph) -> frozenset[str]:
    """Give the KPIs that some task moves for which somebody is responsible.

    One more task never takes a KPI out of this set; one role less never puts one in.
    """
    return frozenset(
        kpi
        for kpi in nodes_of(graph, "kpi")
        if any(_done(graph, task) for task in sources(graph, kpi, "moves", "task"))
    )


def orphan_kpis(graph: Graph) -> Orphans:
    """Find the KPIs that nobody answers for, or that no work moves.

    Examples:
        >>> from commerce_roles import role_graph
        >>> graph = role_graph()
        >>> orphan_kpis(graph).kpis
        ()
        >>> graph.remove_node("role:ecommerce_manager")
        >>> orphan_kpis(graph).kpis[0]
        Orphan(kpi='kpi:add_to_cart_rate', lacks=('owner', 'doer'))
    """
    kpis = nodes_of(graph, "kpi")
    found: list[Orphan] = []
    for kpi in kpis:
        tasks = list(sources(graph, kpi, "moves", "task"))
        lacks = [] if any(sources(graph, kpi, "accountable")) else ["owner"]
        if not tasks:
            lacks.append("task")
        elif not any(_done(graph, task) for task in tasks):
            lacks.append("doer")
        if lacks:
            found.append(Orphan(kpi, tuple(lacks)))
    wording = Wording.of(graph, [one.kpi for one in found])
    return Orphans(kpis=tuple(found), asked=len(kpis), wording=wording)


def _done(graph: Graph, task: str) -> bool:
    return any(sources(graph, task, "responsible"))
