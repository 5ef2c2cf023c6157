"""How a verdict came about: points, bounds, hours down to tasks, defaults, and the evidence."""

from collections.abc import Iterator

from attrs import frozen

from commerce_roles.assessment.asking import bearings, defaults_used
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import RoleAssessment, Statement
from commerce_roles.assessment.showing import readings, task_hours
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.assessment.statements import first_fired
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    Tree,
    TreeNode,
    code,
    muted,
    strong,
)
from commerce_roles.structuring import is_sequence

__all__ = ["explain"]


def explain(role: RoleAssessment, decision: Decision, speaker: Speaker) -> Document:
    """Show every rule about a role: what gave points, what did not, what bounded the verdict."""
    explanation = _Explanation(role, decision, speaker)
    blocks = [block for part in explanation.parts() for block in part]
    return Document(speaker.role(role.role), blocks, lang=speaker.language)


@frozen
class _Explanation:
    role: RoleAssessment
    decision: Decision
    speaker: Speaker

    def parts(self) -> Iterator[Iterator[Block]]:
        yield self.head()
        yield self.points()
        yield self.bounds()
        yield self.against()
        yield self.hours()
        yield self.defaults()
        yield self.evidence()

    def _heading(self, name: str) -> Heading:
        return Heading(self.speaker.text(f"heading.{name}"))

    def _columns(self, *names: str) -> list[str]:
        return [self.speaker.word("column", name) for name in names]

    def head(self) -> Iterator[Block]:
        verdict = strong(self.speaker.word("verdict", self.role.verdict))
        low, high = self.role.score_range
        score = f" · {self._columns('score')[0]} {self.role.score}"
        words = [self.speaker.word("verdict", verdict) for verdict in self.role.possible]
        left_open = "" if self.role.decided else f" ({low}-{high}: {', '.join(words)})"
        yield Paragraph([verdict, score, left_open])

    def points(self) -> Iterator[Block]:
        rows = [
            (
                self.speaker.say(reason.statement),
                str(reason.points),
                self._rests_on(reason.statement),
            )
            for reason in self.role.reasons
            if reason.points
        ]
        if rows:
            yield self._heading("why")
            columns = self._columns("reason", "points", "claims")
            yield Table(columns, rows, alignments=("left", "right", "left"))

    def bounds(self) -> Iterator[Block]:
        word = self.speaker.word("verdict", self.role.verdict)
        items: list[Text] = []
        for reason in self.role.reasons:
            if reason.at_least is not None or reason.at_most is not None:
                sign = "≤" if reason.at_least is None else "≥"
                said = self.speaker.say(reason.statement)
                items.append(
                    [
                        strong(f"{sign} {word}"),
                        f": {said} ",
                        muted(self._rests_on(reason.statement)),
                    ]
                )
        if items:
            yield Bullets(items)

    def _rests_on(self, said: Statement) -> str:
        return ", ".join((*said.claims, self.speaker.word("basis", said.basis)))

    def against(self) -> Iterator[Block]:
        """Show the tables that gave nothing: what they wanted, and what they saw."""
        items: list[Bullet] = []
        for instance in self.decision.program.instances_of("points", self.role.role):
            if first_fired(instance, self.decision) is None:
                easiest = instance.rules[-1]
                saw = ", ".join(
                    f"{key} = {_told(value)}"
                    for key, value in readings(self.decision, easiest.when)
                )
                items.append(Bullet([code(easiest.rule.when)], [muted(saw)]))
        if items:
            yield self._heading("against")
            yield Bullets(items)

    def hours(self) -> Iterator[Block]:
        catalogue = self.speaker.catalogue
        level = catalogue.levels[0]
        rows: list[list[Text]] = []
        for one in task_hours(self.decision, catalogue, self.role.role, level):
            numbers = one.hours.as_numbers()
            label = self.speaker.catalogue.label("task", one.task.id, self.speaker.language)
            rows.append(
                [
                    label,
                    muted(f"{one.amount:,} × {self.speaker.name(one.task.effort.of)}"),
                    *map(str, numbers.values()),
                ]
            )
        if rows:
            total = self.role.hours[level].as_numbers()
            rows.append([strong(self.speaker.word("level", level)), "", *map(str, total.values())])
            yield self._heading("hours")
            columns = ["", "", *self._columns("low", "typical", "high")]
            yield Table(columns, rows, alignments=("left", "left", "right", "right", "right"))

    def defaults(self) -> Iterator[Block]:
        bearing = bearings(self.decision, self.speaker.catalogue)
        rows = [
            (self.speaker.name(used.field.removeprefix("kpis.")), _told(used.value))
            for used in defaults_used(self.decision, bearing)
            if self.role.role in used.roles
        ]
        if rows:
            yield self._heading("defaults")
            yield Table(self._columns("field", "value"), rows)

    def evidence(self) -> Iterator[Block]:
        """Show the claims cited, and where they are contradicted."""
        catalogue = self.speaker.catalogue
        cited = dict.fromkeys(c for reason in self.role.reasons for c in reason.statement.claims)
        nodes: list[TreeNode] = []
        for identifier in cited:
            claim = catalogue.claims[identifier]
            against = [
                TreeNode([strong(x.id), f" {x.issue} → {x.resolution}"])
                for x in catalogue.contradictions.values()
                if identifier in (*x.one, *x.other)
            ]
            nodes.append(TreeNode([strong(identifier), f" {claim.statement}"], against))
        if nodes:
            yield self._heading("evidence")
            yield Tree(TreeNode(self.speaker.role(self.role.role), nodes))


def _told(value: object) -> str:
    """Write a value down in short."""
    if is_sequence(value):
        return "{" + ", ".join(map(str, value)) + "}"
    if isinstance(value, bool) or value is None or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}"
