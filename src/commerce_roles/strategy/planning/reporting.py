"""A plan as a document: set-up over weeks, hours over months, what is published on which day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.display import (
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Document,
    Matrix,
    Paragraph,
    Square,
    Table,
    Text,
    strong,
)
from commerce_roles.model import Estimate, tenth
from commerce_roles.staffing.wording import load_said
from commerce_roles.strategy.planning.planned import Planned, SetUp
from commerce_roles.strategy.planning.unrolling import add_months

__all__ = ["calendar_picture", "gantt", "report"]

_WEEK = 7
_DAYS = 5
_MOST_WEEKS = 14
"""A quarter; more columns leave no room for what is done."""
_LATER = "–"
"""It is not done within the plan."""


def report(plan: Planned, speaker: Speaker) -> Document:
    """Show a plan."""
    return _Report(plan, speaker).document()


def gantt(plan: Planned, speaker: Speaker) -> Matrix | None:
    """Draw set-up over weeks, a row for each work, warm where it is under way.

    Of a plan that is longer than a quarter, over months. None: there is no set-up.
    """
    return _Report(plan, speaker).gantt()


def calendar_picture(plan: Planned, speaker: Speaker) -> Matrix:
    """Draw hours over days: a row for each week, a column for each working day."""
    return _Report(plan, speaker).calendar()


@frozen
class _Report:
    plan: Planned
    say: Speaker

    def document(self) -> Document:
        it = self.plan
        days = {"day": it.start.isoformat(), "listed": it.end.isoformat()}
        blocks: list[Block] = [Callout(self.say.say(one), "warning") for one in it.warnings]
        blocks += self.say.sections(
            ("plan.set_up", self._set_up),
            ("plan.days", self._days),
            ("plan.published", self._published),
            ("plan.hours", self._hours),
            ("plan.routines", self._routines),
        )
        title = self.say.text("plan.title", days)
        return Document(title, blocks, lang=self.say.sentences)

    def _columns(self, *names: str) -> list[Text]:
        return [self.say.word("column", name) for name in names]

    def _named(self, roles: tuple[str, ...]) -> str:
        return " + ".join(self.say.role(role) for role in roles)

    def _stretches(self) -> tuple[str, list[tuple[str, date, date]]]:
        """Give what the columns of the Gantt stand for: calendar weeks, of a long plan months."""
        weeks = self._weeks()
        if len(weeks) <= _MOST_WEEKS:
            ends = timedelta(days=_WEEK - 1)
            return "plan.by_week", [(_number(week), week, week + ends) for week in weeks]
        months = [self.plan.start.replace(day=1)]
        while (following := add_months(months[-1], 1)) <= self.plan.end:
            months.append(following)
        day = timedelta(days=1)
        return "plan.by_month", [(f"{m:%m}", m, add_months(m, 1) - day) for m in months]

    def _weeks(self) -> list[date]:
        monday = self.plan.start - timedelta(days=self.plan.start.weekday())
        count = (self.plan.end - monday).days // _WEEK + 1
        return [monday + timedelta(days=_WEEK * week) for week in range(count)]

    # ------------------------------------------------------------------ set-up

    def gantt(self) -> Matrix | None:
        if not self.plan.set_up:
            return None
        caption, over = self._stretches()
        return Matrix(
            [name for name, _, _ in over],
            [self.say.fact("task", one.task) for one in self.plan.set_up],
            [
                [_under_way(one, since, until) for _, since, until in over]
                for one in self.plan.set_up
            ],
            caption=self.say.text(caption),
        )

    def _set_up(self) -> Iterator[Block]:
        picture = self.gantt()
        if picture is None:
            return
        yield picture
        rows: list[list[Text]] = [
            [
                self.say.fact("task", one.task),
                self.say.role(one.party),
                one.begins.isoformat(),
                _LATER if one.task in self.plan.unscheduled else one.ends.isoformat(),
                self.say.number(tenth(one.slack)),
            ]
            for one in self.plan.set_up
        ]
        yield Table(self._columns("what", "does", "begins", "ends", "slack"), rows)
        chain = " → ".join(self.say.fact("task", task) for task in self.plan.critical)
        yield Paragraph([strong(self.say.text("plan.critical")), f": {chain}"])
        likely = self.plan.likely
        if likely is not None:
            ends = {"days": round(likely.p50), "days_most": round(likely.p80)}
            yield Paragraph(self.say.text("plan.likely", ends))

    # ------------------------------------------------------------------ days

    def calendar(self) -> Matrix:
        hours: defaultdict[date, float] = defaultdict(float)
        for one in self.plan.entries:
            days = [one.day + timedelta(n) for n in range((one.until - one.day).days + 1)]
            worked = [day for day in days if day.weekday() < _DAYS] or days[:1]
            for day in worked:
                hours[day] += one.hours / len(worked)
        most = max(hours.values(), default=0.0) or 1.0
        weeks = self._weeks()
        names = [self.say.word("weekday", str(number)) for number in range(1, _DAYS + 1)]
        return Matrix(
            names,
            [f"{_number(week)} · {week.isoformat()}" for week in weeks],
            [
                [
                    Square(self._on(day, hours[day]), hours[day] / most)
                    for day in (week + timedelta(n) for n in range(len(names)))
                ]
                for week in weeks
            ],
            caption=self.say.text("plan.days"),
        )

    def _on(self, day: date, hours: float) -> str:
        within = self.plan.start <= day <= self.plan.end
        return self.say.number(tenth(hours)) if within and hours else ""

    def _days(self) -> Iterator[Block]:
        if self.plan.entries:
            yield self.calendar()

    def _published(self) -> Iterator[Block]:
        rows: list[list[Text]] = [
            [
                one.day.isoformat(),
                self.say.fact("channel", one.channel),
                self.say.fact("language", one.language) if one.language else "",
                self.say.fact("content_format", one.format) if one.format else "",
            ]
            for one in self.plan.slots
        ]
        if rows:
            yield Table(self._columns("day", "where", "language", "how"), rows)

    # ------------------------------------------------------------------ hours

    def _hours(self) -> Iterator[Block]:
        rows = [
            Bar(
                f"{one.month:%Y-%m} {self._named(one.roles)}",
                one.hours if one.there is None else min(one.hours, one.there),
                one.hours,
                max(one.hours, one.there or 0.0),
                load_said(self.say, Estimate(one.hours, one.hours, one.hours), one.there),
            )
            for one in self.plan.loads
        ]
        if rows:
            yield Bars(rows)

    def _routines(self) -> Iterator[Block]:
        first: dict[str, date] = {}
        for one in self.plan.entries:
            if one.kind == "routine":
                first.setdefault(one.task, one.day)
        facts = self.say.catalogue
        items: list[str] = []
        for task, day in first.items():
            often = self.say.fact("cadence", facts.tasks[task].cadence)
            since = self.say.phrase("plan.from_day", {"day": day.isoformat()})
            items.append(f"{self.say.fact('task', task)}: {often}, {since}")
        if items:
            yield Bullets(items)


def _number(week: date) -> str:
    """Write the number of a calendar week (ISO 8601)."""
    return f"{week.isocalendar().week:02}"


def _under_way(one: SetUp, since: date, until: date) -> Square:
    now = one.begins <= until and one.ends >= since
    return Square("█" if now else "", 1.0 if now else 0.0)
