"""What a role costs in a country: dated, sourced, never carried over a border."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence

__all__ = ["Contract", "Cost", "Loading"]

Contract = Literal["employee", "freelance", "agency"]


@frozen(kw_only=True)
class Cost:
    """A price range for one role, contract and country, in that country's currency."""

    id: str
    country: str
    role: str
    contract: Contract
    unit: Literal["gross_year", "hour", "month_package"]
    currency: str
    low: float | None = None
    typical: float | None = None
    high: float | None = None
    as_of: str = ""
    """The year of the figures; empty where the source gives none."""
    stale: bool = False
    """Whether the figures have no year or one before 2021."""
    shared_service: bool = False
    """Whether the source sells both social roles as one service."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Loading:
    """What an employer pays for each unit of gross pay, in one country."""

    id: str
    country: str
    low: float
    typical: float
    high: float
    as_of: str = ""
    evidence: Evidence = field(factory=Evidence)
