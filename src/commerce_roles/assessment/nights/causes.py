"""From masks of rules that fired to what moved a verdict: each pair of masks is looked at once."""

from collections.abc import Sequence

from attrs import define, field, frozen

from commerce_roles.assessment.scoring import Plan, RolePlan, plan_of
from commerce_roles.assessment.shifting import Shift, said_shift, shifts_between, side_fired
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.assessment.tables.ladders import MASK
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import Catalogue

__all__ = ["Cause", "Causes", "pairs_of"]


@frozen
class Cause:
    """What moved a verdict, as a row of a change feed tells it."""

    because: str
    """`points`, `floor`, `cap`, `band`; `new`, `gone`; `waited`; `facts`."""
    table: str = ""
    """The table that gives something else, or the verdict whose band it is."""
    rule_before: str = ""
    rule_after: str = ""
    message: str = ""
    """The message of the rule."""
    text: str = ""
    points: int | None = None
    """How many points more the table gives."""


@define
class Causes:
    """Looks up what moves verdicts between two sets of facts, often the same; it remembers."""

    before: Catalogue | None
    """None: not at hand."""
    after: Catalogue
    lang: str = "en"
    _shifts: dict[tuple[str, int, int], tuple[Shift, ...]] = field(
        factory=dict[tuple[str, int, int], tuple[Shift, ...]]
    )
    _plans: dict[int, Plan] = field(factory=dict[int, Plan])

    def shifts(self, role: str, before: int, after: int) -> tuple[Shift, ...]:
        """List what speaks otherwise of a role, the masks of both runs given."""
        key = (role, before, after)
        if key not in self._shifts:
            if self.before is None:
                return ()
            sides = (
                side_fired(self.plan(facts).roles[role], bits, facts.bands)
                for facts, bits in ((self.before, before), (self.after, after))
            )
            self._shifts[key] = shifts_between(*sides)
        return self._shifts[key]

    def plan(self, facts: Catalogue) -> Plan:
        """Give the rules of facts in the order of the masks."""
        if id(facts) not in self._plans:
            self._plans[id(facts)] = plan_of(facts.program)
        return self._plans[id(facts)]

    def cause(self, role: str, before: int, after: int) -> Cause:
        """Say what moved a verdict: of what decides the first, the largest number of points.

        Where nothing speaks otherwise, another verdict has waited long enough; where the facts of
        the earlier run are not at hand, they are what is said.
        """
        if self.before is None:
            return self.plain("facts")
        shifts = self.shifts(role, before, after)
        if not shifts:
            return self.plain("waited")
        main = next((shift for shift in shifts if shift.decides), shifts[0])
        return Cause(
            main.kind,
            main.what,
            main.old_rule,
            main.new_rule,
            self._message(role, main),
            said_shift(Speaker(self.after, self.lang), main),
            _points(main),
        )

    def plain(self, because: str) -> Cause:
        """Say a cause that is no rule."""
        return Cause(because, text=Speaker(self.after, self.lang).text(f"nights.{because}"))

    def _message(self, role: str, shift: Shift) -> str:
        """Give the message of the rule that fires now, else of the one that fired before."""
        for facts, wanted in ((self.after, shift.new_rule), (self.before, shift.old_rule)):
            plan: RolePlan | None = None if facts is None else self.plan(facts).roles.get(role)
            for rule in () if plan is None or not wanted else plan.rules:
                if rule.id == wanted:
                    return rule.message
        return ""


def _points(shift: Shift) -> int | None:
    if shift.kind != "points":
        return None
    old, new = (given if isinstance(given, int) else 0 for given in (shift.old, shift.new))
    return new - old


def pairs_of(
    before: Sequence[Array], after: Sequence[Array], rows: int
) -> tuple[list[tuple[int, int]], Array]:
    """Give the distinct pairs of masks, and for each row which of them it has.

    Args:
        before: The columns of the earlier mask; none: it is not known.
        after: The columns of the later one.
        rows: How many rows there are.
    """
    columns = [*before, *after]
    if not columns or not rows:
        return [(0, 0)] * bool(rows), np.zeros(rows, np.int64)
    stacked = np.stack([np.asarray(column, np.int64) for column in columns], axis=1)
    distinct, inverse = np.unique(stacked, axis=0, return_inverse=True)
    cut = len(before)
    pairs = [(_mask(row[:cut]), _mask(row[cut:])) for row in distinct.tolist()]
    return pairs, np.reshape(inverse, -1)


def _mask(parts: Sequence[int]) -> int:
    return sum(part << MASK * place for place, part in enumerate(parts))
