"""A role's hours as blocks: from the whole to tasks, to quantities, to what was told."""

from collections.abc import Iterator

from attrs import frozen

from commerce_roles.assessment.explaining.citing import Citing
from commerce_roles.assessment.explaining.seen import Reading, Seen, TaskSeen
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.showing import quantity_called
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import Block, Heading, Paragraph, Text, Tree, TreeNode, muted, strong
from commerce_roles.model import Estimate

__all__ = ["TellingHours"]

_MONTHS = 12
"""Work that is done so many times a year is done once a month, which need not be said."""


@frozen
class TellingHours:
    """Tells where a role's hours come from."""

    explanation: Seen
    speaker: Speaker
    words: Wording
    citing: Citing

    def blocks(self) -> Iterator[Block]:
        """Tell the hours of every level, and open those of the first."""
        seen = self.explanation
        yield Heading(self.speaker.text("heading.hours"))
        if seen.tasks:
            level, hours = next(iter(seen.hours.items()))
            head = f"{capital(self.words.speaker.word('level', level))}: {self._hours(hours)}"
            above: set[str] = set()
            yield Tree(TreeNode(strong(head), [self._task(task, above) for task in seen.tasks]))
        said = [
            f"{self.words.speaker.word('level', level)}: {self._hours(hours)}"
            for level, hours in seen.hours.items()
        ]
        yield Paragraph(muted(capital("; ".join(said))))
        if seen.idle:
            names = [self._label(task.task.id) for task in seen.idle]
            yield Paragraph(muted(self.speaker.text("explain.idle", {"listed": ", ".join(names)})))

    def _label(self, task: str) -> str:
        return self.speaker.fact("task", task)

    def _hours(self, hours: Estimate) -> str:
        return self.words.speaker.quantity("hours_month", hours.as_numbers())

    def _number(self, value: float) -> str:
        return self.words.speaker.number(value)

    def _task(self, seen: TaskSeen, above: set[str]) -> TreeNode:
        typical = self._number(seen.hours.as_numbers()["typical"])
        under: list[Text | TreeNode] = [self._effort(seen), self._driver(seen.quantity, above)]
        cited = self.citing.line(seen.task.evidence, seen.task.id)
        return TreeNode([strong(f"{typical} h "), self._label(seen.task.id)], [*under, cited])

    def _effort(self, seen: TaskSeen) -> str:
        effort = seen.task.effort
        numbers = {
            "seen": self._number(effort.typical),
            "least": self._number(effort.low),
            "most": self._number(effort.high),
            "limit": self._number(effort.per),
        }
        said = self.words.phrase(
            "explain.minutes" if effort.per == 1 else "explain.minutes_per", **numbers
        )
        if effort.times_per_year == _MONTHS:
            return said
        times = self.words.phrase("explain.yearly", limit=self._number(effort.times_per_year))
        return f"{said}, {times}"

    def _driver(self, reading: Reading, above: set[str]) -> TreeNode:
        """Open a quantity to what it is worked out from, the first time only."""
        if reading.reads and reading.key in above:
            what, seen = self.words.name(reading.key), self.words.seen(reading)
            return TreeNode(self.words.phrase("explain.seen_above", what=what, seen=seen))
        above.add(reading.key)
        cited = self.citing.quantity(quantity_called(reading.key))
        under = [self._driver(each, above) for each in reading.reads]
        return TreeNode([self.words.reading(reading), *cited], under)
