"""The front door: one function, which imports the engine when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_roles.assessment.assessment import Assessment
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.model import BusinessProfile

__all__ = ["assess"]


def assess(
    profile: BusinessProfile | Mapping[str, object], *, catalogue: Catalogue | None = None
) -> Assessment:
    """Say which roles a business needs, who does the work, at what hours, and why.

    Args:
        profile: What is known of the business; a mapping is read like a file.
        catalogue: The facts to decide by; the library's own where left out.

    Raises:
        ProfileError: With every fault of the profile.

    Examples:
        >>> result = assess({"sector": "clothing", "monthly_orders": 450})
        >>> result["ecommerce_manager"].verdict >= "optional"
        True
    """
    from commerce_roles.assessment.engine import Engine

    return Engine.of(catalogue).decide(profile)
