"""A strategy as a document: what for, where, who does what, in which hours, and what first."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Callout,
    Document,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.model import tenth
from commerce_roles.staffing.wording import load_said
from commerce_roles.strategy.drafted import Choice, Drafted, FirstStep
from commerce_roles.strategy.goals import KeyResult

__all__ = ["report"]

_NONE: Final = "–"
_SIX: Final[tuple[Alignment, ...]] = ("left", "left", "left", "left", "left", "right")


def report(strategy: Drafted, speaker: Speaker) -> Document:
    """Show a strategy, the goals first and the whole of the work last."""
    return _Report(strategy, speaker).document()


@frozen
class _Report:
    strategy: Drafted
    say: Speaker

    def document(self) -> Document:
        it = self.strategy
        title = self.say.text("strategy.title", {"level_name": it.level})
        blocks: list[Block] = []
        if it.start is not None:
            day = it.start.isoformat()
            blocks.append(Paragraph(self.say.text("strategy.from_day", {"day": day})))
        blocks += [Callout(self.say.say(one), "warning") for one in it.warnings]
        blocks += self.say.sections(
            ("strategy.goals", self._goals),
            ("strategy.where", self._choices),
            ("strategy.tasks", self._first_tasks),
            ("strategy.month", self._month),
            ("strategy.load", self._load),
            ("strategy.watch", self._watched),
            ("strategy.budget", self._budget),
            ("strategy.work", self._work),
        )
        return Document(title, blocks, lang=self.say.sentences)

    def _word(self, group: str, identifier: str) -> str:
        return self.say.word(group, identifier)

    def _columns(self, *names: str) -> list[Text]:
        return [self._word("column", name) for name in names]

    # ------------------------------------------------------------------ goals

    def _goals(self) -> Iterator[Block]:
        for goal in self.strategy.goals:
            yield Paragraph(
                strong(capital(goal.purpose or self.say.fact("objective", goal.objective)))
            )
            yield Table(
                self._columns("key_result", "today", "target", "until", "answers"),
                [self._result(result) for result in goal.key_results],
            )

    def _result(self, result: KeyResult) -> list[Text]:
        change = abs(result.change_percent or 0)
        wanted = self.say.phrase("strategy.by_percent", {"percent": change}) if change else _NONE
        target = wanted if result.target is None else self._figure(result, result.target)
        return [
            self.say.fact("kpi", result.kpi),
            _NONE if result.baseline is None else self._figure(result, result.baseline),
            target,
            result.deadline.isoformat() if result.deadline else _NONE,
            self.say.role(result.owner) if result.owner else _NONE,
        ]

    def _figure(self, result: KeyResult, value: float) -> str:
        catalogue = self.say.catalogue
        unit = catalogue.kpi_units.get(result.unit or catalogue.kpis[result.kpi].unit)
        number = self.say.number(tenth(value) if value >= 1 else value)
        if unit is None:
            return number
        return self.say.label(unit.form).format(n=number, money="EUR")

    # ------------------------------------------------------------------ choices

    def _choices(self) -> Iterator[Block]:
        catalogue = self.say.catalogue
        for selection in sorted(catalogue.selections.values(), key=lambda one: (one.order, one.id)):
            own = [c for c in self.strategy.choices if c.selection == selection.id and c.chosen]
            if own and not (selection.of == "objective" and self.strategy.goals):
                yield Paragraph(strong(capital(self.say.fact("selection", selection.id))))
                yield Bullets([self._choice(choice, selection.of) for choice in own])

    def _choice(self, choice: Choice, kind: str) -> Bullet:
        reasons = " ".join(self.say.say(reason) for reason in choice.reasons)
        every = (choice.claims, *(one.claims for one in choice.reasons))
        claims = dict.fromkeys(claim for claims in every for claim in claims)
        cited = f" ({', '.join(claims)})" if claims else ""
        return Bullet([strong(self.say.fact(kind, choice.id)), f": {reasons}", muted(cited)])

    # ------------------------------------------------------------------ work

    def _first_tasks(self) -> Iterator[Block]:
        work = {one.task: one for one in self.strategy.work}
        items = [
            f"{self.say.fact('task', task)} ({self.say.role(work[task].responsible)})"
            for task in self.strategy.first_tasks
            if task in work
        ]
        if items:
            yield Bullets(items, ordered=True)

    def _month(self) -> Iterator[Block]:
        steps = self.strategy.first_month
        routine = [step for step in steps if step.routine]
        if routine:
            yield Paragraph(strong(self.say.text("strategy.routine")))
            yield Bullets(self._steps(routine))
        once = [step for step in steps if not step.routine]
        for week in sorted({step.week for step in once}, key=lambda week: week or len(once) + 9):
            message = "strategy.week" if week else "strategy.later"
            yield Paragraph(strong(self.say.text(message, {"number": week})))
            yield Bullets(self._steps([step for step in once if step.week == week]))

    def _steps(self, steps: Sequence[FirstStep]) -> list[str]:
        return [self._step(step) for step in steps]

    def _step(self, step: FirstStep) -> str:
        hours = self.say.number(tenth(step.hours))
        until = ""
        if step.until > step.week:
            until = ", " + self.say.phrase("strategy.until_week", {"number": step.until})
        name = self.say.fact("task", step.task)
        return f"{name}: {hours} h{until} ({self.say.role(step.party)})"

    def _load(self) -> Iterator[Block]:
        rows: list[Bar] = []
        for hand in self.strategy.hands:
            needed = hand.needed
            if not needed.typical:
                continue
            text = load_said(self.say, needed, hand.hours)
            rows.append(
                Bar(_named(self.say, hand.roles), needed.low, needed.typical, needed.high, text)
            )
        if rows:
            yield Bars(rows)

    def _work(self) -> Iterator[Block]:
        catalogue = self.say.catalogue
        rows: list[list[Text]] = [
            [
                self.say.fact("task", one.task),
                self.say.role(one.responsible),
                self.say.role(one.accountable),
                self.say.role(one.approved_by) if one.approved_by else "",
                self.say.fact("cadence", catalogue.tasks[one.task].cadence),
                self.say.ends(one.hours, tenths=True),
            ]
            for one in self.strategy.work
        ]
        if rows:
            names = self._columns("what", "does", "answers", "approves", "often", "hours")
            yield Table(names, rows, alignments=_SIX)

    # ------------------------------------------------------------------ figures and money

    def _watched(self) -> Iterator[Block]:
        if self.strategy.kpis:
            yield Bullets([self.say.fact("kpi", kpi) for kpi in self.strategy.kpis])

    def _budget(self) -> Iterator[Block]:
        budget = self.strategy.budget
        if budget is None:
            return
        rows: list[list[Text]] = [
            [self.say.fact("budget_share", one.share), f"{one.amount} {budget.currency}"]
            for one in budget.lines
        ]
        yield Table(self._columns("what", "amount"), rows, alignments=["left", "right"])
        looked: list[list[Text]] = [
            [
                f"{one.spent} {budget.currency}",
                self.say.fact("control_point", one.point),
                self.say.role(one.party),
            ]
            for one in budget.controls
        ]
        yield Table(self._columns("spent", "controls", "who"), looked, alignments=["right"])


def _named(speaker: Speaker, roles: Sequence[str]) -> str:
    return " + ".join(speaker.role(role) for role in roles)
