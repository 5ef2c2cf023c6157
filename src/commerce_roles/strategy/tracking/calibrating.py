"""Own times beside our efforts: believed the more, the more there are; and what they move."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from attrs import evolve

from commerce_roles.assessment import assess
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import StrategyError
from commerce_roles.model import BusinessProfile, Effort
from commerce_roles.strategy.tracking.calibrated import Moved, TimedEffort
from commerce_roles.strategy.tracking.calibration import Calibration
from commerce_roles.strategy.tracking.timesheets import Timed, by_task, timesheets_of
from commerce_roles.structuring import is_sequence

__all__ = ["calibrate"]

WEIGHT: Final = "calibrate_weight"


def calibrate(
    timesheets: Any,  # noqa: ANN401 times, or whatever `timesheets_of` takes
    *,
    profiles: Mapping[str, BusinessProfile | Mapping[str, object]] | None = None,
    weight: int | None = None,
    catalogue: Catalogue | None = None,
) -> Calibration:
    """Bring what work took at your place together with our estimate of its effort.

    Of each task, the measured minutes for what its effort counts are the sum of minutes by the sum
    of what was done. They weigh Z = n / (n + k), with n pieces that were timed: the new typical
    effort is Z × measured + (1 - Z) × ours, rounded to whole minutes. Low and high keep their
    distance from typical, as a ratio. Without times nothing changes; with more the effort comes
    nearer to what was measured, and never beyond it.

    Args:
        timesheets: What was timed: `read_timesheets` reads it from a file; else whatever
            `timesheets_of` takes.
        profiles: Businesses whose verdicts, and who holds the posts, are looked at, by name; the
            reference businesses of the catalogue where left out.
        weight: k, the pieces that weigh as much as our estimate; the catalogue's where left out.
        catalogue: The facts with our efforts; the library's own where left out.

    Returns:
        The efforts and what they move; `overlay` and `to_toml` write them as an
        overlay that `load_catalogue` takes.

    Raises:
        MeasureError: With every fault of the timesheets.
        StrategyError: The weight is less than 1.
        ProfileError: A profile is wrong.

    Sources:
        Credibility after Bühlmann (1967), Experience rating and credibility, ASTIN Bulletin 4. Its
        k is the ratio of the variance within to that between businesses; ours is an assumption.

    Examples:
        >>> times = [{"date": f"2026-10-{day:02}", "task": "create_posts", "minutes": 50, "done": 1}
        ...          for day in range(1, 21)]
        >>> found = calibrate(times, profiles={})
        >>> one = found.efforts[0]
        >>> one.task, one.n, one.ours.typical, int(one.measured), one.blended.typical
        ('create_posts', 20, 60, 50, 55)
    """
    facts = catalogue or load_catalogue()
    k = facts.constants[WEIGHT].value if weight is None else weight
    if k < 1:
        raise StrategyError.of(f"{k} is less than 1", path="weight", remedy="write 1 or more")
    timed = _timed(timesheets, facts)
    efforts = tuple(_efforts(timed, k, facts))
    days = [one.day for one in timed]
    shell = Calibration(
        efforts=efforts,
        weight=k,
        first=min(days).first if days else None,
        last=max(days).last if days else None,
        catalogue_hash=facts.hash,
        catalogue=facts,
    )
    known = _businesses(facts) if profiles is None else profiles
    moves = tuple(_moves(known, facts, shell.laid_over())) if efforts and known else ()
    return shell.moving(moves, len(known))


def _timed(told: object, facts: Catalogue) -> tuple[Timed, ...]:
    rows = told if is_sequence(told) else ()
    timed = tuple(one for one in rows if isinstance(one, Timed))
    return timed if timed and len(timed) == len(rows) else timesheets_of(told, catalogue=facts)


def _efforts(timed: Sequence[Timed], k: int, facts: Catalogue) -> Iterator[TimedEffort]:
    for task, pieces in by_task(timed).items():
        done = sum((one.done for one in pieces), Fraction(0))
        if not done:
            continue
        ours = facts.tasks[task].effort
        minutes = sum((one.minutes for one in pieces), Fraction(0))
        measured = minutes / done * ours.per
        n = len(pieces)
        share = Fraction(n, n + k)
        typical = share * measured + (1 - share) * ours.typical
        yield TimedEffort(
            task=task,
            n=n,
            first=min(one.day for one in pieces).first,
            last=max(one.day for one in pieces).last,
            measured=float(measured),
            share=float(share),
            ours=ours,
            blended=_like(ours, _rounded(typical)),
        )


def _like(ours: Effort, typical: int) -> Effort:
    """Give an effort with another typical length, its low and high end in the same ratio."""
    if not ours.typical:
        return evolve(ours, typical=typical, high=max(ours.high, typical))
    ratio = Fraction(typical, ours.typical)
    low, high = _rounded(ours.low * ratio), _rounded(ours.high * ratio)
    return evolve(ours, low=min(low, typical), typical=typical, high=max(high, typical))


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _businesses(facts: Catalogue) -> Mapping[str, BusinessProfile | Mapping[str, object]]:
    return {name: business.profile for name, business in facts.businesses.items()}


def _moves(
    profiles: Mapping[str, BusinessProfile | Mapping[str, object]],
    before: Catalogue,
    after: Catalogue,
) -> Iterable[Moved]:
    for name, profile in profiles.items():
        one, other = (assess(profile, catalogue=facts) for facts in (before, after))
        for role in sorted(one.roles):
            was, now = one[role], other[role]
            if was.verdict != now.verdict:
                yield _moved(name, role, "verdict", was.verdict.value, now.verdict.value)
            if was.sourcing != now.sourcing:
                told = was.sourcing.value, now.sourcing.value
                yield _moved(name, role, "sourcing", *told)


def _moved(
    business: str, role: str, what: Literal["verdict", "sourcing"], before: str, after: str
) -> Moved:
    return Moved(business=business, role=role, what=what, before=before, after=after)
