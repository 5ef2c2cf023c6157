"""Who is responsible, accountable, consulted, informed."""

from collections.abc import Iterable

from attrs import frozen

from commerce_roles.display import Block, Document, Paragraph, Table, muted, strong
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import resolve, sources, targets
from commerce_roles.graph.relations import RACI, Graph, kind_of

__all__ = ["Raci", "raci_of", "work_for"]


@frozen(kw_only=True)
class Raci(Answer):
    """Who has which part in a task, a KPI or an objective; nodes, in the order of the graph."""

    about: str
    """The task, KPI or objective."""
    responsible: tuple[str, ...]
    """Who does it: for a KPI whose work moves it, for an objective whose work moves its KPIs."""
    accountable: tuple[str, ...]
    """Who answers for it: for an objective, for its KPIs."""
    consulted: tuple[str, ...]
    """Who is heard before it."""
    informed: tuple[str, ...]
    """Who is told after it."""
    kpis: tuple[str, ...] = ()
    """For an objective: the KPIs that show it."""
    tasks: tuple[str, ...] = ()
    """For a KPI or objective: the work behind it."""

    def document(self, lang: str = "en") -> Document:
        """Show who has which part."""
        say = self.wording
        rows = [
            (strong(say.word(f"raci.{part}", lang)), say.listed(getattr(self, part), lang) or "–")
            for part in RACI
        ]
        blocks: list[Block] = [Table(["", ""], rows)]
        for kind, names in (("kpi", self.kpis), ("task", self.tasks)):
            if names:
                label = muted(f"{say.word(f'graph.{kind}s', lang)}: ")
                blocks.append(Paragraph([label, say.listed(names, lang)]))
        return Document(say.name(self.about, lang), blocks, lang=lang)


def raci_of(graph: Graph, name: str) -> Raci:
    """Say who is responsible, accountable, consulted and informed.

    For a task it is what is declared. For a KPI, its owner is accountable and whose work moves it
    responsible; for an objective, the owners of the KPIs that show it, and whose work moves those
    or takes a tactic for it. Who is consulted and informed follows from that work; nobody is told
    twice: who does or answers for it is neither consulted nor informed.

    Args:
        graph: A graph of the form of `role_graph`.
        name: A task, KPI or objective: `kind:id`, or its id alone.

    Raises:
        UnknownIdError: There is none of that id, or one of each kind; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> graph = role_graph()
        >>> raci_of(graph, "run_promotions").consulted
        ('role:community_manager', 'role:social_media_manager')
        >>> print(raci_of(graph, "unsubscribe_rate"))
        unsubscribe rate
        ════════════════
        <BLANKLINE>
        responsible  community manager, e-commerce manager
        accountable  e-commerce manager
        consulted    –
        informed     –
        <BLANKLINE>
        work: check for pressure on customers (no-pressure guardrail), produce e-mail
        campaign
    """
    about = resolve(graph, name, "task", "kpi", "objective")
    kind = kind_of(about)
    kpis = tuple(sources(graph, about, "serves", "kpi")) if kind == "objective" else ()
    tasks = () if kind == "task" else work_for(graph, about)
    declared = (about,) if kind != "objective" else kpis
    parts = {
        "responsible": _parties(graph, (*declared, *tasks), "responsible"),
        "accountable": _parties(graph, declared, "accountable"),
    }
    acting = {party for found in parts.values() for party in found if kind != "task"}
    for part in ("consulted", "informed"):
        found = _parties(graph, (*declared, *tasks), part)
        parts[part] = tuple(party for party in found if party not in acting)
    nodes = [about, *kpis, *tasks, *(party for found in parts.values() for party in found)]
    return Raci(about=about, kpis=kpis, tasks=tasks, wording=Wording.of(graph, nodes), **parts)


def work_for(graph: Graph, name: str) -> tuple[str, ...]:
    """List the tasks behind a KPI or objective, in the order of the graph.

    Those that move the KPI; those that move a KPI of the objective, or by which a tactic for it
    is taken.
    """
    if kind_of(name) == "kpi":
        found = set(sources(graph, name, "moves", "task"))
    else:
        kpis = sources(graph, name, "serves", "kpi")
        found = {task for kpi in kpis for task in sources(graph, kpi, "moves", "task")}
        for tactic in sources(graph, name, "serves", "tactic"):
            found.update(targets(graph, tactic, "uses", "task"))
    return tuple(sorted(found))


def _parties(graph: Graph, nodes: Iterable[str], part: str) -> tuple[str, ...]:
    return tuple(sorted({party for name in nodes for party in sources(graph, name, part)}))
