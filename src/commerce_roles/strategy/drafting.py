"""From an assessment to a strategy: chosen, assigned, laid on the hours there are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve

from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.need import NOTHING
from commerce_roles.model import Estimate, Range
from commerce_roles.strategy.aiming import goals_for
from commerce_roles.strategy.assigning import Assigning, in_order
from commerce_roles.strategy.beginning import first_month
from commerce_roles.strategy.budgeting import budget_of
from commerce_roles.strategy.choosing import Choosing
from commerce_roles.strategy.drafted import Peak
from commerce_roles.strategy.hands import PostsOf, hands_of
from commerce_roles.strategy.strategy import Strategy
from commerce_roles.strategy.warning import warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from commerce_roles.assessment import Assessment, Needs
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.model.person import Team
    from commerce_roles.strategy.drafted import Budget, Choice, Hand, Work
    from commerce_roles.strategy.goals import Goal

__all__ = ["draft_strategy"]

_CHANNEL: Final = "channel"
_OBJECTIVE: Final = "objective"
_TACTIC: Final = "tactic"
_FIELDS: Final = {
    _OBJECTIVE: "objectives", _CHANNEL: "channels", "content_format": "content_formats",
}  # fmt: skip
"""By kind, the field in which a business names what it has of it."""
_SPOKEN: Final = ("home_languages", "sell_languages")
_WATCHED: Final = "kpis_watched"
_TEN: Final = 10
_MONTHS, _WEEKS = 12, 52


def draft_strategy(
    result: Assessment,
    *,
    team: Team | None = None,
    posts: PostsOf = "today",
    start: date | None = None,
) -> Strategy:
    """Draft a strategy: what for, where, with what, by whom, in which hours, and what first.

    Everything is chosen by rules of the catalogue, and keeps its reasons and claims. The level of
    service is the highest at which nobody's typical hours are more than there are; where even the
    least takes more, or hours are not known, it is the least, and that is told.

    Args:
        result: What the business needs.
        team: People and who of them holds what; left out, the posts that the business told.
        posts: Without a team: `today`, the posts that are held, what nobody holds falling to the
            owner; `advised`, also those that the assessment says to fill.
        start: The first day, from which goals get their deadlines; left out, they have none.

    Raises:
        TeamError: With every fault of the team.
        DetachedError: The catalogue of the result is not at hand.

    Examples:
        >>> from commerce_roles import assess, read_profile
        >>> shop = assess(read_profile("examples/craft_shop_one_person.toml"))
        >>> strategy = draft_strategy(shop)
        >>> strategy.level, strategy.chosen("networks")
        ('minimum', ('instagram', 'facebook'))
        >>> {work.responsible for work in strategy.work}
        {'owner'}
    """
    catalogue = result.catalogue
    if team is not None:
        from commerce_roles.staffing.judging import judged

        team = judged(team, catalogue)
    needs = result.needs()
    hands = hands_of(result, needs, team, posts)
    choosing = _choosing(result, hands)
    _choose(choosing, catalogue, before=_TACTIC)
    channels = _chosen(choosing, _CHANNEL)
    if channels != choosing.told[_CHANNEL]:
        needs = _needs_on(result, channels)
        hands = hands_of(result, needs, team, posts)
    level, assigning = _fitting(needs, hands, channels, catalogue)
    hands = _laden(assigning)
    assigning = evolve(assigning, hands=hands)
    work = assigning.work()
    choosing.work = frozenset(one.task for one in work)
    choosing.values["level_rank"] = catalogue.levels.index(level)
    _choose(choosing, catalogue, only=_TACTIC)
    first = _first_tasks(result, work, choosing, catalogue)
    known = {key: float(value) for key, value in (result.profile.kpis or {}).items()}
    objectives = [c.id for c in choosing.choices if c.chosen and _of(c, catalogue) == _OBJECTIVE]
    goals = goals_for(objectives, known, assigning, start)
    steps = first_month(_sorted(work, first), hands, catalogue)
    strategy = Strategy(
        level=level,
        start=start,
        goals=goals,
        choices=tuple(choosing.choices),
        hands=hands,
        work=_sorted(work, first),
        languages=_languages(result),
        kpis=_watched(goals, choosing, catalogue),
        budget=_budget(result, choosing, assigning),
        first_month=steps,
        first_tasks=first[:_TEN],
        catalogue_version=catalogue.version,
        catalogue_hash=catalogue.hash,
        catalogue=catalogue,
    )
    return evolve(strategy, warnings=tuple(warnings_of(strategy, result)))


# ---------------------------------------------------------------------- choosing


def _choosing(result: Assessment, hands: Sequence[Hand]) -> Choosing:
    decision = _decision(result)
    hours = [hand.hours for hand in hands]
    known = [one for one in hours if one is not None]
    return Choosing(
        catalogue=result.catalogue,
        values={
            **decision.values,
            "hours_week": int(sum(known) * _MONTHS / _WEEKS + 0.5),
            "hours_known": len(known) == len(hours),
            "level_rank": 0,
            "chosen_objectives": frozenset(),
            "chosen_channels": frozenset(),
            "chosen_formats": frozenset(),
            "chosen_tactics": frozenset(),
        },
        told={kind: _told(decision.told.values.get(key)) for kind, key in _FIELDS.items()},
        measured=frozenset(result.profile.kpis or ()),
    )


def _told(value: object) -> frozenset[str] | None:
    if not isinstance(value, frozenset):
        return None
    return frozenset(map(str, cast("frozenset[object]", value)))


def _decision(result: Assessment) -> Decision:
    return decide(result.catalogue.program, judge(result.profile, result.catalogue))


def _choose(choosing: Choosing, catalogue: Catalogue, *, before: str = "", only: str = "") -> None:
    ordered = sorted(catalogue.selections.values(), key=lambda one: (one.order, one.id))
    for selection in ordered:
        if (only and selection.of == only) or (before and selection.of != before):
            choosing.choose(selection)


def _of(choice: Choice, catalogue: Catalogue) -> str:
    return catalogue.selections[choice.selection].of


def _chosen(choosing: Choosing, kind: str) -> frozenset[str]:
    catalogue = choosing.catalogue
    return frozenset(c.id for c in choosing.choices if c.chosen and _of(c, catalogue) == kind)


def _languages(result: Assessment) -> tuple[str, ...]:
    """List the languages of the home market, then those that are sold in."""
    told = _decision(result).told.values
    spoken = (sorted(_told(told.get(key)) or ()) for key in _SPOKEN)
    return tuple(dict.fromkeys(tag for tags in spoken for tag in tags))


# ---------------------------------------------------------------------- hours


def _needs_on(result: Assessment, channels: frozenset[str]) -> Needs:
    """Say what has to be done once the business is on the chosen channels and on no others."""
    from commerce_roles.assessment.engine import Engine

    profile = evolve(result.profile, channels=channels)
    return Engine.of(result.catalogue).decide(profile).needs()


def _fitting(
    needs: Needs, hands: tuple[Hand, ...], channels: frozenset[str], catalogue: Catalogue
) -> tuple[str, Assigning]:
    """Find the highest level of service at which nobody has more work than hours."""
    for level in reversed(catalogue.levels):
        assigning = Assigning(needs, level, hands, channels, catalogue)
        fits = all(
            not hand.needed.typical or (hand.hours is not None and not hand.over)
            for hand in _laden(assigning)
        )
        if fits or level == catalogue.levels[0]:
            return level, assigning
    raise AssertionError  # a catalogue has a level


def _laden(assigning: Assigning) -> tuple[Hand, ...]:
    """Lay the work on the hands, that of busier months too."""
    work = assigning.work()
    months = sorted({month for need in assigning.needs.values() for month in need.peaks})
    found: list[Hand] = []
    for hand in assigning.hands:
        own = [one for one in work if one.responsible in hand.roles]
        peaks = (
            Peak(month=m, hours=sum((_in_month(one, m, assigning) for one in own), NOTHING))
            for m in months
        )
        needed = sum((one.hours for one in own), NOTHING)
        found.append(evolve(hand, needed=needed, peaks=tuple(peaks) if own else ()))
    return tuple(found)


def _in_month(one: Work, month: int, assigning: Assigning) -> Estimate:
    """Give the hours of work in a busier month: those of its role grow alike."""
    role = assigning.catalogue.tasks[one.task].responsible
    need = assigning.needs.get(role)
    usual = need.hours_at(assigning.level).typical if need else 0.0
    factor = need.hours_at(assigning.level, month).typical / usual if need and usual else 1.0
    hours = one.hours
    return Estimate(hours.low * factor, hours.typical * factor, hours.high * factor)


def _sorted(work: Sequence[Work], order: Sequence[str]) -> tuple[Work, ...]:
    rank = {task: place for place, task in enumerate(order)}
    return tuple(sorted(work, key=lambda one: rank[one.task]))


def _first_tasks(
    result: Assessment, work: Sequence[Work], choosing: Choosing, catalogue: Catalogue
) -> tuple[str, ...]:
    """Order all work: what the answer begins with, then what the tactics need, then the rest."""
    tactics = [c.id for c in choosing.choices if c.chosen and _of(c, catalogue) == _TACTIC]
    wanted = [task for tactic in tactics for task in catalogue.tactics[tactic].tasks]
    early = tuple(dict.fromkeys((*result.answer.first_tasks, *wanted)))
    return in_order((one.task for one in work), catalogue, early)


# ---------------------------------------------------------------------- figures and money


def _watched(goals: Iterable[Goal], choosing: Choosing, catalogue: Catalogue) -> tuple[str, ...]:
    """List the figures to look at: those of the goals, then those the tactics' work moves."""
    own = [result.kpi for goal in goals for result in goal.key_results]
    tactics = [c.id for c in choosing.choices if c.chosen and _of(c, catalogue) == _TACTIC]
    tasks = [t for tactic in tactics for t in catalogue.tactics[tactic].tasks if t in choosing.work]
    moved = [kpi for task in tasks for kpi in catalogue.tasks[task].kpis]
    core = [kpi for kpi in moved if catalogue.kpis[kpi].core]
    return tuple(dict.fromkeys((*own, *core)))[: catalogue.constants[_WATCHED].value]


def _budget(result: Assessment, choosing: Choosing, assigning: Assigning) -> Budget | None:
    told = result.profile.social_ad_spend_eur_month
    amount = told.low if isinstance(told, Range) else told
    if not amount:
        return None
    parties = {one.task: one.responsible for one in assigning.work()}
    return budget_of(Decimal(str(amount)), choosing.values, parties, assigning.catalogue)
