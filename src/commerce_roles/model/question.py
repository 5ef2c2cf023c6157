"""An input of a business, and how to ask for it."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, expression, perhaps, to
from commerce_roles.showing import Displayed

__all__ = ["Anchor", "Field", "FieldType"]

FieldType = Literal["count", "money", "number", "yes_no", "ordered", "choice", "set", "text"]


@frozen(kw_only=True)
class Anchor(Displayed):
    """What an answer looks like in a real shop, so that two people answer alike."""

    value: str
    """The answer."""
    text: Label
    """What it looks like."""


@frozen(kw_only=True)
class Field(Displayed):
    """An input: its type and domain, its default, its question."""

    id: str
    type: FieldType
    """What an answer is."""
    label: Label
    unit: str = field(default="", metadata=to("unit"))
    """What it counts."""
    minimum: float = field(default=0, metadata=adjustable())
    """The smallest legal value."""
    maximum: float | None = field(default=None, metadata=adjustable())
    """The largest legal value; numbers must have one, so that overflow is excluded."""
    options: str | tuple[str, ...] = field(default=(), metadata=perhaps("kind"))
    """The legal words, or the kind of the catalogue (or `language`, `country`, `month`)."""
    open: bool = False
    """Whether other words are legal too."""
    default: str = field(default="", metadata=expression(adjust=True))
    """An expression for the point answer; empty: the value that gives no points."""
    cost_to_ask: int = field(default=1, metadata=adjustable())
    """1, known by heart, to 5, a small study."""
    changeable: bool = False
    """Whether the owner can change it within a year by a decision."""
    question: Label = FrozenMap()
    """What to ask."""
    help: Label = FrozenMap()
    """What counts and what does not."""
    where: Label = FrozenMap()
    """Where to look the answer up."""
    anchors: tuple[Anchor, ...] = ()
    """What the answers look like in a real shop."""
    seasonal: bool = False
    """Whether there is more of it in a busy month."""
    asked_when: str = field(default="", metadata=expression())
    """The condition under which the question makes sense."""
    again: str = field(default="", metadata=to("message"))
    """The sentence that says at which value to ask again."""
    defaulted: str = field(default="", metadata=to("message"))
    """The sentence said where the answer rested on the default."""
    evidence: Evidence = field(factory=Evidence)
    """What the default rests on."""
