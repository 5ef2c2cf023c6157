"""The text of a generated function while it is written: lines, variables, constants.

Nothing that a user wrote gets into the text: variables and constants are numbered, and constants
are handed in beside it.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, cast

from attrs import define, field

__all__ = ["Lines", "held_in"]

_BLOCK: Final = "    "


@define
class Lines:
    """Lines of a function, of one argument if not said otherwise, with the constants they name.

    Examples:
        >>> lines = Lines()
        >>> lines.say(f"x = given + {lines.constant('a')}")
        >>> lines.function("x")("b")
        'ba'
    """

    _lines: list[str] = field(factory=list[str], init=False)
    _constants: dict[str, object] = field(factory=dict[str, object], init=False)
    _names: dict[object, str] = field(factory=dict[object, str], init=False)
    _depth: int = field(default=1, init=False)
    _count: int = field(default=0, init=False)

    def say(self, line: str) -> None:
        """Add a line at the present depth."""
        self._lines.append(_BLOCK * self._depth + line)

    def fresh(self) -> str:
        """Name a new variable."""
        self._count += 1
        return f"v{self._count}"

    def constant(self, value: object) -> str:
        """Name a value that is handed in beside the text."""
        place = (type(value), value)
        if place not in self._names:
            name = f"k{len(self._names)}"
            self._names[place] = name
            self._constants[name] = value
        return self._names[place]

    @contextmanager
    def inside(self, head: str) -> Generator[None]:
        """Say a line that opens a block, and write inside it."""
        self.say(head)
        self._depth += 1
        yield
        self._depth -= 1

    def function(self, result: str, arguments: str = "given") -> Callable[..., Any]:
        """Compile the function; it returns the expression given."""
        head = f"def run({arguments}):"
        text = "\n".join((head, *self._lines, f"{_BLOCK}return {result}"))
        namespace = dict(self._constants)
        exec(compile(text, "<rules>", "exec"), namespace)  # noqa: S102 the text is our own
        return cast("Callable[..., Any]", namespace["run"])


def held_in(lines: Lines, written: str) -> tuple[str, str]:
    """Name an expression, and write how it is first read under that name.

    Examples:
        >>> held_in(Lines(), "v7"), held_in(Lines(), "(v7 + 1)")
        (('v7', 'v7'), ('v1', '(v1 := (v7 + 1))'))
    """
    if written.removeprefix("-").isalnum():
        return written, written
    name = lines.fresh()
    return name, f"({name} := {written})"
