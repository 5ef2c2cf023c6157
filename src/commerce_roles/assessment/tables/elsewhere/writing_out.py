"""Nodes written out as expressions of Narwhals, which the engine of the table understands.

What is read more than once becomes a column that goes again as soon as nobody reads it any more:
so no expression grows beyond what it adds, and few columns are held at a time.
"""

import operator
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, TypeGuard

from attrs import define, field, frozen

from commerce_roles.assessment.tables.elsewhere.nodes import Kind, Node
from commerce_roles.assessment.tables.packages import Foreign, needed
from commerce_roles.assessment.tables.rails import Array, np

__all__ = ["Result", "written_out"]

_PASSING: Final = "commerce_roles passing {}"
"""How columns are called that go again."""


@frozen(eq=False)
class Result:
    """A column that is added: a node, or a number for every row, and how it is shown."""

    value: Array
    shown: Callable[[Foreign], Foreign]


def written_out(
    frame: Foreign,
    kept: Sequence[str],
    sources: Mapping[str, Foreign],
    results: Mapping[str, Result],
) -> Foreign:
    """Put results behind the columns of a lazy frame of Narwhals.

    Args:
        frame: The frame.
        kept: The columns of it that stay, in order.
        sources: What the columns are that nodes name: expressions, without nulls.
        results: What is added, by name.
    """
    return _Writing(kept, sources, results).onto(frame)


@define
class _Writing:
    kept: Sequence[str]
    sources: Mapping[str, Foreign]
    results: Mapping[str, Result]
    nodes: list[Node] = field(factory=list[Node])
    """Each after what it reads; of equal ones the first."""
    numbers: dict[int, int] = field(factory=dict[int, int])
    """By identity of a node, its number here."""
    _known: dict[Hashable, int] = field(factory=dict[Hashable, int])

    def onto(self, frame: Foreign) -> Foreign:
        """Add everything, stage by stage."""
        narwhals = needed("narwhals")
        wanted = [self._numbered(r.value) for r in self.results.values() if _open(r.value)]
        stage, until = self._stages(wanted)
        end = max(stage.values(), default=0) + 1
        through = [narwhals.col(name) for name in self.kept]
        for now in range(1, end):
            alive = [
                narwhals.col(_PASSING.format(n))
                for n in stage
                if stage[n] < now and until[n] >= now
            ]
            added = [
                self._worked(n, stage).alias(_PASSING.format(n)) for n in stage if stage[n] == now
            ]
            frame = frame.select(*through, *alive, *added)
        shown = [
            one.shown(self._part(one.value, stage)).alias(name)
            for name, one in self.results.items()
        ]
        return frame.select(*through, *shown)

    def _numbered(self, last: Node) -> int:
        """Give numbers to a node and to all that it reads, those first."""
        waiting = [last]
        while waiting:
            node = waiting[-1]
            missing = [p for p in node.reads if _open(p) and id(p) not in self.numbers]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            parts = tuple(
                (True, self.numbers[id(p)]) if _open(p) else (False, _python(p)) for p in node.reads
            )
            key = (node.work, node.kind, parts)
            if key not in self._known:
                self._known[key] = len(self.nodes)
                self.nodes.append(node)
            self.numbers[id(node)] = self._known[key]
        return self.numbers[id(last)]

    def _stages(self, wanted: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Say of each node that becomes a column in which stage, and until which it is read."""
        reads = [
            [self.numbers[id(part)] for part in node.reads if _open(part)] for node in self.nodes
        ]
        uses = Counter(part for own in reads for part in own)
        stage: dict[int, int] = {}
        level: list[int] = []
        for number, node in enumerate(self.nodes):
            below = max((level[part] for part in reads[number]), default=0)
            if node.work == "column" or uses[number] > 1 or number in wanted:
                below += 1
                stage[number] = below
            level.append(below)
        end = max(stage.values(), default=0) + 1
        until = dict.fromkeys(wanted, end)
        for number in reversed(range(len(self.nodes))):
            done = stage.get(number, until.get(number, 0))
            for part in reads[number]:
                until[part] = max(until.get(part, 0), done)
        return stage, until

    def _part(self, part: Any, stage: Mapping[int, int]) -> Foreign:  # noqa: ANN401 as Array
        narwhals = needed("narwhals")
        if not _open(part):
            return narwhals.lit(_python(part), _literal_kind(part))
        number = self.numbers[id(part)]
        if number in stage:
            return narwhals.col(_PASSING.format(number))
        return self._worked(number, stage)

    def _worked(self, number: int, stage: Mapping[int, int]) -> Foreign:
        node = self.nodes[number]
        if node.work == "column":
            return self.sources[node.reads[0]]
        return _WORK[node.work](node.kind, *(self._part(part, stage) for part in node.reads))


def _open(part: object) -> TypeGuard[Node]:
    return isinstance(part, Node)


def _literal_kind(part: Array) -> Foreign:
    """Give the type of a number that stands for every row: else engines take the narrowest."""
    narwhals = needed("narwhals")
    kinds = {"b": narwhals.Boolean, "i": narwhals.Int64, "u": narwhals.Int64, "f": narwhals.Float64}
    return kinds.get(np.asarray(part).dtype.kind)


def _python(part: Any) -> Any:  # noqa: ANN401 a number of numpy, or a name
    return part.item() if hasattr(part, "item") else part


def _plain(name: str) -> Callable[..., Foreign]:
    """Give what one of Python's own operators does."""
    work: Foreign = getattr(operator, name)

    def written(_: Kind, *parts: Foreign) -> Foreign:
        return work(*parts)

    return written


def _narwhals(name: str) -> Callable[..., Foreign]:
    """Give what a function of Narwhals does with several columns."""

    def written(_: Kind, *parts: Foreign) -> Foreign:
        return getattr(needed("narwhals"), name)(*parts)

    return written


def _floored(_: Kind, part: Foreign) -> Foreign:
    return part.floor()


def _cast(kind: Kind, part: Foreign) -> Foreign:
    narwhals = needed("narwhals")
    return part.cast(narwhals.Int64 if kind == "i" else narwhals.Float64)


def _where(_: Kind, holds: Foreign, one: Foreign, other: Foreign) -> Foreign:
    return needed("narwhals").when(holds).then(one).otherwise(other)


def _divided(_: Kind, one: Foreign, other: Foreign) -> Foreign:
    # polars multiplies by the reciprocal of a lone number, which may differ in the last bit
    return one / (one - one + other)


def _truncated(_: Kind, part: Foreign) -> Foreign:
    return needed("narwhals").when(part < 0).then(part.ceil()).otherwise(part.floor())


_WORK: Final[Mapping[str, Callable[..., Foreign]]] = {
    "add": _plain("add"),
    "and": _plain("and_"),
    "cast": _cast,
    "divide": _divided,
    "equal": _plain("eq"),
    "floor": _floored,
    "floor_divide": _plain("floordiv"),
    "greater": _plain("gt"),
    "greater_equal": _plain("ge"),
    "less": _plain("lt"),
    "less_equal": _plain("le"),
    "maximum": _narwhals("max_horizontal"),
    "minimum": _narwhals("min_horizontal"),
    "multiply": _plain("mul"),
    "not": _plain("invert"),
    "not_equal": _plain("ne"),
    "or": _plain("or_"),
    "subtract": _plain("sub"),
    "trunc": _truncated,
    "where": _where,
}
