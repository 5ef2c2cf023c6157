"""By pace: where a figure should be on a day, and how a value stands beside that. No catalogue."""

from datetime import date
from typing import Final, Literal, TypeAlias

from attrs import frozen

from commerce_roles.strategy.tracking.tracked import Status

__all__ = ["Direction", "Path"]

Direction: TypeAlias = Literal["higher", "lower", "target_range"]
_PERCENT: Final = 100


@frozen(kw_only=True)
class Path:
    """The straight line on which a figure should come from a baseline to a target.

    Examples:
        >>> path = Path(start=date(2026, 10, 1), deadline=date(2026, 10, 30),
        ...             baseline=2.0, target=3.0)
        >>> path.expected(date(2026, 10, 15))
        2.5
        >>> [path.status(value, date(2026, 10, 15)) for value in (2.3, 2.45, 3.1)]
        ['at_risk', 'on_track', 'reached']
    """

    start: date
    deadline: date
    """Not before the start."""
    baseline: float
    target: float
    direction: Direction = "higher"
    """Which way is better; for `target_range` nearer to the target is."""
    tolerance: float = 10.0
    """Percent of the way from baseline to target by which a value may be behind."""

    def expected(self, day: date) -> float:
        """Say where the figure should be at the end of a day: before the start at the baseline."""
        whole = (self.deadline - self.start).days + 1
        gone = min(max((day - self.start).days + 1, 0), whole)
        return self.baseline + (self.target - self.baseline) * gone / whole

    def behind(self, value: float, day: date) -> bool:
        """Say whether a value is behind the path by more than the tolerance."""
        return self.short(value, self.expected(day)) > self._allowed

    def surely_behind(self, value: float, low: float | None, high: float | None, day: date) -> bool:
        """Say whether a value is behind by more than the tolerance, and by more than chance.

        Without an interval the tolerance alone decides.
        """
        if not self.behind(value, day):
            return False
        ends = [end for end in (low, high) if end is not None]
        if self.direction == "target_range" and ends and min(ends) <= self.target <= max(ends):
            return False
        return all(self.short(end, self.expected(day)) > 0 for end in ends)

    def status(self, value: float, day: date, *, over: bool = False) -> Status:
        """Say how a value stands; a better one never stands worse.

        Args:
            value: What was measured.
            day: The last day of the period in which it was.
            over: Whether the deadline is past.
        """
        enough = self._allowed if self.direction == "target_range" else 0.0
        if self.short(value, self.target) <= enough:
            return "reached"
        if over:
            return "missed"
        return "at_risk" if self.behind(value, day) else "on_track"

    def short(self, value: float, wanted: float) -> float:
        """Say by how much a value falls short of a wanted one; below 0 where it is better."""
        if self.direction == "target_range":
            return abs(value - self.target) - abs(wanted - self.target)
        return value - wanted if self.direction == "lower" else wanted - value

    @property
    def _allowed(self) -> float:
        return abs(self.target - self.baseline) * self.tolerance / _PERCENT
