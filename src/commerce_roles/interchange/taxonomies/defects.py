"""Defects that a taxonomy has and that reading survives: each once, with count and place.

May import: `showing`, `errors`.
"""

from typing import Final, Literal

from attrs import define, field, frozen

from commerce_roles.errors import Problem
from commerce_roles.showing import Displayed

__all__ = ["DONE", "Defect", "DefectKind", "Findings", "Outcome"]

DefectKind = Literal[
    "dangling", "self_loop", "duplicate_row", "two_kinds", "untyped", "unlabelled",
    "invisible_characters", "stray_blanks", "byte_order_mark",
]  # fmt: skip
Outcome = Literal["left_out", "kept", "cleaned"]
DONE: Final[dict[DefectKind, Outcome]] = {
    "dangling": "left_out",
    "self_loop": "left_out",
    "duplicate_row": "left_out",
    "two_kinds": "left_out",
    "untyped": "kept",
    "unlabelled": "kept",
    "invisible_characters": "cleaned",
    "stray_blanks": "cleaned",
    "byte_order_mark": "cleaned",
}
"""What is done about each."""
_PLACES: Final = 5
_SHOWN: Final = 100
_MOST: Final = 100
"""So many faults of one file are told one by one."""


@frozen(kw_only=True)
class Defect(Displayed):
    """One kind of defect of one file."""

    kind: DefectKind
    file: str
    count: int
    places: tuple[str, ...]
    """The first rows in which it stands, the head being row 1, with what it is about."""

    @property
    def done(self) -> Outcome:
        """What was done about it: `left_out`, `kept`, `cleaned`."""
        return DONE[self.kind]


@define
class Findings:
    """Gathers what is wrong while files are read: what can be survived, and what cannot."""

    problems: list[Problem] = field(factory=list[Problem])
    """What cannot."""
    _counts: dict[tuple[str, DefectKind], int] = field(factory=dict[tuple[str, DefectKind], int])
    _places: dict[tuple[str, DefectKind], list[str]] = field(
        factory=dict[tuple[str, DefectKind], list[str]]
    )
    _told: dict[str, int] = field(factory=dict[str, int])

    def note(self, kind: DefectKind, file: str, row: int, about: str = "") -> None:
        """Note a defect at a row."""
        key = file, kind
        self._counts[key] = self._counts.get(key, 0) + 1
        places = self._places.setdefault(key, [])
        if len(places) < _PLACES:
            places.append(f"row {row}: {about[:_SHOWN]}" if about else f"row {row}")

    def fault(self, message: str, file: str, row: int, remedy: str) -> None:
        """Keep a fault of a row; of very many in one file the rest is counted."""
        told = self._told[file] = self._told.get(file, 0) + 1
        if told <= _MOST:
            self.problems.append(Problem(message, f"row {row}", remedy, file))

    def all_problems(self) -> list[Problem]:
        """Give every fault, and how many more there are of a file."""
        more = [
            Problem(f"{told - _MOST:,} more rows have faults", "", "mend those told first", file)
            for file, told in self._told.items()
            if told > _MOST
        ]
        return [*self.problems, *more]

    def defects(self) -> tuple[Defect, ...]:
        """Give the defects, file by file in the order of reading."""
        return tuple(
            Defect(kind=kind, file=file, count=count, places=tuple(self._places[file, kind]))
            for (file, kind), count in self._counts.items()
        )
