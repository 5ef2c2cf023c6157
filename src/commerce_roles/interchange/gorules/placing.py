"""Where the values of inputs, steps and tables are put, and how they are read."""

from collections.abc import Mapping

from attrs import frozen

from commerce_roles.interchange.gorules.layout import Layout
from commerce_roles.interchange.gorules.naming import Path, dotted, paths_of, reading

__all__ = ["Places"]


@frozen
class Places:
    """The path of every key, in the data that nodes hand on."""

    paths: Mapping[str, Path]
    counted: Mapping[str, str]
    """For a table: the column of what counts."""

    @classmethod
    def of(cls, inputs: tuple[str, ...], layout: Layout) -> "Places":
        """Find a place for each input, step and table."""
        groups = layout.groups
        named = paths_of("tables", [group.name for group in groups.values()])
        return cls(
            {
                **paths_of("known", inputs),
                **paths_of("steps", layout.forms),
                **{group.key: named[group.name] for group in groups.values()},
            },
            {group.key: "rank" if group.ranked else "then" for group in groups.values()},
        )

    def key(self, key: str) -> str:
        """Write where a value is put."""
        return dotted(self.paths[key])

    def read(self, key: str, own: frozenset[str] = frozenset()) -> str:
        """Write what reads a value; of a table, what counts.

        Args:
            key: The input, step or table.
            own: Keys that are worked out in the same node.
        """
        path = self.paths[key]
        column = (self.counted[key],) if key in self.counted else ()
        return reading((*path, *column), "$" if key in own else "")

    def column(self, key: str, name: str = "") -> str:
        """Write what reads a column of a table; the list of its hits where it collects."""
        return reading((*self.paths[key], *([name] if name else [])))
