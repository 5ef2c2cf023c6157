"""From one role to another: which skills are missing, and at which level."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from commerce_roles.display import Block, Document, Paragraph, Table, Text, muted
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import after, resolve, targets
from commerce_roles.graph.relations import Graph, kind_of
from commerce_roles.showing import Displayed

__all__ = ["RolePath", "SkillGap", "path_between"]


@frozen
class SkillGap(Displayed):
    """One skill that the other role asks for, and this one does not, or not so much of."""

    skill: str
    has: str
    """The level this role asks for; empty where no degree is meant, or the skill is missing."""
    needs: str
    """The level the other role asks for; empty where no degree is meant."""
    missing: bool
    """Whether this role does not ask for the skill at all."""
    steps: int
    """How many steps of the scale lie between; 0 where no degree is meant."""
    importance: int
    """1 to 5, to the other role."""
    necessity: str
    """`essential` or `optional`, to the other role."""
    excludes: bool
    """Whether lacking it excludes, whatever else is there."""


@frozen(kw_only=True)
class RolePath(Answer):
    """What it takes from one role to another, by what the two posts ask for. It ranks nobody."""

    start: str
    goal: str
    gaps: tuple[SkillGap, ...]
    """What is missing: what excludes first, then the essential, by weight."""
    carried: tuple[str, ...]
    """Skills that suffice as they are."""
    unused: tuple[str, ...]
    """Skills that the goal does not ask for."""
    share: float | None
    """How much of what the goal asks for is there, by importance: 0 to 1; None where it asks for
    nothing."""
    tasks: tuple[str, ...]
    """Work that is new."""
    ready: tuple[str, ...]
    """New work all of whose skills the start asks for already."""

    def document(self, lang: str = "en") -> Document:
        """Show the gaps, then what carries over."""
        say = self.wording
        columns = [say.word(f"graph.{name}", lang) for name in
                   ("skill", "now", "needed", "necessity", "weight")]  # fmt: skip
        rows = [self._row(gap, lang) for gap in self.gaps]
        blocks: list[Block] = [Table(columns, rows)] if rows else []
        if self.share is not None:
            share = f"{self.share:.0%}"
            blocks.insert(0, Paragraph([muted(f"{say.word('graph.share', lang)}: "), share]))
        for key in ("carried", "unused", "ready"):
            names: tuple[str, ...] = getattr(self, key)
            if names:
                label = muted(f"{say.word(f'graph.{key}', lang)}: ")
                blocks.append(Paragraph([label, say.listed(names, lang)]))
        blocks.append(Paragraph(muted(say.word("graph.posts_only", lang))))
        title = f"{say.name(self.start, lang)} → {say.name(self.goal, lang)}"
        return Document(title, blocks, lang=lang)

    def _row(self, gap: SkillGap, lang: str) -> tuple[Text, ...]:
        say = self.wording
        has = "–" if gap.missing else say.word(f"proficiency.{gap.has}", lang) if gap.has else "✓"
        needs = say.word(f"proficiency.{gap.needs}", lang) if gap.needs else "✓"
        necessity = "excluding" if gap.excludes else gap.necessity
        told = say.word(f"necessity.{necessity}", lang)
        return say.name(gap.skill, lang), has, needs, told, str(gap.importance)


def path_between(graph: Graph, start: str, goal: str) -> RolePath:
    """Say what is missing for one role to another, by the skills that the two posts ask for.

    A skill suffices if the start asks for at least as much of it; a skill without a degree suffices
    for one without a degree only. The share is the importance of what suffices over that of all.

    Raises:
        UnknownIdError: There is no such role; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> path = path_between(role_graph(), "community_manager", "social_media_manager")
        >>> [(gap.skill, gap.has, gap.needs) for gap in path.gaps][:2]
        [('skill:leadership', '', 'advanced'), ('skill:strategy_design', 'working', 'advanced')]
        >>> path_between(role_graph(), "community_manager", "community_manager").gaps
        ()
    """
    one, other = resolve(graph, start, "role"), resolve(graph, goal, "role")
    held, asked = _skills(graph, one), _skills(graph, other)
    gaps: list[SkillGap] = []
    carried: list[str] = []
    for skill, wanted in asked.items():
        had = held.get(skill)
        if had is not None and had.get("rank", 0) >= wanted.get("rank", 0):
            carried.append(skill)
        else:
            gaps.append(_gap(skill, had, wanted))
    gaps.sort(key=lambda g: (not g.excludes, g.necessity == "optional", -g.importance, g.skill))
    whole = sum(wanted.get("importance") or 1 for wanted in asked.values())
    enough = sum(asked[skill].get("importance") or 1 for skill in carried)
    tasks = sorted({*_tasks(graph, other)} - {*_tasks(graph, one)})
    ready = [task for task in tasks if held.keys() >= {*targets(graph, task, "requires", "skill")}]
    return RolePath(
        start=one,
        goal=other,
        gaps=tuple(gaps),
        carried=tuple(sorted(carried)),
        unused=tuple(sorted(held.keys() - asked.keys())),
        share=enough / whole if whole else None,
        tasks=tuple(tasks),
        ready=tuple(ready),
        wording=Wording.of(graph, [one, other, *held, *asked, *tasks]),
    )


def _skills(graph: Graph, role: str) -> dict[str, Mapping[str, Any]]:
    return {
        skill: edges["requires"]
        for skill, edges in after(graph, role).items()
        if "requires" in edges and kind_of(skill) == "skill"
    }


def _tasks(graph: Graph, role: str) -> list[str]:
    return list(targets(graph, role, "responsible", "task"))


def _gap(skill: str, had: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> SkillGap:
    rank = had.get("rank", 0) if had else 0
    return SkillGap(
        skill=skill,
        has=had.get("level", "") if had else "",
        needs=wanted.get("level", ""),
        missing=had is None,
        steps=max(0, wanted.get("rank", 0) - rank),
        importance=wanted.get("importance") or 1,
        necessity=wanted.get("necessity", "essential"),
        excludes=wanted.get("excludes", False),
    )
