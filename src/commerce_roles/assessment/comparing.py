"""Two results side by side: what was told otherwise, and what comes out otherwise."""

from collections.abc import Mapping
from typing import Final

import attrs

from commerce_roles.assessment.assessment import Assessment
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.outcome import RoleAssessment
from commerce_roles.assessment.recording import profile_data
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import Block, Document, Drawn, Heading, Paragraph, Table
from commerce_roles.model import Estimate, FrozenMap, Sourcing, Verdict
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_mapping

__all__ = ["Comparison", "Pair", "RoleComparison", "compare"]

_EN: Final = "en"


@attrs.frozen
class Pair(Displayed):
    """Something in both results; None where one has nothing."""

    one: object
    other: object


@attrs.frozen(kw_only=True)
class RoleComparison(Displayed):
    """What one role gets in both results."""

    role: str
    verdicts: tuple[Verdict | None, Verdict | None]
    scores: tuple[int | None, int | None]
    sourcing: tuple[Sourcing | None, Sourcing | None]
    hours: tuple[Estimate | None, Estimate | None]
    """Hours a month at the first level of service."""
    points: FrozenMap[str, Pair]
    """The rules that give other points, or bound the verdict in one result only."""

    @property
    def changed(self) -> bool:
        """Whether another verdict comes out, or somebody else does the work."""
        return len(set(self.verdicts)) > 1 or len(set(self.sourcing)) > 1


@attrs.frozen(kw_only=True)
class Comparison(Drawn):
    """Two results side by side; it draws itself."""

    told: FrozenMap[str, Pair]
    """The answers that differ, by field; names are no answers."""
    roles: FrozenMap[str, RoleComparison]
    """Every role of either result."""
    same_facts: bool
    """Whether both were decided by facts that decide alike."""
    names: tuple[str, str]
    """The names of the two businesses; empty where they have none."""
    _catalogue: Catalogue = attrs.field(repr=False, eq=False, alias="catalogue")

    @property
    def changed(self) -> tuple[str, ...]:
        """The roles for which something else comes out."""
        return tuple(role for role, found in self.roles.items() if found.changed)

    def to_dict(self) -> dict[str, object]:
        """Write the comparison as plain data."""
        return {
            "format": "comparison/1",
            "same_facts": self.same_facts,
            "told": {key: [pair.one, pair.other] for key, pair in self.told.items()},
            "roles": {role: _plain(found) for role, found in self.roles.items()},
        }

    def document(self, lang: str = _EN) -> Document:
        """Show what differs as tables."""
        speaker = Speaker(self._catalogue, lang)
        words = Wording.of(speaker, {}, "")
        columns = ["", *(name or speaker.word("compare", str(n)) for n, name in _numbered(self))]
        blocks: list[Block] = [
            Table(columns, [row for found in self.roles.values() for row in _rows(found, speaker)])
        ]
        if self.told:
            blocks += [
                Heading(speaker.word("compare", "told").capitalize()),
                Table(
                    columns,
                    [
                        (
                            words.name(key),
                            _told(words, key, pair.one),
                            _told(words, key, pair.other),
                        )
                        for key, pair in self.told.items()
                    ],
                ),
            ]
        if not self.same_facts:
            blocks.append(Paragraph(speaker.word("compare", "other_facts")))
        return Document(speaker.word("compare", "title").capitalize(), blocks, lang=lang)


def compare(one: Assessment, other: Assessment) -> Comparison:
    """Lay two results side by side.

    Raises:
        DetachedError: The catalogue of the first is not at hand.

    Examples:
        >>> from commerce_roles import assess
        >>> shop = {"sector": "clothing", "monthly_orders": 20, "employees": 2}
        >>> found = compare(assess(shop), assess({**shop, "monthly_orders": 4000}))
        >>> found.told["monthly_orders"]
        Pair(one=20, other=4000)
        >>> [verdict.value for verdict in found.roles["ecommerce_manager"].verdicts]
        ['not_needed', 'needed']
    """
    first, second = (
        _flat(profile_data(attrs.evolve(result.profile, name=None))) for result in (one, other)
    )
    told = {
        key: Pair(first.get(key), second.get(key))
        for key in sorted({*first, *second})
        if first.get(key) != second.get(key)
    }
    return Comparison(
        told=FrozenMap(told),
        roles=FrozenMap(
            (role, _role(role, one.roles.get(role), other.roles.get(role)))
            for role in sorted({*one, *other})
        ),
        same_facts=one.decision_hash == other.decision_hash,
        catalogue=one.catalogue,
        names=(one.profile.name or "", other.profile.name or ""),
    )


def _role(role: str, one: RoleAssessment | None, other: RoleAssessment | None) -> RoleComparison:
    mine, theirs = _effects(one), _effects(other)
    return RoleComparison(
        role=role,
        verdicts=(None if one is None else one.verdict, None if other is None else other.verdict),
        scores=(None if one is None else one.score, None if other is None else other.score),
        sourcing=(None if one is None else one.sourcing, None if other is None else other.sourcing),
        hours=(_first_hours(one), _first_hours(other)),
        points=FrozenMap(
            (rule, Pair(mine.get(rule), theirs.get(rule)))
            for rule in sorted({*mine, *theirs})
            if mine.get(rule) != theirs.get(rule)
        ),
    )


def _effects(role: RoleAssessment | None) -> dict[str, object]:
    """Give what each rule does: points, or the verdict that it bounds."""
    if role is None:
        return {}
    return {
        reason.statement.rule: reason.points
        or (reason.at_least or reason.at_most or Verdict.NOT_NEEDED).value
        for reason in role.reasons
    }


def _first_hours(role: RoleAssessment | None) -> Estimate | None:
    return None if role is None else next(iter(role.hours.values()))


def _flat(data: Mapping[str, object]) -> dict[str, object]:
    """Name what stands in a table by `table.key`."""
    found: dict[str, object] = {}
    for key, value in data.items():
        if is_mapping(value):
            found.update({f"{key}.{part}": inner for part, inner in value.items()})
        else:
            found[key] = value
    return found


def _told(words: Wording, key: str, value: object) -> str:
    """Say an answer, or that there is none."""
    return words.speaker.word("answer", "not_told") if value is None else words.value(key, value)


def _numbered(comparison: Comparison) -> list[tuple[int, str]]:
    return list(enumerate(comparison.names, 1))


def _rows(found: RoleComparison, speaker: Speaker) -> list[tuple[str, str, str]]:
    name = speaker.role(found.role) if found.role in speaker.catalogue.roles else found.role
    hours = [
        "" if one is None else speaker.quantity("hours_month", one.as_numbers())
        for one in found.hours
    ]
    verdicts = ["" if one is None else speaker.word("verdict", one) for one in found.verdicts]
    scores = ["" if one is None else str(one) for one in found.scores]
    sourcing = ["" if one is None else speaker.word("sourcing", one) for one in found.sourcing]
    return [
        (name, verdicts[0], verdicts[1]),
        (speaker.word("column", "score"), scores[0], scores[1]),
        (speaker.word("compare", "hours"), hours[0], hours[1]),
        (speaker.word("compare", "sourcing"), sourcing[0], sourcing[1]),
    ]


def _plain(found: RoleComparison) -> dict[str, object]:
    return {
        "verdicts": [None if one is None else one.value for one in found.verdicts],
        "scores": list(found.scores),
        "sourcing": [None if one is None else one.value for one in found.sourcing],
        "hours": [None if one is None else one.as_numbers() for one in found.hours],
        "points": {rule: [pair.one, pair.other] for rule, pair in found.points.items()},
        "changed": found.changed,
    }
