"""A review as a document: how key results stand, what is to be decided, how it came about."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Callout,
    Document,
    Line,
    Lines,
    Paragraph,
    Table,
    Text,
    muted,
    places_for,
    sparkline,
    strong,
    write_number,
)
from commerce_roles.graph.answers import Wording
from commerce_roles.graph.kpis.saying import said, unit_said, wording_of
from commerce_roles.strategy.tracking.reviewed import Reviewed
from commerce_roles.strategy.tracking.tracked import Proposal, ResultStanding

__all__ = ["picture", "report"]

_NONE: Final = "–"
_MOST_GAPS: Final = 6
"""More gaps are counted, not listed."""
_LEAST_DRAWN: Final = 2


def report(review: Reviewed, speaker: Speaker) -> Document:
    """Show a review."""
    return _Report(review, speaker).document()


def picture(review: Reviewed, standing: ResultStanding, speaker: Speaker) -> Lines:
    """Draw a key result over its periods: measured, with its interval, its path and its target."""
    return _Report(review, speaker).picture(standing)


@frozen(slots=False)
class _Report:
    review: Reviewed
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = [Callout(self.say.say(one), "note") for one in self.review.notes]
        ends = {"period": self.review.between[0], "listed": self.review.between[1]}
        blocks += self.say.sections(
            ("track.results", self._results),
            ("track.to_decide", self._proposals),
            ("track.decisions", self._decisions),
            ("track.believed", self._believed),
            ("track.paths", self._paths),
            ("track.moved", self._drivers),
            ("track.gaps", self._gaps),
            params=ends,
        )
        title = self.say.text("track.title", {"day": self.review.day.isoformat()})
        return Document(title, blocks, lang=self.say.sentences)

    def _figure(self, standing: ResultStanding | Proposal, value: float | None) -> str:
        """Say a value of a key result in its unit."""
        if value is None:
            return _NONE
        unit = self.say.catalogue.kpis[standing.kpi].unit
        exact = Fraction(str(value))
        return said(self._wording, exact, unit, self.say.language, self.review.currency)

    @cached_property
    def _wording(self) -> Wording:
        return wording_of(self.say.catalogue)

    # ------------------------------------------------------------------ how it stands

    def _results(self) -> Iterator[Block]:
        rows: list[list[Text]] = []
        unsaid: list[Text] = []
        for one in self.review.standings:
            rows.append(self._row(one))
            if one.reason:
                why = self.say.phrase(f"track.{one.reason}")
                unsaid.append(f"{self.say.fact('kpi', one.kpi)}: {why}{self._missing(one)}")
        if rows:
            names = ("key_result", "course", "now", "on_path", "target", "until", "stands")
            yield Table([self.say.word("column", name) for name in names], rows)
        if unsaid:
            yield Paragraph(strong(self.say.text("track.unsaid")))
            yield Bullets(unsaid)
        if rows and not self.review.proposals:
            yield Paragraph(muted(self.say.text("track.nothing_necessary")))

    def _row(self, one: ResultStanding) -> list[Text]:
        last = one.last
        now = self._figure(one, last.value if last else None)
        if last and last.low is not None and last.high is not None:
            ends = [write_number(end, self.say.language, places=_places(last.low, last.high))
                    for end in (last.low, last.high)]  # fmt: skip
            now = f"{now} ({ends[0]}–{ends[1]})"
        stands = self.say.word("track_status", one.status)
        return [
            self.say.fact("kpi", one.kpi),
            sparkline([reading.value for reading in one.readings]),
            now,
            self._figure(one, _rounded(last.expected) if last else None),
            self._figure(one, one.target),
            one.deadline.isoformat() if one.deadline else _NONE,
            strong(stands) if one.status in ("at_risk", "missed") else stands,
        ]

    def _missing(self, one: ResultStanding) -> str:
        why = one.last.why if one.last else None
        if one.reason != "no_value" or why is None or not why.names:
            return ""
        return f" ({', '.join(self.say.fact('measure', name) for name in why.names)})"

    # ------------------------------------------------------------------ what is to be done

    def _proposals(self) -> Iterator[Block]:
        items = [self._proposal(p) for p in self.review.proposals if self.review.log.on(p) is None]
        if items:
            yield Bullets(items)

    def _proposal(self, one: Proposal) -> Bullet:
        why = self.say.text("track.propose", {
            "kpi": one.kpi,
            "figure": self._figure(one, one.value),
            "wanted": self._figure(one, _rounded(one.expected)),
            "number": one.in_a_row,
        })  # fmt: skip
        if one.change == "strengthen":
            what = self.say.text("track.strengthen", {"tasks": one.tasks})
        else:
            told = {
                "figure": self._figure(one, one.value),
                "day": one.deadline.isoformat() if one.deadline else _NONE,
            }
            what = self.say.text("track.restart" if one.tasks else "track.restart_alone", told)
        who = self.say.text(
            "track.parties", {"proposer": one.proposes, "party": one.decides, "id": one.id}
        )
        cited: Text = [why, muted(f" ({', '.join(one.claims)})")]
        belief = [self.say.text("track.belief")] if one.tasks else []
        return Bullet(cited, [Bullet(text) for text in (what, *belief, who)])

    def _decisions(self) -> Iterator[Block]:
        items: list[Text] = []
        for one in self.review.log.decisions:
            message = "track.decided_yes" if one.accepted else "track.decided_no"
            told = {
                "party": one.by,
                "id": one.proposal.id,
                "day": one.day.isoformat(),
                "what": one.reason,
            }
            items.append(self.say.text(message, told))
        if items:
            yield Bullets(items, ordered=True)

    def _believed(self) -> Iterator[Block]:
        proposed = {one.kpi for one in self.review.proposals}
        items: list[Text] = [
            [strong(self.say.fact("kpi", one.kpi)), f": {self._names('task', one.tasks)}"]
            for one in self.review.moves
            if one.kpi not in proposed
        ]
        if items:
            yield Bullets(items)
            yield Paragraph(muted(self.say.text("track.belief")))

    def _names(self, kind: str, ids: Sequence[str]) -> str:
        return "; ".join(self.say.fact(kind, one) for one in ids)

    # ------------------------------------------------------------------ how it came about

    def picture(self, one: ResultStanding) -> Lines:
        readings = one.readings
        facts = self.say.catalogue
        unit = unit_said(
            self._wording, facts.kpis[one.kpi].unit, self.say.language, self.review.currency
        )
        goal = [one.target if reading.expected is not None else None for reading in readings]
        return Lines(
            [reading.period for reading in readings],
            [
                Line(
                    self.say.word("track", "value"),
                    [reading.value for reading in readings],
                    low=[reading.low for reading in readings],
                    high=[reading.high for reading in readings],
                ),
                Line(
                    self.say.word("track", "path"),
                    [_rounded(reading.expected) for reading in readings],
                    style="dashed",
                ),
                Line(self.say.word("track", "target"), goal, style="dotted"),
            ],
            unit=unit,
            caption=capital(self.say.fact("kpi", one.kpi)),
            lang=self.say.language,
        )

    def _paths(self) -> Iterator[Block]:
        for one in self.review.standings:
            known = [r for r in one.readings if r.value is not None]
            if len(known) >= _LEAST_DRAWN and any(r.expected is not None for r in one.readings):
                yield self.picture(one)

    def _drivers(self) -> Iterator[Block]:
        for one in self.review.drivers:
            document = one.document(self.say.language)
            yield Paragraph([strong(span) for span in _plain(document)])
            yield from document.blocks

    def _gaps(self) -> Iterator[Block]:
        gaps = self.review.gaps
        items = [
            self.say.text(
                "track.gap", {"measure": one.measure, "days": one.days, "period": one.period}
            )
            for one in gaps[-_MOST_GAPS:]
        ]
        if len(gaps) > _MOST_GAPS:
            items.append(self.say.text("track.more_gaps", {"number": len(gaps) - _MOST_GAPS}))
        if items:
            yield Bullets(items)


def _plain(document: Document) -> list[str]:
    return [span.text for span in document.title]


def _places(*values: float) -> int:
    return places_for([round(value, 4) for value in values])


def _rounded(value: float | None) -> float | None:
    """Leave out the digits that only arithmetic makes."""
    return None if value is None else round(value, 6)
