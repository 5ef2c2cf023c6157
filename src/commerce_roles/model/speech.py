"""How the library speaks: sentences with parameters, units and words, per language."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import expression, to
from commerce_roles.showing import Displayed

__all__ = ["Message", "Parameter", "Unit", "Word"]


@frozen(kw_only=True)
class Message(Displayed):
    """A sentence, with `{parameter}` where a value goes."""

    id: str
    text: Label
    """The sentence."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Unit(Displayed):
    """How a number is said: `one`, `other` and `range`, per language."""

    id: str
    forms: FrozenMap[str, FrozenMap[str, str]]
    """Per language `one`, `other` and `range`, with `{n}`, `{low}`, `{high}`."""


@frozen(kw_only=True)
class Parameter(Displayed):
    """What a `{parameter}` is, how it is said, and where its value comes from."""

    id: str
    kind: Literal[
        "estimate", "number", "role", "roles", "word", "money", "percent", "duration", "text",
        "year", "country", "phrase", "ids", "facts", "answers"
    ]  # fmt: skip
    """How its value is said. A duration is in minutes; a `phrase` is words already, and said as it
    is; `ids` are said as they are; `facts` by the names of facts of one kind; `answers` by the
    names of fields, each with its value."""
    unit: str = field(default="", metadata=to("unit"))
    """For an estimate or number: the unit that says it."""
    form: str = ""
    """For a role: which of its phrases."""
    of: str = ""
    """For a word: the list it is a word of, such as `verdict`; for facts: their kind."""
    value: str = field(default="", metadata=expression())
    """The expression that gives it where a rule does not."""


@frozen(kw_only=True)
class Word(Displayed):
    """A word or short phrase that stands for an id, such as `verdict.needed`."""

    id: str
    text: Label
    """The word, as written inside a sentence."""
