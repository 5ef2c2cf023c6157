"""Which edges each fact makes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar, cast

from commerce_roles.catalogue import measures_of
from commerce_roles.graph.relations import DESCRIBED, OWNER, RACI, Edge, name_of, node
from commerce_roles.model import (
    Contradiction,
    Evidence,
    Kpi,
    Objective,
    Proficiency,
    Requirement,
    Role,
    Tactic,
    Task,
)

__all__ = ["edges_of"]

T = TypeVar("T")
Of = Callable[[str], Mapping[str, object]]

_NOTHING: Final[Mapping[str, Any]] = {}
_HOW: Final = (("sources", "source"), ("contradictions", "contradiction"), ("implies", "claim"),
               ("states", "claim"))  # fmt: skip
"""The keys of evidence, what they name; of two ways to one claim, the last is kept."""


def edges_of(of: Of) -> Iterator[Edge]:
    """Give every edge that facts make, in their order.

    Args:
        of: The facts of a kind, by id.
    """
    for role in _facts(of, "role", Role):
        yield node("role", role.id), _party(role.reports_to), "reports_to", _NOTHING
    yield from _requirements(of)
    for task in _facts(of, "task", Task):
        yield from _of_task(task)
    for kpi in _facts(of, "kpi", Kpi):
        yield from _of_kpi(kpi)
    for objective in _facts(of, "objective", Objective):
        for shows in objective.kpis:
            yield node("kpi", shows), node("objective", objective.id), "serves", _NOTHING
    for tactic in _facts(of, "tactic", Tactic):
        yield from _of_tactic(tactic)
    yield from _citations(of)


def _facts(of: Of, kind: str, _: type[T]) -> Iterator[T]:
    """Go through the facts of a kind as the class that the kind fixes."""
    return iter(cast("Mapping[str, T]", of(kind)).values())


def _party(identifier: str) -> str:
    return OWNER if identifier == name_of(OWNER) else f"role:{identifier}"


def _requirements(of: Of) -> Iterator[Edge]:
    ranks = {step.id: step.rank for step in _facts(of, "proficiency", Proficiency)}
    for asked in _facts(of, "requirement", Requirement):
        yield (
            f"role:{asked.role}",
            f"skill:{asked.skill}",
            "requires",
            {
                "necessity": asked.necessity,
                "level": asked.level,
                "rank": ranks.get(asked.level, 0),
                "importance": asked.importance,
                "excludes": asked.excludes,
                "entity": asked,
            },
        )


def _of_task(task: Task) -> Iterator[Edge]:
    own = node("task", task.id)
    for part in RACI:
        parties: str | tuple[str, ...] = getattr(task, part)
        for party in (parties,) if isinstance(parties, str) else parties:
            yield _party(party), own, part, _NOTHING
    for key, kind, relation in _FROM_TASK:
        for other in getattr(task, key):
            yield own, node(kind, other), relation, _NOTHING
    for plan in task.approves:
        yield node("task", plan), own, "precedes", {"approval": True}


_FROM_TASK: Final = (
    ("skills", "skill", "requires"),
    ("precedes", "task", "precedes"),
    ("governed_by", "task", "governed_by"),
    ("kpis", "kpi", "moves"),
    ("channels", "channel", "uses"),
)


def _of_kpi(kpi: Kpi) -> Iterator[Edge]:
    own = node("kpi", kpi.id)
    if kpi.owner:
        yield node("role", kpi.owner), own, "accountable", _NOTHING
    for role in kpi.movers:
        yield node("role", role), own, "responsible", _NOTHING
    for measure in measures_of(kpi.formula):
        yield own, node("measure", measure), "computed_from", _NOTHING


def _of_tactic(tactic: Tactic) -> Iterator[Edge]:
    own = node("tactic", tactic.id)
    for objective in tactic.objectives:
        yield own, node("objective", objective), "serves", _NOTHING
    for key, kind in _USED:
        for other in getattr(tactic, key):
            yield own, node(kind, other), "uses", _NOTHING


_USED: Final = (
    ("tasks", "task"),
    ("channels", "channel"),
    ("content_formats", "content_format"),
    ("tools", "tool"),
)


def _citations(of: Of) -> Iterator[Edge]:
    for kind in DESCRIBED:
        for identifier, fact in of(kind).items():
            evidence: object = getattr(fact, "evidence", None)
            if isinstance(evidence, Evidence):
                for how, cited in _HOW:
                    for name in getattr(evidence, how):
                        yield node(kind, identifier), node(cited, name), "cites", {"how": how}
    for disagreement in _facts(of, "contradiction", Contradiction):
        for how in ("one", "other"):
            for claim in getattr(disagreement, how):
                own = node("contradiction", disagreement.id)
                yield own, node("claim", claim), "cites", {"how": how}
