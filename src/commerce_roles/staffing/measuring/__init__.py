"""Measures of an organisation as a meta-network, after Carley: people, skills, tasks, joined.

They are published formulas, told in each docstring with range and source, and describe the
arrangement of work, not people: nothing here is a mark that somebody gets. What is undefined is
None. All are worked out on sparse matrices, so that large organisations have an answer too.

| module | what it measures |
|---|---|
| `network` | the meta-network itself, of pairs or of a team and its needs |
| `knowledge` | what is missing, what lies idle, congruence, tasks that can be done |
| `workload` | actual and potential workload, cost by links, reuse |
| `exclusivity` | exclusivity, redundancy, diversity |
| `communication` | who needs to talk to whom, and whether they do |
| `resilience` | bus factors, separation of duties |
| `counting` | sums and parts of sparse matrices |

May import: `assigning` of `staffing`; `assessment`, `model`, `errors`. scipy is imported late.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.staffing.measuring.communication import (
        communication_congruence,
        communication_need,
        span_of_control,
    )
    from commerce_roles.staffing.measuring.exclusivity import (
        knowledge_diversity,
        knowledge_exclusivity,
        knowledge_redundancy,
        task_exclusivity,
    )
    from commerce_roles.staffing.measuring.knowledge import (
        agent_needs,
        agent_waste,
        knowledge_congruence,
        organisation_needs,
        organisation_waste,
        task_completion,
        task_needs,
        task_waste,
        under_supply,
    )
    from commerce_roles.staffing.measuring.network import MetaNetwork, meta_network, network_of
    from commerce_roles.staffing.measuring.resilience import (
        bus_factor,
        half_bus_factor,
        knowledge_bus_factor,
        separation_of_duties,
    )
    from commerce_roles.staffing.measuring.workload import (
        actual_workload,
        knowledge_reuse,
        personnel_cost,
        potential_workload,
    )

__all__ = [
    "MetaNetwork",
    "actual_workload",
    "agent_needs",
    "agent_waste",
    "bus_factor",
    "communication_congruence",
    "communication_need",
    "half_bus_factor",
    "knowledge_bus_factor",
    "knowledge_congruence",
    "knowledge_diversity",
    "knowledge_exclusivity",
    "knowledge_redundancy",
    "knowledge_reuse",
    "meta_network",
    "network_of",
    "organisation_needs",
    "organisation_waste",
    "personnel_cost",
    "potential_workload",
    "separation_of_duties",
    "span_of_control",
    "task_completion",
    "task_exclusivity",
    "task_needs",
    "task_waste",
    "under_supply",
]

_PLACE: Final = "commerce_roles.staffing.measuring"
_ROOMS: Final = {
    "communication": ("communication_congruence", "communication_need", "span_of_control"),
    "exclusivity": (
        "knowledge_diversity", "knowledge_exclusivity", "knowledge_redundancy", "task_exclusivity",
    ),
    "knowledge": (
        "agent_needs", "agent_waste", "knowledge_congruence", "organisation_needs",
        "organisation_waste", "task_completion", "task_needs", "task_waste", "under_supply",
    ),
    "network": ("MetaNetwork", "meta_network", "network_of"),
    "resilience": (
        "bus_factor", "half_bus_factor", "knowledge_bus_factor", "separation_of_duties",
    ),
    "workload": ("actual_workload", "knowledge_reuse", "personnel_cost", "potential_workload"),
}  # fmt: skip
_HOMES: Final = {name: f"{_PLACE}.{room}" for room, names in _ROOMS.items() for name in names}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
