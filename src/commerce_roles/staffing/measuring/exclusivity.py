"""How skills and tasks are spread over people: held by one alone, by several, evenly.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002; M. Ashworth and K. Carley, Who You Know vs. What You Know, 2006.
"""

from math import exp

from commerce_roles.staffing.measuring.counting import Matrix, columns, entries, part
from commerce_roles.staffing.measuring.network import MetaNetwork

__all__ = [
    "knowledge_diversity",
    "knowledge_exclusivity",
    "knowledge_redundancy",
    "task_exclusivity",
]

Parts = dict[str, float | None]


def knowledge_exclusivity(net: MetaNetwork) -> Parts:
    """Give for each person how far they alone have what they have.

    Formula: Σₖ AKᵢₖ·exp(1 − Σⱼ AKⱼₖ) / |K|; 0 to 1: a skill that nobody else has counts 1, one of
    two holders e⁻¹, and so on. None without skills. Source: Ashworth and Carley 2006.
    """
    return _exclusive(net.agents, net.holds)


def task_exclusivity(net: MetaNetwork) -> Parts:
    """Give for each person how far they alone do what they do.

    Formula: Σₜ ATᵢₜ·exp(1 − Σⱼ ATⱼₜ) / |T|; 0 to 1. None without tasks. Source: as
    `knowledge_exclusivity`.
    """
    return _exclusive(net.agents, net.does)


def _exclusive(agents: tuple[str, ...], matrix: Matrix) -> Parts:
    weights = [exp(1 - number) if number else 0.0 for number in columns(matrix).tolist()]
    if not weights:
        return dict.fromkeys(agents)
    return dict(zip(agents, ((matrix @ weights) / len(weights)).tolist(), strict=True))


def knowledge_redundancy(net: MetaNetwork) -> float | None:
    """Give how many hold a skill beside the first, of all who might.

    Formula: Σₖ max(0, Σₐ AK − 1) / ((|A| − 1)·|K|); 0 to 1. None with fewer than two people or
    without skills. Source: Carley 2002, knowledge redundancy.
    """
    beyond = entries(net.holds) - (columns(net.holds) > 0).sum()
    return part(beyond, max(0, len(net.agents) - 1) * len(net.skills))


def knowledge_diversity(net: MetaNetwork) -> float | None:
    """Give how evenly what is known is spread over skills.

    Formula: 1 − Σₖ (Σₐ AK / Σ AK)²; 0, all is one skill, to 1 − 1/|K|. None where nobody has
    anything. Source: Carley 2002, knowledge diversity (Herfindahl-Hirschman, from 1).
    """
    counts = columns(net.holds).tolist()
    whole = sum(counts)
    return part(whole * whole - sum(number * number for number in counts), whole * whole)
