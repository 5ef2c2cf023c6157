"""The front doors: a community looked at, a table of members tested, a calendar checked."""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.strategy.community.community import Community, PromotionCheck
from commerce_roles.strategy.community.counting import count_members, count_moves
from commerce_roles.strategy.community.judging import rules_of
from commerce_roles.strategy.community.member import Counted, Counts, Members
from commerce_roles.strategy.community.posting import pieces_in
from commerce_roles.strategy.community.reading import members_of
from commerce_roles.strategy.planning.plan import Plan
from commerce_roles.strategy.planning.promoting import (
    cap_of,
    pieces_of,
    promotion_months,
    promotion_said,
)

__all__ = ["check_promotion", "community_look"]

_ALL: Final = 100.0


def community_look(
    members: object,
    *,
    before: object = None,
    catalogue: Catalogue | None = None,
    columns: Mapping[str, str] | None = None,
    drop: bool = False,
) -> Community:
    """Look at a community: who fits its profile, groups, steps of loyalty, and what changed.

    Nobody is ranked, and the result holds nobody's id.

    Args:
        members: What `read_members` gives, a data frame, or rows; see `members_of`.
        before: The same of an earlier day, to see who moved.
        catalogue: The facts with columns, tests and steps; the library's own where left out.
        columns: Your own names of columns, by ours.
        drop: Whether columns that are not kept are left out instead of refused.

    Raises:
        StrategyError: With every fault of a table.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> seen = community_look([{"member": "a", "interactions_90_days": 9}, {"member": "b"}])
        >>> active = seen.now.test("active")
        >>> active.yes, active.unknown, active.share
        (1, 1, 50.0)
        >>> seen.now.belongs.unknown
        2
    """
    facts = catalogue or load_catalogue()

    def taken(data: object) -> Members:
        if isinstance(data, Members):
            return data
        return members_of(data, catalogue=facts, columns=columns, drop=drop)

    last = taken(members)
    now = count_members(last, facts)
    first = None if before is None else taken(before)
    earlier = None if first is None else count_members(first, facts)
    moves, unfollowed = ((), 0) if first is None else count_moves(first, last, facts)
    return Community(
        now=now,
        before=earlier,
        moves=moves,
        unfollowed=unfollowed,
        dropped=last.dropped,
        warnings=tuple(_warnings(now, earlier, facts)),
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _warnings(now: Counts, before: Counts | None, facts: Catalogue) -> Iterator[Statement]:
    if now.untold:
        yield _said("community.untold", facts, member_columns=now.untold)
    if before is not None and now.members > before.members and not _better(now, before, facts):
        numbers = {"number": now.members, "of_number": before.members}
        yield _said("community.only_counts", facts, **numbers)


def _better(now: Counts, before: Counts, facts: Catalogue) -> bool:
    """Say whether a share rose: of those who fit, of a group, of a step; or none could."""
    groups = [test.id for test in rules_of(facts).tests if not test.criterion]
    pairs = [(now.belongs, before.belongs)]
    pairs += [(now.test(one), before.test(one)) for one in groups]
    pairs += [(one.reached, two.reached) for one, two in zip(now.steps, before.steps, strict=True)]
    shares = [(new.share or 0, old.share or 0) for new, old in pairs if _told(new) and _told(old)]
    could = [(new, old) for new, old in shares if (new, old) != (_ALL, _ALL)]
    return not could or any(new > old for new, old in could)


def _told(counted: Counted) -> bool:
    return counted.unknown == 0


def _said(message: str, facts: Catalogue, **params: object) -> Statement:
    evidence = facts.messages[message].evidence
    return Statement(
        id=message,
        params=frozen_params(params),
        claims=evidence.claims,
        contradictions=evidence.contradictions,
        basis=evidence.basis or "derived",
    )


def check_promotion(published: object, *, catalogue: Catalogue | None = None) -> PromotionCheck:
    """See that no more promotes than may: the guardrail against pressure, channel by month.

    The cap is a fact, `guardrail.no_pressure`, and an assumption: no article gives a share. Of the
    pieces of a channel and a month so many may promote, rounded up to a whole piece.

    Args:
        published: A plan, or a table with the columns `day`, `channel` and `promotes` (yes, no, or
            empty: unknown): a data frame, rows, or what a file said. Where a table has a column
            `adapted`, rows with yes in it are the same piece in another language, and not counted.
        catalogue: The facts with channels and caps; those of the plan, or the library's own, where
            left out.

    Raises:
        StrategyError: With every fault of a table.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> posts = [
        ...     {"day": f"2026-11-{day:02}", "channel": "instagram", "promotes": day % 2 == 0}
        ...     for day in range(1, 11)
        ... ]
        >>> check = check_promotion(posts)
        >>> [(one.promoting, one.allowed, one.over_by) for one in check.months]
        [(5, 2, 3)]
    """
    own = published.catalogue if isinstance(published, Plan) and catalogue is None else None
    facts = catalogue or own or load_catalogue()
    if isinstance(published, Plan):
        pieces = list(pieces_of(published.slots))
    else:
        pieces = pieces_in(published, facts)
    months = tuple(promotion_months(pieces, facts))
    rail = cap_of(facts)
    return PromotionCheck(
        start=min((one.day for one in pieces), default=None),
        months=months,
        percent=None if rail is None else rail.most_percent,
        warnings=tuple(promotion_said(months, facts)),
        catalogue_hash=facts.hash,
        catalogue=facts,
    )
