"""How fast a graph of ESCO's size is made and asked, beside plain networkx in the same run.

The source is generated: 3,007 roles, 13,896 skills and 123,788 requirements, the numbers of ESCO
1.1.1, a few skills being asked for by many roles and most by few. Every requirement is a value of
the model with necessity, level and importance, made before the clock starts, as the triples are.
`role_graph` is the function that makes the graph of the library's own facts: it reads these values,
checks that no edge ends at nothing, and leaves every fact attached to its node or edge. The peer is
`MultiDiGraph.add_edges_from` of the same triples, kind as key, with neither facts nor checks.

Times are processor time, medians of several rounds, the two builders in turns: on a machine that
does nothing else that is the time on the clock.
"""

import random
import statistics
import sys
from collections.abc import Callable, Mapping
from time import process_time
from typing import Any, Final, cast

import networkx as nx

from commerce_roles.catalogue import load_catalogue
from commerce_roles.graph import (
    SkillIndex,
    decision_graph,
    lint,
    movers_of,
    orphan_kpis,
    path_between,
    raci_matrix,
    raci_of,
    role_graph,
    similar_roles,
    without_role,
    work_towards,
)
from commerce_roles.model import FrozenMap, Requirement, Role, Skill

ROLES: Final = 3_007
SKILLS: Final = 13_896
RELATIONS: Final = 123_788
ROUNDS: Final = 7
LEVELS: Final = ("basic", "working", "advanced", "expert")


class Generated:
    """Facts of ESCO's shape, read as `role_graph` reads a catalogue."""

    languages = ("en",)
    levels = ()

    def __init__(self, seed: int = 1) -> None:
        """Make all values."""
        own = load_catalogue()
        chance = random.Random(seed)  # noqa: S311 no secret
        example = next(iter(own.roles.values()))
        roles = [f"role_{n:04}" for n in range(ROLES)]
        skills = [f"skill_{n:05}" for n in range(SKILLS)]
        weights = [1 / (n + 1) ** 0.6 for n in range(SKILLS)]
        asked: set[tuple[str, str]] = set(zip(chance.choices(roles, k=SKILLS), skills, strict=True))
        while len(asked) < RELATIONS:
            missing = RELATIONS - len(asked)
            drawn = zip(
                chance.choices(roles, k=missing),
                chance.choices(skills, weights=weights, k=missing),
                strict=True,
            )
            asked.update(drawn)
        self._facts: dict[str, Mapping[str, object]] = {
            "role": {r: _role(r, example) for r in roles},
            "skill": {s: Skill(id=s, label=FrozenMap(en=s)) for s in skills},
            "requirement": {
                f"{role}.{skill}": Requirement(
                    id=f"{role}.{skill}",
                    role=role,
                    skill=skill,
                    necessity=chance.choice(("essential", "optional")),
                    level=chance.choice(LEVELS),
                    importance=chance.randint(1, 5),
                )
                for role, skill in sorted(asked)
            },
            "proficiency": own.of("proficiency"),
        }

    def of(self, kind: str, /) -> Mapping[str, object]:
        """Give the facts of a kind."""
        return self._facts.get(kind, {})

    def names(self, kind: str, identifier: str, /) -> Mapping[str, str]:
        """Name a fact."""
        label: Mapping[str, str] = getattr(self._facts[kind][identifier], "label", {})
        return label


def _role(identifier: str, example: Role) -> Role:
    return Role(
        id=identifier,
        label=FrozenMap(en=identifier),
        area="any",
        reports_to="owner",
        definition=example.definition,
        phrases=example.phrases,
    )


def median_ms(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Run an action several times and give the median in milliseconds."""
    times: list[float] = []
    for _ in range(rounds):
        start = process_time()
        action()
        times.append(process_time() - start)
    return statistics.median(times) * 1000


def side_by_side(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Run two actions in turns, so that both meet the same machine, and give both medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for place, action in enumerate((one, other)):
            start = process_time()
            action()
            times[place].append(process_time() - start)
    return statistics.median(times[0]) * 1000, statistics.median(times[1]) * 1000


def plain(triples: list[tuple[str, str, str]]) -> "nx.MultiDiGraph[str]":
    """Make the graph of the same triples with networkx alone."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from(cast("Any", triples))  # the stubs know no keys
    return graph


def say(what: str, milliseconds: float, note: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{what:52} {milliseconds:10.3f} ms  {note}\n")


def large() -> None:
    """Measure a graph of ESCO's size."""
    source = Generated()
    graph = role_graph(source)
    triples = list(graph.edges(keys=True))
    peer, ours = side_by_side(lambda: plain(triples), lambda: role_graph(source))
    sizes = f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges"
    say("networkx add_edges_from of the triples", peer, sizes)
    say("role_graph of the facts", ours, f"{ours / peer:.2f} × networkx")
    role = "role:role_0500"
    say("one role against all, index made for it", median_ms(lambda: similar_roles(graph, role)))
    index = SkillIndex.of(graph)
    say("one role against all, index kept", median_ms(lambda: index.like(role)))
    say("  the same, cosine", median_ms(lambda: index.like(role, method="cosine")))
    say("from one role to another", median_ms(lambda: path_between(graph, role, "role:role_0900")))


def own() -> None:
    """Measure the graph of the library's own facts."""
    catalogue = load_catalogue()
    graph = role_graph(catalogue)
    sizes = f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges"
    say("role_graph of the library's facts", median_ms(lambda: role_graph(catalogue)), sizes)
    cm, _, smm = catalogue.roles
    for what, action in (
        ("who does a task", lambda: raci_of(graph, "task:create_posts")),
        ("who does what for a KPI", lambda: raci_of(graph, "kpi:conversion_rate")),
        ("who does what for an objective", lambda: raci_of(graph, "objective:loyalty")),
        ("what moves a KPI, directly or not", lambda: movers_of(graph, "conversion_rate")),
        ("from an objective down to hours", lambda: work_towards(graph, "loyalty", hours={})),
        ("orphan KPIs", lambda: orphan_kpis(graph)),
        ("what is lost without a role", lambda: without_role(graph, cm)),
        ("from one role to another", lambda: path_between(graph, cm, smm)),
        ("the RACI matrix", lambda: raci_matrix(graph)),
        ("lint of the facts", lambda: lint(graph)),
        ("decision_graph", lambda: decision_graph(catalogue)),
    ):
        say(what, median_ms(action, 50))


if __name__ == "__main__":
    large()
    own()
