"""Work by what it takes: what people do with what they know, and what they could do.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002.
"""

from commerce_roles.staffing.measuring.counting import entries, part, parts, rows
from commerce_roles.staffing.measuring.network import MetaNetwork

__all__ = ["actual_workload", "knowledge_reuse", "personnel_cost", "potential_workload"]

Parts = dict[str, float | None]


def actual_workload(net: MetaNetwork) -> Parts:
    """Give for each person what they know that their own tasks require, as a part of all required.

    Formula: Σₜ (AK·KT)∘AT / Σ KT, row by row, which is Σₖ (AT·KTᵀ)∘AK / Σ KT; 0 to 1. None where no
    task requires anything.
    Source: Carley 2002, actual workload by knowledge.
    """
    return parts(net.agents, rows(net.used), entries(net.asks))


def potential_workload(net: MetaNetwork) -> Parts:
    """Give for each person what they know that any task requires, as a part of all required.

    Formula: Σₜ AK·KT / Σ KT, row by row; 0 to 1. None where no task requires anything.
    Source: Carley 2002, potential workload by knowledge.
    """
    return parts(net.agents, net.holds @ rows(net.asks), entries(net.asks))


def personnel_cost(net: MetaNetwork) -> Parts:
    """Give for each person how much joins them to skills, tasks and people, of all there might be.

    Formula: (Σ AK + Σ AT + Σ AA) / (|K| + |T| + |A| − 1), row by row; 0 to 1. A link of a person to
    themselves does not count. None where there is nothing to be joined to. No money is meant.
    Source: Carley 2002, personnel cost.
    """
    others = rows(net.talks) - net.talks.diagonal()
    sums = rows(net.holds) + rows(net.does) + others
    return parts(net.agents, sums, len(net.skills) + len(net.tasks) + len(net.agents) - 1)


def knowledge_reuse(net: MetaNetwork) -> float | None:
    """Give the part of what tasks require that the task right after them requires too.

    Formula: Σ (KTᵀ·KT)∘TT / Σ KT; from 0, and above 1 only where tasks have several followers. None
    where no task requires anything. Source: Carley 2002, omega of knowledge.
    """
    shared = (net.asks.T @ net.asks).multiply(net.precedes)
    return part(entries(shared), entries(net.asks))
