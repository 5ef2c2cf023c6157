"""The decision on columns: answers in, what each role gets out, a chunk of rows at a time."""

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from attrs import define, field, frozen

from commerce_roles.assessment.tables.answers import Told, placed, settled
from commerce_roles.assessment.tables.ladders import TOP, Standing
from commerce_roles.assessment.tables.planning import TablePlans, plan_table
from commerce_roles.assessment.tables.possible import UNASKED, Possibilities, Possible, bounded
from commerce_roles.assessment.tables.rails import Array, Rails, looked_up, np
from commerce_roles.assessment.tables.wanted import EVERYTHING, Wanted
from commerce_roles.assessment.tables.writing import run
from commerce_roles.catalogue import ESTIMATES, VERDICTS, Catalogue

if TYPE_CHECKING:
    from commerce_roles.assessment.tables.texts import Text

__all__ = ["Kernel", "RoleColumns"]


@frozen(eq=False)
class RoleColumns:
    """What one role gets, row by row; one value may stand for all rows.

    What nobody asked for is None, or is no mask.
    """

    verdict: Array
    """Ranks."""
    score: Array
    possible: Possible
    """What missing answers leave open; where nobody asked for it, nothing is said."""
    margin_up: Array
    """Points to the next verdict; 0 where no points would help."""
    margin_down: Array
    """Points whose loss lowers the verdict; 0 where none would."""
    hours: Mapping[str, Array]
    """Hours a month at the lowest level of service, by estimate."""
    sourcing: Array
    """Numbers of texts."""
    fired: tuple[Array, ...]
    open: tuple[Array, ...]


@define(slots=False)
class Kernel:
    """Decides chunks of rows by one catalogue; it remembers what it met, so it is no value.

    Threads that decide by the same catalogue share it, and `turn` lets one at a time read and
    decide a chunk: what is met is numbered, and a number given twice would mix up answers.
    """

    catalogue: Catalogue
    _plans: dict[Wanted, TablePlans] = field(factory=dict[Wanted, TablePlans])
    """What has to be worked out, by what was asked for."""
    turn: Lock = field(factory=Lock, init=False, repr=False, eq=False)
    """To be held from reading a chunk to its results."""

    @cached_property
    def plans(self) -> TablePlans:
        """The rules, as operations."""
        return plan_table(self.catalogue)

    @cached_property
    def _possibilities(self) -> Possibilities:
        return Possibilities(self.plans.program, self.plans.words.vocabulary)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in order."""
        return self.catalogue.program.roles

    def run(
        self,
        told: Mapping[str, Told],
        rows: int,
        *,
        exact: bool = True,
        wanted: Wanted = EVERYTHING,
    ) -> dict[str, RoleColumns]:
        """Decide some rows.

        Args:
            told: For each input of which something is known, its column; texts and sets in the
                words of `plans`.
            rows: How many rows there are.
            exact: Whether what missing answers leave open is exact, or only bounded, much faster.
            wanted: The results that are asked for; the others may say nothing.
        """
        plans = self._asked(wanted)
        given = placed(plans, told)
        if not wanted.rails:
            given = {place: settled(value) for place, value in given.items()}
        held: dict[int, Any] = run(plans.operations, plans.last, given)
        standings = {role: cast("Standing", held[at]) for role, at in plans.standings.items()}
        if not wanted.possible:
            possible = dict.fromkeys(standings, UNASKED)
        elif exact:
            inputs = {key: given[place] for key, place in plans.inputs.items()}
            possible = self._possibilities.of(standings, inputs, rows)
        else:
            possible = {role: bounded(standing, rows) for role, standing in standings.items()}
        return {
            role: self._columns(role, standings[role], possible[role], held, wanted)
            for role in self.roles
        }

    def _asked(self, wanted: Wanted) -> TablePlans:
        found = self._plans.get(wanted)
        if found is None:
            found = self._plans[wanted] = self.plans.asked(wanted)
        return found

    def _columns(
        self,
        role: str,
        standing: Standing,
        possible: Possible,
        held: Mapping[int, Any],
        wanted: Wanted,
    ) -> RoleColumns:
        plans = self.plans
        up, down = self._margins(standing) if wanted.any_of("margin") else (None, None)
        hours: dict[str, Array] = dict.fromkeys(ESTIMATES)
        if wanted.any_of("hours"):
            for estimate in ESTIMATES:
                minutes = cast("Rails", held[plans.hours[role, estimate]]).point
                hours[estimate] = minutes / plans.program.scale
        sourcing: Array = None
        if wanted.any_of("sourcing"):
            sourcing = cast("Text", held[plans.sourcing[role]]).point
        return RoleColumns(
            standing.verdict.point,
            standing.score.point,
            possible,
            up,
            down,
            hours,
            sourcing,
            standing.fired if wanted.any_of("fired") else (),
            standing.open if wanted.any_of("unknown") else (),
        )

    def _margins(self, standing: Standing) -> tuple[Array, Array]:
        verdict, score = standing.verdict.point, standing.score.point
        bands = np.array([self.catalogue.bands[word] for word in VERDICTS.levels])
        following = looked_up(bands, np.minimum(np.add(verdict, 1), TOP))
        may_rise = verdict < np.minimum(standing.cap.point, TOP)
        up = np.where(may_rise, np.maximum(following - score, 0), 0)
        may_fall = verdict > standing.floor.point
        down = np.where(may_fall, np.maximum(score - looked_up(bands, verdict) + 1, 0), 0)
        return up, down
