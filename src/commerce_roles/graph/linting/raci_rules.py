"""The usual rules of RACI and DACI, on any matrix."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from commerce_roles.graph.linting.findings import Slip
from commerce_roles.graph.matrix import RaciMatrix
from commerce_roles.model import LintRule

__all__ = ["RACI_RULES"]

Rule = Callable[[RaciMatrix, LintRule], Iterator[Slip]]
_HUNDRED: Final = 100


def _no_accountable(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for row in matrix.rows:
        if row.cells and not row.holders("A"):
            yield Slip(rule.id, matrix.place(row), {"task": row.task})


def _two_accountables(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    yield from _several(matrix, rule, "A")


def _two_drivers(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    if matrix.scheme == "daci":
        yield from _several(matrix, rule, "D")


def _several(matrix: RaciMatrix, rule: LintRule, letter: str) -> Iterator[Slip]:
    for row in matrix.rows:
        holders = row.holders(letter)
        if len(holders) > 1:
            values = {"task": row.task, "count": len(holders), "parties": holders}
            yield Slip(rule.id, matrix.place(row, *holders), values)


def _no_responsible(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for row in matrix.rows:
        if row.cells and not row.holders(matrix.doing):
            yield Slip(rule.id, matrix.place(row), {"task": row.task, "letter": matrix.doing})


def _everyone_consulted(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for row in matrix.rows:
        acting = {*row.holders("A"), *row.holders(matrix.doing)}
        others = [party for party in matrix.parties if party not in acting]
        asked = [party for party in row.holders("C") if party not in acting]
        if len(others) >= rule.least and _beyond(len(asked), len(others), rule):
            values = {"task": row.task, "share": _percent(len(asked), len(others))}
            yield Slip(rule.id, matrix.place(row), values)


def _overloaded(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    yield from _holds_most(matrix, rule, matrix.doing)


def _accountable_for_most(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    yield from _holds_most(matrix, rule, "A")


def _holds_most(matrix: RaciMatrix, rule: LintRule, letter: str) -> Iterator[Slip]:
    rows = [row for row in matrix.rows if row.cells]
    for party in matrix.parties:
        held = sum(letter in row.cells.get(party, "") for row in rows)
        if len(rows) >= rule.least and _beyond(held, len(rows), rule):
            values = {
                "role": party,
                "share": _percent(held, len(rows)),
                "count": held,
                "rows": len(rows),
            }
            yield Slip(rule.id, (matrix.columns.get(party, party),), values)


def _empty_row(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for row in matrix.rows:
        if not row.cells:
            yield Slip(rule.id, matrix.place(row), {"task": row.task})


def _empty_column(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for party in matrix.parties if matrix.rows else ():
        if not any(party in row.cells for row in matrix.rows):
            yield Slip(rule.id, (matrix.columns.get(party, party),), {"role": party})


def _only_told(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    acting = {"A", matrix.doing}
    for party in matrix.parties:
        letters = {letter for row in matrix.rows for letter in row.cells.get(party, "")}
        if letters and not letters & acting:
            yield Slip(rule.id, (matrix.columns.get(party, party),), {"role": party})


def _one_letter(matrix: RaciMatrix, rule: LintRule) -> Iterator[Slip]:
    for row in matrix.rows:
        for party, letters in row.cells.items():
            if len(letters) > 1 and set(letters) != {"A", matrix.doing}:
                values = {"role": party, "letters": "/".join(letters), "task": row.task}
                yield Slip(rule.id, matrix.place(row, party), values)


def _beyond(part: int, whole: int, rule: LintRule) -> bool:
    return rule.threshold is not None and part * _HUNDRED > rule.threshold * whole


def _percent(part: int, whole: int) -> int:
    return (part * _HUNDRED + whole // 2) // whole


RACI_RULES: Final[Mapping[str, Rule]] = {
    "no_accountable": _no_accountable,
    "two_accountables": _two_accountables,
    "no_responsible": _no_responsible,
    "two_drivers": _two_drivers,
    "everyone_consulted": _everyone_consulted,
    "overloaded": _overloaded,
    "accountable_for_most": _accountable_for_most,
    "empty_row": _empty_row,
    "empty_column": _empty_column,
    "only_told": _only_told,
    "one_letter": _one_letter,
}
"""How each rule of RACI is checked, by its id."""
