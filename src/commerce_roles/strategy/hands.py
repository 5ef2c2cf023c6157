"""Who is there to do the work: posts that are held today, those of a team, or those advised."""

from collections.abc import Mapping
from math import ceil
from typing import Final, Literal

from commerce_roles.assessment import Assessment
from commerce_roles.assessment.need import Needs
from commerce_roles.catalogue import PRODUCTIVE
from commerce_roles.model import Range, Sourcing
from commerce_roles.model.person import Team
from commerce_roles.staffing.assigning import Posts
from commerce_roles.strategy.drafted import OWNER, Hand

__all__ = ["PostsOf", "hands_of", "month_hours"]

PostsOf = Literal["today", "advised"]
"""`today`: posts that are held; `advised`: also those that the assessment says to fill."""
_WEEKS: Final = 52
_MONTHS: Final = 12
_PAID: Final = (Sourcing.IN_HOUSE, Sourcing.EXTERNAL)


def hands_of(
    result: Assessment, needs: Needs, team: Team | None, posts: PostsOf
) -> tuple[Hand, ...]:
    """Say whose hands the work is in; the owner's always, and first."""
    owner = month_hours(result.profile.owner_hours_week)
    if team is not None:
        return _of_team(Posts(team, needs), owner)
    held = _held(result)
    groups = [post.roles for post in result.profile.existing_posts or ()]
    if posts == "advised":
        for post in result.answer.posts:
            if post.sourcing in _PAID:
                groups.append(post.roles)
                for role, hours in _advised(post.roles, needs, result).items():
                    held[role] = max(held.get(role, 0.0), hours)
    return (Hand(roles=(OWNER,), hours=owner), *_joined(groups, held))


def _advised(roles: tuple[str, ...], needs: Needs, result: Assessment) -> dict[str, float]:
    """Give the hours of a post that is advised: what its work takes, at most a full post."""
    full = result.catalogue.constants[PRODUCTIVE].value
    typical = {r: needs[r].hours_at(needs.level).typical if r in needs else 0.0 for r in roles}
    factor = min(1.0, full / (sum(typical.values()) or 1.0))
    return {role: float(ceil(hours * factor)) for role, hours in typical.items()}


def month_hours(week: int | float | Range | None) -> float | None:  # noqa: PYI041 a count may be either
    """Give the hours a month of so many a week: of a range the lower end, which is sure."""
    if week is None:
        return None
    least = week.low if isinstance(week, Range) else week
    return least * _WEEKS / _MONTHS


def _held(result: Assessment) -> dict[str, float]:
    full = result.catalogue.constants[PRODUCTIVE].value
    return {role: one.held_fte * full for role, one in result.roles.items() if one.held_fte > 0}


def _of_team(posts: Posts, owner: float | None) -> tuple[Hand, ...]:
    groups: list[tuple[str, ...]] = []
    held: dict[str, float | None] = {}
    for person in posts.team.people:
        roles = posts.by_person[person.id]
        if person.employment == OWNER:
            owner = person.capacity if person.capacity is not None else owner
            continue
        groups.append(roles)
        for role in roles:
            hours, known = posts.given(role)
            held[role] = hours if known else None
    return (Hand(roles=(OWNER,), hours=owner), *_joined(groups, held))


def _joined(groups: list[tuple[str, ...]], held: Mapping[str, float | None]) -> list[Hand]:
    """Put roles that share a holder into one hand."""
    sets = [{role} for role in sorted(held)]
    for group in groups:
        own = [one for one in sets if one & set(group)]
        if len(own) > 1:
            sets = [one for one in sets if one not in own]
            sets.append(set[str]().union(*own))
    found: list[Hand] = []
    for one in sorted(sets, key=sorted):
        hours = [held[role] for role in one]
        known = [h for h in hours if h is not None]
        total = sum(known) if len(known) == len(hours) else None
        found.append(Hand(roles=tuple(sorted(one)), hours=total))
    return found
