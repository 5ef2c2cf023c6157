"""What a role costs in a country: dated, sourced, never carried over a border."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.reference import adjustable, to
from commerce_roles.showing import Displayed

__all__ = ["Contract", "Cost", "Loading"]

Contract = Literal["employee", "freelance", "agency"]


@frozen(kw_only=True)
class Cost(Displayed):
    """A price range for one role, contract and country, in that country's currency."""

    id: str
    country: str = field(metadata=to("country"))
    """Where it is paid: ISO 3166."""
    role: str = field(metadata=to("role"))
    """For which post."""
    contract: Contract
    """Whom one pays."""
    unit: Literal["gross_year", "hour", "month_package"]
    """What one pays for."""
    currency: str = field(metadata=to("currency"))
    """In which money: ISO 4217."""
    low: float | None = field(default=None, metadata=adjustable())
    """The least one pays."""
    typical: float | None = field(default=None, metadata=adjustable())
    """What one expects to pay."""
    high: float | None = field(default=None, metadata=adjustable())
    """The most one pays."""
    as_of: str = ""
    """The year of the figures; empty where the source gives none."""
    stale: bool = False
    """Whether the figures have no year or one before 2021."""
    shared_service: bool = False
    """Whether the source sells both social roles as one service."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Loading(Displayed):
    """What an employer pays for each unit of gross pay, in one country."""

    id: str
    country: str = field(metadata=to("country"))
    """Where it holds: ISO 3166."""
    low: float = field(metadata=adjustable())
    """Times gross pay, at least."""
    typical: float = field(metadata=adjustable())
    """Times gross pay, to expect."""
    high: float = field(metadata=adjustable())
    """Times gross pay, at most."""
    as_of: str = ""
    """The year of the figures."""
    evidence: Evidence = field(factory=Evidence)
