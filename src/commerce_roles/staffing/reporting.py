"""How the look at a team reads: work and hours, what is covered, what is lacking and to settle."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
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
from commerce_roles.staffing.closing import Gap
from commerce_roles.staffing.covered import STATES, Cover
from commerce_roles.staffing.finding import Finding
from commerce_roles.staffing.leaning import SinglePoint
from commerce_roles.staffing.picturing import Picturing
from commerce_roles.staffing.seen import Seen
from commerce_roles.staffing.wording import Names, Wording

__all__ = ["report"]

_OVER: Final = ("over", "far_over")
_MOST_WAYS: Final = 3
_MOST_LISTED: Final = 8
_SETTLE: Final = 2


def report(seen: Seen, speaker: Speaker, names: Names) -> Document:
    """Tell how a team does, with what to do about it."""
    telling = _Telling(seen, Wording(speaker, names))
    blocks = [block for part in telling.parts() for block in part]
    title = seen.team.name or capital(speaker.word("team", "title"))
    return Document(title, blocks, lang=speaker.language)


@frozen
class _Telling:
    seen: Seen
    wording: Wording

    def parts(self) -> Iterator[Iterator[Block]]:
        pictures = Picturing(self.seen, self.wording)
        yield self.lead()
        yield pictures.load()
        yield self.coverage()
        yield pictures.tasks()
        yield self.gaps()
        yield self.findings()
        yield self.single_points()
        yield pictures.skills()
        yield pictures.fits()
        yield self.cost()
        yield self.unmatched()
        yield iter([Paragraph([muted(self.wording.text("team.nobody_ranked"))])])

    # ------------------------------------------------------------------ what is said first

    def lead(self) -> Iterator[Block]:
        yield Paragraph([strong(self._first())])
        level = self.seen.needs.level
        over = tuple(load.person for load in self.seen.loads if load.state(level) in _OVER)
        if over:
            who = tuple(self.wording.person(one) for one in over)
            text = self.wording.text("team.lead.overload", who=who, service=level)
            yield Callout(text, "warning", label=self.wording.speaker.word("callout", "warning"))
        if self.seen.needs and self.seen.needs.unsettled:
            text = self.wording.text("needs.unsettled", names=self.seen.needs.unsettled)
            yield Paragraph([muted(text)])
        unknown = tuple(
            self.wording.person(load.person)
            for load in self.seen.loads
            if load.roles and load.capacity is None
        )
        if unknown:
            yield Paragraph(self.wording.text("team.lead.load_unknown", who=unknown))

    def _first(self) -> str:
        seen = self.seen
        if not seen.team.people:
            return self.wording.text("team.lead.nobody")
        if not seen.needs:
            return self.wording.text(
                "needs.cannot_say" if seen.needs.unsettled else "needs.nothing"
            )
        if seen.team.assignments is None:
            return self.wording.text("team.lead.unassigned")
        roles = [cover for cover in seen.coverage if cover.kind == "role"]
        nobody = tuple(cover.id for cover in roles if cover.state == "open")
        if nobody:
            return self.wording.text("team.lead.open", names=nobody, gaps=len(seen.gaps))
        least = min((cover.state for cover in roles), key=STATES.index)
        return self.wording.text(f"team.lead.{least}", gaps=len(seen.gaps))

    # ------------------------------------------------------------------ coverage

    def coverage(self) -> Iterator[Block]:
        if not self.seen.coverage:
            return
        planned = self.seen.team.assignments is not None
        yield self.wording.heading("coverage" if planned else "could")
        rows = [self._role(cover) for cover in self.seen.coverage if cover.kind == "role"]
        right: Alignment = "right"
        yield Table(
            self.wording.columns("post", "state", "share", "by", "stand_ins"),
            rows,
            alignments=("left", "left", right, "left", "left"),
        )
        yield Table(
            [
                *self.wording.columns("what"),
                *(self.wording.speaker.word("cover", state) for state in STATES[::-1]),
            ],
            [self._counted(kind) for kind in ("task", "skill", "language", "kpi")],
            alignments=("left", right, right, right, right),
        )

    def _role(self, cover: Cover) -> list[Text]:
        holders = self.seen.holders(cover.id)
        return [
            self.wording.speaker.role(cover.id),
            self.wording.speaker.word("cover", cover.state),
            _percent(cover.share),
            self.wording.people(holders),
            self.wording.people(cover.stand_ins),
        ]

    def _counted(self, kind: str) -> list[Text]:
        states = [cover.state for cover in self.seen.coverage if cover.kind == kind]
        counts = [str(states.count(state) or "") for state in STATES[::-1]]
        return [self.wording.speaker.word("cover_kind", kind), *counts]

    # ------------------------------------------------------------------ what is lacking

    def gaps(self) -> Iterator[Block]:
        if not self.seen.gaps or self.seen.team.assignments is None:
            return
        yield self.wording.heading("gaps")
        rows = [self._gap(gap) for gap in self.seen.gaps]
        yield Table(self.wording.columns("post", "gap", "way"), rows)

    def _gap(self, gap: Gap) -> list[Text]:
        ways = [self.wording.say(way.statement) for way in gap.shortest[:_MOST_WAYS]]
        more = len(gap.shortest) - len(ways)
        what = self._what(gap)
        return [
            self.wording.speaker.role(gap.role),
            what,
            " ".join([*ways, *([f"(+{more})"] * bool(more))]),
        ]

    def _what(self, gap: Gap) -> str:
        """Name what is lacking, in the fewest words."""
        catalogue, language = self.wording.speaker.catalogue, self.wording.speaker.language
        if gap.kind == "role":
            return self.wording.speaker.quantity("hours_month", gap.statement.params.get("hours"))
        level = str(gap.statement.params.get("level", ""))
        name = catalogue.label(gap.kind, gap.id, language)
        return f"{name} ({catalogue.label('proficiency', level, language)})" if level else name

    def findings(self) -> Iterator[Block]:
        if not self.seen.findings:
            return
        yield self.wording.heading("findings")
        label = self.wording.speaker.word("callout", "warning")
        for finding in self.seen.findings:
            if finding.weight >= _SETTLE:
                yield Callout(self._finding(finding), "warning", label=label)
        rest = [one for one in self.seen.findings if one.weight < _SETTLE]
        if rest:
            yield Bullets([Bullet(self._finding(one)) for one in rest])

    def _finding(self, finding: Finding) -> Text:
        said = finding.statement
        cited = ", ".join((*said.claims[:2], *said.contradictions))
        return [self.wording.say(said), " ", muted(f"({cited})" if cited else "")]

    def single_points(self) -> Iterator[Block]:
        points = [point for point in self.seen.single_points if point.tasks]
        if not points:
            return
        yield self.wording.heading("single_points")
        yield Bullets([self._point(point) for point in points])

    def _point(self, point: SinglePoint) -> Bullet:
        rest = len(point.without)
        person = self.wording.person(point.person)
        message = "team.leans" if rest else "team.leans_all"
        text = self.wording.text(message, person=person, count=len(point.tasks), rest=rest)
        catalogue, language = self.wording.speaker.catalogue, self.wording.speaker.language
        tasks = [catalogue.label("task", task, language) for task in point.without[:_MOST_LISTED]]
        more = ["…"] if rest > len(tasks) else []
        return Bullet(text, [*tasks, *more])

    # ------------------------------------------------------------------ cost, unmatched

    def cost(self) -> Iterator[Block]:
        if not self.seen.currency:
            return
        yield self.wording.heading("cost")
        unknown = tuple(p for p, cost in self.seen.costs.items() if cost is None)
        if unknown:
            yield Paragraph(
                self.wording.text("team.cost_unknown", who=self.wording.people(unknown))
            )
            return
        total = round(sum(cost or 0 for cost in self.seen.costs.values()))
        ends = dict.fromkeys(("low", "typical", "high"), total)
        money = {**ends, "currency": self.seen.currency}
        yield Paragraph(self.wording.text("team.cost", money=money))

    def unmatched(self) -> Iterator[Block]:
        team = self.seen.team
        if not team.unmatched:
            return
        yield self.wording.heading("unmatched")
        yield Paragraph(self.wording.text("team.unmatched"))
        label, language = self.wording.speaker.catalogue.label, self.wording.speaker.language
        rows = [
            (
                self.wording.person(one.person),
                one.text,
                "; ".join(label("skill", skill, language) for skill in one.candidates),
            )
            for one in team.unmatched
        ]
        yield Table(self.wording.columns("person", "told", "candidates"), rows)


def _percent(share: Estimate | None) -> str:
    if share is None:
        return ""
    low, high = round(100 * share.low), round(100 * share.high)
    return f"{low} %" if low == high else f"{low}–{high} %"
