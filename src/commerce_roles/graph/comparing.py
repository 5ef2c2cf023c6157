"""How alike roles are by the skills they ask for, a rare skill counting for more."""

from collections import Counter
from itertools import chain
from math import log, sqrt
from typing import Final, Literal, Self

from attrs import field, frozen

from commerce_roles.display import Alignment, Document, Paragraph, Table, muted
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import after, nodes_of, resolve, sources
from commerce_roles.graph.relations import Graph
from commerce_roles.showing import Displayed

__all__ = ["Likeness", "Method", "Similar", "SkillIndex", "similar_roles"]

Method = Literal["jaccard", "cosine"]
"""Weighted Jaccard (after Ružička) or cosine (after Salton), both over weights of skills."""

_MOST_SHARED: Final = 5
"""So many shared skills are shown; the answer holds all."""


@frozen
class Likeness(Displayed):
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

    def document(self, lang: str = "en") -> Document:
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
        UnknownIdError: There is no such role or method; the nearest are named.

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


def _sum(weights: dict[str, float]) -> float:
    return sum(weights.values())


def _length(weights: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))


_SIZE: Final = {"jaccard": _sum, "cosine": _length}


@frozen(eq=False)
class SkillIndex(Displayed):
    """The skills of all roles, weighed once, to compare many roles quickly."""

    graph: Graph = field(repr=False)
    rarity: bool
    weights: dict[str, dict[str, float]] = field(repr=False)
    """By role, by skill."""
    _sizes: dict[str, dict[str, float]] = field(factory=dict[str, dict[str, float]], repr=False)
    """By method, by role: what its weights come to, once it was asked for."""

    @classmethod
    def of(cls, graph: Graph, *, rarity: bool = True) -> Self:
        """Weigh the skills of all roles of a graph, as it is now."""
        weights: dict[str, dict[str, float]] = {
            role: {
                skill: edges["requires"].get("importance") or 1
                for skill, edges in after(graph, role).items()
                if "requires" in edges
            }
            for role in nodes_of(graph, "role")
        }
        if rarity:
            asked = Counter(chain.from_iterable(weights.values()))
            rare = {skill: _rarity(len(weights), roles) for skill, roles in asked.items()}
            weights = {
                role: {skill: weight * rare[skill] for skill, weight in own.items()}
                for role, own in weights.items()
            }
        return cls(graph, rarity, weights)

    def like(self, role: str, *, method: Method = "jaccard", most: int | None = None) -> Similar:
        """Compare one role with all others, as `similar_roles` does.

        Raises:
            UnknownIdError: There is no such role or method; the nearest are named.
        """
        name = resolve(self.graph, role, "role")
        if method not in _SIZE:
            raise UnknownIdError("method", method, _SIZE, near=tuple(_SIZE))
        own = self.weights[name]
        if method not in self._sizes:
            size = _SIZE[method]
            self._sizes[method] = {other: size(theirs) for other, theirs in self.weights.items()}
        sizes = self._sizes[method]
        shared = self._shared(name)
        scored: list[tuple[float, str, float | None]] = []
        for other in self.weights:
            if other != name:
                theirs = self.weights[other]
                skills = shared.get(other, ())
                common = sum(_common(method, own[skill], theirs[skill]) for skill in skills)
                score = _score(method, common, sizes[name], sizes[other])
                scored.append((1.0 if score is None else -score, other, score))
        scored.sort()
        others = tuple(
            Likeness(other, score, self._ordered(own, self.weights[other], shared.get(other, [])))
            for _, other, score in scored[:most]
        )
        wording = Wording.of(self.graph, [name, *(one.role for one in others), *own])
        return Similar(role=name, method=method, rarity=self.rarity, others=others, wording=wording)

    def _shared(self, role: str) -> dict[str, list[str]]:
        """Give for every role that has some the skills that it shares with one."""
        found: dict[str, list[str]] = {}
        for skill in self.weights[role]:
            for other in sources(self.graph, skill, "requires", "role"):
                if skill in self.weights.get(other, ()):  # the graph may have changed since
                    found.setdefault(other, []).append(skill)
        return found

    @staticmethod
    def _ordered(
        own: dict[str, float], theirs: dict[str, float], skills: list[str]
    ) -> tuple[str, ...]:
        pairs = sorted((-min(own[skill], theirs[skill]), skill) for skill in skills)
        return tuple(skill for _, skill in pairs)


def _common(method: Method, one: float, other: float) -> float:
    return min(one, other) if method == "jaccard" else one * other


def _rarity(roles: int, holders: int) -> float:
    return log((1 + roles) / (1 + holders)) + 1


def _score(method: Method, common: float, one: float, other: float) -> float | None:
    """Compare by what is common and how large each is; never beyond 1 by rounding."""
    whole = one + other - common if method == "jaccard" else one * other
    if not one and not other:
        return None
    return min(1.0, common / whole) if whole else 0.0
