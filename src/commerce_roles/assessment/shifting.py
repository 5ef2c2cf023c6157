"""Why a change of the facts moves a verdict: rules that speak otherwise, bands that moved."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.scoring import RolePlan
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.assessment.statements import first_fired
from commerce_roles.catalogue import VERDICTS, Catalogue
from commerce_roles.expressions import key_of
from commerce_roles.model import Verdict
from commerce_roles.showing import Displayed

__all__ = ["Shift", "Side", "said_shift", "shifts_between", "shifts_of", "side_fired"]

Kind = Literal["points", "floor", "cap"]
_SAID: Final = {
    "points": "check.shift.points",
    "floor": "check.shift.floor",
    "cap": "check.shift.cap",
    "band": "check.shift.band",
}

_KINDS: Final[tuple[Kind, ...]] = ("points", "floor", "cap")


@frozen(kw_only=True)
class Shift(Displayed):
    """A table or band that gives something else than before."""

    kind: Literal["points", "floor", "cap", "band"]
    what: str
    """The table, or the verdict whose band it is."""
    old_rule: str = ""
    """The rule that fired before; empty if none did."""
    new_rule: str = ""
    """The rule that fires now; empty if none does."""
    old: int | str | None
    """What it gave: points, a verdict, the score from which a verdict holds; None: nothing."""
    new: int | str | None
    """What it gives now."""
    decides: bool
    """Whether the verdict would not have moved as it did without this alone."""


@frozen
class Side:
    """What one catalogue says of one role of one business."""

    tables: Mapping[tuple[Kind, str], tuple[str, int | str]]
    """By kind and table: the rule that fired and what it gave."""
    bands: Mapping[str, int]
    score: int
    floors: Mapping[str, int]
    caps: Mapping[str, int]

    def verdict(
        self,
        *,
        score: int | None = None,
        floors: Mapping[str, int] | None = None,
        caps: Mapping[str, int] | None = None,
        bands: Mapping[str, int] | None = None,
    ) -> Verdict:
        """Give the verdict, with some of it as it was."""
        points = self.score if score is None else score
        limits = self.bands if bands is None else bands
        band = sum(points >= limits[verdict] for verdict in VERDICTS.levels[1:])
        floor = max([0, *(self.floors if floors is None else floors).values()])
        top = len(VERDICTS.levels) - 1
        cap = min([top, *(self.caps if caps is None else caps).values()])
        return Verdict(VERDICTS.levels[min(cap, max(band, floor))])


def shifts_of(
    role: str, old: tuple[Decision, Catalogue], new: tuple[Decision, Catalogue]
) -> tuple[Shift, ...]:
    """List what speaks otherwise of a role than before: points first, the largest shift first.

    Args:
        role: A role that is in both catalogues.
        old: The decision by the facts as they were, and these facts.
        new: The decision by the facts as they are.
    """
    return shifts_between(_side(role, *old), _side(role, *new))


def shifts_between(before: Side, after: Side) -> tuple[Shift, ...]:
    """List what speaks otherwise on the one side than on the other."""
    return (*_by_tables(before, after), *_by_bands(before, after))


def side_fired(plan: RolePlan, bits: int, bands: Mapping[str, int]) -> Side:
    """Give what is said of a role where these rules fired: a verdict rests on nothing else.

    Args:
        plan: The rules of the role.
        bits: The mask: bit i says that rule i fired.
        bands: The score from which each verdict holds.
    """
    tables: dict[tuple[Kind, str], tuple[str, int | str]] = {}
    score = 0
    for kind in _KINDS:
        for table in plan.of(kind):
            own = bits >> table.bit & ((1 << len(table.gives)) - 1)
            if own:
                rule = plan.rules[table.bit + (own & -own).bit_length() - 1]
                gives = rule.then if isinstance(rule.then, int) else str(rule.then)
                tables[kind, table.table] = (rule.id, gives)
                score += rule.number if kind == "points" else 0
    return Side(tables, bands, score, _ranks(tables, "floor"), _ranks(tables, "cap"))


def _side(role: str, decision: Decision, catalogue: Catalogue) -> Side:
    tables: dict[tuple[Kind, str], tuple[str, int | str]] = {}
    for kind in _KINDS:
        for instance in decision.program.instances_of(kind, role):
            rule = first_fired(instance, decision)
            if rule is not None:
                gives = rule.then if isinstance(rule.then, int) else str(rule.then)
                tables[kind, instance.table.id] = (rule.id, gives)

    score = decision.whole(key_of("score", role))
    return Side(tables, catalogue.bands, score, _ranks(tables, "floor"), _ranks(tables, "cap"))


def _ranks(tables: Mapping[tuple[Kind, str], tuple[str, int | str]], kind: Kind) -> dict[str, int]:
    return {
        table: VERDICTS.levels.index(str(gives))
        for (each, table), (_, gives) in tables.items()
        if each == kind
    }


def _by_tables(before: Side, after: Side) -> Iterator[Shift]:
    verdict = after.verdict()
    found: list[tuple[int, int, Shift]] = []
    for kind, table in sorted({*before.tables, *after.tables}):
        (old_rule, old), (new_rule, new) = (
            side.tables.get((kind, table), ("", None)) for side in (before, after)
        )
        if old == new:
            continue
        size = 0
        if kind == "points":
            size = _points(new) - _points(old)
            undone = after.verdict(score=after.score - size)
        elif kind == "floor":
            undone = after.verdict(floors=_with(after.floors, table, before.floors))
        else:
            undone = after.verdict(caps=_with(after.caps, table, before.caps))
        shift = Shift(
            kind=kind,
            what=table,
            old_rule=old_rule,
            new_rule=new_rule,
            old=old,
            new=new,
            decides=undone != verdict,
        )
        found.append((_KINDS.index(kind), -abs(size), shift))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].what))
    return iter([shift for _, _, shift in found])


def _points(given: int | str | None) -> int:
    return given if isinstance(given, int) else 0


def _with(ranks: Mapping[str, int], table: str, others: Mapping[str, int]) -> Mapping[str, int]:
    """Put a table back to what it gave before."""
    kept = {name: rank for name, rank in ranks.items() if name != table}
    return {**kept, table: others[table]} if table in others else kept


def _by_bands(before: Side, after: Side) -> Iterator[Shift]:
    for verdict in VERDICTS.levels:
        old, new = before.bands[verdict], after.bands[verdict]
        if old != new:
            undone = after.verdict(bands={**after.bands, verdict: old})
            yield Shift(
                kind="band",
                what=str(verdict),
                old=old,
                new=new,
                decides=undone != after.verdict(),
            )


def said_shift(speaker: Speaker, shift: Shift) -> str:
    """Say what speaks otherwise."""
    old, new = (_given(speaker, shift.kind, given) for given in (shift.old, shift.new))
    what = speaker.word("verdict", shift.what) if shift.kind == "band" else shift.what
    return speaker.phrase(_SAID[shift.kind], {"what": what, "seen": new, "limit": old})


def _given(speaker: Speaker, kind: str, given: int | str | None) -> str:
    """Say what a table or band gives."""
    if given is None:
        return speaker.word("answer", "none") if kind != "points" else "0"
    return speaker.number(given) if isinstance(given, int) else speaker.word("verdict", given)
