"""The function for what may be: exact where a table's answers are known, on two rails elsewhere.

A table all of whose answers are known is read as `deciding` reads it; one of which nothing is
known gives a constant; only between the two are its rules read twice, as surely and as possibly
true. So what is not known costs less than what is.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cache
from typing import Final

from attrs import define, field

from commerce_roles.assessment.scoring.joining import Joining
from commerce_roles.assessment.scoring.knowing import Knowledge
from commerce_roles.assessment.scoring.outcomes import MAKE, Known, Ranged
from commerce_roles.assessment.scoring.planning import Plan, RolePlan, TablePlan
from commerce_roles.catalogue import VERDICTS, Program
from commerce_roles.expressions import Pair, references
from commerce_roles.model import Verdict

__all__ = ["Ranger", "ranger"]

Ranger = Callable[[Known], Ranged]

_TOP: Final = len(VERDICTS.levels) - 1
_MOST_OPEN: Final = 3
"""The most undecided rows for which each course is written out."""


def ranger(plan: Plan, program: Program) -> Ranger:
    """Make the function that bounds verdicts and scores from what is known.

    Where ends of numbers are known, it calls another one, which is made when it is first needed.
    """

    @cache
    def in_part() -> Ranger:
        return _generated(plan, Knowledge(program, in_part=True))

    knowledge = Knowledge(program, in_part=False)
    with knowledge.inside("if known.ranges:"):
        knowledge.say(f"return {knowledge.constant(in_part)}()(known)")
    return _generated(plan, knowledge)


def _generated(plan: Plan, knowledge: Knowledge) -> Ranger:
    ranging = _Ranging(plan, knowledge)
    knowledge.read(plan.inputs)
    for key, form in plan.steps.items():
        if key in plan.verdicts:
            ranging.verdict(key, plan.roles[plan.verdicts[key]])
        else:
            knowledge.step(key, form)
    return ranging.function()


@define
class _Ranging:
    plan: Plan
    knowledge: Knowledge
    roles: dict[str, tuple[str, str, str, str]] = field(
        factory=dict[str, tuple[str, str, str, str]]
    )
    """For a role, the variables of what is gathered, its span, the lowest and highest rank."""
    scores: dict[str, tuple[str, str]] = field(factory=dict[str, tuple[str, str]])
    """For a role, the variables of its lowest and highest score, counted from the lowest of all."""

    # ------------------------------------------------------------------ a role

    def verdict(self, key: str, role: RolePlan) -> None:
        """Bound a role: points, the bands of the lowest and highest score, floors, caps."""
        gathered, span, low, high, score, most = (self.knowledge.fresh() for _ in range(6))
        self.roles[role.role] = gathered, span, low, high
        self.scores[role.role] = score, most
        self.knowledge.say(f"{gathered} = {-role.lowest}")
        self.knowledge.say(f"{span} = 0")
        for table in role.of("points"):
            self._table(role, table, 0)
        above = (1 << role.width) - 1
        self.knowledge.say(f"{score} = {gathered} & {above}")
        self.knowledge.say(f"{low} = {self._band(role, score)}")
        with self.knowledge.inside(f"if {span}:"):
            self.knowledge.say(f"{most} = {score} + ({span} & {above})")
            self.knowledge.say(f"{high} = {self._band(role, most)}")
        with self.knowledge.inside("else:"):
            self.knowledge.say(f"{most} = {score}")
            self.knowledge.say(f"{high} = {low}")
        for decides, otherwise in (("floor", 0), ("cap", _TOP)):
            for table in role.of(decides):
                self._table(role, table, otherwise)
        if self.plan.readings[key]:
            value = self.knowledge.fresh()
            self.knowledge.say(f"{value} = {low} if {low} == {high} else None")
            self.knowledge.values.variables[key] = value
            self.knowledge.pairs[key] = Pair(low, high)

    def _band(self, role: RolePlan, score: str) -> str:
        if role.ranks is not None:
            return f"{self.knowledge.constant(role.ranks)}[{score}]"
        return " + ".join(f"({score} >= {band - role.lowest})" for band in role.bands)

    def _table(self, role: RolePlan, table: TablePlan, otherwise: int) -> None:
        reads = tuple(dict.fromkeys(key for when in table.whens for key in references(when)))
        joining = Joining(role, table, otherwise)
        self.knowledge.cases(
            reads,
            len(table.whens),
            lambda: self._chain(role, table),
            lambda: self._unsettled(role, table, joining),
        )

    def _unsettled(self, role: RolePlan, table: TablePlan, joining: Joining) -> None:
        """Read a table of which not everything is known."""
        undecided = sum(map(self.knowledge.is_open, table.whens))
        if self.knowledge.folds and undecided <= _MOST_OPEN:
            self._reach(role, table, joining, 0, 0)
            return
        reached = self.knowledge.fresh()
        self._rails(table, reached)
        names = [self.knowledge.fresh() for _ in range(4)]
        self.knowledge.say(f"{', '.join(names)} = {self.knowledge.constant(joining)}[{reached}]")
        self._add(role, table, names)

    def _rails(self, table: TablePlan, reached: str) -> None:
        """Set a bit for each rule that may be the first to hold."""
        self.knowledge.say(f"{reached} = 0")
        with self.knowledge.inside("while True:"):
            for row, when in enumerate(table.whens):
                surely, possibly = self.knowledge.bounds.hold(self.knowledge.rails(when))
                with self.knowledge.inside(f"if {possibly}:"):
                    self.knowledge.say(f"{reached} += {1 << row}")
                with self.knowledge.inside(f"if {surely}:"):
                    self.knowledge.say("break")
            self.knowledge.say(f"{reached} += {1 << len(table.whens)}")
            self.knowledge.say("break")

    def _chain(self, role: RolePlan, table: TablePlan) -> None:
        """Read a table of which everything is known."""
        gathered, _, low, high = self.roles[role.role]
        whens = [self.knowledge.values.write(when) for when in table.whens]
        for row, (when, gives) in enumerate(zip(whens, table.gives, strict=True)):
            bit = 1 << role.width + table.bit + row
            with self.knowledge.inside(f"{'elif' if row else 'if'} {when}:"):
                if table.decides == "points":
                    self.knowledge.say(f"{gathered} += {bit + gives}")
                    continue
                self.knowledge.say(f"{gathered} += {bit}")
                for rank in (low, high):
                    self.knowledge.say(
                        f"if {rank} {_SIGNS[table.decides]} {gives}: {rank} = {gives}"
                    )

    def _reach(
        self, role: RolePlan, table: TablePlan, joining: Joining, row: int, reached: int
    ) -> None:
        """Go on from a row, with a bit for each rule before it that may hold."""
        if row == len(table.whens):
            self._add(role, table, joining[reached | 1 << row])
            return
        surely, possibly = self.knowledge.rails(table.whens[row])
        if possibly == "False":
            self._reach(role, table, joining, row + 1, reached)
            return
        with_it = reached | 1 << row
        if surely == "True":
            self._add(role, table, joining[with_it])
            return
        if surely != "False":
            with self.knowledge.inside(f"if {surely}:"):
                self._add(role, table, joining[with_it])
        if possibly == "True":
            with self.knowledge.inside("else:") if surely != "False" else nullcontext():
                self._reach(role, table, joining, row + 1, with_it)
            return
        if surely == possibly:
            with self.knowledge.inside("else:"):
                self._reach(role, table, joining, row + 1, reached)
            return
        with self.knowledge.inside(f"{'if' if surely == 'False' else 'elif'} {possibly}:"):
            self._reach(role, table, joining, row + 1, with_it)
        with self.knowledge.inside("else:"):
            self._reach(role, table, joining, row + 1, reached)

    def _add(self, role: RolePlan, table: TablePlan, joined: Sequence[object]) -> None:
        """Add what a table gives at least and may give, and bound the ranks by it."""
        gathered, span, low, high = self.roles[role.role]
        added = zip((gathered, span), joined, strict=False)
        lines = [f"{variable} += {number}" for variable, number in added if number != 0]
        if table.decides != "points":
            sign, idle = _SIGNS[table.decides], 0 if table.decides == "floor" else _TOP
            lines += [
                f"if {rank} {sign} {number}: {rank} = {number}"
                for rank, number in ((low, joined[2]), (high, joined[3]))
                if number != idle
            ]
        for line in lines or ["pass"]:
            self.knowledge.say(line)

    # ------------------------------------------------------------------ the outcome

    def function(self) -> Ranger:
        """Compile the function."""
        verdicts = self.knowledge.constant(tuple(Verdict(word) for word in VERDICTS.levels))
        found: list[list[str]] = [[], [], [], [], [], []]
        for role in self.plan.roles.values():
            gathered, span, low, high = self.roles[role.role]
            offset = f" + {role.lowest}" if role.lowest else ""
            parts = (
                f"{verdicts}[{low}]",
                f"{verdicts}[{high}]",
                *(f"{score}{offset}" for score in self.scores[role.role]),
                f"{gathered} >> {role.width}",
                f"{span} >> {role.width}",
            )
            for texts, part in zip(found, parts, strict=True):
                texts.append(part)
        tuples = ", ".join(f"({''.join(f'{part}, ' for part in parts)})" for parts in found)
        make, kind = self.knowledge.constant(MAKE), self.knowledge.constant(Ranged)
        return self.knowledge.values.lines.function(f"{make}({kind}, ({tuples}))", "known")


_SIGNS: Final = {"floor": "<", "cap": ">"}
