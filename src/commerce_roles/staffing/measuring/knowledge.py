"""Knowledge that work requires and people have: what is missing, what lies idle, what fits.

In the formulas, AK is people × skills, AT people × tasks, KT skills × tasks, all of zeros and
ones; [x] is 1 where x is greater than 0, else 0; ∘ multiplies cell by cell.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002 (measures of the same names in ORA).
"""

from commerce_roles.staffing.measuring.counting import (
    columns,
    entries,
    numbers_in_rows,
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
    wanted = numbers_in_rows(net.required)
    return parts(net.agents, wanted - numbers_in_rows(net.used), wanted)


def agent_waste(net: MetaNetwork) -> Parts:
    """Give for each person the part of what they have that none of their tasks requires.

    Formula: Σₖ AK∘(1 − [AT·KTᵀ]) / Σₖ AK, row by row; 0 to 1. None where they have nothing.
    Source: Carley 2002, agent knowledge waste.
    """
    held = numbers_in_rows(net.holds)
    return parts(net.agents, held - numbers_in_rows(net.used), held)


def organisation_needs(net: MetaNetwork) -> float | None:
    """Give the part of all that people's tasks require of them that they do not have.

    Formula: Σ [AT·KTᵀ]∘(1 − AK) / Σ [AT·KTᵀ]; 0 to 1. None where nothing is required.
    Source: Carley 2002, knowledge needs of the organisation.
    """
    wanted = net.required.count_nonzero()
    return part(wanted - net.used.count_nonzero(), wanted)


def organisation_waste(net: MetaNetwork) -> float | None:
    """Give the part of all that people have that none of their tasks requires.

    Formula: Σ AK∘(1 − [AT·KTᵀ]) / Σ AK; 0 to 1. None where nobody has anything.
    Source: Carley 2002, knowledge waste of the organisation.
    """
    held = entries(net.holds)
    return part(held - net.used.count_nonzero(), held)


def task_needs(net: MetaNetwork) -> Parts:
    """Give for each task the part of what it requires that nobody brings who is assigned to it.

    Formula: Σₖ KT∘(1 − [AKᵀ·AT]) / Σₖ KT, column by column; 0 to 1. None where it requires nothing.
    Source: Carley 2002, task knowledge needs.
    """
    wanted = columns(net.asks)
    return parts(net.tasks, wanted - columns(net.met), wanted)


def task_waste(net: MetaNetwork) -> Parts:
    """Give for each task the part of what those assigned to it bring that it does not require.

    Formula: Σₖ [AKᵀ·AT]∘(1 − KT) / Σₖ [AKᵀ·AT], column by column; 0 to 1. None where nobody brings
    anything. Source: Carley 2002, task knowledge waste.
    """
    there = columns(net.brought)
    return parts(net.tasks, there - columns(net.met), there)


def knowledge_congruence(net: MetaNetwork) -> float | None:
    """Give how far what is brought to tasks is what they require: the part of cells that agree.

    Formula: 1 − Σ |[AKᵀ·AT] − KT| / (|K|·|T|); 0 to 1, 1 where all agree. None without skills or
    tasks. Source: Carley 2002, organisation agent knowledge congruence.
    """
    apart = entries(net.brought) + entries(net.asks) - 2 * entries(net.met)
    cells = len(net.skills) * len(net.tasks)
    return part(cells - apart, cells)


def task_completion(net: MetaNetwork) -> float | None:
    """Give the part of the tasks that those assigned to them can do: everything required is there.

    Formula: |{t: Σₖ KT∘(1 − [AKᵀ·AT]) = 0}| / |T|; 0 to 1. A task that requires nothing counts as
    one that can be done. None without tasks. The rest of the tasks is Carley's negotiation: whoever
    does them has to ask others. Source: Carley 2002, knowledge-based task completion.
    """
    done = (columns(net.met) == columns(net.asks)).sum()
    return part(done, len(net.tasks))


def under_supply(net: MetaNetwork) -> float | None:
    """Give the part of the skills that some task requires that nobody has at all.

    Formula: |{k: Σₜ KT > 0 and Σₐ AK = 0}| / |{k: Σₜ KT > 0}|; 0 to 1. None where nothing is
    required. Source: after Carley 2002, knowledge under supply, by skill and not by task.
    """
    asked = rows(net.asks) > 0
    nobody = columns(net.holds) == 0
    return part((asked & nobody).sum(), asked.sum())
