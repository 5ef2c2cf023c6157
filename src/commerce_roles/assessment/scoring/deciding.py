"""The function for what is known: one pass over the tables, a rule read only where it matters.

For each role one whole number gathers the points and, above them, a bit for each rule that fired:
in a table at most one rule fires, so adding is enough. What is read often stands in variables,
what is read once in its place.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from attrs import define, field

from commerce_roles.assessment.scoring.outcomes import MAKE, Decided
from commerce_roles.assessment.scoring.planning import Plan, RolePlan, TablePlan
from commerce_roles.assessment.scoring.tracing import TablePlace, TableTrace
from commerce_roles.catalogue import VERDICTS
from commerce_roles.expressions import First, Form, Values, ValueWriter, references, walk
from commerce_roles.model import Verdict

__all__ = ["decider", "tracer"]


def decider(plan: Plan) -> Callable[[Values], Decided]:
    """Make the function that decides from the value of every input."""
    return _Deciding(plan).run().function()


def tracer(plan: Plan) -> Callable[[Values], tuple[TableTrace, ...]]:
    """Make the function that says, table by table, which rule fires and what it sees."""
    return _Deciding(plan, traces=True).run().tracing_function()


@define
class _Deciding:
    plan: Plan
    traces: bool = False
    """Whether the rule that fires is held for every table."""
    writer: ValueWriter = field(factory=ValueWriter)
    gathered: dict[str, str] = field(factory=dict[str, str])
    """For a role: the variable that gathers its points and bits."""
    scores: dict[str, str] = field(factory=dict[str, str])
    ranks: dict[str, str] = field(factory=dict[str, str])
    fired: dict[tuple[str, int], str] = field(factory=dict[tuple[str, int], str])
    """For a table, by role and first bit: the variable of the rule that fires."""

    def run(self) -> "_Deciding":
        """Write all steps and roles."""
        self.read()
        for key, form in self.plan.steps.items():
            if key in self.plan.verdicts:
                self.verdict(key, self.plan.roles[self.plan.verdicts[key]])
            else:
                self.step(key, form)
        return self

    def say(self, line: str) -> None:
        self.writer.lines.say(line)

    def constant(self, value: Any) -> str:  # noqa: ANN401 anything that can be handed in
        return self.writer.lines.constant(value)

    def read(self) -> None:
        """Take at once what is read in any case; what is perhaps read once is read there."""
        often = (k for k in self.plan.inputs if k in self.plan.always or self.plan.readings[k] > 1)
        names = {key: self.writer.lines.fresh() for key in often}
        self.writer.variables.update(names)
        if len(names) > 1:
            take = self.constant(itemgetter(*names))
            self.say(f"{', '.join(names.values())} = {take}(given)")
        for key, name in names.items() if len(names) == 1 else ():
            self.say(f"{name} = given[{self.constant(key)}]")

    def step(self, key: str, form: Form) -> None:
        """Work out a step here, or in the one place that reads it."""
        choosing = any(isinstance(part, First) for part in walk(form))
        if self.plan.readings[key] == 1 and not choosing:
            self.writer.variables[key] = self.writer.write(form)
            return
        name = self.writer.lines.fresh()
        self.say(f"{name} = {self.writer.write(form)}")
        self.writer.variables[key] = name

    # ------------------------------------------------------------------ a role

    def verdict(self, key: str, role: RolePlan) -> None:
        """Work out a role: points, the band of the score, floors, caps."""
        gathered, rank = self.writer.lines.fresh(), self.writer.lines.fresh()
        self.gathered[role.role], self.ranks[role.role] = gathered, rank
        self.say(f"{gathered} = {-role.lowest}")
        for table in role.of("points"):
            self._chain(role, table, gathered)
        score = self.writer.lines.fresh()
        self.scores[role.role] = f"{score} + {role.lowest}" if role.lowest else score
        self.say(f"{score} = {gathered} & {(1 << role.width) - 1}")
        self.say(f"{rank} = {self._band(role, score)}")
        for decides, sign in (("floor", "<"), ("cap", ">")):
            for table in role.of(decides):
                self._chain(role, table, gathered, f"{rank} {sign}", rank)
        self.writer.variables[key] = rank

    def _chain(
        self, role: RolePlan, table: TablePlan, gathered: str, beyond: str = "", rank: str = ""
    ) -> None:
        """Add what the first rule that holds gives, or hold the rank to it."""
        whens = [self.writer.write(when) for when in table.whens]
        rule = self.writer.lines.fresh()
        self.fired[role.role, table.bit] = rule
        if self.traces:
            self.say(f"{rule} = None")
        for row, (when, gives) in enumerate(zip(whens, table.gives, strict=True)):
            bit = 1 << role.width + table.bit + row
            with self.writer.lines.inside(f"{'elif' if row else 'if'} {when}:"):
                self.say(f"{gathered} += {bit if rank else bit + gives}")
                if self.traces:
                    self.say(f"{rule} = {self.constant(role.rules[table.bit + row])}")
                if rank:
                    self.say(f"if {beyond} {gives}: {rank} = {gives}")

    def _band(self, role: RolePlan, score: str) -> str:
        if role.ranks is not None:
            return f"{self.constant(role.ranks)}[{score}]"
        return " + ".join(f"({score} >= {band - role.lowest})" for band in role.bands)

    # ------------------------------------------------------------------ the outcome

    def function(self) -> Callable[[Values], Decided]:
        """Compile the function."""
        verdicts = self.constant(tuple(Verdict(word) for word in VERDICTS.levels))
        roles = self.plan.roles.values()
        parts = [
            [f"{verdicts}[{self.ranks[role.role]}]" for role in roles],
            [self.scores[role.role] for role in roles],
            [f"{self.gathered[role.role]} >> {role.width}" for role in roles],
        ]
        tuples = ", ".join(f"({''.join(f'{part}, ' for part in found)})" for found in parts)
        make, kind = self.constant(MAKE), self.constant(Decided)
        return self.writer.lines.function(f"{make}({kind}, ({tuples}))")

    def tracing_function(self) -> Callable[[Values], tuple[TableTrace, ...]]:
        """Compile the function that gives the rule of every table, and what the table saw."""
        traces = [
            self._trace(role, table) for role in self.plan.roles.values() for table in role.tables
        ]
        return self.writer.lines.function(f"({''.join(f'{trace}, ' for trace in traces)})")

    def _trace(self, role: RolePlan, table: TablePlan) -> str:
        make, kind = self.constant(MAKE), self.constant(TableTrace)
        place = self.constant(TablePlace(role.role, table.table, table.decides))
        rule = self.fired[role.role, table.bit]
        return f"{make}({kind}, ({place}, {rule}, {{{self._saw(table)}}}))"

    def _saw(self, table: TablePlan) -> str:
        """Write what a table reads as the items of a mapping."""
        verdicts = self.constant(tuple(Verdict(word) for word in VERDICTS.levels))
        written: dict[str, str] = {}
        for key in (key for when in table.whens for key in references(when)):
            held = self.writer.variables.get(key, f"given[{self.constant(key)}]")
            written[key] = f"{verdicts}[{held}]" if key in self.plan.verdicts else held
        return ", ".join(f"{self.constant(key)}: {text}" for key, text in written.items())
