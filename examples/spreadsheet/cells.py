"""An answer as a person writes it into a cell, and back.

A range is `300-500`, several words stand with semicolons between them, `-` says that there is none,
an empty cell that nobody knows. Words are those of the reader's language, or the library's own.
"""

import re
from collections.abc import Iterable

from commerce_roles.interchange.asking.questions import Question, Questionnaire

__all__ = ["answer_of", "cell_of"]

NONE = "-"
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]{1,2})?", re.ASCII)
"""A number as it is written; `1.000` may be one or a thousand, and is none."""
Answer = object
Cell = str | int | float | None


def cell_of(question: Question, answer: Answer, asked: Questionnaire) -> Cell:
    """Write an answer."""
    if answer is None:
        return None
    if question.type == "yes_no":
        return asked.yes if answer is True else asked.no
    if question.type in {"count", "money", "number"}:
        return _number_written(answer)
    labels = {one.value: one.label for one in question.options}
    if question.several and isinstance(answer, Iterable) and not isinstance(answer, str):
        return "; ".join(str(labels.get(one, one)) for one in answer) or NONE
    return str(labels.get(answer, answer) if isinstance(answer, str | int) else answer)


def answer_of(question: Question, cell: object, asked: Questionnaire) -> Answer:
    """Read an answer; what cannot be one stays as it is, for the library to say what is wrong."""
    if isinstance(cell, str):
        cell = cell.strip()
    if cell is None or cell == "":
        return None
    if question.type == "yes_no":
        said = {_folded(asked.yes): True, _folded(asked.no): False, True: True, False: False}
        return said.get(_folded(cell), cell)
    if question.type in {"count", "money", "number"}:
        return _number_read(cell, may_be_range=question.may_be_range)
    words = {_folded(key): one.value for one in question.options for key in (one.value, one.label)}
    if question.several:
        parts = [] if cell == NONE else [part.strip() for part in str(cell).split(";")]
        return [words.get(_folded(part), part) for part in parts if part]
    return words.get(_folded(cell), cell)


def _folded(cell: object) -> object:
    return cell.casefold() if isinstance(cell, str) else str(cell) if type(cell) is int else cell


def _number_written(answer: Answer) -> Cell:
    if isinstance(answer, list | tuple):
        return "-".join(map(str, answer))
    return answer if isinstance(answer, int | float) else str(answer)


def _number_read(cell: object, *, may_be_range: bool) -> Answer:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)  # a spreadsheet knows no whole numbers
    if not isinstance(cell, str):
        return cell
    ends = cell.replace("–", "-").split("-") if may_be_range and "-" in cell[1:] else [cell]
    numbers = [_number(end.strip()) for end in ends]
    return numbers if len(numbers) > 1 else numbers[0]


def _number(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("+-").isdigit() else float(text.replace(",", "."))
