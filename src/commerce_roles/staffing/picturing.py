"""A team in pictures: work beside hours, who does what, who has what, who fits where.

Where there are too many people for a column each, they are counted instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from commerce_roles.assessment.need import NOTHING
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.staffing.assigning import Posts, tasks_of
from commerce_roles.staffing.covering import Cover
from commerce_roles.staffing.fitting import Fit, Met
from commerce_roles.staffing.loading import Load
from commerce_roles.staffing.seen import Seen
from commerce_roles.staffing.wording import Wording

__all__ = ["Picturing"]

_HAS: Final = {"met": "●", "short": "◐", "missing": "○", "unknown": "?"}
"""What somebody has of a skill."""
_DOES: Final = ("●", "?", "◐", "○")
"""Does it and can; does it, and whether they can is not known; does it and cannot; could."""
_MOST_COLUMNS: Final = 12
"""People who have a column each."""

Marks = tuple[str, str, Sequence[str]]
"""A post, what it asks for, and a mark for everybody."""


@frozen
class Picturing:
    """Draws a look."""

    seen: Seen
    wording: Wording

    # ------------------------------------------------------------------ work beside hours

    def load(self) -> Iterator[Block]:
        """Draw the work that falls to everybody, with its range, beside their hours."""
        wording, needs = self.wording, self.seen.needs
        loads = [load for load in self.seen.loads if load.roles]
        if not loads:
            return
        yield wording.heading("load")
        yield Bars([self._bar(load) for load in loads])
        right: Alignment = "right"
        levels = [wording.speaker.word("level", one) for one in needs.levels]
        yield Table(
            [*wording.columns("person", "hours"), *levels],
            [self._levels(load) for load in loads],
            alignments=("left", right, *(right for _ in levels)),
        )
        months = [Bullet(self._month(load, n)) for load in loads for n in range(len(load.months))]
        if months:
            yield wording.heading("months", 3)
            yield Bullets(months)

    def _bar(self, load: Load) -> Bar:
        hours = load.hours.get(self.seen.needs.level, NOTHING)
        numbers = hours.as_numbers()
        if load.capacity is None:
            said = self.wording.text("team.load_of_unknown", hours=numbers)
        else:
            said = self.wording.text("team.load", hours=numbers, available=round(load.capacity))
        return Bar(self.wording.person(load.person), hours.low, hours.typical, hours.high, said)

    def _levels(self, load: Load) -> list[str]:
        speaker = self.wording.speaker
        capacity = "?" if load.capacity is None else speaker.number(round(load.capacity))
        return [
            self.wording.person(load.person),
            capacity,
            *(
                f"{speaker.ends(load.hours.get(one, NOTHING))} "
                f"{speaker.word('load', load.state(one))}"
                for one in self.seen.needs.levels
            ),
        ]

    def _month(self, load: Load, place: int) -> Text:
        month, wording = load.months[place], self.wording
        available = 0 if month.capacity is None else round(month.capacity)
        hours = month.hours.as_numbers()
        said = wording.text("team.month", month=str(month.month), hours=hours, available=available)
        state = wording.speaker.word("load", month.state)
        return [strong(wording.person(load.person)), " ", said, " ", muted(f"({state})")]

    # ------------------------------------------------------------------ who does what

    def tasks(self) -> Iterator[Block]:
        """Draw a map of tasks and people: who does it, who could, and what nobody does."""
        rows = list(self._tasks()) if self.seen.team.assignments is not None else []
        yield from self._map("tasks", "task", "tasks_key", rows, _DOES)

    def _tasks(self) -> Iterator[Marks]:
        posts = Posts(self.seen.team, self.seen.needs)
        covers = {(cover.roles[0], cover.id): cover for cover in self.seen.covered("task")}
        for role, need in self.seen.needs.items():
            for task in tasks_of(need, self.seen.needs.level):
                if task.task:
                    doing = [h.person.id for h in posts.by_role[role] if h.does(task.task)]
                    marks = self._doing(covers[role, task.task], doing)
                    yield role, self.wording.label("task", task.task), marks

    def _doing(self, cover: Cover, doing: Iterable[str]) -> list[str]:
        can, perhaps, cannot, could = _DOES
        marks = dict.fromkeys(doing, cannot) | dict.fromkeys(cover.by, can)
        marks |= dict.fromkeys(cover.perhaps, perhaps) | dict.fromkeys(cover.stand_ins, could)
        return [marks.get(person.id, "") for person in self.seen.team.people]

    # ------------------------------------------------------------------ who has what

    def skills(self) -> Iterator[Block]:
        """Draw a map of what is essential and people: who has it, at which level."""
        rows = [row for role in self.seen.needs for row in self._skills(role)]
        yield from self._map("skills", "skill", "key", rows, tuple(_HAS.values()))

    def _skills(self, role: str) -> Iterator[Marks]:
        fits = [self.seen.fit(person.id, role) for person in self.seen.team.people]
        for place, asked in enumerate(fits[0].asked if fits else ()):
            if _matched(asked):
                marks = [_HAS[fit.asked[place].standing] for fit in fits]
                yield role, self.wording.label(asked.kind, asked.id), marks

    def _map(
        self, heading: str, what: str, key: str, rows: Sequence[Marks], marks: Sequence[str]
    ) -> Iterator[Block]:
        """Draw a heat map: a column for everybody, or for each mark where they are too many."""
        people = [person.id for person in self.seen.team.people]
        if not people or not rows:
            return
        wording = self.wording
        yield wording.heading(heading)
        counted = len(people) > _MOST_COLUMNS
        heads = list(marks) if counted else [wording.person(one) for one in people]
        center: Alignment = "center"
        yield Table(
            [*wording.columns("post", what), *heads],
            [
                [wording.speaker.role(role), name, *(_counts(own, marks) if counted else own)]
                for role, name, own in rows
            ],
            alignments=("left", "left", *(center for _ in heads)),
        )
        yield Paragraph([muted(wording.speaker.word("team", key))])

    # ------------------------------------------------------------------ who fits where

    def fits(self) -> Iterator[Block]:
        """Show how everybody fits every post, with how much of what is essential is there."""
        if not self.seen.fits:
            return
        yield self.wording.heading("fit")
        roles = list(self.seen.needs)
        yield Table(
            [*self.wording.columns("person"), *map(self.wording.speaker.role, roles)],
            [
                [
                    self.wording.person(person.id),
                    *(self._fit(self.seen.fit(person.id, role)) for role in roles),
                ]
                for person in self.seen.team.people
            ],
        )

    def _fit(self, fit: Fit) -> str:
        matched = sum(map(_matched, fit.asked))
        return f"{self.wording.speaker.word('fit', fit.standing)} ({len(fit.must)}/{matched})"


def _matched(asked: Met) -> bool:
    return asked.necessity == "essential" and asked.standing != "not_matched"


def _counts(own: Sequence[str], marks: Sequence[str]) -> list[str]:
    return [str(own.count(mark) or "") for mark in marks]
