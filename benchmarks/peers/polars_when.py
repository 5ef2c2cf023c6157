"""The same rules as polars expressions, as one writes them: `when(…).then(…)`, table by table.

Two-valued: polars' own nulls play no part, and a table must be told in full.
"""

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

import polars as pl

from commerce_roles.assessment.scoring import Plan, RolePlan
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

__all__ = ["expressions", "select"]

SIGNS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
SETS: Final = {"&": "set_intersection", "|": "set_union", "-": "set_difference"}
TOP: Final = 3


def select(frame: pl.LazyFrame, plan: Plan) -> pl.LazyFrame:
    """Add verdict and score of every role to a frame."""
    for stage in expressions(plan):
        frame = frame.with_columns(stage)
    return frame.select(f"{role}_{part}" for role in plan.roles for part in ("verdict", "score"))


def expressions(plan: Plan) -> list[list[pl.Expr]]:
    """Give the expressions, in stages: each stage reads those before it."""
    stages: list[list[pl.Expr]] = []
    for key, form in plan.steps.items():
        role = plan.verdicts.get(key)
        if role is None:
            stages.append([written(form).alias(key)])
        else:
            stages += _role(key, plan.roles[role])
    return stages


def _role(key: str, role: RolePlan) -> list[list[pl.Expr]]:
    tables = {decides: [_table(table, otherwise) for table in role.of(decides)]
              for decides, otherwise in (("points", 0), ("floor", 0), ("cap", TOP))}  # fmt: skip
    score = pl.sum_horizontal(tables["points"]) if tables["points"] else pl.lit(0)
    score_name = f"{role.role}_score"
    band = pl.lit(0)
    for number, step in enumerate(role.bands, 1):
        band = pl.when(pl.col(score_name) >= step).then(pl.lit(number)).otherwise(band)
    floor = pl.max_horizontal([pl.lit(0), *tables["floor"]])
    cap = pl.min_horizontal([pl.lit(TOP), *tables["cap"]])
    rank = pl.min_horizontal(cap, pl.max_horizontal(floor, band))
    return [[score.alias(score_name)], [rank.alias(key), rank.alias(f"{role.role}_verdict")]]


def _table(table: Any, otherwise: int) -> pl.Expr:
    found: Any = pl
    for when, gives in zip(table.whens, table.gives, strict=True):
        found = found.when(written(when)).then(pl.lit(gives))
    chosen: pl.Expr = found.otherwise(pl.lit(otherwise))
    return chosen


def written(form: Form) -> pl.Expr:
    """Write a form as an expression."""
    match form:
        case Literal(value=frozenset() as words):
            return pl.lit(pl.Series([sorted(words)], dtype=pl.List(pl.String))).first()
        case Literal(value=value):
            return pl.lit(value)
        case Ref(key=key):
            return pl.col(key)
        case Not(operand=operand):
            return ~written(operand)
        case All(operands=operands):
            return pl.all_horizontal([written(part) for part in operands])
        case AnyOf(operands=operands):
            return pl.any_horizontal([written(part) for part in operands])
        case Compare(operator=sign, left=left, right=right):
            compared: pl.Expr = SIGNS[sign](written(left), written(right))
            return compared
        case Member(item=item, container=Literal(value=frozenset() as words)):
            return written(item).is_in(sorted(words))
        case Member(item=item, container=container):
            return written(container).list.contains(written(item))
        case Combine():
            join: Any = getattr(written(form.left).list, SETS[form.operator])
            together: pl.Expr = join(written(form.right))
            return together
        case Size(container=container):
            return _size(container)
        case Count(operands=operands):
            return reduce(
                lambda a, b: a + b, [written(p).cast(pl.Int64) for p in operands], pl.lit(0)
            )
        case Sum(operands=operands):
            return reduce(lambda a, b: a + b, map(written, operands))
        case Product(left=left, right=right):
            return written(left) * written(right)
        case Least(operands=operands):
            return pl.min_horizontal([written(part) for part in operands])
        case Greatest(operands=operands):
            return pl.max_horizontal([written(part) for part in operands])
        case Cents(operand=operand):
            return (written(operand) * 100 + 0.5).floor().cast(pl.Int64)
        case First(cases=cases, otherwise=otherwise):
            found: Any = pl
            for condition, result in cases:
                found = found.when(written(condition)).then(written(result))
            chosen: pl.Expr = found.otherwise(written(otherwise))
            return chosen
        case _:
            raise TypeError(form)


def _size(container: Form) -> pl.Expr:
    """Count the members of a set; those among a few words, word by word."""
    match container:
        case Combine(operator="&", left=Ref() as own, right=Literal(value=frozenset() as words)):
            inside = [written(own).list.contains(word).cast(pl.Int64) for word in sorted(words)]
            return pl.sum_horizontal(inside)
        case _:
            return written(container).list.len()
