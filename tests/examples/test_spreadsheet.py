"""Shops go through a workbook and come back as they were; faults are told by their cells."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from spreadsheet import books
from spreadsheet.__main__ import main
from spreadsheet.books import ANSWERS, RESULTS, assess_book, read_book, write_book
from strategies.influencers import OVERLAY
from strategies.trying import dear

from commerce_roles import assess, load_catalogue
from commerce_roles.errors import ProfileError
from commerce_roles.interchange import questionnaire
from commerce_roles.interchange.asking.questions import Question

QUESTIONS = questionnaire().questions
ROWS = {question.key: row for row, question in enumerate(QUESTIONS, 2)}


def answers(question: Question) -> st.SearchStrategy[Any]:
    words = [one.value for one in question.options]
    if question.type == "yes_no":
        return st.booleans()
    if question.type in {"count", "money", "number"}:
        number = st.integers(int(question.minimum or 0), int(min(question.maximum or 99, 10**6)))
        pairs = st.tuples(number, number).map(sorted)
        return number | pairs if question.may_be_range else number
    if question.several and words:
        return st.lists(st.sampled_from(words), unique=True, max_size=4)
    return (
        st.sampled_from(words) if words else st.sampled_from(["a text", "=1+1", "'=x", "+1", "@a"])
    )


@st.composite
def shops(draw: st.DrawFn) -> dict[str, Any]:
    told: dict[str, Any] = {}
    usual = [q for q in QUESTIONS if q.options or q.type != "set"]
    chosen = st.lists(st.sampled_from(usual), unique_by=lambda q: q.key, min_size=1, max_size=8)
    for question in draw(chosen):
        place = told
        for table in question.path[:-1]:
            place = place.setdefault(table, {})
        place[question.path[-1]] = draw(answers(question))
    return told


@pytest.mark.parametrize("lang", ["en", "es"])
@given(told=st.lists(shops(), min_size=1, max_size=3))
@dear(3)
def test_a_shop_is_read_as_it_was_written(
    lang: str, told: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"there_{lang}.xlsx"
    write_book(path, told, lang=lang)
    found, rows = read_book(path)
    assert [dict(shop.profile) for shop in found] == told
    assert rows == ROWS


def filled(path: Path, cells: dict[str, Any]) -> Path:
    write_book(path, shops=4)
    book = load_workbook(path)
    for place, value in cells.items():
        book[ANSWERS][place] = value
    book.save(path)
    return path


def test_verdicts_stand_beside_the_answers_in_the_same_workbook(tmp_path: Path) -> None:
    shop = {"sector": "clothing", "monthly_orders": 450, "channels": ["instagram"]}
    path = tmp_path / "shops.xlsx"
    write_book(path, [shop, {"sector": "legal"}])
    first, second = assess_book(path, path)
    assert (first.to_json(), second.to_json()) == (
        assess(shop).to_json(),
        assess({"sector": "legal"}).to_json(),
    )
    rows = [*load_workbook(path)[RESULTS].iter_rows(values_only=True)]
    assert len(rows) == 1 + 2 * len(first)
    assert {(row[1], row[2]) for row in rows[1:4]} == {(r, str(first[r].verdict)) for r in first}
    assert [dict(one.profile) for one in read_book(path)[0]] == [shop, {"sector": "legal"}]
    assess_book(path, path)
    assert load_workbook(path).sheetnames.count(RESULTS) == 1


def test_every_fault_of_every_shop_is_told_by_its_cell_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    orders, sector, sells = (ROWS[key] for key in ("monthly_orders", "employees", "sells_online"))
    path = filled(
        tmp_path / "a.xlsx", {f"D{orders}": -5, f"E{sector}": "many", f"F{sells}": "perhaps"}
    )
    with pytest.raises(ProfileError) as caught:
        assess_book(path, tmp_path / "b.xlsx")
    places = [one.path for one in caught.value.problems]
    assert places == [f"{ANSWERS}!D{orders}", f"{ANSWERS}!E{sector}", f"{ANSWERS}!F{sells}"]
    assert not (tmp_path / "b.xlsx").exists()
    readme = Path(books.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert str(caught.value).splitlines()[0] in readme
    assert str(caught.value).splitlines()[2] in readme


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_book(path, [{"name": "=HYPERLINK(1)", "crisis": {"trigger": "@SUM(A1)"}}])
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_words_are_chosen_from_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_book(path, shops=3)
    rules = load_workbook(path)[ANSWERS].data_validations.dataValidation
    listed = {str(one.sqref).split(":")[0] for one in rules}
    assert f"D{ROWS['competition']}" in listed
    assert f"D{ROWS['channels']}" not in listed  # several words are written


def test_a_fourth_role_brings_its_question(tmp_path: Path) -> None:
    facts = load_catalogue(OVERLAY)
    path = tmp_path / "a.xlsx"
    write_book(path, [{"influencers_worked_with": 25}], catalogue=facts)
    (result,) = assess_book(path, path, catalogue=facts)
    assert len(result) == 4
    with pytest.raises(ProfileError, match="there is no such question"):
        read_book(path)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<workbook>&c;</workbook>"""


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04", None])
def test_what_is_no_workbook_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    if content is None:
        write_book(path, [{"sector": "legal"}])
        with zipfile.ZipFile(path) as old:
            files = {name: old.read(name) for name in old.namelist()}
        with zipfile.ZipFile(path, "w") as bomb:
            for name, data in files.items():
                bomb.writestr(name, BOMB if name == "xl/workbook.xml" else data)
    else:
        path.write_bytes(content)
    with pytest.raises(ProfileError, match="no workbook"):
        read_book(path)


def test_what_would_be_lost_is_refused(tmp_path: Path) -> None:
    orders, sells = ROWS["monthly_orders"], ROWS["sells_online"]
    with pytest.raises(ProfileError, match=rf"{ANSWERS}!D{orders}: this is a formula"):
        read_book(filled(tmp_path / "a.xlsx", {f"D{orders}": "=2+3"}))
    path = filled(tmp_path / "b.xlsx", {f"D{orders}": "1.000"})
    with pytest.raises(ProfileError, match=rf"D{orders}: a whole number is wanted, this"):
        assess_book(path, path)
    with pytest.raises(ProfileError, match="there are 2,000 shops"):
        write_book(tmp_path / "c.xlsx", shops=2_000)
    path = filled(tmp_path / "d.xlsx", {"AMA3": "far away"})
    with pytest.raises(ProfileError, match="give at most 1,000 of each"):
        read_book(path)
    path = filled(tmp_path / "e.xlsx", {f"A{sells + 1}": "sells_online"})
    with pytest.raises(ProfileError, match="this question stands twice"):
        read_book(path)


def test_what_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_book(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/more.xml", b" " * 50_000_000)
    with pytest.raises(ProfileError, match="more than 5,120 KiB"):
        read_book(path)


def test_a_workbook_knows_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_book(path, [{"sells_online": True, "sector": "legal"}], lang="es")
    assert load_workbook(path)[ANSWERS].cell(ROWS["sells_online"], 4).value == "Sí"
    assert dict(read_book(path)[0][0].profile) == {"sells_online": True, "sector": "legal"}


def test_the_command_writes_and_assesses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr("sys.argv", ["spreadsheet", "new", str(path), "--lang", "es"])
    assert main() == 0
    monkeypatch.setattr("sys.argv", ["spreadsheet", "assess", str(path)])
    assert main() == 0
    filled(path, {f"D{ROWS['employees']}": -1})
    monkeypatch.setattr("sys.argv", ["spreadsheet", "assess", str(path)])
    assert main() == 1
    assert f"{ANSWERS}!D{ROWS['employees']}: -1 is out of bounds" in capsys.readouterr().err
    assert json.dumps(load_workbook(path).sheetnames) == '["Answers", "Words"]'
