"""The rules as one program: inputs, defaults and steps in an order in which they can be run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import Final

from attrs import fields, frozen

from commerce_roles.catalogue.keeping import Kept
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

DIAGRAMS_KEPT: Final = 96
"""How many diagrams a process keeps, at about half a megabyte each."""
_VERDICT: Final = "verdict"
_COLLECTED: Final = (
    "combination", "warning", "inconsistency", "strategy", "avoid", "clock", "advice", "lead",
    "step",
)  # fmt: skip


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

    @property
    def number(self) -> int:
        """What a rule about a verdict gives: points as they are, a verdict as its rank."""
        return self.then if isinstance(self.then, int) else Verdict(str(self.then)).rank


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

    @property
    def collects(self) -> bool:
        """Whether every rule that holds counts, not only the first."""
        return self.table.decides in _COLLECTED


@frozen(slots=False)
class Step:
    """One value of the decision, worked out from those before it.

    Its Python is generated on first use. Catalogues share the steps in which they agree, and with
    them what was generated.
    """

    key: str
    form: Form

    def __getstate__(self) -> dict[str, object]:
        """Leave generated functions behind; they are made again when asked for."""
        return {"key": self.key, "form": self.form}

    @cached_property
    def value_of(self) -> Callable[[Values], Mapping[str, Value]]:
        """Work the step out, given the values of what it reads."""
        return generate_values([(self.key, self.form)])

    @cached_property
    def bound_of(self) -> Callable[[Bounds], Mapping[str, Bound]]:
        """Bound the step, given the bounds of what it reads."""
        return generate_bounds([(self.key, self.form)])

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The inputs and steps that the step reads directly."""
        return references(self.form)


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
    asked_when: FrozenMap[str, Form] = FrozenMap()
    """The condition under which it makes sense to ask for an input, where it has one."""
    conditions: FrozenMap[tuple[str, str], Form] = FrozenMap()
    """The condition under which there is a task at a level, where it has one of its own."""
    roles: tuple[str, ...] = ()
    """The roles about which it decides."""
    rungs: tuple[int, ...] = ()
    """The score from which each verdict holds, rising, without the lowest verdict."""

    def __getstate__(self) -> dict[str, object]:
        """Leave generated functions behind; they are made again when asked for."""
        return {attribute.name: getattr(self, attribute.name) for attribute in fields(Program)}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The form of each step, by key."""
        return {step.key: step.form for step in self.steps}

    def values_of(self, inputs: Values) -> dict[str, Value]:
        """Give the values of all inputs, and of every step worked out from them."""
        return _worked_out(self.steps, inputs)

    def values_again(self, values: Values, changed: Iterable[str]) -> dict[str, Value]:
        """Give all values anew after some inputs changed: only what reads them is worked out."""
        return _worked_out(self._reading(frozenset(changed)), values)

    def bounds_of(self, inputs: Bounds) -> dict[str, Bound]:
        """Give the bounds of all inputs, and of every step."""
        return _bounded(self.steps, inputs)

    def bounds_for(self, keys: tuple[str, ...]) -> Callable[[Bounds], dict[str, Bound]]:
        """Give a function that bounds some steps and those they need, beside all inputs."""
        return partial(_bounded, self.needed(keys))

    def bounds_again(
        self, bounds: Bounds, changed: Iterable[str], keys: tuple[str, ...]
    ) -> dict[str, Bound]:
        """Give bounds anew after some inputs changed: of some steps, and of what they need."""
        return _bounded(self.needed(keys, self._reading(frozenset(changed))), bounds)

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
            return tuple(tuple((r.when, r.number) for r in t.rules) for t in tables)

        key = key_of(_VERDICT, role)
        return Ladder(key, rules("points"), rules("floor"), rules("cap"), self.rungs)

    def diagram(self, role: str) -> Diagram | None:
        """Give the decision about a role as a diagram, made on first use.

        The last `DIAGRAMS_KEPT` are kept, for all programs that agree in what decides the role.
        None: its rules compare what has too many values, or are too many, and bounds must do.
        """
        key = key_of(_VERDICT, role)
        domains = (self.inputs[name] for name in sorted(self.reads[key]))
        parts = (*self.needed((key,)), *domains)
        place = (key, self.rungs, tuple(map(id, parts)))
        return _DIAGRAMS.get(place, lambda: (self._diagram(role), parts))[0]

    def _diagram(self, role: str) -> Diagram | None:
        before = list(self.ladders).index(role) + 1
        rungs = {ladder.key for ladder in self.ladders.values()}
        steps = {step.key: step.form for step in self.steps if step.key not in rungs}
        try:
            return Diagram(list(self.ladders.values())[:before], steps, self.inputs)
        except InexactError:
            return None

    # ------------------------------------------------------------------ what reads what

    @cached_property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """For each step, the inputs and steps it reads directly."""
        return {step.key: step.links for step in self.steps}

    @cached_property
    def default_links(self) -> Mapping[str, tuple[str, ...]]:
        """For each default that reads inputs, those it reads directly, in order."""
        found = {key: references(form) for key, form in self.defaults.items()}
        return {key: links for key, links in found.items() if links}

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """For each input and step, the inputs it reads, directly or through other steps."""
        found = {key: _once(frozenset({key})) for key in self.inputs}
        for key, links in self.links.items():
            found[key] = _once(frozenset[str]().union(*(found[link] for link in links)))
        return found

    def needed(
        self, keys: tuple[str, ...], among: tuple[Step, ...] | None = None
    ) -> tuple[Step, ...]:
        """Give the steps, in order, that some keys need; of all steps, or among some."""
        wanted = self._needs.get(keys)
        if wanted is None:
            wanted = self._needs[keys] = frozenset(self._needs_of(keys))
        return tuple(
            step for step in (self.steps if among is None else among) if step.key in wanted
        )

    @cached_property
    def _needs(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def _needs_of(self, keys: Iterable[str]) -> Iterator[str]:
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key in self.links and key not in found:
                yield key
                found.add(key)
                waiting.extend(self.links[key])

    def _reading(self, inputs: frozenset[str]) -> tuple[Step, ...]:
        """Give the steps, in order, that read some inputs, directly or not."""
        if inputs not in self._readers:
            reads = self.reads
            self._readers[inputs] = tuple(
                step for step in self.steps if not inputs.isdisjoint(reads[step.key])
            )
        return self._readers[inputs]

    @cached_property
    def _readers(self) -> dict[frozenset[str], tuple[Step, ...]]:
        return {}

    def instances_of(self, decides: str, *roles: str) -> tuple[Instance, ...]:
        """Give the tables that decide something about the business, a role or a pair."""
        return tuple(i for i in self.instances if i.decides == decides and i.roles == roles)


def _worked_out(steps: tuple[Step, ...], inputs: Values) -> dict[str, Value]:
    values = dict(inputs)
    for step in steps:
        values.update(step.value_of(values))
    return values


def _bounded(steps: tuple[Step, ...], inputs: Bounds) -> dict[str, Bound]:
    bounds = dict(inputs)
    for step in steps:
        bounds.update(step.bound_of(bounds))
    return bounds


_DIAGRAMS: Final = Kept[tuple[object, ...], tuple[Diagram | None, tuple[object, ...]]](
    DIAGRAMS_KEPT
)
"""Diagrams by the identities of what they are made of, which is held with them."""


@lru_cache(maxsize=4096)
def _once(keys: frozenset[str]) -> frozenset[str]:
    """Give one and the same set for equal ones, so that programs share what they agree in."""
    return keys
