"""The front of cost against coverage: teams side by side."""

from collections.abc import Mapping
from itertools import chain
from typing import Literal, Self

from attrs import evolve, field, frozen

from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document, Heading, Paragraph, Point, Steps, Table, strong
from commerce_roles.staffing.composing.composition import Composition
from commerce_roles.staffing.composing.forgetting import everybody, forgotten, redacted
from commerce_roles.staffing.forgetting import made_up

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
                speaker.amount(float(one.cost or 0)),
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
                speaker.amount(float(one.cost or 0)),
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

    def redact(self, ids: Mapping[str, str] | None = None) -> Self:
        """Put made-up ids in place of those that were told, the same in every team.

        Args:
            ids: The made-up ids by those that were told; left out, they are made up here.

        Raises:
            UnknownIdError: Somebody has no made-up id.
        """
        new = ids or made_up(chain.from_iterable(map(everybody, self.points)))
        return evolve(self, points=tuple(redacted(one, new) for one in self.points))

    def forget(self, person: str) -> Self:
        """Take a person out, with everything that was told of them, and every team with them.

        Raises:
            UnknownIdError: There is no such person.
        """
        left = tuple(forgotten(one, person) for one in self.points)
        kept = tuple(one for one in left if one.stopped != "forgotten")
        return evolve(self, points=kept, complete=self.complete and len(kept) == len(left))

    def __repr__(self) -> str:
        """Say how many teams there are."""
        return f"<Frontier {len(self.points)} teams{'' if self.complete else ', not all'}>"


def _percent(one: Composition, speaker: Speaker) -> str:
    return f"{speaker.number(round(float(one.coverage or 0) * 100, 1))} %"
