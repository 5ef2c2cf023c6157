"""What a taxonomy holds, as values: concepts, what one asks of another, whose words they are.

May import: `model`.
"""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["Concept", "ConceptKind", "Notice", "Relation", "RelationKind", "Scale"]

ConceptKind = Literal["occupation", "skill", "occupation_group", "skill_group"]
RelationKind = Literal["essential", "optional", "rated", "used"]


@frozen(kw_only=True)
class Notice(Displayed):
    """Under which terms a taxonomy may be passed on; it goes with whatever is made of it."""

    holder: str
    """Who made the taxonomy."""
    licence: str
    """The name of the terms."""
    address: str
    """Where the terms stand."""
    sentence: str
    """What its maker asks to be said, in the words asked for, and in English."""
    changes: str = ""
    """What was done to it, in English; for terms that ask for it."""

    def __str__(self) -> str:
        """Write the notice as one line."""
        return " ".join(part for part in (self.sentence, self.changes) if part)


@frozen(kw_only=True)
class Concept(Displayed):
    """An occupation, a skill, or a group of them, as a taxonomy tells it."""

    uri: str
    """Its address, by which it is known: codes and labels may change."""
    kind: ConceptKind
    label: str
    """Its preferred name, in the language of the taxonomy; empty where it tells none."""
    code: str = ""
    """Its code, where it has one; a code of ESCO is not one concept's for ever."""
    isco: str = ""
    """The unit group of ISCO-08 that an occupation belongs to."""
    type: str = ""
    """Of a skill, as it is published: `knowledge`, `skill/competence`, `skill`, `technology`;
    empty where none is told."""
    reuse: str = ""
    """How widely a skill is used, as it is published, such as `cross-sector`."""
    other_labels: tuple[str, ...] = ()
    """Further names."""
    hidden_labels: tuple[str, ...] = ()
    """Names by which it is found and never shown, such as slips."""
    further: FrozenMap[str, tuple[str, ...]] = field(default=FrozenMap())
    """Names in further languages, the preferred one first, by language."""
    description: str = ""
    status: str = ""
    """As it is published, such as `released`."""


@frozen(kw_only=True)
class Relation(Displayed):
    """What one concept has to do with another: an occupation asks for a skill, mostly."""

    source: str
    """The occupation, or the skill, that asks."""
    target: str
    """The skill that is asked for."""
    kind: RelationKind
    """`essential` or `optional`, as ESCO says; `rated`, where there are numbers in place of that;
    `used`, of software and machines."""
    importance: float | None = None
    """On the taxonomy's scale `importance`; None where it was not told."""
    level: float | None = None
    """On the taxonomy's scale `level`; None where it was not told, or means nothing there."""
    relevant: bool = True
    """Whether those who were asked found the level worth telling."""
    steady: bool = True
    """Whether the maker holds the numbers to be sure enough to be shown."""


@frozen(kw_only=True)
class Scale(Displayed):
    """A scale on which relations are rated."""

    name: str
    least: float
    most: float

    @property
    def middle(self) -> float:
        """The middle of the scale."""
        return (self.least + self.most) / 2
