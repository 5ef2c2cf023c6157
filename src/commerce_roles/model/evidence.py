"""What a fact rests on: claims of the articles, other sources, and where they disagree."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.label import Label
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = [
    "Article", "Basis", "Claim", "Contradiction", "Evidence", "Place", "Section", "Source",
    "Support", "Tier",
]  # fmt: skip

Basis = Literal["sourced", "derived", "assumption", "measured"]
Tier = Literal["A", "B", "C"]


@frozen(kw_only=True)
class Evidence(Displayed):
    """Why a number, a rule or a sentence is what it is."""

    basis: Basis | None = None
    """`sourced`, `derived` or `assumption`; `measured` for a user's own data."""
    states: tuple[str, ...] = field(default=(), metadata=to("claim"))
    """Claims that say it."""
    implies: tuple[str, ...] = field(default=(), metadata=to("claim"))
    """Claims from which it follows."""
    sources: tuple[str, ...] = field(default=(), metadata=to("source"))
    """Publications besides the articles."""
    contradictions: tuple[str, ...] = field(default=(), metadata=to("contradiction"))
    """Contradictions it touches; the resolution that is used stands there."""
    why: str = ""
    """The argument, for whoever doubts it."""

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims cited, those that say it first."""
        return (*self.states, *self.implies)


@frozen(kw_only=True)
class Article(Displayed):
    """One of the five published articles."""

    id: str
    """The code of its language."""
    title: str
    """As printed."""
    english: str
    """The title in English."""
    translation_of: str = field(default="", metadata=to("article"))
    """The article that it translates."""
    note: str = ""
    """What to know of its making."""


@frozen(kw_only=True)
class Section(Displayed):
    """A headed part of an article."""

    id: str
    article: str = field(metadata=to("article"))
    """The article it is part of."""
    title: str
    """As printed."""
    english: str
    """The heading in English."""


@frozen(kw_only=True)
class Place(Displayed):
    """Where an article says something."""

    section: str = field(metadata=to("section"))
    """The headed part."""
    term: str = ""
    """The words on which the claim hangs, verbatim: provenance, never a label."""


@frozen(kw_only=True)
class Claim(Displayed):
    """A statement of the articles, in our own words."""

    id: str
    kind: str
    """What it is about: a skill, a responsibility, a sector …; the `support` of each kind of fact
    says which kinds of claim may carry it."""
    roles: tuple[str, ...] = field(default=(), metadata=to("role"))
    """The roles it speaks of."""
    statement: str
    """What is claimed."""
    places: tuple[Place, ...]
    """Where it stands; a claim of the Italian article stands in its Marathi translation too."""
    note: str = ""
    """How we read it, where it can be read in two ways."""
    context: str = ""
    """Why no fact needs to rest on it: it says nothing that the model could use."""


@frozen(kw_only=True)
class Source(Displayed):
    """A publication besides the articles."""

    id: str
    title: str
    """Its title, or what it is."""
    address: str = ""
    """Where it was found."""
    tier: Tier
    """A research, standard or official; B practitioner with data; C blog or calculator."""
    year: str = ""
    """Year of publication; empty where the source gives none."""


@frozen(kw_only=True)
class Contradiction(Displayed):
    """Two groups of claims that disagree, and how the model resolves it."""

    id: str
    topic: str
    """What they disagree about."""
    one: tuple[str, ...] = field(metadata=to("claim"))
    """The claims on one side."""
    other: tuple[str, ...] = field(default=(), metadata=to("claim"))
    """The claims against it; empty where the claims of one side are at odds in themselves."""
    issue: str
    """What is at odds."""
    resolution: str
    """What the model does about it; the facts that do it cite the contradiction."""


@frozen(kw_only=True)
class Support(Displayed):
    """Which kinds of claim may carry one kind of fact: reviewed, so that a slip is found."""

    id: str
    """The kind of fact."""
    states: tuple[str, ...] = ()
    """Kinds of claim that may say it."""
    implies: tuple[str, ...] = ()
    """Kinds of claim from which it may follow, besides those that may say it."""
    label: Label
    """What the kind is."""
