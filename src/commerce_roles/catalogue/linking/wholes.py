"""Facts of the whole: known once the posts are put together, read by the answer's tables."""

from typing import Final

from commerce_roles.catalogue.linking.names import Names
from commerce_roles.catalogue.linking.quantities import ESTIMATES
from commerce_roles.expressions import LARGEST, Integer

__all__ = ["COUNTS", "HOURS", "link_wholes"]

COUNTS: Final = (
    "answered_fields",
    "open_roles",
    "undecided_roles",
    "role_count",
    "posts_in_house",
    "posts_external",
    "owner_roles",
    "new_posts",
    "held_roles",
)
"""Whole numbers about all roles and posts together."""
HOURS: Final = (
    "hours_total",
    "hours_in_house",
    "hours_external",
    "hours_owner",
    "hours_gap",
    "hours_biggest_post",
    "hours_biggest_gap",
    "hours_support",
    "hours_owner_week",
)
"""Hours a month at the first level (the last: a week), each with its low and high estimate."""
_MOST: Final = 10_000
_WEEK: Final = 13
"""Thirteen weeks are three months, so hours a week are whole over thirteen times the scale."""


def link_wholes(names: Names, scale: int) -> None:
    """Declare the facts of the whole as inputs of their tables."""
    for count in COUNTS:
        names.inputs[count] = Integer(0, _MOST)
    for hours in HOURS:
        for mark in ESTIMATES.values():
            names.inputs[hours + mark] = Integer(0, LARGEST // (_WEEK * scale), scale * _WEEK)
