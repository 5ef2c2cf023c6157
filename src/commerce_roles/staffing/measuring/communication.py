"""Who needs to talk to whom for the sake of the work, and whether they do.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002 (communication needs: handoff, co-assignment, negotiation).
"""

from commerce_roles.staffing.measuring.counting import Matrix, binary, entries, part, rows
from commerce_roles.staffing.measuring.network import MetaNetwork, scipy_sparse

__all__ = ["communication_congruence", "communication_need", "span_of_control"]


def _needed(net: MetaNetwork) -> Matrix:
    """Give people × people: who needs to talk to whom, both ways, nobody to themselves."""
    sparse = scipy_sparse()
    handoff = net.does @ net.precedes @ net.does.T
    together = net.does @ net.does.T
    required = binary(net.required)
    lacking = required - required.multiply(net.holds)
    asking = lacking @ net.holds.T
    found = handoff + together + asking
    found = sparse.csr_array(binary(found + found.T))
    found.setdiag(0)
    return binary(found)


def communication_need(net: MetaNetwork) -> tuple[tuple[str, str], ...]:
    """List the pairs of people whose work needs them to talk.

    Formula: [AT·TT·ATᵀ + AT·ATᵀ + N·AKᵀ], made symmetric, without the diagonal, where N is what
    people's tasks require and they do not have: one's task comes right before the other's, they do
    one task together, or one lacks what the other knows. Source: Carley 2002.

    Returns:
        Pairs of ids, each once, in the order of people.
    """
    found = _needed(net).tocoo()
    one, other = map(int, found.row), map(int, found.col)
    pairs = list(zip(one, other, strict=True))
    return tuple((net.agents[a], net.agents[b]) for a, b in sorted(pairs) if a < b)


def communication_congruence(net: MetaNetwork) -> float | None:
    """Give how far people talk where their work needs it, and only there: the part that agrees.

    Formula: 1 − Σ |Q − AA| / (|A|·(|A| − 1)), Q being the need; 0 to 1, 1 where both are the same.
    None with fewer than two people. Source: Carley 2002, communication congruence.
    """
    needed = _needed(net)
    talked = net.talks.copy().tolil()
    talked.setdiag(0)
    told = binary(talked)
    both = entries(needed.multiply(told))
    apart = entries(needed) + entries(told) - 2 * both
    cells = len(net.agents) * max(0, len(net.agents) - 1)
    return part(cells - apart, cells)


def span_of_control(net: MetaNetwork) -> float | None:
    """Give to how many people those who talk or report to anybody do so, on average.

    Formula: Σ AA / |{i: Σⱼ AAᵢⱼ > 0}|; at least 1. None where nobody talks to anybody.
    Source: Carley 2002, span of control.
    """
    counts = rows(net.talks)
    return part(counts.sum(), (counts > 0).sum())
