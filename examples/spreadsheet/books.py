"""The workbook: one row for each question, one column for each shop, and what came of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from commerce_roles import Assessment, Catalogue, assess
from commerce_roles.errors import Problem, ProfileError, nearest
from commerce_roles.interchange import questionnaire
from commerce_roles.interchange.asking.questions import Question, Questionnaire
from spreadsheet.cells import answer_of, cell_of
from spreadsheet.opening import ANSWERS, MOST, opened, values_of

__all__ = ["ANSWERS", "RESULTS", "Shop", "assess_book", "read_book", "write_book"]

WORDS, RESULTS = "Words", "Results"
FIRST = 4
"""The column of the first shop; before it stand key, question, and how to answer."""
LONGEST = 32_767
"""Characters that a cell holds."""
HEADS = ("shop", "role", "verdict", "may still be", "hours a month", "who", "first reason")


@frozen
class Shop:
    """What stands in one column."""

    column: int
    profile: Mapping[str, Any]


def write_book(
    path: Path,
    profiles: Sequence[Mapping[str, Any]] = (),
    *,
    shops: int = 10,
    lang: str = "en",
    catalogue: Catalogue | None = None,
) -> None:
    """Write a workbook to fill in; profiles that there are already stand in it."""
    asked = questionnaire(catalogue, lang=lang)
    questions = asked.questions
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    sheet, words = book.create_sheet(ANSWERS), book.create_sheet(WORDS)
    sheet.freeze_panes = sheet.cell(2, FIRST)
    count = max(shops, len(profiles))
    if count > MOST - FIRST:
        message, remedy = f"there are {count:,} shops", f"give {MOST - FIRST:,} at most"
        raise ProfileError.of(message, remedy=remedy, file=str(path))
    book.properties.language = lang
    last = get_column_letter(FIRST + count - 1)
    for column, text in enumerate(("key", "question", "how to answer"), 1):
        _put(sheet, 1, column, text).font = Font(bold=True)
    for number in range(count):
        _put(sheet, 1, FIRST + number, f"shop {number + 1}").font = Font(bold=True)
    for row, question in enumerate(questions, 2):
        for column, text in enumerate((question.key, question.text, _how(question)), 1):
            _put(sheet, row, column, text).alignment = Alignment(wrap_text=True, vertical="top")
        for number, profile in enumerate(profiles):
            _put(sheet, row, FIRST + number, cell_of(question, _at(profile, question.path), asked))
        choices = _choices(question, asked)
        for place, text in enumerate(choices, 1):
            _put(words, place, row, text)
        if choices and not question.several:
            letter = get_column_letter(row)
            listed = f"={quote_sheetname(WORDS)}!${letter}$1:${letter}${len(choices)}"
            rule = DataValidation(type="list", formula1=listed, showErrorMessage=not question.open)
            rule.add(f"{get_column_letter(FIRST)}{row}:{last}{row}")
            sheet.add_data_validation(rule)
    for letter, width in (("A", 24), ("B", 50), ("C", 50)):
        sheet.column_dimensions[letter].width = width
    book.save(path)


def read_book(
    path: Path, *, catalogue: Catalogue | None = None
) -> tuple[list[Shop], dict[str, int]]:
    """Read the shops that somebody filled in, and the row of each question.

    The words are those of the language in which the workbook was written.

    Raises:
        ProfileError: The workbook or its sheet is missing or too large, a cell is a formula, a row
            asks for what there is not, or asks it twice.
    """
    book = opened(path)
    sheet = values_of(book)
    asked = questionnaire(catalogue, lang=book.properties.language or "en")
    known = {one.key: one for one in asked.questions}
    keys = [str(row[0]) if row and row[0] else "" for row in sheet]
    wrong = [
        Problem("there is no such question", f"{ANSWERS}!A{row}", _near(key, list(known)))
        for row, key in enumerate(keys, 1)
        if row > 1 and key and key not in known
    ]
    wrong += [
        Problem("this question stands twice", f"{ANSWERS}!A{row}", "take one row out")
        for row, key in enumerate(keys, 1)
        if key in known and key in keys[: row - 1]
    ]
    if wrong:
        raise ProfileError(wrong)
    rows = {key: row for row, key in enumerate(keys, 1) if key in known}
    shops: list[Shop] = []
    for column in range(FIRST, max(map(len, sheet), default=0) + 1):
        profile: dict[str, Any] = {}
        for key, row in rows.items():
            cells = sheet[row - 1]
            answer = answer_of(known[key], cells[column - 1], asked)
            if answer is not None:
                _set(profile, known[key].path, answer)
        if profile:
            shops.append(Shop(column, profile))
    return shops, rows


def assess_book(path: Path, to: Path, *, catalogue: Catalogue | None = None) -> list[Assessment]:
    """Assess every shop of a workbook, and write it again with a sheet of results.

    Raises:
        ProfileError: With every fault of every shop, each by its cell; then nothing is written.
    """
    shops, rows = read_book(path, catalogue=catalogue)
    found: list[Assessment] = []
    faults: list[Problem] = []
    for shop in shops:
        try:
            found.append(assess(shop.profile, catalogue=catalogue))
        except ProfileError as error:
            faults += [_by_cell(problem, shop, rows) for problem in error.problems]
    if faults:
        raise ProfileError(faults)
    book = opened(path)
    lang = book.properties.language or "en"
    if RESULTS in book:
        del book[RESULTS]
    sheet = book.create_sheet(RESULTS)
    for column, text in enumerate(HEADS, 1):
        _put(sheet, 1, column, text).font = Font(bold=True)
    for row, cells in enumerate(_results(shops, found, lang), 2):
        for column, cell in enumerate(cells, 1):
            _put(sheet, row, column, cell)
    book.save(to)
    return found


def _results(
    shops: Sequence[Shop], found: Sequence[Assessment], lang: str
) -> Iterator[tuple[str | float, ...]]:
    for shop, result in zip(shops, found, strict=True):
        for role, told in result.to_dict(lang)["roles"].items():  # type: ignore[attr-defined]  # assessment/1
            hours = told["hours_per_month"]["minimum"]
            reasons = [reason["text"] for reason in told["reasons"]]
            yield (
                f"shop {shop.column - FIRST + 1}",
                role,
                told["verdict"],
                ", ".join(told["possible"]),
                hours["typical"],
                told["sourcing"]["choice"],
                reasons[0] if reasons else "",
            )


def _by_cell(problem: Problem, shop: Shop, rows: Mapping[str, int]) -> Problem:
    row = rows.get(problem.path.partition("[")[0])
    place = f"{get_column_letter(shop.column)}{row or 1}"
    return Problem(problem.message, f"{ANSWERS}!{place}", problem.remedy)


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:  # noqa: ANN401 of openpyxl
    """Write a cell; a text is a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        clean = "".join(c for c in value if c.isprintable() or c == "\n")[:LONGEST]
        cell.value = clean
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _how(question: Question) -> str:
    parts = [question.help, question.where, question.unit]
    if question.several:
        parts.append(f"; - ({', '.join(one.label for one in question.options)})")
    return " ".join(filter(None, parts))


def _choices(question: Question, asked: Questionnaire) -> list[str]:
    if question.type == "yes_no":
        return [asked.yes, asked.no]
    return [one.label for one in question.options]


def _at(profile: Mapping[str, Any], path: Sequence[str]) -> Any:  # noqa: ANN401 any answer
    found: Any = profile
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _set(profile: dict[str, Any], path: Sequence[str], answer: object) -> None:
    *tables, last = path
    for table in tables:
        profile = profile.setdefault(table, {})
    profile[last] = answer


def _near(key: str, known: list[str]) -> str:
    near = nearest(key, known)
    return f"did you mean {near[0]}?" if near else "take the row out"
