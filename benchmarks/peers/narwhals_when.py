"""The same rules as expressions of Narwhals, as one writes them for Dask and Spark.

A set is a column of yes or no for each of its words, levels are ranks; tables are told in
full.
"""

from functools import reduce
from typing import Any

import narwhals as nw

from commerce_roles.assessment.scoring import Plan, RolePlan, TablePlan
from commerce_roles.expressions import (
    All,
    Cents,
    Combine,
    Compare,
    Count,
    First,
    Form,
    Greatest,
    Least,
    Literal,
    Member,
    Not,
    Product,
    Ref,
    Size,
    Sum,
)
from commerce_roles.expressions import (
    Any as AnyOf,
)
from peers.polars_when import SIGNS, TOP

__all__ = ["inside", "select"]


def inside(key: str, word: object) -> str:
    """Name the column that says whether a set holds a word."""
    return f"{key}_{word}"


def select(frame: Any, plan: Plan, words: dict[str, list[str]]) -> Any:
    """Give verdict and score of every role of a lazy frame of Narwhals.

    Args:
        frame: The frame.
        plan: The rules.
        words: Of each set, the words that it may hold.
    """
    writing = _Writing(words)
    names = {role: key for key, role in plan.verdicts.items()}
    for key, form in plan.steps.items():
        role = plan.verdicts.get(key)
        if role is None:
            frame = frame.with_columns(writing.written(form).alias(key))
            continue
        own = plan.roles[role]
        frame = frame.with_columns(writing.score(own).alias(f"{role}_score"))
        frame = frame.with_columns(writing.rank(own).alias(key))
    shown = (
        nw.col(column).alias(f"{role}_{part}")
        for role in plan.roles
        for part, column in (("verdict", names[role]), ("score", f"{role}_score"))
    )
    return frame.select(*shown)


class _Writing:
    def __init__(self, words: dict[str, list[str]]) -> None:
        self.words = words

    def score(self, role: RolePlan) -> Any:
        return _summed([self.table(table, 0) for table in role.of("points")])

    def rank(self, role: RolePlan) -> Any:
        score = nw.col(f"{role.role}_score")
        band = _summed([(score >= step).cast(nw.Int64) for step in role.bands])
        floors = [self.table(table, 0) for table in role.of("floor")]
        caps = [self.table(table, TOP) for table in role.of("cap")]
        raised = nw.max_horizontal(band, *floors) if floors else band
        return nw.min_horizontal(raised, *caps) if caps else raised

    def table(self, table: TablePlan, otherwise: int) -> Any:
        found: Any = nw.lit(otherwise, nw.Int64)
        for when, gives in zip(reversed(table.whens), reversed(table.gives), strict=True):
            found = nw.when(self.written(when)).then(nw.lit(gives, nw.Int64)).otherwise(found)
        return found

    def written(self, form: Form) -> Any:
        """Write a form as an expression."""
        match form:
            case Literal(value=bool() | int() | float() | str() as value):
                return nw.lit(value)
            case Ref(key=key):
                return nw.col(key)
            case Not(operand=operand):
                return ~self.written(operand)
            case All(operands=operands):
                return reduce(lambda a, b: a & b, map(self.written, operands))
            case AnyOf(operands=operands):
                return reduce(lambda a, b: a | b, map(self.written, operands))
            case Compare(operator=sign, left=left, right=right):
                return SIGNS[sign](self.written(left), self.written(right))
            case Member(item=item, container=Literal(value=frozenset() as words)):
                return self.written(item).is_in(sorted(words))
            case Member(item=Literal(value=word), container=Ref(key=key)):
                return nw.col(inside(key, word))
            case Size(container=container):
                return _summed([nw.col(name).cast(nw.Int64) for name in self.held(container)])
            case Count(operands=operands):
                return _summed([self.written(part).cast(nw.Int64) for part in operands])
            case Sum(operands=operands):
                return _summed([self.written(part) for part in operands])
            case Product(left=left, right=right):
                return self.written(left) * self.written(right)
            case Least(operands=operands):
                return nw.min_horizontal(*map(self.written, operands))
            case Greatest(operands=operands):
                return nw.max_horizontal(*map(self.written, operands))
            case Cents(operand=operand):
                return (self.written(operand) * 100 + 0.5).floor().cast(nw.Int64)
            case First(cases=cases, otherwise=otherwise):
                found = self.written(otherwise)
                for when, then in reversed(cases):
                    found = nw.when(self.written(when)).then(self.written(then)).otherwise(found)
                return found
            case _:
                raise NotImplementedError(form)

    def held(self, container: Form) -> list[str]:
        """Name the columns of the words that are counted."""
        match container:
            case Ref(key=key):
                return [inside(key, word) for word in self.words[key]]
            case Combine(operator="&", left=Ref(key=key), right=Literal(value=frozenset() as some)):
                return [inside(key, word) for word in sorted(some)]
            case _:
                raise NotImplementedError(container)


def _summed(parts: list[Any]) -> Any:
    return reduce(lambda a, b: a + b, parts)
