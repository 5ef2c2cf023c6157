"""Scenarios side by side, and whether they differ by more than the hours are uncertain."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

from attrs import field, frozen

from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    strong,
    to_text,
)
from commerce_roles.errors import TeamError
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.staffing.looking import Look
from commerce_roles.staffing.supposing import Scenario
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Apart", "Measured", "Scenarios", "compare_scenarios"]

Apart = Literal["same", "clear", "likely", "open", "unknown"]
"""`clear`: further apart than the hours are uncertain; `likely`: the same way at low, typical and
high hours; `open`: neither; `unknown`: one of them is not known."""
Amount = float | Estimate | None
_SETTLE: Final = 2


def _count(look: Look, kind: str) -> float:
    return float(sum(cover.state == "covered" for cover in look.covered(kind)))


def _work(look: Look) -> Estimate:
    return sum((need.hours_at(look.needs.level) for need in look.needs.values()), NOTHING)


def _uncovered(look: Look) -> Estimate:
    """Hours of roles beyond what is known to be given to them."""
    found = NOTHING
    for cover in look.covered("role"):
        hours, share = cover.hours or NOTHING, cover.share or NOTHING
        found += Estimate(
            hours.low * (1 - share.high),
            hours.typical * (1 - share.typical),
            hours.high * (1 - share.low),
        )
    return found


def _overload(look: Look) -> Estimate:
    """Hours that fall to people beyond those they have."""
    found = NOTHING
    for load in look.loads:
        hours, most = load.hours.get(look.needs.level, NOTHING), load.capacity
        if most is not None:
            found += Estimate(*(max(0.0, h - most) for h in (hours.low, hours.typical, hours.high)))
    return found


MEASURES: Final[Mapping[str, Callable[[Look], Amount]]] = {
    "people": lambda look: float(len(look.team.people)),
    "cost": lambda look: look.cost,
    "work": _work,
    "uncovered": _uncovered,
    "overload": _overload,
    "roles": lambda look: float(sum(one.state != "open" for one in look.covered("role"))),
    "tasks": lambda look: _count(look, "task"),
    "gaps": lambda look: float(len(look.gaps)),
    "alone": lambda look: float(sum(len(point.without) for point in look.single_points)),
    "findings": lambda look: float(sum(one.weight >= _SETTLE for one in look.findings)),
}
"""What is compared, by name: numbers that are exact, and hours with their uncertainty."""


@frozen(kw_only=True)
class Measured:
    """One figure of one scenario, beside the first scenario's."""

    measure: str
    amount: Amount
    change: float | None
    """Against the first, at the typical hours; None where one of them is not known."""
    apart: Apart
    """Whether the change exceeds what the hours are uncertain by."""


@frozen(kw_only=True, repr=False)
class Scenarios:
    """Scenarios side by side, the first being what the others are compared with."""

    scenarios: tuple[Scenario, ...]
    figures: tuple[tuple[Measured, ...], ...]
    """Of each scenario, in the order of the measures."""
    currency: str
    catalogue: Catalogue = field(eq=False)

    def figure(self, place: int, measure: str) -> Measured:
        """Give one figure of one scenario, counted from 0."""
        return next(one for one in self.figures[place] if one.measure == measure)

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the scenarios side by side."""
        speaker = Speaker(self.catalogue, lang)
        titles = [one.title(lang, names=names) for one in self.scenarios]
        marks = [_letter(place) for place in range(len(titles))]
        right: Alignment = "right"
        steps = [(strong(mark), title) for mark, title in zip(marks, titles, strict=True)]
        rows = [
            [self._measure(name, speaker), *self._cells(name, speaker)]
            for name in dict.fromkeys(one.measure for one in self.figures[0])
        ]
        bars = [
            Bar(mark, hours.low, hours.typical, hours.high, _said(hours, speaker))
            for mark, hours in zip(marks, self._uncovered(), strict=False)
        ]
        drawn: list[Block] = [
            Heading(capital(speaker.word("scenario", "work"))),
            Bars(bars),
        ]
        blocks: list[Block] = [
            Paragraph(speaker.text("scenario.lead")),
            Table(["", speaker.word("scenario", "steps")], steps),
            Table(["", *marks], rows, alignments=("left", *(right for _ in marks))),
            Paragraph([muted(speaker.text("scenario.key"))]),
            *(drawn if bars else ()),
        ]
        return Document(capital(speaker.word("scenario", "title")), blocks, lang=lang)

    def _measure(self, name: str, speaker: Speaker) -> str:
        unit = f" ({self.currency})" if name == "cost" and self.currency else ""
        return speaker.word("scenario_measure", name) + unit

    def _uncovered(self) -> list[Estimate]:
        amounts = [one.amount for own in self.figures for one in own if one.measure == "uncovered"]
        return [amount for amount in amounts if isinstance(amount, Estimate)]

    def _cells(self, measure: str, speaker: Speaker) -> list[str]:
        cells: list[str] = []
        for place in range(len(self.figures)):
            figure = self.figure(place, measure)
            text = _said(figure.amount, speaker)
            if place and figure.apart not in ("same", "unknown") and figure.change is not None:
                sign = "+" if figure.change > 0 else "−"
                change = speaker.number(round(abs(figure.change)))
                word = (
                    "" if _exact(figure.amount) else f" {speaker.word('difference', figure.apart)}"
                )
                text = f"{text}  {sign}{change}{word}"
            cells.append(text)
        return cells

    def rows(self) -> list[dict[str, object]]:
        """Write every figure as a flat row."""
        return [
            {
                "scenario": place,
                "title": scenario.title(),
                "measure": one.measure,
                **_ends(one.amount),
                "change": one.change,
                "apart": one.apart,
            }
            for place, scenario in enumerate(self.scenarios)
            for one in self.figures[place]
        ]

    def to_frame(self) -> "pd.DataFrame":
        """Write every figure as a row of a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame(self.rows())

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the scenarios as plain data in the form `scenarios/1`."""
        speaker = Speaker(self.catalogue, lang)
        return {
            "format": "scenarios/1",
            "lang": lang,
            "currency": self.currency or None,
            "scenarios": [
                {
                    "title": scenario.title(lang),
                    "steps": [{"id": s.id, "text": speaker.say(s)} for s in scenario.steps],
                    "figures": {
                        one.measure: {
                            **_ends(one.amount),
                            "change": None if one.change is None else round(one.change, 2),
                            "apart": one.apart,
                        }
                        for one in self.figures[place]
                    },
                }
                for place, scenario in enumerate(self.scenarios)
            ],
        }

    def to_json(self, lang: str = "en") -> str:
        """Write the scenarios as JSON, the same bytes for the same input."""
        return as_json(self.to_dict(lang))

    def __str__(self) -> str:
        """Draw the comparison as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say how many are compared."""
        return f"<Scenarios {len(self.scenarios)}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the comparison."""
        return bundle(self.document())


def compare_scenarios(
    *scenarios: Scenario, measures: Iterable[str] = (), catalogue: Catalogue | None = None
) -> Scenarios:
    """Lay scenarios side by side; the first is what the others are compared with.

    A change of hours is `clear` where the two ranges do not meet, `likely` where it goes the same
    way at the low, the typical and the high hours, else `open`. What is counted is exact.

    Args:
        scenarios: At least one.
        measures: Which figures; left out, all.
        catalogue: The facts with the words; left out, those of the first scenario.

    Raises:
        TeamError: There are no scenarios, or costs are in several currencies without rates.

    Examples:
        >>> from commerce_roles import read_profile
        >>> from commerce_roles.staffing import compare_scenarios, read_team, scenario
        >>> today = scenario(read_profile("examples/clothing_retailer.toml"),
        ...                  read_team("examples/teams/clothing_three.toml"))
        >>> both = compare_scenarios(today, today.leave("p1"))
        >>> both.figure(1, "uncovered").apart, round(both.figure(1, "uncovered").change)
        ('clear', 54)
    """
    if not scenarios:
        raise TeamError.of("there are no scenarios", remedy="give one at least")
    wanted = tuple(measures) or tuple(MEASURES)
    first = {name: MEASURES[name](scenarios[0].look) for name in wanted}
    return Scenarios(
        scenarios=scenarios,
        figures=tuple(
            tuple(_beside(name, MEASURES[name](one.look), first[name]) for name in wanted)
            for one in scenarios
        ),
        currency=scenarios[0].look.currency,
        catalogue=catalogue or scenarios[0].catalogue,
    )


def _beside(measure: str, amount: Amount, base: Amount) -> Measured:
    return Measured(
        measure=measure, amount=amount, change=_change(amount, base), apart=_apart(amount, base)
    )


def _change(amount: Amount, base: Amount) -> float | None:
    one, other = (a.typical if isinstance(a, Estimate) else a for a in (amount, base))
    return None if one is None or other is None else one - other


def _apart(amount: Amount, base: Amount) -> Apart:
    if amount is None or base is None:
        return "unknown"
    if not isinstance(amount, Estimate) or not isinstance(base, Estimate):
        return "same" if amount == base else "clear"
    changes = (amount.low - base.low, amount.typical - base.typical, amount.high - base.high)
    if not any(changes):
        return "same"
    if amount.low > base.high or amount.high < base.low:
        return "clear"
    ways = {change > 0 for change in changes if change}
    return "likely" if all(changes) and len(ways) == 1 else "open"


def _exact(amount: Amount) -> bool:
    return not isinstance(amount, Estimate)


def _said(amount: Amount, speaker: Speaker) -> str:
    if amount is None:
        return "?"
    if isinstance(amount, Estimate):
        low, typical, high = (round(end) for end in (amount.low, amount.typical, amount.high))
        if low == high:
            return speaker.number(typical)
        return f"{speaker.number(typical)} ({speaker.number(low)}–{speaker.number(high)})"
    return speaker.number(round(amount))


def _ends(amount: Amount) -> dict[str, object]:
    if isinstance(amount, Estimate):
        return {
            "low": round(amount.low, 2),
            "typical": round(amount.typical, 2),
            "high": round(amount.high, 2),
        }
    return {"low": amount, "typical": amount, "high": amount}


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)  # noqa: PLR2004 letters
