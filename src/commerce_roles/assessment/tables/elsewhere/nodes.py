"""Columns that are not here: numpy's own functions, noted down instead of done.

The kernel works on whatever numpy's functions take. A `Node` stands for a column of a table that is
elsewhere, and answers those functions with what would have to be done (NEP 13 and NEP 18). So the
rules run once over nodes, by the very code that runs over arrays, and leave the expressions that
give the same. What is plain by then, such as a condition that always holds, is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final, Literal

from attrs import field, frozen
from numpy.lib.mixins import NDArrayOperatorsMixin

from commerce_roles.assessment.tables.rails import Array, is_held, np

__all__ = ["Flags", "Kind", "Node", "Work", "column"]

Kind = Literal["b", "i", "f"]
"""Yes or no, whole numbers, binary doubles."""
Work = str
"""The name of a function of numpy; `column` is a column of the table."""
_WIDTH: Final = 64
_COMPARING: Final = frozenset(
    {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal"}
)
_CONDITIONS: Final[Mapping[str, str]] = {
    "bitwise_and": "and",
    "logical_and": "and",
    "bitwise_or": "or",
    "logical_or": "or",
    "invert": "not",
    "logical_not": "not",
}
_NUMBERS: Final = frozenset({"add", "subtract", "multiply", "floor_divide", "minimum", "maximum"})
_DOUBLES: Final = frozenset({"true_divide", "divide", "floor", "trunc"})


@frozen(eq=False, repr=False)
class Node(NDArrayOperatorsMixin):
    """What has to be done for a column: a function, and what it reads."""

    work: Work
    reads: tuple[Any, ...]
    """Nodes, and plain numbers that stand for every row; of a column, its name."""
    kind: Kind
    among: frozenset[int] = field(default=frozenset[int]())
    """Of a column of texts, the numbers that may stand in it."""
    ndim = 1

    def __getitem__(self, which: object) -> "Node":
        """Give all rows, which is all that can be asked for."""
        if which is not ...:
            raise TypeError
        return self

    def __bool__(self) -> bool:
        """Refuse: there is one answer for each row."""
        raise TypeError

    def of(self, table: Array) -> Array:
        """Look up a number for each row: where a place was chosen, its number is chosen."""
        return _looked_up(table, self)

    def all(self) -> bool:
        """Say whether it surely holds everywhere, which nobody has looked at."""
        return False

    def any(self) -> bool:
        """Say whether it may hold anywhere."""
        return True

    def astype(self, kind: object) -> "Node":
        """Give another kind of numbers; how wide they are is of no matter."""
        wanted = _KINDS[np.dtype(kind).kind]
        return self if wanted == self.kind else Node("cast", (self,), wanted)

    def __array_ufunc__(self, ufunc: Any, method: str, *parts: Any, **_: Any) -> Any:  # noqa: ANN401 as numpy calls it
        """Note down a function that works cell by cell."""
        return _worked(ufunc.__name__, parts) if method == "__call__" else NotImplemented

    def __array_function__(self, work: Any, _: Any, parts: Any, named: Any) -> Any:  # noqa: ANN401 as numpy calls it
        """Note down another function."""
        return _FUNCTIONS[work.__name__](*parts, **named)


@frozen(eq=False, repr=False)
class Flags(NDArrayOperatorsMixin):
    """Bits of sets: a condition for each of 64 places."""

    places: tuple[Array, ...]
    number: Node | None = None
    """How many bits are set, where that can be told without looking at each."""
    ndim = 1

    def astype(self, kind: object) -> Array:
        """Say where some bit is set."""
        if np.dtype(kind) != np.bool_:
            raise TypeError
        return reduce(np.logical_or, self.places)

    def __array_ufunc__(self, ufunc: Any, method: str, *parts: Any, **_: Any) -> Any:  # noqa: ANN401 as numpy calls it
        """Do what is done with bits, place by place."""
        if method != "__call__":
            return NotImplemented
        match ufunc.__name__:
            case "bitwise_and" | "bitwise_or":
                pairs = zip(*map(_flags, parts), strict=True)
                return Flags(tuple(ufunc(one, other) for one, other in pairs))
            case "invert":
                return Flags(tuple(np.logical_not(part) for part in self.places))
            case "right_shift":
                by = int(parts[1])
                return Flags((*self.places[by:], *[np.False_] * by))
            case "bitwise_count" if self.number is not None:
                return self.number
            case "bitwise_count":
                return reduce(np.add, (place.astype(np.int64) for place in self.places))
            case _:
                return NotImplemented

    def __array_function__(self, work: Any, _: Any, parts: Any, named: Any) -> Any:  # noqa: ANN401 as numpy calls it
        """Do another function, place by place."""
        return _FUNCTIONS[work.__name__](*parts, **named)


def column(name: str, kind: Kind) -> Node:
    """Stand for a column of the table that has no nulls."""
    return Node("column", (name,), kind)


_KINDS: Final[Mapping[str, Kind]] = {"b": "b", "i": "i", "u": "i", "f": "f"}


def _kind(part: Any) -> Kind:  # noqa: ANN401 a node or a number
    return part.kind if isinstance(part, Node) else _KINDS[np.asarray(part).dtype.kind]


def _flags(part: Any) -> tuple[Array, ...]:  # noqa: ANN401 flags or a number of 64 bits
    if isinstance(part, Flags):
        return part.places
    bits = int(part)
    return tuple(np.bool_(bits >> place & 1) for place in range(_WIDTH))


def _worked(name: str, parts: Sequence[Any]) -> Any:  # noqa: ANN401 a node or a number
    if any(isinstance(part, Flags) for part in parts):
        return NotImplemented
    if name in _CONDITIONS:
        return _condition(_CONDITIONS[name], parts)
    if name in _COMPARING:
        return Node(name, tuple(parts), "b")
    numbers = tuple(_number(part) for part in parts)
    if name in _NUMBERS:
        if name in ("minimum", "maximum") and numbers[0] is numbers[1]:
            return numbers[0]
        for part, rest in (numbers, numbers[::-1]) if name == "add" else ():
            if not isinstance(part, Node) and part == 0:
                return rest
        return Node(name, numbers, "f" if "f" in map(_kind, numbers) else "i")
    if name in _DOUBLES:
        return Node(name, numbers, "f")
    return NotImplemented


def _number(part: Any) -> Any:  # noqa: ANN401 a node or a number
    """Count yes as 1, as numpy does."""
    return part if _kind(part) != "b" else part.astype(np.int64)


def _condition(name: str, parts: Sequence[Any]) -> Any:  # noqa: ANN401 a node or a number
    if name == "not":
        (part,) = parts
        return part.reads[0] if part.work == "not" else Node("not", (part,), "b")
    one, other = parts
    if one is other:
        return one
    settling = name == "or"
    for part, rest in ((one, other), (other, one)):
        if is_held(part) or isinstance(part, bool):
            return part if bool(part) == settling else rest
    return Node(name, (one, other), "b")


def _where(holds: Any, one: Any, other: Any) -> Any:  # noqa: ANN401 nodes or numbers
    if any(isinstance(part, Flags | np.uint64) for part in (one, other)):
        pairs = zip(_flags(one), _flags(other), strict=True)
        return Flags(tuple(_where(holds, a, b) for a, b in pairs))
    if not isinstance(holds, Node):
        return one if holds else other
    if one is other or _alike(one, other):
        return one
    kinds = {_kind(one), _kind(other)}
    if kinds == {"b"}:
        return _either(holds, one, other)
    if "b" in kinds:
        one, other = _number(one), _number(other)
    kind: Kind = "f" if "f" in kinds else "i"
    return Node("where", (holds, one, other), kind, _among(one) | _among(other))


def _alike(one: Any, other: Any) -> bool:  # noqa: ANN401 nodes or numbers
    return not isinstance(one, Node) and not isinstance(other, Node) and bool(one == other)


def _either(holds: Node, one: Any, other: Any) -> Any:  # noqa: ANN401 nodes or numbers
    """Choose between conditions, as a condition."""
    return np.logical_or(np.logical_and(holds, one), np.logical_and(~holds, other))


def _among(part: Any) -> frozenset[int]:  # noqa: ANN401 a node or a number
    return part.among if isinstance(part, Node) else frozenset({int(part)})


def _looked_up(table: Array, place: Any) -> Any:  # noqa: ANN401 a node or a number
    if not isinstance(place, Node):
        return table[place]
    if place.work == "where":
        holds, one, other = place.reads
        return _where(holds, _looked_up(table, one), _looked_up(table, other))
    found: Any = table[-1]
    for number in reversed(range(len(table) - 1)):
        found = _where(np.equal(place, np.int64(number)), table[number], found)
    return found


def _unique(part: Node) -> Array:
    return np.array(sorted(part.among), np.int64)


def _one_for_each_row(_: Node) -> int:
    return Node.ndim


_FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "all": Node.all,
    "any": Node.any,
    "ndim": _one_for_each_row,
    "unique": _unique,
    "where": _where,
}
