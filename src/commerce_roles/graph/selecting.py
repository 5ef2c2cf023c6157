"""Sub-graphs: the work that is asked for, with everything it touches."""

from collections.abc import Iterable, Iterator
from typing import Final

from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.looking import (
    after,
    before,
    ends,
    entity,
    nodes_of,
    resolve,
    sources,
    targets,
)
from commerce_roles.graph.relations import RACI, RELATIONS, Graph, kind_of
from commerce_roles.graph.viewing import cut

__all__ = ["part_of"]

_AROUND_TASK: Final = (*RACI, "requires", "moves", "uses")
_AROUND: Final = {
    "role": ("reports_to", "requires", "accountable"),
    "kpi": ("computed_from", "accountable", "responsible"),
    "channel": ("uses",),
}
"""What belongs to that which is asked for, besides its work."""


def part_of(  # noqa: PLR0913 each names one way to cut
    graph: Graph,
    *,
    role: str | None = None,
    area: str | None = None,
    phase: str | None = None,
    kpi: str | None = None,
    channel: str | None = None,
    evidence: bool = False,
) -> Graph:
    """Cut out the work of a role, area, phase, KPI or channel, with everything it touches.

    Of several, the work that all of them share. Around every task stand who has a part in it, the
    skills it asks for, the plans it stands under, the KPIs it is believed to move with the
    objectives that they show, and the channels it uses; around a role its superior and
    subordinates, skills and KPIs; around a KPI its measures; around a channel its tactics. Whoever
    has a part in any of this work is in it, so that no part is lost. All edges among these are
    kept, so that what one means is as in `role_graph`. The result is a graph of its own: to change
    it changes nothing else.

    Args:
        graph: The whole.
        role: Tasks in which the role has any of the four parts.
        area: Tasks of one area, and its roles.
        phase: Tasks of one phase.
        kpi: Tasks believed to move the KPI.
        channel: Tasks done on the channel, or by which a tactic for it is taken.
        evidence: Whether claims and sources that the parts cite are in it.

    Raises:
        UnknownIdError: There is no such role, area, phase, KPI or channel; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> part = part_of(role_graph(), kpi="unsubscribe_rate")
        >>> [name for name in part if name.startswith("task:")]
        ['task:check_for_pressure', 'task:define_communication_policy', 'task:produce_email_campaign', 'task:set_online_campaign_strategy']
        >>> part_of(role_graph(), channel="mailing_list", phase="execute").has_node("kpi:email_ctr")
        True
    """  # noqa: E501 what is printed stands on one line
    tasks = nodes_of(graph, "task")
    seeds: list[str] = []
    for kind, asked in (("role", role), ("kpi", kpi), ("channel", channel)):
        if asked is not None:
            found = resolve(graph, asked, kind)
            seeds.append(found)
            own = frozenset(_WORK[kind](graph, found))
            tasks = [task for task in tasks if task in own]
    for key, wanted in (("area", area), ("phase", phase)):
        if wanted is not None:
            tasks = [task for task in tasks if _told(graph, task, key) == wanted]
            if not tasks:
                _known(graph, key, wanted)
    if area is not None:
        seeds += [name for name in nodes_of(graph, "role") if _told(graph, name, "area") == area]
    names = {*seeds, *tasks}
    for task in tasks:
        names.update(ends(graph, task, _AROUND_TASK))
        names.update(targets(graph, task, "governed_by"))
        names.update(_approvals(graph, task))
    for seed in seeds:
        kind = kind_of(seed)
        beyond = ends(graph, seed, _AROUND[kind])
        names.update(name for name in beyond if kind_of(name) != "task")
    names.update([*_beside(graph, names)])
    if evidence:
        names.update([cited for name in list(names) for cited in targets(graph, name, "cites")])
    return cut(graph, lambda name: name in names, RELATIONS)


def _of_role(graph: Graph, name: str) -> Iterator[str]:
    return (task for part in RACI for task in targets(graph, name, part, "task"))


def _of_kpi(graph: Graph, name: str) -> Iterator[str]:
    return sources(graph, name, "moves", "task")


def _of_channel(graph: Graph, name: str) -> Iterator[str]:
    yield from sources(graph, name, "uses", "task")
    for tactic in sources(graph, name, "uses", "tactic"):
        yield from targets(graph, tactic, "uses", "task")


_WORK: Final = {"role": _of_role, "kpi": _of_kpi, "channel": _of_channel}


def _approvals(graph: Graph, task: str) -> Iterator[str]:
    """Give what approves a plan, and the plans that an approval approves."""
    for neighbours in (after(graph, task), before(graph, task)):
        for other, edges in neighbours.items():
            if edges.get("precedes", {}).get("approval"):
                yield other


def _beside(graph: Graph, names: Iterable[str]) -> Iterator[str]:
    """Give who has a part in work, and the objectives that KPIs show."""
    for name in names:
        if kind_of(name) == "task":
            yield from ends(graph, name, RACI)
        elif kind_of(name) == "kpi":
            yield from targets(graph, name, "serves")


def _told(graph: Graph, name: str, key: str) -> str:
    return str(getattr(entity(graph, name), key, ""))


def _known(graph: Graph, key: str, wanted: str) -> None:
    """See that what gave no work is one that there is.

    Raises:
        UnknownIdError: It is not.
    """
    known = {_told(graph, name, key) for name in nodes_of(graph, "task", "role")} - {""}
    if wanted not in known:
        raise UnknownIdError(key, wanted, known)
