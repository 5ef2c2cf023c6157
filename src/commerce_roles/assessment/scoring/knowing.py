"""What is known while a function is written: each case of it with code of its own.

A key is held in one variable, None where it is not known, and then bounded by two more. In each
case of what is known, conditions are written with all that follows from it folded away.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from operator import itemgetter
from typing import Any as Anything
from typing import Final

from attrs import define, field

from commerce_roles.catalogue import Program
from commerce_roles.expressions import (
    All,
    Amount,
    Any,
    Boolean,
    Bound,
    BoundWriter,
    Choice,
    Domain,
    Form,
    Integer,
    Not,
    Pair,
    ValueWriter,
    bound,
    references,
    unknown,
)

__all__ = ["Knowledge"]

_MOST_LINES: Final = 64
"""The most rows that a table is written as, over all cases of what is known."""


@define
class Knowledge:
    """Writes what holds keys and conditions, in every case of what is known of them."""

    program: Program
    in_part: bool
    """Whether of some numbers two ends may be known."""
    values: ValueWriter = field(factory=ValueWriter)
    bounds: BoundWriter = field(init=False)
    nothing: Mapping[str, Bound] = field(init=False)
    """What each input and step may be when nothing is known."""
    pairs: dict[str, Pair] = field(factory=dict[str, Pair])
    """The variables that bound each key where it is not known."""
    settled: set[str] = field(factory=set[str])
    """Keys that may be anything where they are not known: inputs, and steps that read one."""
    unknown: frozenset[str] = frozenset()
    """In the case that is written: the keys that are not known."""
    folds: bool = False
    """Whether the case that is written is one of what is known, not any."""

    def __attrs_post_init__(self) -> None:
        """Write bounds into the lines of values."""
        self.bounds = BoundWriter(self.values.lines)
        inputs = {key: unknown(domain) for key, domain in self.program.inputs.items()}
        self.nothing = {**inputs, **self.program.bounds_of(inputs)}

    def say(self, line: str) -> None:
        """Add a line."""
        self.values.lines.say(line)

    def inside(self, head: str) -> AbstractContextManager[None]:
        """Write inside a block."""
        return self.values.lines.inside(head)

    def fresh(self) -> str:
        """Name a new variable."""
        return self.values.lines.fresh()

    def constant(self, value: Anything) -> str:  # noqa: ANN401 anything that can be handed in
        """Name a value that is handed in."""
        return self.values.lines.constant(value)

    # ------------------------------------------------------------------ cases

    def read(self, inputs: Iterable[str]) -> None:
        """Take every input at once; of numbers that are known in part, hold the ends."""
        names = {key: self.fresh() for key in inputs}
        self.values.variables.update(names)
        self.pairs.update({key: self._pair(key) for key in names})
        ranged = {key for key in names if self.in_part and _is_number(self._domain(key))}
        self.settled.update(names.keys() - ranged)
        if len(names) > 1:
            take = self.constant(itemgetter(*names))
            self.say(f"{', '.join(names.values())} = {take}(known.values)")
        for key, name in names.items() if len(names) == 1 else ():
            self.say(f"{name} = known.values[{self.constant(key)}]")
        for key in sorted(ranged):
            with self.inside(f"if {names[key]} is None:"):
                known = (
                    f"known.ranges.get({self.constant(key)}, {self.constant(self.nothing[key])})"
                )
                self.say(f"{_targets(self.pairs[key])} = {known}")

    def cases(
        self,
        reads: tuple[str, ...],
        rows: int,
        exact: Callable[[], None],
        other: Callable[[], None],
    ) -> None:
        """Write something for each state of knowledge of the keys that it reads.

        Each combination of known and unknown keys has code of its own, in which what follows from
        it is settled already; unless that would be too much.
        """
        self.folds = rows << len(reads) <= _MOST_LINES
        if self.folds:
            self._split(reads, frozenset(), exact, other)
            return
        with self.inside(f"if {self._known(reads)}:") if reads else nullcontext():
            exact()
        if reads:
            with self.inside("else:"):
                self._open(reads)
                self.unknown, self.bounds.variables = frozenset(reads), dict(self.pairs)
                other()

    def _split(
        self,
        reads: tuple[str, ...],
        unknown: frozenset[str],
        exact: Callable[[], None],
        other: Callable[[], None],
    ) -> None:
        if reads:
            key, *others = reads
            with self.inside(f"if {self.values.variables[key]} is not None:"):
                self._split(tuple(others), unknown, exact, other)
            with self.inside("else:"):
                self._split(tuple(others), unknown | {key}, exact, other)
        elif unknown:
            self.unknown = unknown
            self.bounds.variables = {
                key: self._nothing(key) if key in unknown else self._alone(key)
                for key in self.values.variables
            }
            other()
        else:
            exact()

    def _open(self, reads: tuple[str, ...]) -> None:
        """Hold what each key may be."""
        for key in reads:
            value, pair = self.values.variables[key], self.pairs[key]
            with self.inside(f"if {value} is not None:"):
                self.say(f"{_targets(pair)} = {self._exactly(key)}")
            if key in self.program.inputs and key in self.settled:
                with self.inside("else:"):
                    self.say(f"{_targets(pair)} = {self.constant(self.nothing[key])}")

    # ------------------------------------------------------------------ keys

    def step(self, key: str, form: Form) -> None:
        """Work out a step, or bound it where it is not known."""
        value, pair, reads = self.fresh(), self._pair(key), references(form)
        self.cases(
            reads,
            1,
            lambda: self.say(f"{value} = {self.values.write(form)}"),
            lambda: self._bound(value, pair, key, form),
        )
        if len(self.program.reads[key]) == 1 and self.program.reads[key] <= self.settled:
            self.settled.add(key)
        self.values.variables[key] = value
        self.pairs[key] = pair

    def _bound(self, value: str, pair: Pair, key: str, form: Form) -> None:
        if self.folds and self.unknown >= {*references(form)} <= self.settled:
            self.say(f"{value} = None")
            self.say(f"{_targets(pair)} = {self.constant(self.nothing[key])}")
            return
        found = self.rails(form) if isinstance(form.domain, Boolean) else self.bounds.write(form)
        if pair.one == pair.other:
            self.say(f"{pair.one}, {value} = {found.one}, None")
            return
        self.say(f"{pair.one}, {pair.other} = {found.one}, {found.other}")
        self.say(f"{value} = {pair.one} if {pair.one} == {pair.other} else None")

    def _domain(self, key: str) -> Domain:
        form = self.program.forms.get(key)
        return self.program.inputs[key] if form is None else form.domain

    def _pair(self, key: str) -> Pair:
        one = self.fresh()
        return Pair(one, one if isinstance(self._domain(key), Choice) else self.fresh())

    def _known(self, keys: Iterable[str]) -> str:
        return " and ".join(f"{self.values.variables[key]} is not None" for key in keys)

    def _exactly(self, key: str) -> str:
        one, other = self._alone(key)
        return f"{one}," if self.pairs[key].one == self.pairs[key].other else f"{one}, {other}"

    def _alone(self, key: str) -> Pair:
        """Write the bound of a value that is known."""
        value = self.values.variables[key]
        if isinstance(self._domain(key), Choice):
            value = f"{self.constant(frozenset)}(({value},))"
        return Pair(value, value)

    def _nothing(self, key: str) -> Pair:
        """Write the bound of a key that is not known."""
        if key not in self.settled:
            return self.pairs[key]
        ends = [
            repr(end) if isinstance(end, bool | int) else self.constant(end)
            for end in self.nothing[key]
        ]
        return Pair(ends[0], ends[-1])

    # ------------------------------------------------------------------ conditions

    def rails(self, form: Form) -> Pair:
        """Write whether a condition is surely and possibly true, with what is settled folded."""
        reads = frozenset(references(form))
        if self.folds and not reads & self.unknown:
            written = self.values.write(form)
            return Pair(written, written)
        if self.folds and reads <= self.unknown & self.settled:
            return Pair(*map(repr, bound(form, self.nothing)))
        match form:
            case Not(operand=operand):
                one, other = self.rails(operand)
                return Pair(_negated(other), _negated(one))
            case All(operands=operands):
                return _folded("and", [self.rails(part) for part in operands])
            case Any(operands=operands):
                return _folded("or", [self.rails(part) for part in operands])
            case _:
                return self.bounds.write(form)

    def is_open(self, form: Form) -> bool:
        """Say whether a condition rests on more than what is known, and than that nothing is."""
        reads = frozenset(references(form))
        return bool(reads & self.unknown) and not reads <= self.unknown & self.settled


def _is_number(domain: Domain) -> bool:
    return isinstance(domain, Integer | Amount)


def _targets(pair: Pair) -> str:
    return f"{pair.one}," if pair.one == pair.other else f"{pair.one}, {pair.other}"


def _negated(written: str) -> str:
    return {"True": "False", "False": "True"}.get(written, f"(not {written})")


def _folded(operator: str, pairs: list[Pair]) -> Pair:
    """Join conditions on both rails, without those that change nothing."""
    idle, settling = ("True", "False") if operator == "and" else ("False", "True")

    def join(written: list[str]) -> str:
        if settling in written:
            return settling
        left = [part for part in written if part != idle]
        return f"({f' {operator} '.join(left)})" if len(left) > 1 else "".join(left) or idle

    return Pair(join([pair.one for pair in pairs]), join([pair.other for pair in pairs]))
