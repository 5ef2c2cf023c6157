"""A fact's place in a taxonomy of others."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.showing import Displayed

__all__ = ["ConceptGap", "ConceptRef"]


@frozen(kw_only=True)
class ConceptRef(Displayed):
    """One concept of a taxonomy, such as ESCO's, that names what a fact names."""

    id: str
    fact: str
    """The fact, as `kind.id`."""
    scheme: str
    """The taxonomy."""
    version: str
    """Its version, in which the concept was found."""
    uri: str
    """The concept's own address."""
    notation: str = ""
    """Its code, where the taxonomy has codes."""
    match: Literal["exact", "close", "broad", "narrow", "related"]
    """As SKOS says it: `broad` where the concept is the wider one."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class ConceptGap(Displayed):
    """One concept of a taxonomy that somebody looked at, and that no fact names; and why."""

    id: str
    scheme: str
    """The taxonomy."""
    version: str
    """Its version, in which the concept was found."""
    uri: str
    """The concept's own address."""
    reason: Literal["outside", "general", "method"]
    """`outside`: work that no article gives to a role; `general`: asked of nearly everybody;
    `method`: one way of doing what a fact names more widely."""
    evidence: Evidence = field(factory=Evidence)
