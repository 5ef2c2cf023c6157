"""What the columns of a table tell of each input, wherever they are.

A reading gives the columns one by one; here they are put together: numbers with their ranges,
members of sets, figures, posts.
"""

from collections.abc import Mapping
from functools import reduce
from typing import Final, Protocol

import attrs

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.faults import WHOLE_COLUMN, Fault
from commerce_roles.assessment.tables.judged import Words
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.assessment.tables.rails import Array, kind_of_domain, np
from commerce_roles.catalogue import MEASURED, MINUTES, PRODUCTIVE, Catalogue
from commerce_roles.errors import Problem
from commerce_roles.expressions import Amount, Domain, key_of
from commerce_roles.model import Field
from commerce_roles.model.limits import MOST_FTE

__all__ = ["Reading", "Telling"]

_NUMBERS: Final = ("count", "money", "number")


class Reading(Protocol):
    """What gives columns one by one; every fault is kept, none is raised."""

    plans: TablePlans
    words: Words
    faults: list[Fault]

    def nothing(self, kind: Foreign) -> Array:
        """Give a column of nothing."""
        ...

    def everything(self) -> Array:
        """Say yes everywhere."""
        ...

    def wrong(self, name: str, problem: Problem, where: Array) -> None:
        """Note what is wrong in some rows."""
        ...

    def number(self, name: str, domain: Domain, fld: Field | None) -> tuple[Array, Array] | None:
        """Give numbers, and where there are any; None where there are none at all."""
        ...

    def conditions(self, name: str) -> tuple[Array, Array] | None:
        """Give where yes was said, and where anything was."""
        ...

    def word(self, fld: Field, name: str) -> Told | None:
        """Give the numbers of texts, or the ranks of levels."""
        ...

    def set(self, fld: Field, name: str) -> Told | None:
        """Give the bits of sets."""
        ...


@attrs.define
class Telling:
    """Puts together what some rows tell."""

    reading: Reading
    catalogue: Catalogue
    layout: Layout
    told: dict[str, Told] = attrs.field(factory=dict[str, Told])

    @property
    def plans(self) -> TablePlans:
        """The rules, as operations."""
        return self.reading.plans

    def read(self) -> dict[str, Told]:
        """Give what is told of each input of which something is."""
        for fld in self.catalogue.fields.values():
            found = self._field(fld)
            if found is not None and fld.id in self.plans.inputs:
                self.told[fld.id] = found
        self._kpis()
        self._roles()
        return self.told

    def _field(self, fld: Field) -> Told | None:
        name = self.layout.values.get(fld.id)
        if fld.type in _NUMBERS:
            return self._number(fld)
        if fld.type == "set":
            own = None if name is None else self.reading.set(fld, name)
            members = self.layout.members.get(fld.id)
            return own if members is None else self._members(fld, members, own)
        if name is None:
            return None
        if fld.type == "yes_no":
            found = self.reading.conditions(name)
            return None if found is None else Told(*found)
        return self.reading.word(fld, name)

    # ------------------------------------------------------------------ numbers

    def _number(self, fld: Field) -> Told | None:
        domain = self.plans.program.inputs[fld.id]
        layout = self.layout
        name, low, high = (part.get(fld.id) for part in (layout.values, layout.lows, layout.highs))
        found = None if name is None else self.reading.number(name, domain, fld)
        if low is None and high is None:
            return None if found is None else Told(*found)
        return self._ranged(fld, domain, found, (low, high))

    def _ranged(
        self,
        fld: Field,
        domain: Domain,
        found: tuple[Array, Array] | None,
        names: tuple[str | None, str | None],
    ) -> Told | None:
        ends = [None if name is None else self.reading.number(name, domain, fld) for name in names]
        nothing = (self.reading.nothing(kind_of_domain(domain)), self.reading.nothing(np.bool_))
        (low, has_low), (high, has_high) = (end or nothing for end in ends)
        values, known = found or nothing
        shown = names[0] or names[1] or fld.id
        message = "one end of a range is told, the other is not"
        remedy = f"give both {fld.id}_low and {fld.id}_high, or neither"
        one_alone = (has_low & ~has_high) | (has_high & ~has_low)
        self.reading.wrong(shown, Problem(message, "", remedy), one_alone & ~known)
        both = has_low & has_high & ~known
        turned = Problem("the range is upside down", "", "give the lower end first")
        self.reading.wrong(shown, turned, both & (low > high))
        same = both & (low == high)
        values = np.where(same, low, values)
        return Told(values, known | same, None, low, high, both & (low < high))

    # ------------------------------------------------------------------ sets

    def _members(
        self,
        fld: Field,
        members: Mapping[str, str],
        own: Told | None,
    ) -> Told | None:
        """Join one column for each member; a set of which a member is not told is not known."""
        universe = self.plans.words.universes.get(fld.id)
        known = self.reading.everything()
        held: list[tuple[Array, frozenset[str]]] = []
        for member, name in members.items():
            judged = self.reading.words.judge(fld, int(member) if member.isdigit() else member)
            if judged.problem is not None:
                self.reading.faults.append(
                    Fault(attrs.evolve(judged.problem, path=name), WHOLE_COLUMN)
                )
                continue
            found = self.reading.conditions(name)
            values, there = found or (self.reading.nothing(np.bool_),) * 2
            known &= there
            word = judged.value if isinstance(judged.value, frozenset) else frozenset[str]()
            held.append((values, word))
        if universe is None or fld.id not in self.plans.inputs:
            return own
        universe.add(sorted(frozenset[str]().union(*(word for _, word in held))))
        bits = [self.reading.nothing(np.uint64) for _ in range(universe.width)]
        for values, word in held:
            for part, bit in enumerate(universe.bits(word)):
                bits[part] = bits[part] | np.where(values, bit, np.uint64(0))
        if own is None or own.bits is None:
            return Told(None, known, tuple(bits))
        padded = (*own.bits, *[self.reading.nothing(np.uint64)] * (len(bits) - len(own.bits)))
        joined = tuple(
            np.where(own.known, one, other) for one, other in zip(padded, bits, strict=True)
        )
        return Told(None, own.known | known, joined)

    # ------------------------------------------------------------------ figures and roles

    def _kpis(self) -> None:
        """Read figures; where one is told it is known which are measured."""
        some = self.reading.nothing(np.bool_)
        measured: list[tuple[str, Array]] = []
        for kpi, name in self.layout.kpis.items():
            key = f"kpis.{kpi}"
            found = self.reading.number(name, self.plans.program.inputs[key], None)
            if found is None:
                continue
            some = some | found[1]
            measured.append((kpi, found[1]))
            if key in self.plans.inputs:
                self.told[key] = Told(*found)
        if MEASURED in self.plans.inputs and measured:
            universe = self.plans.words.universes[MEASURED]
            universe.add(kpi for kpi, _ in measured)
            bits = [self.reading.nothing(np.uint64) for _ in range(universe.width)]
            for kpi, there in measured:
                for part, bit in enumerate(universe.bits([kpi])):
                    bits[part] = bits[part] | np.where(there, bit, np.uint64(0))
            self.told[MEASURED] = Told(None, some, tuple(bits))

    def _roles(self) -> None:
        """Read the posts that there are; where one is told, the others are none."""
        found = {
            role: self.reading.number(name, Amount(0, MOST_FTE), None)
            for role, name in self.layout.roles.items()
        }
        told = {role: one for role, one in found.items() if one is not None}
        if not told:
            return
        some = reduce(np.logical_or, [known for _, known in told.values()])
        full = self.catalogue.constants[PRODUCTIVE].value * MINUTES
        for role in self.catalogue.roles:
            fte = told[role][0] if role in told else self.reading.nothing(np.float64)
            inside = np.floor(fte * full + 0.5).astype(np.int64)
            for key, values in (
                (f"existing_roles.{role}", fte),
                (key_of("held", role, "inside"), inside),
                (key_of("held", role, "outside"), self.reading.nothing(np.int64)),
            ):
                if key in self.plans.inputs:
                    self.told[key] = Told(values, some)
