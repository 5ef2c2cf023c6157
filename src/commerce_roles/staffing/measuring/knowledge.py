"""Knowledge that work requires and people have: what is missing, what lies idle, what fits.

In the formulas, AK is people × skills, AT people × tasks, KT skills × tasks, all of zeros and
ones; [x] is 1 where x is greater than 0, else 0; ∘ multiplies cell by cell.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002 (measures of the same names in ORA).
"""

from commerce_roles.staffing.measuring.counting import (
    binary,
    columns,
    entries,
    part,
    parts,
    rows,
)
from commerce_roles.staffing.measuring.network import MetaNetwork

__all__ = [
    "agent_needs",
    "agent_waste",
    "knowledge_congruence",
    "organisation_needs",
    "organisation_waste",
    "task_completion",
    "task_needs",
    "task_waste",
    "under_supply",
]

Parts = dict[str, float | None]


def agent_needs(net: MetaNetwork) -> Parts:
    """Give for each person the part of what their tasks require that they do not have.

    Formula: Σₖ [AT·KTᵀ]∘(1 − AK) / Σₖ [AT·KTᵀ], row by row; 0 to 1. None where nothing is required.
    Source: Carley 2002, agent knowledge needs.
    """
    required = binary(net.required)
    have = required.multiply(net.holds)
    wanted = rows(required)
    return parts(net.agents, _less(wanted, rows(have)), wanted)


def agent_waste(net: MetaNetwork) -> Parts:
    """Give for each person the part of what they have that none of their tasks requires.

    Formula: Σₖ AK∘(1 − [AT·KTᵀ]) / Σₖ AK, row by row; 0 to 1. None where they have nothing.
    Source: Carley 2002, agent knowledge waste.
    """
    used = binary(net.required).multiply(net.holds)
    held = rows(net.holds)
    return parts(net.agents, _less(held, rows(used)), held)


def organisation_needs(net: MetaNetwork) -> float | None:
    """Give the part of all that people's tasks require of them that they do not have.

    Formula: Σ [AT·KTᵀ]∘(1 − AK) / Σ [AT·KTᵀ]; 0 to 1. None where nothing is required.
    Source: Carley 2002, knowledge needs of the organisation.
    """
    required = binary(net.required)
    wanted = entries(required)
    return part(wanted - entries(required.multiply(net.holds)), wanted)


def organisation_waste(net: MetaNetwork) -> float | None:
    """Give the part of all that people have that none of their tasks requires.

    Formula: Σ AK∘(1 − [AT·KTᵀ]) / Σ AK; 0 to 1. None where nobody has anything.
    Source: Carley 2002, knowledge waste of the organisation.
    """
    used = binary(net.required).multiply(net.holds)
    held = entries(net.holds)
    return part(held - entries(used), held)


def task_needs(net: MetaNetwork) -> Parts:
    """Give for each task the part of what it requires that nobody brings who is assigned to it.

    Formula: Σₖ KT∘(1 − [AKᵀ·AT]) / Σₖ KT, column by column; 0 to 1. None where it requires nothing.
    Source: Carley 2002, task knowledge needs.
    """
    met = net.asks.multiply(net.brought)
    wanted = columns(net.asks)
    return parts(net.tasks, _less(wanted, columns(met)), wanted)


def task_waste(net: MetaNetwork) -> Parts:
    """Give for each task the part of what those assigned to it bring that it does not require.

    Formula: Σₖ [AKᵀ·AT]∘(1 − KT) / Σₖ [AKᵀ·AT], column by column; 0 to 1. None where nobody brings
    anything. Source: Carley 2002, task knowledge waste.
    """
    brought = net.brought
    there = columns(brought)
    return parts(net.tasks, _less(there, columns(brought.multiply(net.asks))), there)


def knowledge_congruence(net: MetaNetwork) -> float | None:
    """Give how far what is brought to tasks is what they require: the part of cells that agree.

    Formula: 1 − Σ |[AKᵀ·AT] − KT| / (|K|·|T|); 0 to 1, 1 where all agree. None without skills or
    tasks. Source: Carley 2002, organisation agent knowledge congruence.
    """
    brought = net.brought
    both = entries(brought.multiply(net.asks))
    apart = entries(brought) + entries(net.asks) - 2 * both
    cells = len(net.skills) * len(net.tasks)
    return part(cells - apart, cells)


def task_completion(net: MetaNetwork) -> float | None:
    """Give the part of the tasks that those assigned to them can do: everything required is there.

    Formula: |{t: Σₖ KT∘(1 − [AKᵀ·AT]) = 0}| / |T|; 0 to 1. A task that requires nothing counts as
    one that can be done. None without tasks. The rest of the tasks is Carley's negotiation: whoever
    does them has to ask others. Source: Carley 2002, knowledge-based task completion.
    """
    met = columns(net.asks.multiply(net.brought))
    wanted = columns(net.asks)
    done = sum(one == other for one, other in zip(met, wanted, strict=True))
    return part(done, len(net.tasks))


def under_supply(net: MetaNetwork) -> float | None:
    """Give the part of the skills that some task requires that nobody has at all.

    Formula: |{k: Σₜ KT > 0 and Σₐ AK = 0}| / |{k: Σₜ KT > 0}|; 0 to 1. None where nothing is
    required. Source: after Carley 2002, knowledge under supply, by skill and not by task.
    """
    wanted, there = rows(net.asks), columns(net.holds)
    asked = [place for place, number in enumerate(wanted) if number]
    return part(sum(not there[place] for place in asked), len(asked))


def _less(numbers: list[int], others: list[int]) -> list[int]:
    return [number - other for number, other in zip(numbers, others, strict=True)]
