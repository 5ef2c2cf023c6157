"""How the look at a team reads: work and hours, what is covered, what is lacking and to settle."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.outcome import Estimate, Statement, frozen_params
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
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.staffing.closing import Gap
from commerce_roles.staffing.covering import STATES, Cover
from commerce_roles.staffing.finding import Finding
from commerce_roles.staffing.fitting import Fit
from commerce_roles.staffing.leaning import SinglePoint
from commerce_roles.staffing.loading import Load
from commerce_roles.staffing.seen import Seen
from commerce_roles.structuring import is_sequence

__all__ = ["Names", "named", "report"]

Names = Mapping[str, str]
"""What to call people, by id; an id without a name stands for itself."""
_MARKS: Final = {"met": "●", "short": "◐", "missing": "○", "unknown": "?", "not_matched": ""}
_OVER: Final = ("over", "far_over")
_MOST_WAYS: Final = 3
_MOST_LISTED: Final = 8
_PEOPLE: Final = ("person", "who")
_SETTLE: Final = 2


def report(seen: Seen, speaker: Speaker, names: Names) -> Document:
    """Tell how a team does, with what to do about it."""
    telling = _Telling(seen, speaker, names)
    blocks = [block for part in telling.parts() for block in part]
    title = seen.team.name or capital(speaker.word("team", "title"))
    return Document(title, blocks, lang=speaker.language)


def named(said: Statement, names: Names) -> Mapping[str, object]:
    """Give the parameters of a sentence with people by name, where they have one."""
    params: dict[str, object] = dict(said.params)
    for key in _PEOPLE:
        value = params.get(key)
        if is_sequence(value):
            params[key] = tuple(names.get(str(one), str(one)) for one in value)
        elif isinstance(value, str):
            params[key] = names.get(value, value)
    return params


@frozen
class _Telling:
    seen: Seen
    speaker: Speaker
    names: Names

    def parts(self) -> Iterator[Iterator[Block]]:
        yield self.lead()
        yield self.load()
        yield self.coverage()
        yield self.gaps()
        yield self.findings()
        yield self.single_points()
        yield self.skills()
        yield self.fits()
        yield self.cost()
        yield self.unmatched()
        yield iter([Paragraph([muted(self.text("team.nobody_ranked"))])])

    # ------------------------------------------------------------------ words

    def text(self, message: str, **params: object) -> str:
        return self.speaker.text(message, frozen_params(params))

    def say(self, said: Statement) -> str:
        return self.speaker.text(said.id, named(said, self.names))

    def heading(self, word: str) -> Heading:
        return Heading(capital(self.speaker.word("team", word)))

    def columns(self, *words: str) -> list[str]:
        return [self.speaker.word("team_column", word) for word in words]

    def who(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.names.get(one, one) for one in ids)

    # ------------------------------------------------------------------ what is said first

    def lead(self) -> Iterator[Block]:
        yield Paragraph([strong(self._first())])
        level = self.seen.needs.level
        over = tuple(load.person for load in self.seen.loads if load.state(level) in _OVER)
        if over:
            who = tuple(self.names.get(one, one) for one in over)
            text = self.text("team.lead.overload", who=who, service=level)
            yield Callout(text, "warning", label=self.speaker.word("callout", "warning"))
        unknown = tuple(
            self.names.get(load.person, load.person)
            for load in self.seen.loads
            if load.roles and load.capacity is None
        )
        if unknown:
            yield Paragraph(self.text("team.lead.load_unknown", who=unknown))

    def _first(self) -> str:
        seen = self.seen
        if not seen.team.people:
            return self.text("team.lead.nobody")
        if not seen.needs:
            return self.text("team.lead.no_needs")
        if seen.team.assignments is None:
            return self.text("team.lead.unassigned")
        roles = [cover for cover in seen.coverage if cover.kind == "role"]
        nobody = tuple(cover.id for cover in roles if cover.state == "open")
        if nobody:
            return self.text("team.lead.open", names=nobody, gaps=len(seen.gaps))
        least = min((cover.state for cover in roles), key=STATES.index)
        return self.text(f"team.lead.{least}", gaps=len(seen.gaps))

    # ------------------------------------------------------------------ work and hours

    def load(self) -> Iterator[Block]:
        loads = [load for load in self.seen.loads if load.roles]
        if not loads:
            return
        yield self.heading("load")
        level = self.seen.needs.level
        yield Bars([self._bar(load, level) for load in loads])
        levels = self.seen.needs.levels
        rows = [
            [
                self.names.get(load.person, load.person),
                *(self.speaker.word("load", load.state(one)) for one in levels),
            ]
            for load in loads
        ]
        columns = [*self.columns("person"), *(self.speaker.word("level", one) for one in levels)]
        yield Table(columns, rows)
        months = [Bullet(self._month(load, n)) for load in loads for n in range(len(load.months))]
        if months:
            yield Heading(capital(self.speaker.word("team", "months")), 3)
            yield Bullets(months)

    def _bar(self, load: Load, level: str) -> Bar:
        hours = load.hours.get(level, NOTHING)
        numbers = hours.as_numbers()
        if load.capacity is None:
            said = self.text("team.load_of_unknown", hours=numbers)
        else:
            said = self.text("team.load", hours=numbers, available=round(load.capacity))
        label = self.names.get(load.person, load.person)
        return Bar(label, hours.low, hours.typical, hours.high, said)

    def _month(self, load: Load, place: int) -> Text:
        month = load.months[place]
        label = strong(self.names.get(load.person, load.person))
        hours = month.hours.as_numbers()
        available = 0 if month.capacity is None else round(month.capacity)
        said = self.text("team.month", month=str(month.month), hours=hours, available=available)
        return [label, " ", said, " ", muted(f"({self.speaker.word('load', month.state)})")]

    # ------------------------------------------------------------------ coverage

    def coverage(self) -> Iterator[Block]:
        if not self.seen.coverage:
            return
        planned = self.seen.team.assignments is not None
        yield self.heading("coverage" if planned else "could")
        rows = [self._role(cover) for cover in self.seen.coverage if cover.kind == "role"]
        right: Alignment = "right"
        yield Table(
            self.columns("post", "state", "share", "by", "stand_ins"),
            rows,
            alignments=("left", "left", right, "left", "left"),
        )
        yield Table(
            [*self.columns("what"), *(self.speaker.word("cover", state) for state in STATES[::-1])],
            [self._counted(kind) for kind in ("task", "skill", "language", "kpi")],
            alignments=("left", right, right, right, right),
        )

    def _role(self, cover: Cover) -> list[Text]:
        holders = self.seen.holders(cover.id)
        return [
            self.speaker.role(cover.id),
            self.speaker.word("cover", cover.state),
            _percent(cover.share),
            self.who(holders),
            self.who(cover.stand_ins),
        ]

    def _counted(self, kind: str) -> list[Text]:
        states = [cover.state for cover in self.seen.coverage if cover.kind == kind]
        counts = [str(states.count(state) or "") for state in STATES[::-1]]
        return [self.speaker.word("cover_kind", kind), *counts]

    # ------------------------------------------------------------------ what is lacking

    def gaps(self) -> Iterator[Block]:
        if not self.seen.gaps or self.seen.team.assignments is None:
            return
        yield self.heading("gaps")
        rows = [self._gap(gap) for gap in self.seen.gaps]
        yield Table(self.columns("post", "gap", "way"), rows)

    def _gap(self, gap: Gap) -> list[Text]:
        ways = [self.say(way.statement) for way in gap.shortest[:_MOST_WAYS]]
        more = len(gap.shortest) - len(ways)
        what = self._what(gap)
        return [
            self.speaker.role(gap.role),
            what,
            " ".join([*ways, *([f"(+{more})"] * bool(more))]),
        ]

    def _what(self, gap: Gap) -> str:
        """Name what is lacking, in the fewest words."""
        catalogue, language = self.speaker.catalogue, self.speaker.language
        if gap.kind == "role":
            return self.speaker.quantity("hours_month", gap.statement.params.get("hours"))
        level = str(gap.statement.params.get("level", ""))
        name = catalogue.label(gap.kind, gap.id, language)
        return f"{name} ({catalogue.label('proficiency', level, language)})" if level else name

    def findings(self) -> Iterator[Block]:
        if not self.seen.findings:
            return
        yield self.heading("findings")
        label = self.speaker.word("callout", "warning")
        for finding in self.seen.findings:
            if finding.weight >= _SETTLE:
                yield Callout(self._finding(finding), "warning", label=label)
        rest = [one for one in self.seen.findings if one.weight < _SETTLE]
        if rest:
            yield Bullets([Bullet(self._finding(one)) for one in rest])

    def _finding(self, finding: Finding) -> Text:
        said = finding.statement
        cited = ", ".join((*said.claims[:2], *said.contradictions))
        return [self.say(said), " ", muted(f"({cited})" if cited else "")]

    def single_points(self) -> Iterator[Block]:
        points = [point for point in self.seen.single_points if point.tasks]
        if not points:
            return
        yield self.heading("single_points")
        yield Bullets([self._point(point) for point in points])

    def _point(self, point: SinglePoint) -> Bullet:
        rest = len(point.without)
        person = self.names.get(point.person, point.person)
        message = "team.leans" if rest else "team.leans_all"
        text = self.text(message, person=person, count=len(point.tasks), rest=rest)
        catalogue, language = self.speaker.catalogue, self.speaker.language
        tasks = [catalogue.label("task", task, language) for task in point.without[:_MOST_LISTED]]
        more = ["…"] if rest > len(tasks) else []
        return Bullet(text, [*tasks, *more])

    # ------------------------------------------------------------------ person by person

    def skills(self) -> Iterator[Block]:
        """Draw who has what: a map of skills and people."""
        people = [person.id for person in self.seen.team.people]
        rows = [row for need in self.seen.needs for row in self._skills_of(need, people)]
        if not people or not rows:
            return
        yield self.heading("skills")
        center: Alignment = "center"
        head = [*self.columns("post", "skill"), *(self.names.get(one, one) for one in people)]
        yield Table(head, rows, alignments=("left", "left", *(center for _ in people)))
        yield Paragraph([muted(self.speaker.word("team", "key"))])

    def _skills_of(self, role: str, people: list[str]) -> Iterator[list[Text]]:
        fits = [self.seen.fit(person, role) for person in people]
        for place, asked in enumerate(fits[0].asked if fits else ()):
            if asked.necessity == "essential" and asked.standing != "not_matched":
                marks = [_MARKS[fit.asked[place].standing] for fit in fits]
                name = self.speaker.catalogue.label(asked.kind, asked.id, self.speaker.language)
                yield [self.speaker.role(role), name, *marks]

    def fits(self) -> Iterator[Block]:
        if not self.seen.fits:
            return
        yield self.heading("fit")
        roles = list(self.seen.needs)
        columns = [*self.columns("person"), *(self.speaker.role(role) for role in roles)]
        rows = [
            [
                self.names.get(person.id, person.id),
                *(self._fit(self.seen.fit(person.id, role)) for role in roles),
            ]
            for person in self.seen.team.people
        ]
        yield Table(columns, rows)

    def _fit(self, fit: Fit) -> str:
        """Say how somebody fits, with how much of what is essential is there."""
        asked = [one for one in fit.asked if one.necessity == "essential"]
        matched = [one for one in asked if one.standing != "not_matched"]
        return f"{self.speaker.word('fit', fit.standing)} ({len(fit.must)}/{len(matched)})"

    # ------------------------------------------------------------------ cost, unmatched

    def cost(self) -> Iterator[Block]:
        if not self.seen.currency:
            return
        yield self.heading("cost")
        unknown = tuple(p for p, cost in self.seen.costs.items() if cost is None)
        if unknown:
            yield Paragraph(self.text("team.cost_unknown", who=self.who(unknown)))
            return
        total = round(sum(cost or 0 for cost in self.seen.costs.values()))
        ends = dict.fromkeys(("low", "typical", "high"), total)
        money = {**ends, "currency": self.seen.currency}
        yield Paragraph(self.text("team.cost", money=money))

    def unmatched(self) -> Iterator[Block]:
        team = self.seen.team
        if not team.unmatched:
            return
        yield self.heading("unmatched")
        yield Paragraph(self.text("team.unmatched"))
        label, language = self.speaker.catalogue.label, self.speaker.language
        rows = [
            (
                self.names.get(one.person, one.person),
                one.text,
                "; ".join(label("skill", skill, language) for skill in one.candidates),
            )
            for one in team.unmatched
        ]
        yield Table(self.columns("person", "told", "candidates"), rows)


def _percent(share: Estimate | None) -> str:
    if share is None:
        return ""
    low, high = round(100 * share.low), round(100 * share.high)
    return f"{low} %" if low == high else f"{low}–{high} %"
