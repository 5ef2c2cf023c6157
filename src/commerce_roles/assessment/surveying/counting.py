"""A table counted piece by piece: verdicts, hours, parts of segments, rules that decide."""

from attrs import define, field

from commerce_roles.assessment.nights.causes import pairs_of
from commerce_roles.assessment.shifting import Side, side_fired
from commerce_roles.assessment.surveying.asking import Trying
from commerce_roles.assessment.surveying.findings import Part, RuleShare, Share
from commerce_roles.assessment.surveying.parting import part_of_numbers, parts_of
from commerce_roles.assessment.surveying.surveyed import Survey
from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.walking import Walked
from commerce_roles.catalogue import ESTIMATES, VERDICTS, Catalogue
from commerce_roles.model import Estimate, Segment, Verdict

__all__ = ["Counting"]

_LEVELS = len(VERDICTS.levels)
_WHOLE = ("", "")


@define
class _Tally:
    """Businesses, those decided, and hours in the smallest unit, by rank of the verdict."""

    businesses: list[int] = field(factory=lambda: [0] * _LEVELS)
    decided: list[int] = field(factory=lambda: [0] * _LEVELS)
    hours: list[list[int]] = field(factory=lambda: [[0] * _LEVELS for _ in ESTIMATES])


@define
class Counting:
    """Counts a table by one catalogue."""

    catalogue: Catalogue
    segments: tuple[Segment, ...]
    businesses: int = 0
    rejected: int = 0
    _parts: dict[tuple[str, str], int] = field(factory=dict[tuple[str, str], int])
    _tallies: dict[tuple[str, str, str], _Tally] = field(factory=dict[tuple[str, str, str], _Tally])
    _fired: dict[tuple[str, int], int] = field(factory=dict[tuple[str, int], int])
    _trying: Trying = field(factory=Trying)

    def add(self, walked: Walked) -> None:
        """Count some rows; those with a fault are left out."""
        kernel, roles = walked.assessor.kernel, walked.decided.roles
        good = walked.good
        self.businesses += int(good.sum())
        groups: list[tuple[str, Array, list[str]]] = [("", np.zeros(len(good), np.int64), [""])]
        groups += [(one.id, *parts_of(walked, one, self.catalogue)) for one in self.segments]
        for segment, codes, names in groups:
            for number, count in enumerate(np.bincount(codes[good], minlength=len(names)).tolist()):
                if count:
                    at = (segment, names[number])
                    self._parts[at] = self._parts.get(at, 0) + count
        for role, own in roles.items():
            self._role(kernel, role, own, good, groups)
        self._trying.add(kernel, walked.decided.told, roles, good)

    def _role(
        self,
        kernel: Kernel,
        role: str,
        own: RoleColumns,
        good: Array,
        groups: list[tuple[str, Array, list[str]]],
    ) -> None:
        rows = np.flatnonzero(good)
        shape = good.shape
        scale = kernel.plans.program.scale
        verdict = np.broadcast_to(own.verdict, shape)[rows].astype(np.int64)
        decided = np.broadcast_to(own.possible.decided, shape)[rows]
        hours = [
            np.rint(np.broadcast_to(own.hours[name], shape)[rows] * scale).astype(np.int64)
            for name in ESTIMATES
        ]
        for segment, codes, names in groups:
            cells = codes[rows] * _LEVELS + verdict
            size = len(names) * _LEVELS
            counts = np.bincount(cells, minlength=size)
            sure = np.bincount(cells[decided], minlength=size)
            sums = [np.zeros(size, np.int64) for _ in hours]
            for total, column in zip(sums, hours, strict=True):
                np.add.at(total, cells, column)
            for number, name in enumerate(names):
                block = slice(number * _LEVELS, (number + 1) * _LEVELS)
                if counts[block].any():
                    tally = self._tallies.setdefault((segment, name, role), _Tally())
                    _sum(tally.businesses, counts[block].tolist())
                    _sum(tally.decided, sure[block].tolist())
                    for total, column in zip(tally.hours, sums, strict=True):
                        _sum(total, column[block].tolist())
        masks = [np.broadcast_to(mask, shape)[rows] for mask in own.fired]
        pairs, which = pairs_of((), masks, len(rows))
        numbers = np.bincount(which, minlength=len(pairs)).tolist()
        for (_, bits), count in zip(pairs, numbers, strict=True):
            self._fired[role, bits] = self._fired.get((role, bits), 0) + count

    # ------------------------------------------------------------------ results

    def survey(self, kernel: Kernel, full_post: float) -> Survey:
        """Give what was counted."""
        scale = kernel.plans.program.scale
        return Survey(
            businesses=self.businesses,
            rejected=self.rejected,
            shares=self._shares(_WHOLE, kernel.roles, scale),
            parts=tuple(
                Part(
                    segment=at[0],
                    part=at[1],
                    businesses=self._parts[at],
                    shares=self._shares(at, kernel.roles, scale),
                )
                for at in self._ordered()
            ),
            rules=tuple(self._rules(kernel)),
            asked=self._trying.asked(),
            full_post=full_post,
            catalogue=self.catalogue,
        )

    def _ordered(self) -> list[tuple[str, str]]:
        """Order parts: classes of numbers as they rise, words by how many have them."""
        found: list[tuple[str, str]] = []
        for segment in self.segments:
            own = [at for at in self._parts if at[0] == segment.id]
            classes = [part_of_numbers(segment.steps, place) for place in range(len(segment.steps))]
            own.sort(
                key=lambda at: (
                    not at[1],
                    classes.index(at[1]) if at[1] in classes else -self._parts[at],
                    at[1],
                )
            )
            found += own
        return found

    def _shares(self, at: tuple[str, str], roles: tuple[str, ...], scale: int) -> tuple[Share, ...]:
        found: list[Share] = []
        for role in roles:
            tally = self._tallies.get((*at, role), _Tally())
            for rank in reversed(range(_LEVELS)):
                low, typical, high = (column[rank] / scale for column in tally.hours)
                found.append(
                    Share(
                        role=role,
                        verdict=Verdict(VERDICTS.levels[rank]),
                        businesses=tally.businesses[rank],
                        decided=tally.decided[rank],
                        hours=Estimate(low, typical, high),
                    )
                )
        return tuple(found)

    def _rules(self, kernel: Kernel) -> list[RuleShare]:
        """Count rules over the distinct masks, each of which is looked at once."""
        counts: dict[tuple[str, str, str, int | str], list[int]] = {}
        for (role, bits), number in self._fired.items():
            side = side_fired(kernel.plans.plan.roles[role], bits, self.catalogue.bands)
            for (kind, table), (rule, gives) in side.tables.items():
                count = counts.setdefault((role, table, rule, gives), [0, 0])
                count[0] += number
                count[1] += number * (_without(side, kind, table) != side.verdict())
        found = [
            RuleShare(role=role, table=table, rule=rule, gives=gives, fires=fires, decides=decides)
            for (role, table, rule, gives), (fires, decides) in counts.items()
        ]
        order = {role: place for place, role in enumerate(kernel.roles)}
        found.sort(key=lambda one: (order[one.role], -one.decides, -one.fires, one.table, one.rule))
        return found


def _without(side: Side, kind: str, table: str) -> Verdict:
    """Give the verdict if one table said nothing."""
    if kind == "points":
        gives = side.tables["points", table][1]
        return side.verdict(score=side.score - (gives if isinstance(gives, int) else 0))
    if kind == "floor":
        return side.verdict(floors={k: v for k, v in side.floors.items() if k != table})
    return side.verdict(caps={k: v for k, v in side.caps.items() if k != table})


def _sum(total: list[int], more: list[int]) -> None:
    for place, number in enumerate(more):
        total[place] += number
