"""Columns of plain Python made into columns of Arrow; a cell of a wrong kind is a fault."""

from collections.abc import Mapping, Sequence
from numbers import Real

import attrs
from attrs import define, field

from commerce_roles.assessment.judging import judge_answer
from commerce_roles.assessment.tables.faults import Fault, merged
from commerce_roles.assessment.tables.flattening import flat, plain
from commerce_roles.assessment.tables.judged import Words
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import np
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem
from commerce_roles.model import Field
from commerce_roles.structuring import is_sequence

__all__ = ["Converting", "flat_columns"]


def flat_columns(
    rows: Sequence[Mapping[str, object]], catalogue: Catalogue
) -> dict[str, list[object]]:
    """Give the columns of some rows; where a row does not have one, there is nothing."""
    found: dict[str, list[object]] = {}
    for number, row in enumerate(rows):
        for name, value in flat(row, catalogue):
            column = found.get(name)
            if column is None:
                column = found[name] = [None] * len(rows)
            column[number] = value
    return found


@define
class Converting:
    """Makes columns of Arrow of cells of Python."""

    catalogue: Catalogue
    layout: Layout
    words: Words
    faults: list[Fault] = field(factory=list[Fault])

    def column(self, name: str, cells: Sequence[object]) -> Foreign:
        """Make a column; a cell that cannot be in it is a fault, and is left out."""
        values = [plain(cell) for cell in cells]
        arrow = pyarrow()
        wrong: list[Fault] = []
        fld = self._field(name)
        for row, value in enumerate(values):
            problem = None if value is None else self._problem(name, fld, value)
            if problem is not None:
                wrong.append(Fault(attrs.evolve(problem, path=name), np.array([row])))
                values[row] = None
        self.faults += merged(wrong)
        try:
            return arrow.array(values)
        except (arrow.ArrowException, OverflowError):
            return arrow.array([None if v is None else float(str(v)) for v in values])

    def _field(self, name: str) -> Field | None:
        layout = self.layout
        for part in (layout.values, layout.lows, layout.highs):
            for key, own in part.items():
                if own == name:
                    return self.catalogue.fields[key]
        return None

    def _problem(self, name: str, fld: Field | None, value: object) -> Problem | None:
        """Say what is wrong with the kind of a value; what it says is judged later."""
        if name == self.layout.posts:
            return None
        if fld is None:
            good = isinstance(value, bool | Real) or self.words.options.coerce
            return None if good else Problem(f"a number is wanted, this is {value!r:.60}", "")
        kinds: Mapping[str, type | tuple[type, ...]] = {
            "yes_no": bool,
            "count": Real,
            "money": Real,
            "number": Real,
        }
        kind = kinds.get(fld.type, str)
        right = (
            fld.type != "set"
            and isinstance(value, kind)
            and (kind is bool or not isinstance(value, bool))
        )
        if fld.type == "set":
            if is_sequence(value):
                return self._entries(fld, value)
            return judge_answer(fld, value, self.catalogue)[1][0]
        if right or (self.words.options.coerce and isinstance(value, str)):
            return None
        plain_one = isinstance(value, bool | int | float | str)
        return self.words.judge(fld, value if plain_one else repr(value)).problem

    def _entries(self, fld: Field, value: Sequence[object]) -> Problem | None:
        wanted = int if fld.options == "month" else str
        for entry in value:
            if not isinstance(entry, wanted) or isinstance(entry, bool):
                shown = entry if isinstance(entry, int | float | str | None) else repr(entry)
                return self.words.judge(fld, shown).problem
        return None
