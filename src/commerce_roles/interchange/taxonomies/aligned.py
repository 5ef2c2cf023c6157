"""What lies beside what, as values: matches, what is covered, where we disagree.

May import: `model`.
"""

from typing import Final, Literal

from attrs import frozen

from commerce_roles.interchange.taxonomies.concepts import Notice
from commerce_roles.model import Basis, FrozenMap
from commerce_roles.showing import Displayed

__all__ = [
    "STANDINGS", "Aligned", "Asked", "Disagreement", "Match", "MatchKind", "Standing",
]  # fmt: skip

MatchKind = Literal["exact", "close", "broad", "narrow", "related"]
Standing = Literal["covered", "in_part", "elsewhere", "uncovered"]
STANDINGS: Final[tuple[Standing, ...]] = ("covered", "in_part", "elsewhere", "uncovered")


@frozen(kw_only=True)
class Match(Displayed):
    """One fact of ours beside one concept of theirs."""

    fact: str
    """As `kind.id`."""
    uri: str
    label: str
    """Of the concept."""
    match: MatchKind
    """As SKOS says it: `broad` where theirs is wider."""
    by: str
    """The `concept` fact that says so."""
    basis: Basis | None
    why: str


@frozen(kw_only=True)
class Asked(Displayed):
    """One skill that an occupation of theirs cannot do without, beside the role that it matches."""

    role: str
    occupation: str
    """Its address."""
    skill: str
    """Its address."""
    label: str
    """What it is called."""
    standing: Standing
    """`covered`: the role asks for the same, or nearly; `in_part`: for something wider, narrower
    or related; `elsewhere`: only another role does; `uncovered`: none does."""
    facts: tuple[str, ...] = ()
    """The facts that name it, as `kind.id`: the role's own, else those of others."""
    reason: str = ""
    """For what is uncovered: `outside`, `general`, `method`, or `unnamed`."""
    importance: float | None = None
    """As it is rated, where it is."""
    level: float | None = None


@frozen(kw_only=True)
class Disagreement(Displayed):
    """Work or a skill that they give to the occupation of one role and we give to another role."""

    role: str
    """Whose occupation has it with them."""
    occupation: str
    skill: str
    label: str
    fact: str
    """The fact that gives it to somebody else, as `kind.id`."""
    ours: tuple[str, ...]
    """The roles that have it with us."""
    claims: tuple[str, ...]
    """The claims of the articles on which that rests."""
    contradictions: tuple[str, ...] = ()
    """The contradictions of the articles that it touches."""


@frozen(kw_only=True, repr=False, slots=False)
class Aligned:
    """Our facts beside a taxonomy."""

    scheme: str
    version: str
    """That of the taxonomy which was read."""
    catalogue_version: str
    catalogue_hash: str
    matches: tuple[Match, ...]
    """Roles first, then skills and work, by id."""
    asked: tuple[Asked, ...]
    """By role, occupation and standing."""
    disagreements: tuple[Disagreement, ...]
    unnamed: tuple[str, ...]
    """Our skills that no concept of the taxonomy names."""
    gone: tuple[str, ...]
    """`concept` facts whose address the taxonomy has not: it is another version, or an excerpt."""
    made_for: tuple[str, ...]
    """The versions of the taxonomy for which the matches were made."""
    labels: FrozenMap[str, str]
    """The labels of the occupations, by address."""
    notice: Notice

    def of(self, role: str, standing: Standing | None = None) -> tuple[Asked, ...]:
        """Give what is asked beside a role, of one standing or of all."""
        return tuple(
            one for one in self.asked if one.role == role and standing in (None, one.standing)
        )

    def name(self, occupation: str) -> str:
        """Give the label of an occupation."""
        return self.labels.get(occupation, occupation)
