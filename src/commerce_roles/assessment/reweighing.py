"""How firmly a verdict stands: how far the weights of the rules may be wrong before it flips."""

from collections.abc import Iterator, Mapping
from functools import partial
from random import Random
from typing import Final

from attrs import field, frozen
from attrs.validators import ge, le

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import VERDICTS, Catalogue, Program, points_key
from commerce_roles.display import Block, Document, Drawn, Paragraph, Table, strong
from commerce_roles.expressions import Form, Value, evaluate, key_of, references
from commerce_roles.model import FrozenMap, Verdict
from commerce_roles.showing import Displayed

__all__ = ["Draws", "Robustness", "robustness"]

_PARTS: Final = 1_000
"""Weights are drawn in thousandths, so that sums are whole numbers and exact."""


@frozen
class Draws(Displayed):
    """Weights drawn at random; the same seed draws the same."""

    spread: float = field(default=0.2, validator=[ge(0), le(1)])
    """How far a weight is off at the most, up or down, as a share from 0 to 1."""
    number: int = field(default=1_000, validator=ge(1))
    seed: int = 0


@frozen(kw_only=True)
class Robustness(Drawn):
    """How firmly a verdict stands against other weights."""

    role: str
    verdict: Verdict
    score: int
    margins: FrozenMap[Verdict, int]
    """For each verdict the points from the score to where its band begins; negative: behind."""
    flips_at: float | None
    """The smallest share by which all points of the role would have to be off, each up or down as
    it hurts most, for the verdict to flip; None where no weights flip it."""
    kept: float
    """The share of drawn weights that keep the verdict."""
    draws: Draws
    _catalogue: Catalogue = field(repr=False, eq=False, alias="catalogue")

    def to_dict(self) -> dict[str, object]:
        """Write it as plain data."""
        return {
            "format": "robustness/1",
            "role": self.role,
            "verdict": self.verdict.value,
            "score": self.score,
            "margins": {verdict.value: points for verdict, points in self.margins.items()},
            "flips_at": self.flips_at,
            "kept": self.kept,
            "spread": self.draws.spread,
            "draws": self.draws.number,
            "seed": self.draws.seed,
        }

    def document(self, lang: str = "en") -> Document:
        """Show the margins, and how far weights may be off."""
        speaker = Speaker(self._catalogue, lang)
        params = {
            "post": self.role,
            "verdict": self.verdict.value,
            "percent": round(100 * (self.flips_at or 0), 1),
            "share": round(100 * self.kept, 1),
            "spread": round(100 * self.draws.spread, 1),
        }
        message = "robust.always" if self.flips_at is None else "robust.until"
        columns = [speaker.word("column", name) for name in ("verdict", "margin")]
        rows = [(speaker.word("verdict", v), f"{points:+d}") for v, points in self.margins.items()]
        blocks: list[Block] = [
            Paragraph(strong(speaker.text(message, params))),
            Paragraph(speaker.text("robust.drawn", params)),
            Table(columns, rows, alignments=("left", "right")),
        ]
        return Document(capital(speaker.role(self.role)), blocks, lang=lang)


def robustness(
    decision: Decision,
    catalogue: Catalogue,
    role: str,
    draws: Draws,
) -> Robustness:
    """Say how far the weights of a role's rules may be wrong before its verdict flips.

    If every point given may be off by a share d, the score S lies between S - d·T and S + d·T, T
    being the sum of all points given without their signs. So the verdict flips first at
    d = distance / T, distance being what is missing to the nearest band that floors and caps let
    through. The draws weigh the tables of all roles anew, each by a factor drawn evenly between
    1 - spread and 1 + spread, and also follow where one role's verdict speaks for another.
    """
    score = decision.whole(key_of("score", role))
    margins = {Verdict(word): catalogue.bands[Verdict(word)] - score for word in VERDICTS.levels}
    weigher = _Weigher.of(decision, catalogue)
    random = Random(draws.seed)  # noqa: S311 weights, not secrets
    low, high = round(_PARTS * (1 - draws.spread)), round(_PARTS * (1 + draws.spread))
    verdict = decision.verdict(role)
    weights = iter(partial(random.randint, low, high), None)
    kept = sum(weigher.rank(role, weights) == verdict.rank for _ in range(draws.number))
    return Robustness(
        role=role,
        verdict=verdict,
        score=score,
        margins=FrozenMap(margins),
        flips_at=_flips_at(decision, catalogue, role),
        kept=kept / draws.number,
        draws=draws,
        catalogue=catalogue,
    )


def _flips_at(decision: Decision, catalogue: Catalogue, role: str) -> float | None:
    score = decision.whole(key_of("score", role))
    floor, cap = (decision.whole(key_of(bound, role)) for bound in ("floor", "cap"))
    rank = decision.verdict(role).rank
    given = sum(abs(decision.whole(key)) for key in _points(decision.program, role))
    bands = [catalogue.bands[Verdict(word)] for word in VERDICTS.levels]
    distances: list[int] = []
    if rank < min(cap, len(bands) - 1):
        distances.append(bands[rank + 1] - score)
    if rank > floor:
        distances.append(score - bands[rank])
    near = [distance for distance in distances if distance >= 0]
    return min(near) / given if near and given else None


def _points(program: Program, role: str) -> list[str]:
    """List the keys of the points that tables give a role."""
    return [points_key(i.table.id, role) for i in program.instances_of("points", role)]


@frozen
class _Weigher:
    """Decides again with other weights: only what hangs on them is worked out anew."""

    values: Mapping[str, Value]
    bands: tuple[int, ...]
    points: Mapping[str, tuple[str, ...]]
    """For each role the keys of its points."""
    anew: tuple[tuple[str, Form], ...]
    """What hangs on some verdict, in order, the verdicts themselves among it."""
    roles: Mapping[str, str]
    """The roles by the keys of their verdicts."""

    @classmethod
    def of(cls, decision: Decision, catalogue: Catalogue) -> "_Weigher":
        """Find what hangs on verdicts."""
        program = decision.program
        roles = {key_of("verdict", role): role for role in catalogue.roles}
        hanging = set(roles)
        anew: list[tuple[str, Form]] = []
        for step in program.steps:
            if step.key in roles or not hanging.isdisjoint(references(step.form)):
                hanging.add(step.key)
                anew.append((step.key, step.form))
        return cls(
            values=decision.values,
            bands=program.rungs,
            points={role: tuple(_points(program, role)) for role in catalogue.roles},
            anew=tuple(anew),
            roles=roles,
        )

    def rank(self, role: str, weights: Iterator[int]) -> int:
        """Give the rank of a role's verdict under weights in thousandths."""
        known = dict(self.values)
        wanted = key_of("verdict", role)
        for key, form in self.anew:
            if key in self.roles:
                known[key] = self._verdict(self.roles[key], known, weights)
            else:
                known[key] = evaluate(form, known)
            if key == wanted:
                break
        found = known[wanted]
        return found if isinstance(found, int) else 0

    def _verdict(self, role: str, known: Mapping[str, Value], weights: Iterator[int]) -> int:
        score = sum(_whole(known[key]) * next(weights) for key in self.points[role])
        band = sum(score >= step * _PARTS for step in self.bands)
        floor, cap = (_whole(known[key_of(bound, role)]) for bound in ("floor", "cap"))
        return min(cap, max(floor, band))


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0
