"""Sheets as spreadsheets of several countries write them, and as nobody should."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.errors import InputError, Problem
from commerce_roles.structuring import Cell, mark_of, number_in, parse_sheet


def cells(*texts: str) -> list[Cell]:
    return [Cell(row, "revenue", text) for row, text in enumerate(texts, 2)]


def number(text: str, mark: str = "point") -> Decimal | Problem:
    return number_in(Cell(2, "revenue", text), mark, "a.csv")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "month,orders\nMay,90\n",
        "month;orders\r\nMay;90\r\n",
        "month\torders\nMay\t90",
        "sep=;\nmonth;orders\nMay;90\n",
        "\n\nmonth,orders\n\nMay,90\n,\n",
        '"month","orders"\n"May","90"\n',
        "month,orders,\nMay,90,\n",
        " month , orders \n May , 90 \n",
        "sep=|\nmonth|orders\nMay|90",
    ],
)
def test_every_spreadsheet_writes_the_same(text: str) -> None:
    sheet = parse_sheet(text, "a.csv")
    assert sheet.heads == ("month", "orders")
    assert [[cell.text for cell in row] for row in sheet.rows] == [["May", "90"]]


def test_a_cell_knows_its_place_in_the_file() -> None:
    sheet = parse_sheet("a,b\n1,2\n\n3,4\n", "a.csv")
    assert [row[1].path for row in sheet.rows] == ["row 2, b", "row 4, b"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty"),
        (" \n\t\n", "the file is empty"),
        ("sep=;\n", "the file is empty"),
        (";", "every cell is empty"),
        ('"",\n,\n', "every cell is empty"),
        ("a,b\n", "there is no row below the head"),
        ("a,b\n1,2,3\n4\n", "row 2: this row has 3 cells, the head 2"),
        ("a,a\n1,2\n", "column 2, a: this head stands twice"),
        ("a,,b\n1,2,3\n", "column 2: this column has no head"),
        ('a,b\n"1,2\n', "not CSV"),
        ('a,b\n"1"x,2\n', "not CSV"),
        (",".join(f"c{n}" for n in range(1200)) + "\n" + "1," * 1199 + "1", "1,200 columns"),
        ("a,b\n" + "x" * 200_000 + ",1\n", "not CSV"),
    ],
)
def test_what_is_no_sheet_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_sheet(text, "a.csv")
    assert complaint in str(caught.value)
    assert all(problem.file == "a.csv" for problem in caught.value.problems)


def test_every_row_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_sheet("a,b\n1\n2,3\n4,5,6\n", "a.csv")
    assert [problem.path for problem in caught.value.problems] == ["row 2", "row 4"]


@pytest.mark.parametrize("text", ["", "-", "–", "N/A", "n/a", "NULL", "NaN", "#N/A"])
def test_a_cell_that_says_nothing_is_empty(text: str) -> None:
    assert Cell(2, "a", text).empty
    assert not Cell(2, "a", "0").empty


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (("1", "20"), "point"),
        (("1.5",), "point"),
        (("1,5",), "comma"),
        (("1,234.5",), "point"),
        (("1.234,5",), "comma"),
        (("1.234.567",), "comma"),
        (("1,234,567",), "point"),
        (("0,123",), "comma"),
        (("1234.567",), "point"),
        (("1.234", "2,50"), "comma"),
        (("1,234", "2.50"), "point"),
        (("-1,5 €",), "comma"),
        (("abc",), "point"),
    ],
)
def test_the_decimal_mark_is_found_out(texts: tuple[str, ...], mark: str) -> None:
    assert mark_of(cells(*texts), "a.csv") == mark


def test_what_is_not_clear_is_not_guessed() -> None:
    with pytest.raises(InputError, match=r"row 2, revenue: '1,234' may be a thousand or a frac"):
        mark_of(cells("1,234"), "a.csv")
    with pytest.raises(InputError, match=r"row 3.*in two ways: '1,5' and '2\.5'"):
        mark_of(cells("1,5", "2.5"), "a.csv")


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1,234.50", "point", "1234.50"),
        ("1.234,50", "comma", "1234.50"),
        ("1 234,50", "comma", "1234.50"),
        ("1\u202f234,50", "comma", "1234.50"),
        ("1'234.50", "point", "1234.50"),
        ("€ 75", "point", "75"),
        ("75€", "point", "75"),
        ("\u22125", "point", "-5"),
        ("+5", "point", "5"),
        (".5", "point", "0.5"),
        ("5.", "point", "5"),
        ("1.234", "comma", "1234"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, mark: str, value: str) -> None:
    assert number(text, mark) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "mark", "remedy"),
    [
        ("abc", "point", "write digits"),
        ("12 %", "point", "not a percentage"),
        ("1,23.5", "point", "group digits in threes"),
        ("1.2.3", "point", "group digits in threes"),
        ("1234,567", "point", "group digits in threes"),
        ("1e5", "point", "write digits"),
        ("=1+1", "point", "write digits"),
        ("0x10", "point", "write digits"),
        ("\u0661\u0662", "point", "write digits"),
        ("1-2", "point", "write digits"),
        ("<script>", "point", "write digits"),
        ("1\u202e2", "point", "write digits"),
    ],
)
def test_what_is_no_number_is_named(text: str, mark: str, remedy: str) -> None:
    found = number(text, mark)
    assert isinstance(found, Problem)
    assert remedy in found.remedy
    assert str(found).startswith("a.csv: row 2, revenue: a number is wanted")


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["point", "comma"]))
def test_a_number_written_with_groups_is_read_back(value: Decimal, mark: str) -> None:
    text = f"{value:,}"
    if mark == "comma":
        text = text.translate({ord(","): ".", ord("."): ","})
    assert number(text, mark) == value


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_a_sheet_or_an_error_with_remedies(text: str, more: str) -> None:
    try:
        sheet = parse_sheet(f"{text}\n{more}", "a.csv")
    except InputError as error:
        assert all(problem.remedy for problem in error.problems)
    else:
        assert all(len(row) == len(sheet.heads) for row in sheet.rows)
        for row in sheet.rows:
            for cell in row:
                found = number_in(cell, "point", "a.csv")
                assert isinstance(found, Decimal | Problem)
