"""How many may go before work stops, and whether what should be in two hands is.

Sources: the bus or truck factor after L. Williams and R. Kessler, Pair Programming Illuminated,
2002, and G. Avelino, L. Passos, A. Hora, M. Valente, A Novel Approach for Estimating Truck Factors,
2016; separation of duties after R. Botha and J. Eloff, Separation of Duties for Access Control
Enforcement in Workflow Environments, 2001.
"""

from collections.abc import Iterable

from commerce_roles.errors import UnknownIdError
from commerce_roles.staffing.measuring.counting import columns, part, rows
from commerce_roles.staffing.measuring.network import MetaNetwork

__all__ = ["bus_factor", "half_bus_factor", "knowledge_bus_factor", "separation_of_duties"]


def bus_factor(net: MetaNetwork) -> int | None:
    """Give the fewest people whose going leaves some task without anybody.

    Formula: minₜ Σₐ AT; 0 where a task has nobody already. None without tasks. Source: Williams and
    Kessler 2002, of tasks in place of files.
    """
    return min(columns(net.does).tolist(), default=None)


def knowledge_bus_factor(net: MetaNetwork) -> int | None:
    """Give the fewest people whose going leaves some required skill without anybody.

    Formula: min of Σₐ AK over the skills with Σₜ KT > 0; 0 where nobody has one already. None where
    no task requires anything. Source: as `bus_factor`, of skills.
    """
    there = columns(net.holds)[rows(net.asks) > 0]
    return min(there.tolist(), default=None)


def half_bus_factor(net: MetaNetwork) -> int | None:
    """Give how many must go, busiest first, until more than half of the tasks have nobody.

    Whoever does most of the tasks that still have somebody goes first; of several, the first in
    order. So it is an upper bound of the fewest. None without tasks. Source: Avelino et al. 2016,
    of tasks in place of files.
    """
    if not net.tasks:
        return None
    doing = net.does.tolil().rows
    left = columns(net.does).tolist()
    own = {place: set(map(int, tasks)) for place, tasks in enumerate(doing)}
    orphans = sum(number == 0 for number in left)
    gone = 0
    while 2 * orphans <= len(net.tasks):
        busiest = max(own, key=lambda place: (len(own[place]), -place))
        for task in own.pop(busiest):
            left[task] -= 1
            orphans += left[task] == 0
        gone += 1
    return gone


def separation_of_duties(net: MetaNetwork, pairs: Iterable[tuple[str, str]]) -> float | None:
    """Give the part of pairs of duties that nobody has in one hand.

    Formula: |{(t, u): no a with ATₐₜ = ATₐᵤ = 1}| / number of pairs; 0 to 1. None without pairs.
    Source: Botha and Eloff 2001, static separation, as a part.

    Args:
        net: The network.
        pairs: Tasks that are not to be in one hand, such as a plan and its approval.

    Raises:
        UnknownIdError: There is no such task.
    """
    places = {task: place for place, task in enumerate(net.tasks)}
    told = sorted({(min(pair), max(pair)) for pair in pairs})
    for task in (task for pair in told for task in pair):
        if task not in places:
            raise UnknownIdError("task", task, net.tasks)
    doers = net.does.T.tolil().rows
    apart = sum(set(doers[places[one]]).isdisjoint(doers[places[other]]) for one, other in told)
    return part(apart, len(told))
