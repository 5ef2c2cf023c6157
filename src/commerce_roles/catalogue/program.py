"""The rules as one program: inputs, defaults and steps in an order in which they can be run."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Final

from attrs import frozen

from commerce_roles.diagrams import Diagram, Ladder, Rules
from commerce_roles.errors import InexactError
from commerce_roles.expressions import (
    Bound,
    Bounds,
    Domain,
    Form,
    Value,
    Values,
    generate_bounds,
    generate_values,
    key_of,
    references,
)
from commerce_roles.model import FrozenMap, Rule, Table, Verdict

__all__ = ["Instance", "LinkedParameter", "LinkedRule", "Program", "Step"]


_VERDICT: Final = "verdict"


@frozen
class LinkedParameter:
    """Where the value of a message's parameter comes from."""

    kind: str
    forms: tuple[Form, ...] = ()
    """One form; three (low, typical, high) for an estimate; none for a role or a pair."""
    roles: tuple[str, ...] = ()
    cited: FrozenMap[str, tuple[str, ...]] = FrozenMap()
    """For a text: the claims on which each name rests that it may be."""


@frozen
class LinkedRule:
    """A rule whose condition and parameters are forms."""

    id: str
    """`<table>/<rule>`, unique together with the roles of the instance."""
    rule: Rule
    when: Form
    then: Value
    message: str
    parameters: FrozenMap[str, LinkedParameter] = FrozenMap()


@frozen
class Instance:
    """A table, written out for the business, one role or one pair."""

    table: Table
    roles: tuple[str, ...]
    rules: tuple[LinkedRule, ...]

    @property
    def decides(self) -> str:
        """What the table decides."""
        return self.table.decides


@frozen
class Step:
    """One value of the decision, worked out from those before it."""

    key: str
    form: Form


@frozen(eq=False, slots=False)
class Program:
    """The decision as forms: what every evaluator runs. Compared by identity."""

    inputs: FrozenMap[str, Domain]
    """What a business may tell, by key."""
    defaults: FrozenMap[str, Form]
    """What stands for an unknown input, in an order in which it can be worked out."""
    steps: tuple[Step, ...]
    """Everything else, each step after those it reads."""
    instances: tuple[Instance, ...]
    """All tables, in the order of the facts."""
    scale: int
    """The common denominator of hours."""
    asked_when: Mapping[str, Form] = FrozenMap()
    """The condition under which it makes sense to ask for an input, where it has one."""
    conditions: Mapping[tuple[str, str], Form] = FrozenMap()
    """The condition under which there is a task at a level, where it has one of its own."""
    roles: tuple[str, ...] = ()
    """The roles about which it decides."""
    rungs: tuple[int, ...] = ()
    """The score from which each verdict holds, rising, without the lowest verdict."""

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The form of each step, by key."""
        return {step.key: step.form for step in self.steps}

    @cached_property
    def values_of(self) -> Callable[[Values], Mapping[str, Value]]:
        """Works every step out from the values of all inputs."""
        return generate_values((step.key, step.form) for step in self.steps)

    @cached_property
    def bounds_of(self) -> Callable[[Bounds], Mapping[str, Bound]]:
        """Bounds every step, given the bounds of all inputs."""
        return generate_bounds((step.key, step.form) for step in self.steps)

    def bounds_for(self, keys: tuple[str, ...]) -> Callable[[Bounds], Mapping[str, Bound]]:
        """Give a function that bounds some steps and those they need, made on first use."""
        if keys not in self._bounds_for:
            steps = self.needed(keys)
            self._bounds_for[keys] = generate_bounds((step.key, step.form) for step in steps)
        return self._bounds_for[keys]

    @cached_property
    def _bounds_for(self) -> dict[tuple[str, ...], Callable[[Bounds], Mapping[str, Bound]]]:
        return {}

    # ------------------------------------------------------------------ roles as diagrams

    @cached_property
    def ladders(self) -> Mapping[str, Ladder]:
        """What decides the verdict of each role, each after those whose verdict it reads."""
        verdicts = {key_of(_VERDICT, role): role for role in self.roles}
        ordered = (verdicts[step.key] for step in self.steps if step.key in verdicts)
        return {role: self._ladder(role) for role in ordered}

    def _ladder(self, role: str) -> Ladder:
        def rules(decides: str) -> tuple[Rules, ...]:
            tables = self.instances_of(decides, role)
            return tuple(tuple((r.when, _number(r.then)) for r in t.rules) for t in tables)

        key = key_of(_VERDICT, role)
        return Ladder(key, rules("points"), rules("floor"), rules("cap"), self.rungs)

    def diagram(self, role: str) -> Diagram | None:
        """Give the decision about a role as a diagram, made on first use.

        None: its rules compare what has too many values, or are too many, and bounds must do.
        """
        if role not in self._diagrams:
            before = list(self.ladders).index(role) + 1
            rungs = {ladder.key for ladder in self.ladders.values()}
            steps = {step.key: step.form for step in self.steps if step.key not in rungs}
            ladders = list(self.ladders.values())[:before]
            try:
                self._diagrams[role] = Diagram(ladders, steps, self.inputs)
            except InexactError:
                self._diagrams[role] = None
        return self._diagrams[role]

    @cached_property
    def _diagrams(self) -> dict[str, Diagram | None]:
        return {}

    # ------------------------------------------------------------------ what reads what

    @cached_property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """For each step, the inputs and steps it reads directly."""
        return {step.key: references(step.form) for step in self.steps}

    @cached_property
    def default_links(self) -> Mapping[str, tuple[str, ...]]:
        """For each default that reads inputs, those it reads directly, in order."""
        found = {key: references(form) for key, form in self.defaults.items()}
        return {key: links for key, links in found.items() if links}

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """For each input and step, the inputs it reads, directly or through other steps."""
        found = {key: frozenset({key}) for key in self.inputs}
        for key, links in self.links.items():
            found[key] = frozenset[str]().union(*(found[link] for link in links))
        return found

    def needed(self, keys: Iterable[str]) -> tuple[Step, ...]:
        """Give the steps, in order, that some keys need."""
        wanted: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key in self.links and key not in wanted:
                wanted.add(key)
                waiting.extend(self.links[key])
        return tuple(step for step in self.steps if step.key in wanted)

    def instances_of(self, decides: str, *roles: str) -> tuple[Instance, ...]:
        """Give the tables that decide something about the business, a role or a pair."""
        return tuple(i for i in self.instances if i.decides == decides and i.roles == roles)


def _number(then: Value) -> int:
    """Give points as they are, and a verdict as its rank."""
    return then if isinstance(then, int) else Verdict(str(then)).rank
