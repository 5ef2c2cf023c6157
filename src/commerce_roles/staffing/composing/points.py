"""The front of cost against coverage: teams side by side."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document, Heading, Paragraph, Point, Steps, Table, strong
from commerce_roles.staffing.composing.composition import Composition

__all__ = ["Frontier"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Frontier(Result):
    """Teams in the order of their cost, each covering more than all that cost less."""

    points: tuple[Composition, ...]
    complete: bool
    """Whether there are no others."""
    currency: str
    stopped: Literal["", "time", "interrupt"] = ""
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show what more coverage costs, as a table and as steps."""
        speaker, called = Speaker(self.catalogue, lang), names or {}
        lead = "compose.front.complete" if self.complete else "compose.front.part"
        params = frozen_params({"teams": len(self.points)})
        rows = [
            [
                speaker.number(float(one.cost or 0)),
                _percent(one, speaker),
                ", ".join(called.get(person, person) for person in one.people) or "–",
                speaker.number(len(one.uncovered)),
            ]
            for one in self.points
        ]
        words = [speaker.word("compose_column", word) for word in
                 ("cost", "coverage", "people", "uncovered")]  # fmt: skip
        if self.currency:
            words[0] += f" ({self.currency})"
        points = [
            Point(
                float(one.cost or 0),
                float(one.coverage or 0),
                speaker.number(float(one.cost or 0)),
                _percent(one, speaker),
            )
            for one in self.points
        ]
        return Document(
            capital(speaker.word("compose", "front")),
            [
                Paragraph([strong(speaker.text(lead, params))]),
                Table(words, rows, alignments=("right", "right", "left", "right")),
                Heading(capital(speaker.word("compose", "coverage"))),
                Steps(points, words[0], words[1]),
            ],
            lang=lang,
        )

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the front as plain data in the form `front/1`."""
        return {
            "format": "front/1",
            "lang": lang,
            "complete": self.complete,
            "currency": self.currency or None,
            "stopped": self.stopped or None,
            "points": [one.to_dict(lang) for one in self.points],
        }

    def rows(self) -> list[dict[str, object]]:
        """Write the teams as flat rows."""
        return [
            {
                "cost": None if one.cost is None else float(one.cost),
                "coverage": None if one.coverage is None else float(one.coverage),
                "people": ", ".join(one.people) or None,
                "uncovered": len(one.uncovered),
            }
            for one in self.points
        ]

    def __repr__(self) -> str:
        """Say how many teams there are."""
        return f"<Frontier {len(self.points)} teams{'' if self.complete else ', not all'}>"


def _percent(one: Composition, speaker: Speaker) -> str:
    return f"{speaker.number(round(float(one.coverage or 0) * 100, 1))} %"
