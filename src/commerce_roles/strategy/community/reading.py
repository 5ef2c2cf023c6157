"""Tables of members read: a closed list of columns, every fault at once."""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from attrs import define, evolve, field

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import Problem, StrategyError, nearest
from commerce_roles.model import MemberColumn
from commerce_roles.strategy.community.member import Members, Told
from commerce_roles.strategy.tabling import Row, file_data, rows_in
from commerce_roles.structuring import shown

__all__ = ["MEMBER", "members_of", "read_members"]

MEMBER: Final = "member"
"""The column with the id."""
_KEY: Final = "members"
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_LONGEST: Final = 100
_REFUSED: Final = (
    "this is not kept of a member: members are counted by what they do, not by who they are"
)
_KEPT: Final = (
    "leave it out, or say drop=True; kept are an id of your own and the columns of "
    "`commerce-roles show member_columns`, never name, e-mail, age or sex"
)


def read_members(
    path: str | Path,
    *,
    catalogue: Catalogue | None = None,
    columns: Mapping[str, str] | None = None,
    drop: bool = False,
) -> Members:
    """Read a table of members from CSV, JSON, JSON Lines or TOML (`[[members]]`).

    Args:
        path: The file; `-` is standard input, in JSON or TOML.
        catalogue: The facts with the columns; the library's own where left out.
        columns: Your own names of columns, by ours.
        drop: Whether columns that are not kept are left out instead of refused.

    Raises:
        StrategyError: With every fault of the file.

    Examples:
        >>> read_members("examples/community/members.csv").ids[:2]
        ('m01', 'm02')
    """
    facts = catalogue or load_catalogue()
    numbers = {*facts.member_columns, *(columns or {}).values()}
    try:
        told = file_data(path, _KEY, numbers)
        return members_of(told, catalogue=facts, columns=columns, drop=drop)
    except StrategyError as error:
        raise StrategyError(evolve(one, file=str(path)) for one in error.problems) from None


def members_of(
    data: object,
    *,
    catalogue: Catalogue | None = None,
    columns: Mapping[str, str] | None = None,
    drop: bool = False,
) -> Members:
    """Take a table of members: a data frame, a list of mappings, or what a file said.

    What a table may tell is a closed list: `member`, an id of your own that says nothing, and the
    columns that the catalogue declares. A cell without a value, or a column that is not there, is
    unknown, never no.

    Args:
        data: A data frame of pandas, polars, pyarrow or any other that narwhals reads, or rows.
        catalogue: The facts with the columns; the library's own where left out.
        columns: Your own names of columns, by ours: `{"member": "customer", …}`.
        drop: Whether columns that are not kept are left out instead of refused.

    Raises:
        StrategyError: With every fault: columns that are not kept, ids that are missing, stand
            twice or say who somebody is, counts that are none.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> told = members_of([{"member": "a", "purchases_year": 2}])
        >>> told.columns, told.rows
        (('purchases_year',), ((2,),))
        >>> members_of([{"member": "a", "age": 40}])
        Traceback (most recent call last):
        commerce_roles.errors.StrategyError: members.age: this is not kept of a member: members ...
    """
    facts = catalogue or load_catalogue()
    rows = rows_in(data, _KEY)
    reading = _Reading(facts.member_columns, dict(columns or {}), drop)
    members = reading.members(rows)
    if reading.problems:
        raise StrategyError(reading.problems)
    return members


@define
class _Reading:
    declared: Mapping[str, MemberColumn]
    named: dict[str, str]
    drop: bool
    problems: list[Problem] = field(factory=list[Problem])

    def members(self, rows: list[Row]) -> Members:
        for ours in self.named:
            if ours != MEMBER and ours not in self.declared:
                near = nearest(ours, [*self.declared])
                remedy = f"did you mean {near[0]}?" if near else _KEPT
                self._wrong(f"columns.{ours}", "there is no such column", remedy)
        theirs = {self.named.get(ours, ours): ours for ours in (MEMBER, *self.declared)}
        heads = list(dict.fromkeys(str(head) for row in rows for head in row))
        strangers = [head for head in heads if head not in theirs]
        if not self.drop:
            self._refuse(strangers, list(theirs))
        columns = tuple(ours for name, ours in theirs.items() if name in heads and ours != MEMBER)
        return Members(
            ids=tuple(self._ids(rows)),
            columns=columns,
            rows=tuple(
                tuple(self._cell(f"{_KEY}[{place}]", row, column) for column in columns)
                for place, row in enumerate(rows)
            ),
            dropped=tuple(strangers) if self.drop else (),
        )

    def _wrong(self, path: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(message, path, remedy))

    def _refuse(self, strangers: list[str], known: list[str]) -> None:
        for head in strangers:
            near = nearest(head, known)
            remedy = f"did you mean {near[0]}? Else {_KEPT}" if near else _KEPT
            self._wrong(f"{_KEY}.{head}", _REFUSED, remedy)

    def _ids(self, rows: list[Row]) -> Iterator[str]:
        seen: dict[str, int] = {}
        for place, row in enumerate(rows):
            path = f"{_KEY}[{place}].{MEMBER}"
            text = self._id(path, row.get(self.named.get(MEMBER, MEMBER)))
            first = seen.setdefault(text, place)
            if text and first != place:
                message = f"{shown(text)} stands in {_KEY}[{first}] too"
                self._wrong(path, message, "tell each member once")
            yield text

    def _id(self, path: str, value: object) -> str:
        if isinstance(value, float | Decimal) and value == value.__trunc__():
            value = int(value)
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not text.strip():
            self._wrong(path, "there is no id", "give every member one of your own")
            return ""
        if "@" in text or " " in text.strip() or text.startswith("+"):
            message = "this id says who somebody is"
            self._wrong(path, message, "write a number or a code of your own")
        elif len(text) > _LONGEST or not text.isprintable():
            self._wrong(path, "this is no id", f"write one line of at most {_LONGEST} characters")
        return text.strip()

    def _cell(self, place: str, row: Row, name: str) -> Told:
        column = self.declared[name]
        theirs = self.named.get(name, name)
        value = row.get(theirs)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return None
        path = f"{place}.{theirs}"
        return (
            self._yes(path, value) if column.type == "yes_no" else self._count(path, value, column)
        )

    def _yes(self, path: str, value: object) -> Told:
        found = value if isinstance(value, bool) else _YES.get(str(value).casefold())
        if found is None:
            message = f"yes or no is wanted, this is {shown(value)}"
            self._wrong(path, message, "write yes or no, or leave it out if unknown")
        return found

    def _count(self, path: str, value: object, column: MemberColumn) -> Told:
        number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        if not isinstance(value, int | float | Decimal) or not number or value % 1:
            message = f"a whole number is wanted, this is {shown(value)}"
            self._wrong(path, message, "count it, or leave it out if unknown")
            return None
        if not 0 <= value <= column.maximum:
            message = f"{value} is out of bounds"
            self._wrong(path, message, f"write 0 to {column.maximum:,}, or leave it out if unknown")
            return None
        return int(value)
