"""The rules of a catalogue as operations on columns, and where each result of them is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from commerce_roles.assessment.scoring import Plan, plan_of
from commerce_roles.assessment.tables.ladders import LadderRun, Standing, ladder_run
from commerce_roles.assessment.tables.rails import Rails
from commerce_roles.assessment.tables.wanted import Wanted
from commerce_roles.assessment.tables.writing import Operation, Value, Words, Writing
from commerce_roles.catalogue import ESTIMATES, Catalogue, Program, hours_key
from commerce_roles.expressions import (
    Choice,
    Compare,
    Form,
    Literal,
    Member,
    SetOf,
    key_of,
    parts,
    references,
)

__all__ = ["Defaults", "TablePlans", "plan_table"]


@frozen
class Defaults:
    """What stands for an input that was not told: operations on the inputs that it reads."""

    key: str
    reads: tuple[str, ...]
    operations: tuple[Operation, ...]
    inputs: Mapping[str, int]
    place: int


@frozen(eq=False)
class TablePlans:
    """Everything that is worked out for a table of businesses."""

    program: Program
    plan: Plan
    words: Words
    inputs: Mapping[str, int]
    """The inputs that are read, with their places, in an order in which defaults can be made."""
    defaults: Mapping[str, Defaults]
    operations: tuple[Operation, ...]
    last: Mapping[int, int] = field(repr=False)
    """For each place, the operation after which it may be let go."""
    named: int
    """How many texts are named by rules and domains: those have the numbers below."""
    separate: bool
    """Whether no rule compares one text that may be anything with another answer."""
    standings: Mapping[str, int]
    hours: Mapping[tuple[str, str], int]
    """By role and estimate."""
    sourcing: Mapping[str, int]

    def asked(self, wanted: Wanted) -> "TablePlans":
        """Leave out the operations that nothing reads which is asked for."""
        kept = set(self.standings.values())
        kept |= {*self.hours.values()} if wanted.any_of("hours") else set()
        kept |= {*self.sourcing.values()} if wanted.any_of("sourcing") else set()
        operations, last = _needed(self.operations, kept, set(self.inputs.values()))
        return evolve(self, operations=operations, last=last)


def plan_table(catalogue: Catalogue) -> TablePlans:
    """Write the rules of a catalogue as operations."""
    program = catalogue.program
    plan = plan_of(program)
    hours = {
        (role, estimate): hours_key(role, catalogue.levels[0], estimate)
        for role in program.roles
        for estimate in ESTIMATES
    }
    sourcing = {role: key_of("sourcing", role) for role in program.roles}
    return _Planning(program, plan).planned(hours, sourcing)


class _Planning:
    def __init__(self, program: Program, plan: Plan) -> None:
        self.program = program
        self.plan = plan
        self.words = Words()
        self.writing = Writing(self.words)
        self.standings: dict[str, int] = {}

    def planned(
        self, hours: Mapping[tuple[str, str], str], sourcing: Mapping[str, str]
    ) -> TablePlans:
        wanted = (*hours.values(), *sourcing.values())
        forms = dict(self._steps(wanted))
        inputs = self._inputs(forms.values())
        self._universes(inputs, forms)
        for key in inputs:
            self.writing.places[key] = self.writing.add(_given, ())
        for key, form in forms.items():
            role = self.plan.verdicts.get(key)
            self.writing.places[key] = (
                self.writing.write(form) if role is None else self._role(role)
            )
        kept_hours = {name: self.writing.places[key] for name, key in hours.items()}
        kept_sourcing = {role: self.writing.places[key] for role, key in sourcing.items()}
        kept = {*self.standings.values(), *kept_hours.values(), *kept_sourcing.values()}
        places = {key: self.writing.places[key] for key in inputs}
        operations, last = _needed(self.writing.operations, kept, set(places.values()))
        defaults = {key: self._default(key) for key in inputs}
        return TablePlans(
            self.program,
            self.plan,
            self.words,
            places,
            defaults,
            operations,
            last,
            len(self.words.vocabulary.words),
            all(map(_separate, self._written(inputs, forms))),
            self.standings,
            kept_hours,
            kept_sourcing,
        )

    def _steps(self, wanted: tuple[str, ...]) -> Iterator[tuple[str, Form]]:
        """Give the steps that are needed, in order."""
        needed = {step.key for step in self.program.needed(wanted)}
        for step in self.program.steps:
            if step.key in needed or step.key in self.plan.steps:
                yield step.key, step.form

    def _inputs(self, forms: Iterable[Form]) -> tuple[str, ...]:
        """List what is read, and what the defaults of that read, each after what it reads."""
        own = {key for form in forms for key in references(form)}
        own |= set(self.plan.inputs)
        waiting = [key for key in own if key in self.program.inputs]
        found: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(self.program.default_links.get(key, ()))
        return tuple(key for key in self.program.defaults if key in found)

    def _universes(self, inputs: tuple[str, ...], forms: Mapping[str, Form]) -> None:
        """Give each set its words before anything is written, and sets that are combined one."""
        domains = self.program.inputs
        for key in inputs:
            domain = domains[key]
            if isinstance(domain, SetOf):
                links = self.program.default_links.get(key, ())
                sets = [k for k in (key, *links) if isinstance(domains[k], SetOf)]
                self.words.couple(sets).add(sorted(domain.options or ()))
            elif isinstance(domain, Choice):
                for text in sorted(domain.options or ()):
                    self.words.vocabulary.number(text)
        for form in self._written(inputs, forms):
            self.writing.couple(form)

    def _written(self, inputs: tuple[str, ...], forms: Mapping[str, Form]) -> Iterator[Form]:
        """Give all forms that are written as operations."""
        yield from forms.values()
        for role in self.plan.roles.values():
            yield from (when for table in role.tables for when in table.whens)
        yield from (self.program.defaults[key] for key in inputs)

    def _role(self, role: str) -> int:
        ladder: LadderRun = ladder_run(self.plan.roles[role])
        whens = [self.writing.write(when) for table in ladder.tables for when in table.plan.whens]
        self.standings[role] = self.writing.add(ladder, whens)
        return self.writing.add(_verdict, [self.standings[role]])

    def _default(self, key: str) -> Defaults:
        form = self.program.defaults[key]
        writing = Writing(self.words)
        reads = references(form)
        for name in reads:
            writing.places[name] = writing.add(_given, ())
        place = writing.write(form)
        return Defaults(
            key,
            reads,
            tuple(writing.operations),
            {name: writing.places[name] for name in reads},
            place,
        )


def _separate(form: Form) -> bool:
    """Say whether texts are compared with named ones alone."""
    named = not (
        (isinstance(form, Compare) and isinstance(form.left.domain, Choice))
        or isinstance(form, Member)
    )
    named = named or any(isinstance(part, Literal) for part in parts(form))
    return named and all(map(_separate, parts(form)))


def _given(*_: Value) -> Value:  # pragma: no cover inputs are put in their places
    raise LookupError


def _verdict(standing: Standing) -> Rails:
    return standing.verdict


def _needed(
    operations: Sequence[Operation], kept: set[int], inputs: set[int]
) -> tuple[tuple[Operation, ...], dict[int, int]]:
    """Leave out what nobody reads, and say after which operation each value may be let go."""
    wanted = set(kept)
    found: list[Operation] = []
    end = max((operation.place for operation in operations), default=0) + 1
    last = dict.fromkeys((*kept, *inputs), end)
    for operation in reversed(operations):
        if operation.place in wanted:
            for part in operation.reads:
                wanted.add(part)
                last.setdefault(part, operation.place)
            if operation.place not in inputs:
                found.append(operation)
    return tuple(reversed(found)), last
