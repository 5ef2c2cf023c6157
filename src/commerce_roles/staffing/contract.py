"""The look at a team as plain data: the form `team/1`, and flat rows of each part."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from commerce_roles.assessment.contract import message
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.staffing.closing import Gap, Way
from commerce_roles.staffing.covered import Cover
from commerce_roles.staffing.finding import Finding
from commerce_roles.staffing.fitting import Fit, Met
from commerce_roles.staffing.leaning import SinglePoint
from commerce_roles.staffing.loading import Load, MonthLoad
from commerce_roles.staffing.seen import Seen
from commerce_roles.structuring import Tabled

__all__ = ["FORMAT", "ROWS", "seen_data"]

FORMAT: Final = "team/1"

Row = dict[str, object]


def seen_data(seen: Seen, speaker: Speaker) -> Row:
    """Write a look as plain data."""
    return {
        "format": FORMAT,
        "lang": speaker.language,
        "catalogue_hash": seen.needs.catalogue_hash,
        "level": seen.needs.level,
        "assigned": seen.team.assignments is not None,
        "people": [person.id for person in seen.team.people],
        "roles": list(seen.needs),
        "fits": [_fit(one) for one in seen.fits],
        "coverage": [_cover(one) for one in seen.coverage],
        "loads": [_load(one, seen) for one in seen.loads],
        "single_points": [_point(one) for one in seen.single_points],
        "findings": [_finding(one, speaker) for one in seen.findings],
        "gaps": [_gap(one, speaker) for one in seen.gaps],
        "cost_per_month": {
            "currency": seen.currency or None,
            "total": seen.cost,
            "people": dict(seen.costs),
        },
        "unmatched": [
            {"person": one.person, "text": one.text, "candidates": list(one.candidates)}
            for one in seen.team.unmatched
        ],
    }


def _fit(fit: Fit) -> Row:
    return {
        "person": fit.person,
        "role": fit.role,
        "standing": fit.standing,
        "must": [_met(one) for one in fit.must],
        "plus": [_met(one) for one in fit.plus],
        "missing": [_met(one) for one in fit.missing],
        "unclear": [_met(one) for one in fit.unclear],
        "excluded": [one.id for one in fit.excluded],
        "not_matched": [one.id for one in fit.not_matched],
    }


def _met(met: Met) -> Row:
    return {
        "kind": met.kind,
        "id": met.id,
        "wanted": met.wanted or None,
        "held": met.held or None,
        "standing": met.standing,
        "steps": met.steps,
        "requirement": met.requirement or None,
    }


def _numbers(hours: Estimate | None) -> object:
    return None if hours is None else hours.as_numbers()


def _parts(share: Estimate | None) -> object:
    if share is None:
        return None
    low, typical, high = (round(part, 3) for part in (share.low, share.typical, share.high))
    return {"low": low, "typical": typical, "high": high}


def _cover(cover: Cover) -> Row:
    return {
        "kind": cover.kind,
        "id": cover.id,
        "roles": list(cover.roles),
        "state": cover.state,
        "essential": cover.essential,
        "by": list(cover.by),
        "perhaps": list(cover.perhaps),
        "stand_ins": list(cover.stand_ins),
        "hours_per_month": _numbers(cover.hours),
        "share": _parts(cover.share),
    }


def _load(load: Load, seen: Seen) -> Row:
    return {
        "person": load.person,
        "roles": list(load.roles),
        "capacity": load.capacity,
        "reserved": load.reserved,
        "hours_per_month": {level: _numbers(hours) for level, hours in load.hours.items()},
        "states": {level: load.state(level) for level in seen.needs.levels},
        "by_role": {
            role: {level: _numbers(hours) for level, hours in levels.items()}
            for role, levels in load.by_role.items()
        },
        "months": [_month(one) for one in load.months],
    }


def _month(one: MonthLoad) -> Row:
    capacity = None if one.capacity is None else round(one.capacity, 1)
    return {
        "month": one.month,
        "capacity": capacity,
        "hours": _numbers(one.hours),
        "state": one.state,
    }


def _point(point: SinglePoint) -> Row:
    return {
        "person": point.person,
        "roles": list(point.roles),
        "tasks": list(point.tasks),
        "skills": list(point.skills),
        "languages": list(point.languages),
        "stand_ins": {what: list(ids) for what, ids in point.stand_ins.items()},
        "without_stand_in": list(point.without),
    }


def _finding(finding: Finding, speaker: Speaker) -> Row:
    return {
        **message(finding.statement, speaker),
        "about": finding.about,
        "of": finding.id,
        "weight": finding.weight,
    }


def _gap(gap: Gap, speaker: Speaker) -> Row:
    return {
        "kind": gap.kind,
        "id": gap.id,
        "role": gap.role,
        "importance": gap.importance,
        "hours_per_month": _numbers(gap.hours),
        "message": message(gap.statement, speaker),
        "ways": [_way(way, gap, speaker) for way in gap.ways],
    }


def _way(way: Way, gap: Gap, speaker: Speaker) -> Row:
    return {
        "how": way.how,
        "person": way.person or None,
        "distance": way.distance,
        "shortest": way in gap.shortest,
        "message": message(way.statement, speaker),
    }


# ---------------------------------------------------------------------- rows


def _way_rows(seen: Seen) -> list[Row]:
    return [
        {
            "kind": gap.kind,
            "id": gap.id,
            "role": gap.role,
            "how": way.how,
            "person": way.person or None,
            "distance": way.distance,
            "shortest": way in gap.shortest,
        }
        for gap in seen.gaps
        for way in gap.ways
    ]


def _cost_rows(seen: Seen) -> list[Row]:
    return [
        {"person": person, "cost": cost, "currency": seen.currency or None}
        for person, cost in seen.costs.items()
    ]


def _all(parts: Iterable[Tabled]) -> list[Row]:
    return [row for part in parts for row in part.rows()]


ROWS: Final[Mapping[str, Callable[[Seen], list[Row]]]] = {
    "coverage": lambda seen: _all(seen.coverage),
    "loads": lambda seen: _all(seen.loads),
    "fits": lambda seen: _all(seen.fits),
    "gaps": lambda seen: _all(seen.gaps),
    "ways": _way_rows,
    "findings": lambda seen: _all(seen.findings),
    "single_points": lambda seen: _all(seen.single_points),
    "costs": _cost_rows,
}
"""The parts of a look as rows, by name."""
