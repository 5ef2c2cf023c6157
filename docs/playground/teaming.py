"""A team looked at beside what the business needs; what is told of it is kept nowhere."""

from collections.abc import Mapping
from typing import Any

from commerce_roles.assessment import Assessment
from commerce_roles.display import Document

__all__ = ["team_seen"]


def team_seen(team: Mapping[str, Any], result: Assessment, lang: str) -> Document:
    """Look at a team: coverage, load, who stands alone, the shortest ways to close each gap.

    Args:
        team: As the command line reads it.
        result: What the business needs.
        lang: The language of the sentences.

    Raises:
        TeamError: With every fault of what was told.

    Examples:
        >>> from commerce_roles import assess
        >>> needed = assess({"sector": "clothing", "monthly_orders": 450})
        >>> told = {"people": [{"id": "A", "capacity": 60, "roles": ["community_manager"]}]}
        >>> team_seen(told, needed, "en").lang
        'en'
    """
    # What a page without a team never needs is imported here.
    from commerce_roles.staffing import look, team_of

    return look(team_of(team, catalogue=result.catalogue), result.needs()).document(lang)
