"""An input of a business, and how to ask for it."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.speech import Label

__all__ = ["Anchor", "Field", "FieldType"]

FieldType = Literal["count", "money", "number", "yes_no", "ordered", "choice", "set", "text"]


@frozen(kw_only=True)
class Anchor:
    """What an answer looks like in a real shop, so that two people answer alike."""

    value: str
    text: Label


@frozen(kw_only=True)
class Field:
    """An input: its type and domain, its default, its question."""

    id: str
    type: FieldType
    label: Label
    unit: str = ""
    minimum: float = 0
    maximum: float | None = None
    """The largest legal value; numbers must have one, so that overflow is excluded."""
    options: str | tuple[str, ...] = ()
    """The legal words, or the kind of the catalogue (or `language`, `country`, `month`)."""
    open: bool = False
    """Whether other words are legal too."""
    default: str = ""
    """An expression for the point answer; empty: the value that gives no points."""
    cost_to_ask: int = 1
    """1, known by heart, to 5, a small study."""
    changeable: bool = False
    """Whether the owner can change it within a year by a decision."""
    question: Label = FrozenMap()
    help: Label = FrozenMap()
    where: Label = FrozenMap()
    """Where to look the answer up."""
    anchors: tuple[Anchor, ...] = ()
    asked_when: str = ""
    again: str = ""
    """The sentence that says at which value to ask again."""
    defaulted: str = ""
    """The sentence said where the answer rested on the default."""
    evidence: Evidence = field(factory=Evidence)
    """What the default rests on."""
