"""Names that are linked when they are first read, so that order and cycles settle themselves."""

from collections.abc import Callable, Iterator, Mapping

from attrs import define, field

from commerce_roles.catalogue.program import Step
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import ExpressionError, Problem
from commerce_roles.expressions import Domain, Form, Literal, Ref, Scope, check

__all__ = ["Names", "Unlinked"]


class Unlinked(Exception):  # noqa: N818 a signal between linkers, never seen outside
    """Something that is read could not be linked; its own problem has been kept."""


@define
class Names(Mapping[str, Form]):
    """Every name and call of the language; what it stands for is built on first use.

    A key is an input, a constant, or a step. Building a step links what it reads first, so the
    steps come out in an order in which they can be run.
    """

    facts: Facts
    roles: tuple[str, ...]
    inputs: dict[str, Domain] = field(factory=dict[str, Domain])
    constants: dict[str, Literal] = field(factory=dict[str, Literal])
    calls: dict[str, str] = field(factory=dict[str, str])
    """Calls that read an input, such as `kpi('aov')`, with the input's key."""
    builders: dict[str, Callable[[], Form]] = field(factory=dict[str, Callable[[], Form]])
    steps: dict[str, Step] = field(factory=dict[str, Step])
    conditions: dict[tuple[str, str], Form] = field(factory=dict[tuple[str, str], Form])
    """The condition of a task at a level, where it has one of its own."""
    problems: list[Problem] = field(factory=list[Problem])
    _open: list[str] = field(factory=list[str], init=False)
    _broken: set[str] = field(factory=set[str], init=False)

    def __getitem__(self, key: str) -> Form:
        """Give the form that a name stands for; link it if that was not done yet."""
        if key in self.constants:
            return self.constants[key]
        target = self.calls.get(key, key)
        if target in self.inputs:
            return Ref(self.inputs[target], target)
        if key not in self.builders:
            raise KeyError(key)
        return Ref(self.link(key).form.domain, key)

    def __iter__(self) -> Iterator[str]:
        """Go through every name that can be read."""
        nested = (key for key in self.inputs if "." not in key)
        yield from (*self.constants, *nested, *self.calls, *self.builders)

    def __len__(self) -> int:
        """Count the names."""
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        """Say whether there is such a name, without linking it."""
        return any(
            key in known for known in (self.constants, self.builders, self.calls, self.inputs)
        )

    def problem(self, kind: str, identifier: str, message: str, remedy: str = "") -> None:
        """Keep a problem of a fact, once."""
        path, file = (
            f"{kind}.{identifier}",
            self.facts.file_of(kind, identifier.split(".", maxsplit=1)[0]),
        )
        found = Problem(message, path, remedy, file or self.facts.file_of(kind, identifier))
        if found not in self.problems:
            self.problems.append(found)

    def link(self, key: str) -> Step:
        """Build the step of a key, after everything it reads.

        Raises:
            Unlinked: It reads something that could not be linked.
            ExpressionError: It reads itself, by way of others.
        """
        if key in self.steps:
            return self.steps[key]
        if key in self._broken:
            raise Unlinked(key)
        if key in self._open:
            circle = " → ".join([*self._open[self._open.index(key) :], key])
            message = f"this reads itself: {circle}"
            raise ExpressionError(message)
        self._open.append(key)
        try:
            form = self.builders[key]()
        except (Unlinked, ExpressionError):
            self._broken.add(key)
            raise
        finally:
            self._open.pop()
        self.steps[key] = Step(key, form)
        return self.steps[key]

    def link_all(self) -> None:
        """Link every key; what cannot be linked has left its problem."""
        for key in list(self.builders):
            try:
                self.link(key)
            except Unlinked:
                continue

    def scope(
        self,
        placeholders: Mapping[str, str] | None = None,
        *,
        level: str | None = None,
        only_inputs: bool = False,
    ) -> Scope:
        """Make the scope of an expression.

        Args:
            placeholders: What `self`, `one` and `other` stand for.
            level: The service level of quantities that are named without one.
            only_inputs: Whether nothing but inputs may be read, as in a field's default.
        """
        readable: Mapping[str, Form] = self
        if only_inputs:
            named = {key: Ref(domain, key) for key, domain in self.inputs.items()}
            readable = {**self.constants, **named}
        return Scope(
            readable,
            dict(placeholders or {}),
            each=self.roles,
            level=level,
            floor_division=only_inputs,
        )

    def _with_graves(self, message: str) -> str:
        """Say of a name that is missing whether it was retired."""
        name = message.removeprefix("nothing is called ").partition(";")[0]
        gone = any(identifier == name for _, identifier in self.facts.retired)
        return f"{message}; it was retired" if gone else message

    def check(self, text: str, scope: Scope, path: str, file: str = "") -> Form:
        """Check an expression; a fault is kept with its place.

        Raises:
            Unlinked: The expression is wrong, or reads something that is.
        """
        try:
            return check(text, scope)
        except ExpressionError as error:
            place = "" if error.column is None else f" (at character {error.column + 1})"
            shown = text if len(text) < 160 else f"{text[:157]}..."  # noqa: PLR2004 a screen line
            remedy = f"mend {shown!r}{place}"
            self.problems.append(Problem(self._with_graves(error.message), path, remedy, file))
            raise Unlinked(path) from None
