"""How every key result of a strategy stands, from what was counted in each period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import takewhile
from typing import Final

from attrs import evolve, frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.goals import KeyResult
from commerce_roles.strategy.tracking.figuring import Figuring, Judged
from commerce_roles.strategy.tracking.pacing import Path
from commerce_roles.strategy.tracking.spans import Every, Span
from commerce_roles.strategy.tracking.tracked import Reading, ResultStanding

__all__ = ["Standings"]

DAYS: Final = "target_days"
_MONTH: Final = "month"
Measured = Sequence[Mapping[str, Fraction]]


@frozen(eq=False)
class Standings:
    """Judges the key results of one strategy over periods; asked once for every shop."""

    strategy: Drafted
    every: Every
    tolerance: float
    """Percent of the way from baseline to target."""
    catalogue: Catalogue
    figurings: Mapping[str, Figuring]
    """By KPI of a key result."""

    @classmethod
    def of(
        cls, strategy: Drafted, every: Every, tolerance: float, catalogue: Catalogue
    ) -> "Standings":
        """Get ready to judge."""
        kpis = {result.kpi for goal in strategy.goals for result in goal.key_results}
        figurings = {kpi: Figuring(catalogue.kpis[kpi], catalogue) for kpi in sorted(kpis)}
        return cls(strategy, every, tolerance, catalogue, figurings)

    def over(
        self, spans: Sequence[Span], measured: Measured, today: date
    ) -> Iterator[ResultStanding]:
        """Say how each key result stands.

        Args:
            spans: The periods that are over, in order.
            measured: What was counted in each of them.
            today: The day of the review.
        """
        values = {kpi: one.values(measured) for kpi, one in self.figurings.items()}
        for goal in self.strategy.goals:
            for result in goal.key_results:
                shell = self._shell(goal.objective, result, spans, values[result.kpi])
                yield self._judged(shell, today)

    def _shell(
        self, goal: str, result: KeyResult, spans: Sequence[Span], values: Sequence[Judged]
    ) -> ResultStanding:
        """Give a key result with its ends and its readings, not yet judged."""
        start = result.start or self.strategy.start
        days = timedelta(days=self.catalogue.constants[DAYS].value)
        aim, of = _measured(result, spans, values, start)
        return ResultStanding(
            goal=goal,
            kpi=result.kpi,
            status="cannot_say",
            baseline=aim.baseline,
            baseline_of=of,
            target=aim.target,
            start=start,
            deadline=result.deadline or (start + days if start else None),
            owner=result.owner,
            unit=result.unit or self.catalogue.kpis[result.kpi].unit,
            readings=tuple(
                Reading(
                    period=str(span),
                    last=span.last,
                    value=one.value,
                    low=one.low,
                    high=one.high,
                    why=one.why,
                )
                for span, one in zip(spans, values, strict=True)
            ),
        )

    def _judged(self, shell: ResultStanding, today: date) -> ResultStanding:
        path = self._path(shell)
        if not isinstance(path, Path):
            return evolve(shell, reason=path)
        readings = tuple(_beside(reading, path) for reading in shell.readings)
        counted = [one for one in readings if path.start <= one.last <= path.deadline]
        beside = evolve(shell, readings=readings)
        if not counted:
            return evolve(beside, reason="not_begun")
        last = counted[-1]
        if last.value is None:
            return evolve(beside, reason="no_value")
        row = takewhile(lambda one: one.behind, reversed(counted))
        status = path.status(last.value, last.last, over=today >= path.deadline)
        return evolve(beside, status=status, in_a_row=sum(1 for _ in row))

    def _path(self, shell: ResultStanding) -> Path | str:
        """Give the path of a key result, or the reason why there is none."""
        figuring = self.figurings[shell.kpi]
        start, deadline = shell.start, shell.deadline
        if start is None or deadline is None:
            return "no_days"
        if deadline < start:
            return "turned"
        if self.every != _MONTH and figuring.bound_to_length and not shell.baseline_of:
            return "length"
        if shell.baseline is None:
            return "no_baseline"
        if shell.target is None:
            return "no_target"
        return Path(
            start=start,
            deadline=deadline,
            baseline=shell.baseline,
            target=shell.target,
            direction=figuring.kpi.direction,
            tolerance=self.tolerance,
        )


def _measured(
    result: KeyResult, spans: Sequence[Span], values: Sequence[Judged], start: date | None
) -> tuple[KeyResult, str]:
    """Measure where a key result starts, where nobody has told: the last value before the start.

    Without one, the first there is.
    """
    if result.baseline is not None:
        return result.measured(result.baseline), ""
    known = [(s, v.value) for s, v in zip(spans, values, strict=True) if v.value is not None]
    before = [one for one in known if start is not None and one[0].last < start]
    for span, value in before[-1:] or known[:1]:
        return result.measured(value), str(span)
    return result, ""


def _beside(reading: Reading, path: Path) -> Reading:
    """Put a reading beside its path; before the start there is none."""
    if reading.last < path.start:
        return reading
    behind = None
    if reading.value is not None:
        behind = path.surely_behind(reading.value, reading.low, reading.high, reading.last)
    return evolve(reading, expected=path.expected(reading.last), behind=behind)
