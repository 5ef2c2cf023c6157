"""A team in pictures: work beside hours, who does what, who has what, who fits where.

Where there are too many people for a column each, they are counted instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
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
    Matrix,
    Paragraph,
    Square,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.staffing.assigning import Held, Posts, tasks_of
from commerce_roles.staffing.covered import Cover
from commerce_roles.staffing.fitting import Fit, Met
from commerce_roles.staffing.loading import Load
from commerce_roles.staffing.seen import Seen
from commerce_roles.staffing.wording import Wording, load_said

__all__ = ["Picturing"]

_HAS: Final = {"met": "●", "short": "◐", "missing": "○", "unknown": "?"}
"""What somebody has of a skill."""
_HAS_HEAT: Final = {"●": 1.0, "◐": 0.5, "?": 0.25, "○": 0.0}
_DOES_HEAT: Final = {"●": 1.0, "?": 0.6, "◐": 0.4, "○": 0.15}
"""Does it and can; does it, and whether they can is not known; does it and cannot; could."""
_MOST_COLUMNS: Final = 12
"""People who have a column each."""

Marks = tuple[str, Sequence[str]]
"""What a post asks for, and a mark for everybody."""


@frozen(slots=False)
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
        if any(load.capacity is not None for load in loads):
            yield Paragraph([muted(wording.speaker.word("team_key", "load"))])
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
        said = load_said(self.wording.speaker, hours, load.capacity)
        return Bar(
            self.wording.person(load.person),
            *(hours.low, hours.typical, hours.high),
            said,
            mark=load.capacity,
        )

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
        if self.seen.team.assignments is not None:
            maps = ((role, self._tasks(role)) for role in self.seen.needs)
            yield from self._maps("tasks", maps, _DOES_HEAT)

    def _tasks(self, role: str) -> Iterator[Marks]:
        covers = {cover.id: cover for cover in self.seen.covered("task") if role in cover.roles}
        for task in tasks_of(self.seen.needs[role], self.seen.needs.level):
            if task.task:
                doing = [h.person.id for h in self._posts[role] if h.does(task.task)]
                yield self.wording.label("task", task.task), self._doing(covers[task.task], doing)

    @cached_property
    def _posts(self) -> Mapping[str, tuple[Held, ...]]:
        return Posts(self.seen.team, self.seen.needs).by_role

    def _doing(self, cover: Cover, doing: Iterable[str]) -> list[str]:
        can, perhaps, cannot, could = _DOES_HEAT
        marks = dict.fromkeys(doing, cannot) | dict.fromkeys(cover.by, can)
        marks |= dict.fromkeys(cover.perhaps, perhaps) | dict.fromkeys(cover.stand_ins, could)
        return [marks.get(person.id, "") for person in self.seen.team.people]

    # ------------------------------------------------------------------ who has what

    def skills(self) -> Iterator[Block]:
        """Draw a map of what is essential and people: who has it, at which level."""
        maps = ((role, self._skills(role)) for role in self.seen.needs)
        yield from self._maps("skills", maps, _HAS_HEAT)

    def _skills(self, role: str) -> Iterator[Marks]:
        fits = [self.seen.fit(person.id, role) for person in self.seen.team.people]
        for place, asked in enumerate(fits[0].asked if fits else ()):
            if _matched(asked):
                marks = [_HAS[fit.asked[place].standing] for fit in fits]
                yield self.wording.label(asked.kind, asked.id), marks

    def _maps(
        self,
        what: str,
        maps: Iterable[tuple[str, Iterable[Marks]]],
        heat: Mapping[str, float],
    ) -> Iterator[Block]:
        """Draw a heat map for each post, and what the marks mean."""
        drawn = [
            self._map(role, rows, heat)
            for role, rows in ((role, list(marks)) for role, marks in maps)
            if rows and self.seen.team.people
        ]
        if drawn:
            yield self.wording.heading(what)
            yield from drawn
            yield Paragraph([muted(self.wording.speaker.word("team_key", what))])

    def _map(self, role: str, rows: Sequence[Marks], heat: Mapping[str, float]) -> Matrix:
        """Draw a column for everybody, or for each mark where there are too many people."""
        people = [person.id for person in self.seen.team.people]
        counted = len(people) > _MOST_COLUMNS
        heads = list(heat) if counted else [self.wording.person(one) for one in people]
        squares = [
            [_count(own.count(mark), len(people)) for mark in heat]
            if counted
            else [Square(mark, heat.get(mark, 0.0)) for mark in own]
            for _, own in rows
        ]
        names = [name for name, _ in rows]
        return Matrix(heads, names, squares, corner=self.wording.speaker.role(role))

    # ------------------------------------------------------------------ who fits where

    def fits(self) -> Iterator[Block]:
        """Show how everybody fits every post, in words and not in colours: nobody is ranked."""
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


def _count(people: int, of: int) -> Square:
    return Square(str(people or ""), people / of)
