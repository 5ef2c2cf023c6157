"""What a table adds, by which of its rules may be the first that holds."""

from commerce_roles.assessment.scoring.planning import RolePlan, TablePlan

__all__ = ["Joining"]


class Joining(dict[int, tuple[int, int, int, int]]):
    """Joins the rules that may be the first to hold; bit `i` is rule `i`, the next bit: none.

    Gives what the table adds to what a role has gathered (points that it gives at least, the bit
    of a rule that surely fires), what it adds to the span (points that it may give beyond, bits of
    rules that may fire), and the lowest and the highest number that it may give.
    """

    def __init__(self, role: RolePlan, table: TablePlan, otherwise: int) -> None:
        """Take a table, and the number that it gives where no rule holds."""
        super().__init__()
        self.table = table
        self.numbers = (*table.gives, otherwise)
        self.first = role.width + table.bit
        self.points = table.decides == "points"

    __hash__ = object.__hash__  # type: ignore[assignment]  # each is the one of its table

    def __missing__(self, reached: int) -> tuple[int, int, int, int]:
        """Join the rules of a mask, once."""
        rows = [row for row in range(len(self.numbers)) if reached >> row & 1]
        numbers = [self.numbers[row] for row in rows]
        bits = sum(1 << self.first + row for row in rows if row < len(self.table.gives))
        least, most = min(numbers), max(numbers)
        sure = len(rows) == 1
        gathered, span = (bits, 0) if sure else (0, bits)
        if self.points:
            gathered, span = gathered + least, span + most - least
        self[reached] = gathered, span, least, most
        return self[reached]
