"""What is named: channels, sectors, formats, tools; objectives; skills and their families."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Discipline", "Name", "Objective", "Proficiency", "Skill", "Translation"]


@frozen(kw_only=True)
class Name(Displayed):
    """A channel, sector, content format, sales channel or tool."""

    id: str
    label: Label
    origin: Literal["article", "suggested"] = "suggested"
    """Whether an article names it."""
    aliases: tuple[str, ...] = ()
    """Other ids by which it may be given."""
    groups: tuple[str, ...] = ()
    """Sets that expressions name without knowing their members."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Objective(Displayed):
    """What a business may want, and the figures that show how near it is."""

    id: str
    label: Label
    origin: Literal["article", "suggested"] = "suggested"
    """Whether an article names it."""
    aliases: tuple[str, ...] = ()
    """Other ids by which it may be given."""
    groups: tuple[str, ...] = ()
    """Sets that expressions name without knowing their members."""
    kpis: tuple[str, ...] = field(default=(), metadata=to("kpi"))
    """The KPIs that show it, most telling first; one of them at least is more than a count."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Discipline(Displayed):
    """A family of skills that belongs to a role."""

    id: str
    role: str = field(metadata=to("role"))
    """The role that it describes."""
    label: Label
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Skill(Displayed):
    """Something a person can do, knows, or is."""

    id: str
    label: Label
    kind: Literal["knowledge", "skill", "trait", "language", "tool"] = "skill"
    """A trait is never matched to persons unless that is switched on."""
    disciplines: tuple[str, ...] = field(default=(), metadata=to("discipline"))
    """The families it belongs to."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Proficiency(Displayed):
    """One step of the scale on which skills are asked for."""

    id: str
    rank: int
    """From 1, the least."""
    label: Label
    means: Label
    """What somebody on this step can be left to do."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Translation(Displayed):
    """The names of one fact in further languages; its id is that of the fact, `kind.id`."""

    id: str
    label: Label
    """One name per language, as written inside a sentence."""
    article: tuple[str, ...] = ()
    """The languages whose name stands in an article; the others are suggested."""
    doubtful: tuple[str, ...] = ()
    """The languages in which several forms compete, or a name was coined here."""
    aliases: FrozenMap[str, tuple[str, ...]] = FrozenMap()
    """Other names, per language."""
    note: str = ""
    """What else the name may mean elsewhere."""
