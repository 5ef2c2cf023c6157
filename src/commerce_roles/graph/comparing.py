"""How alike roles are by the skills they ask for, a rare skill counting for more."""

from collections import defaultdict
from math import log, sqrt
from typing import Final, Literal, Self

from attrs import field, frozen

from commerce_roles.display import Alignment, Document, Paragraph, Table, muted
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import nodes_of, resolve
from commerce_roles.graph.relations import Graph

__all__ = ["Likeness", "Method", "Similar", "SkillIndex", "similar_roles"]

Method = Literal["jaccard", "cosine"]
"""Weighted Jaccard (after Ružička) or cosine (after Salton), both over weights of skills."""

_MOST_SHARED: Final = 5
"""So many shared skills are shown; the answer holds all."""


@frozen
class Likeness:
    """How like another role is."""

    role: str
    score: float | None
    """From 0, nothing in common, to 1, the same skills in the same proportion; None where neither
    asks for anything."""
    shared: tuple[str, ...]
    """The skills that both ask for, those first that make them most alike."""


@frozen(kw_only=True)
class Similar(Answer):
    """One role against all others, the most alike first; of equals, by id."""

    role: str
    method: Method
    rarity: bool
    """Whether rare skills count for more."""
    others: tuple[Likeness, ...]

    def report(self, lang: str = "en") -> Document:
        """Show the others, with what makes them alike."""
        say = self.wording
        right: Alignment = "right"
        rows = [
            (
                say.name(one.role, lang),
                "–" if one.score is None else f"{one.score:.2f}",
                say.listed(one.shared[:_MOST_SHARED], lang),
            )
            for one in self.others
        ]
        columns = [say.word(f"graph.{name}", lang) for name in ("role", "likeness", "shared")]
        table = Table(columns, rows, alignments=("left", right))
        method = muted(say.word(f"graph.{self.method}", lang))
        title = f"{say.heading('graph.like', lang)} {say.name(self.role, lang)}"
        return Document(title, [table, Paragraph(method)], lang=lang)


def similar_roles(
    graph: Graph,
    role: str,
    *,
    method: Method = "jaccard",
    rarity: bool = True,
    most: int | None = None,
) -> Similar:
    """Compare one role with all others by the skills that they ask for.

    A skill weighs as much as its importance to the role (1 where none is told), times its rarity
    ln((1 + N) / (1 + n)) + 1 over N roles of which n ask for it, so that what everybody asks for
    says little. `jaccard` is Σ min(a, b) / Σ max(a, b) over those weights; `cosine` is
    Σ a·b / √(Σ a² · Σ b²). Whoever compares many roles makes one `SkillIndex` for all.

    Args:
        graph: Any graph with `requires` edges from roles to skills.
        role: Its node or id.
        method: How weights are compared.
        rarity: Whether rare skills count for more.
        most: How many of the others to give; all where left out.

    Raises:
        UnknownIdError: There is no such role; the nearest are named.

    Sources:
        M. Ružička, "Anwendung mathematisch-statistischer Methoden in der Geobotanik", Biológia 13,
        1958 (the weighted form of Jaccard's index); G. Salton and C. Buckley, "Term-weighting
        approaches in automatic text retrieval", Information Processing & Management 24(5), 1988
        (rarity and cosine); the 1 added to numerator, denominator and result, as in scikit-learn's
        TfidfTransformer, keeps a skill that all ask for from counting for nothing.

    Examples:
        >>> from commerce_roles import role_graph
        >>> [(one.role, round(one.score, 2)) for one in
        ...  similar_roles(role_graph(), "community_manager").others]
        [('role:social_media_manager', 0.32), ('role:ecommerce_manager', 0.07)]
    """
    return SkillIndex.of(graph, rarity=rarity).like(role, method=method, most=most)


@frozen(eq=False)
class SkillIndex:
    """The skills of all roles, weighed once, to compare many roles quickly."""

    graph: Graph = field(repr=False)
    rarity: bool
    weights: dict[str, dict[str, float]] = field(repr=False)
    """By role, by skill."""
    holders: dict[str, list[str]] = field(repr=False)
    """By skill, the roles that ask for it."""

    @classmethod
    def of(cls, graph: Graph, *, rarity: bool = True) -> Self:
        """Weigh the skills of all roles of a graph, as it is now."""
        asked: dict[str, dict[str, float]] = {}
        holders: dict[str, list[str]] = {}
        for role in nodes_of(graph, "role"):
            own: dict[str, float] = {}
            asked[role] = own
            for skill, edges in graph.adj[role].items():
                if "requires" in edges:
                    own[skill] = edges["requires"].get("importance") or 1
                    holders.setdefault(skill, []).append(role)
        if rarity:
            roles = len(asked)
            rare = {skill: _rarity(roles, len(of)) for skill, of in holders.items()}
            for own in asked.values():
                for skill in own:
                    own[skill] *= rare[skill]
        return cls(graph, rarity, asked, holders)

    def like(self, role: str, *, method: Method = "jaccard", most: int | None = None) -> Similar:
        """Compare one role with all others, as `similar_roles` does.

        Raises:
            UnknownIdError: There is no such role; the nearest are named.
        """
        name = resolve(self.graph, role, "role")
        own = self.weights[name]
        common: defaultdict[str, float] = defaultdict(float)
        for skill, weight in own.items():
            for other in self.holders[skill]:
                theirs = self.weights[other][skill]
                common[other] += min(weight, theirs) if method == "jaccard" else weight * theirs
        size = _SIZE[method]
        mine = size(own)
        scored = [
            (other, _score(method, common[other], mine, size(weights)))
            for other, weights in self.weights.items()
            if other != name
        ]
        scored.sort(key=lambda pair: (-1.0 if pair[1] is None else -pair[1], pair[0]))
        kept = scored if most is None else scored[:most]
        others = tuple(Likeness(other, score, self._shared(name, other)) for other, score in kept)
        nodes = [name, *(one.role for one in others), *own]
        wording = Wording.of(self.graph, nodes)
        return Similar(role=name, method=method, rarity=self.rarity, others=others, wording=wording)

    def _shared(self, role: str, other: str) -> tuple[str, ...]:
        own, theirs = self.weights[role], self.weights[other]
        shared = own.keys() & theirs.keys()
        return tuple(sorted(shared, key=lambda skill: (-min(own[skill], theirs[skill]), skill)))


def _rarity(roles: int, holders: int) -> float:
    return log((1 + roles) / (1 + holders)) + 1


def _sum(weights: dict[str, float]) -> float:
    return sum(weights.values())


def _length(weights: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))


_SIZE: Final = {"jaccard": _sum, "cosine": _length}


def _score(method: Method, common: float, one: float, other: float) -> float | None:
    """Compare by what is common and how large each is; never beyond 1 by rounding."""
    whole = one + other - common if method == "jaccard" else one * other
    if not one and not other:
        return None
    return min(1.0, common / whole) if whole else 0.0
