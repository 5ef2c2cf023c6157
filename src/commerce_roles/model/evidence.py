"""What a fact rests on: claims of the articles, other sources, and where they disagree."""

from typing import Literal

from attrs import frozen

__all__ = ["Basis", "Claim", "Contradiction", "Evidence", "Source"]

Basis = Literal["sourced", "derived", "assumption", "measured"]


@frozen(kw_only=True)
class Evidence:
    """Why a number, a rule or a sentence is what it is."""

    basis: Basis | None = None
    """`sourced`, `derived` or `assumption`; `measured` for a user's own data."""
    states: tuple[str, ...] = ()
    """Claims that say it."""
    implies: tuple[str, ...] = ()
    """Claims from which it follows."""
    sources: tuple[str, ...] = ()
    """Publications besides the articles."""
    contradictions: tuple[str, ...] = ()
    """Contradictions it touches; the resolution that is used stands there."""
    why: str = ""
    """The argument, for whoever doubts it."""

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims cited, those that say it first."""
        return (*self.states, *self.implies)


@frozen(kw_only=True)
class Claim:
    """A statement of one of the articles, in our own words."""

    id: str
    kind: str
    statement: str
    article: str
    """The language of the article: it, mr, da, es or sk."""
    section: str = ""
    roles: tuple[str, ...] = ()


@frozen(kw_only=True)
class Source:
    """A publication besides the articles."""

    id: str
    title: str
    address: str = ""
    tier: Literal["A", "B", "C"]
    """A research, standard or official; B practitioner with data; C blog or calculator."""
    year: str = ""
    """Year of publication; empty where the source gives none."""


@frozen(kw_only=True)
class Contradiction:
    """Two groups of claims that disagree, and how the model resolves it."""

    id: str
    topic: str
    one: tuple[str, ...]
    other: tuple[str, ...] = ()
    """The claims against it; empty where the claims of one side are at odds in themselves."""
    issue: str
    resolution: str
