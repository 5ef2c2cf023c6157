"""Roles put together into posts, and the facts of the whole that the answer's tables read."""

from collections.abc import Mapping
from itertools import combinations

from attrs import frozen

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import Post
from commerce_roles.assessment.pricing import price_of
from commerce_roles.catalogue import ESTIMATES, HOURS, PRODUCTIVE, Catalogue
from commerce_roles.expressions import Value, key_of
from commerce_roles.model import Estimate, Sourcing, Verdict

__all__ = ["Whole", "hours_of", "put_together"]

_PAID = (Sourcing.IN_HOUSE, Sourcing.EXTERNAL)
_WEEKS = 13
_MONTHS = 3
"""Thirteen weeks are three months."""
_NOBODY = Estimate(0, 0, 0)


@frozen
class Whole:
    """The posts of the answer and what is known of them together."""

    posts: tuple[Post, ...]
    facts: Mapping[str, Value]


def put_together(decision: Decision, catalogue: Catalogue) -> Whole:
    """Merge roles into posts by the merge tables, needed posts first, and add them up."""
    roles = [role for role in catalogue.roles if _choice(decision, role) is not Sourcing.NONE]
    groups = _merged([r for r in roles if _choice(decision, r) in _PAID], decision)
    groups += [(role,) for role in roles if _choice(decision, role) is Sourcing.OWNER]
    groups.sort(key=lambda group: _weight(decision, group))
    posts = tuple(_post(group, decision, catalogue) for group in groups)
    return Whole(posts, _facts(posts, decision, catalogue))


def _choice(decision: Decision, role: str) -> Sourcing:
    return Sourcing(str(decision.values[key_of("sourcing", role)]))


def _merged(roles: list[str], decision: Decision) -> list[tuple[str, ...]]:
    """Merge greedily: a role joins a post if it may be merged with every role in it."""
    groups: list[tuple[str, ...]] = []
    for role in sorted(roles):
        for position, group in enumerate(groups):
            pairs = [sorted((role, other)) for other in group]
            if all(decision.values[key_of("merge", *pair)] == "merge" for pair in pairs):
                groups[position] = (*group, role)
                break
        else:
            groups.append((role,))
    return groups


def _weight(decision: Decision, group: tuple[str, ...]) -> tuple[int, bool, tuple[str, ...]]:
    """Order posts: the most needed first, the owner's own last among equals."""
    highest = max(decision.verdict(role).rank for role in group)
    return -highest, _choice(decision, group[0]) is Sourcing.OWNER, group


def hours_of(decision: Decision, role: str, level: str) -> Estimate:
    """Give the hours a month of a role at a level."""
    return Estimate(*(decision.hours(role, level, estimate) for estimate in ESTIMATES))


def _post(group: tuple[str, ...], decision: Decision, catalogue: Catalogue) -> Post:
    hours = _sum([hours_of(decision, role, catalogue.levels[0]) for role in group])
    sourcing = _choice(decision, group[0])
    country = decision.values.get("country")
    price = None
    if sourcing in _PAID:
        known = country if isinstance(country, str) else None
        price = price_of(catalogue, known, group, sourcing, hours)
    full = catalogue.constants[PRODUCTIVE].value
    return Post(
        roles=group,
        sourcing=sourcing,
        hours=hours,
        fte=round(min(1.0, hours.typical / full), 2),
        support=beyond(hours, full),
        price=price,
    )


def _sum(hours: list[Estimate]) -> Estimate:
    return sum(hours, _NOBODY)


def held_hours(decision: Decision, role: str) -> float:
    """Give the hours a month that posts there are already give to a role."""
    places = ("inside", "outside")
    return sum(decision.whole(key_of("held", role, place)) for place in places) / 60


def _facts(
    posts: tuple[Post, ...], decision: Decision, catalogue: Catalogue
) -> Mapping[str, Value]:
    full = catalogue.constants[PRODUCTIVE].value
    roles = list(catalogue.roles)
    wanted = {role for role in roles if decision.verdict(role) >= Verdict.RECOMMENDED}
    some = {role for role in roles if decision.verdict(role) > Verdict.NOT_NEEDED}
    paid = [post for post in posts if post.sourcing in _PAID]
    inside = [post for post in paid if post.sourcing is Sourcing.IN_HOUSE]
    outside = [post for post in paid if post.sourcing is Sourcing.EXTERNAL]
    owner = [post for post in posts if post.sourcing is Sourcing.OWNER]
    biggest = max(paid, key=lambda post: post.hours.typical, default=None)
    gaps = {role: _gap(decision, role, catalogue.levels[0]) for role in wanted}
    post_gaps = [_sum([gaps[r] for r in post.roles if r in gaps]) for post in paid]
    hours: dict[str, Estimate] = {
        "hours_total": _sum([post.hours for post in posts]),
        "hours_in_house": _sum([post.hours for post in inside]),
        "hours_external": _sum([post.hours for post in outside]),
        "hours_owner": _sum([post.hours for post in owner]),
        "hours_gap": _sum(list(gaps.values())),
        "hours_biggest_post": biggest.hours if biggest else _NOBODY,
        "hours_biggest_gap": max(post_gaps, key=lambda gap: gap.typical, default=_NOBODY),
        "hours_support": beyond(biggest.hours, full) if biggest else _NOBODY,
    }
    weekly = hours["hours_owner"]
    hours["hours_owner_week"] = Estimate(
        *(getattr(weekly, estimate) * _MONTHS / _WEEKS for estimate in ESTIMATES)
    )
    possible = {role: decision.possible(role) for role in roles}
    facts: dict[str, Value] = {
        "answered_fields": len(_answered(decision)),
        "open_roles": sum(len(verdicts) > 2 for verdicts in possible.values()),  # noqa: PLR2004 three or more
        "undecided_roles": sum(len(verdicts) > 1 for verdicts in possible.values()),
        "role_count": len(roles),
        "posts_in_house": sum(bool(some & set(post.roles)) for post in inside),
        "posts_external": sum(bool(some & set(post.roles)) for post in outside),
        "owner_roles": sum(bool(some & set(post.roles)) for post in owner),
        "new_posts": sum(
            bool(wanted & set(post.roles)) and not any(held_hours(decision, r) for r in post.roles)
            for post in paid
        ),
        "held_roles": sum(held_hours(decision, role) > 0 for role in wanted),
    }
    scale = decision.program.scale * _WEEKS
    for name in HOURS:
        for estimate, mark in ESTIMATES.items():
            facts[name + mark] = round(getattr(hours[name], estimate) * scale)
    return facts


def _gap(decision: Decision, role: str, level: str) -> Estimate:
    needed, held = hours_of(decision, role, level), held_hours(decision, role)
    return Estimate(*(max(0.0, getattr(needed, estimate) - held) for estimate in ESTIMATES))


def beyond(hours: Estimate, full: int) -> Estimate:
    """Give the hours beyond a full post."""
    return Estimate(*(max(0.0, getattr(hours, estimate) - full) for estimate in ESTIMATES))


def _answered(decision: Decision) -> set[str]:
    """List the fields that were told and that the decision reads."""
    told = {*decision.told.values, *decision.told.ranges}
    return {key for key in told if "(" not in key}


def pairs_of(roles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """List the pairs of roles, in order."""
    return tuple(combinations(sorted(roles), 2))
