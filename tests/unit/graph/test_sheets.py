"""Sheets as people save them: read for what they mean, every fault found and named."""

from pathlib import Path

import pytest

from commerce_roles.errors import SheetError
from commerce_roles.graph import Lint, RaciMatrix, lint_raci, read_raci
from commerce_roles.graph.linting.sheets import parse_sheet


def read(text: str) -> RaciMatrix:
    return parse_sheet(text).matrix


def rows(matrix: RaciMatrix) -> dict[str, dict[str, str]]:
    return {row.task: dict(row.cells) for row in matrix.rows}


def found(tmp_path: Path, text: str) -> dict[str, tuple[str, ...]]:
    path = tmp_path / "raci.csv"
    path.write_text(text, encoding="utf-8")
    return {one.rule: one.where for one in lint_raci(path).findings}


PLAIN = {"plan": {"boss": "A", "hand": "R"}, "do": {"boss": "A", "hand": "R"}}


@pytest.mark.parametrize(
    "text",
    [
        "task,boss,hand\nplan,A,R\ndo,A,R\n",
        "\ufefftask;boss;hand\r\nplan;a;r\r\ndo;a;r\r\n",
        "task\tboss\thand\nplan\t A \t(R)\ndo\tA.\tr\n",
        "sep=;\ntask;boss;hand\nplan;A;R\ndo;A;R\n",
        "task|boss|hand\nplan|A|R\ndo|A|R\n",
        'Who does what in 2026,,\n,,\n"task",boss,hand\nplan,A,R\n,,\ndo,A,R\n,,\n',
        ",Above,\nphase,task,boss,hand\nearly,plan,A,R\nlate,do,A,R\n",
        "phase,task,boss,hand,note\nplanning,plan,A,R,by May\n,do,A,R,and then this\n",
        "task,boss,hand\nplan,Ａ,\u200bR\u00a0\ndo,A,R\n",
        'task,boss,hand\nplan,A,"R\n"\ndo,A,R\n',
    ],
)
def test_a_sheet_is_read_however_it_was_saved(text: str) -> None:
    assert rows(read(text)) == PLAIN


def test_cells_that_say_nothing_are_blank() -> None:
    sheet = read("task,a,b,c,d\nplan,A,R,-,n/a\ndo,A,R,–,none\n")
    assert rows(sheet)["plan"] == {"a": "A", "b": "R"}


@pytest.mark.parametrize("cell", ["A/R", "R/A", "r a", "AR", "A, R", "A&R", "(A) R", "A + R"])
def test_two_letters_in_one_cell_are_both_read(cell: str) -> None:
    assert rows(read(f"task;boss\nplan;{cell}\ndo;A\n"))["plan"] == {"boss": "AR"}


def test_roles_may_be_called_by_a_letter() -> None:
    sheet = read("task,A,B,C\nplan,A,R,I\ndo,A,R,C\n")
    assert sheet.parties == ("A", "B", "C")


def test_a_merged_cell_joins_the_rows_it_covers(tmp_path: Path) -> None:
    text = "task,boss,hand,eye\nplan,A,,\n,,R,\n,,,I\ndo,A,R,\n"
    assert rows(read(text))["plan"] == {"boss": "A", "hand": "R", "eye": "I"}
    assert found(tmp_path, text)["no_task_name"] == ("A4",)


def test_letters_over_all_tasks_belong_to_none(tmp_path: Path) -> None:
    text = "task,boss,hand\n,A,R\ndo,A,R\n"
    assert rows(read(text))["–"] == {"boss": "A", "hand": "R"}
    assert found(tmp_path, text) == {"no_task_name": ("A2",)}


def test_daci_is_known_by_its_driver(tmp_path: Path) -> None:
    text = "decision,boss,hand,eye\nprice,A,D,C\nname,A,D,D\n"
    matrix = read(text)
    assert (matrix.scheme, matrix.doing) == ("daci", "D")
    assert found(tmp_path, text) == {"two_drivers": ("C3", "D3")}
    assert str(matrix.document()).startswith("DACI")


def test_a_letter_of_the_other_scheme_is_read_and_told(tmp_path: Path) -> None:
    text = "task,boss,hand\nplan,A,R\ndo,A,D\nsee,A,R\n"
    assert rows(read(text))["do"] == {"boss": "A", "hand": "R"}
    assert found(tmp_path, text) == {"mixed_schemes": ("C3",)}


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        ("task,a,b\nplan,A,A/R\ndo,A,R\n", "two_accountables", ("B2", "C2")),
        ("task,a,b\nplan,,R\ndo,A,R\n", "no_accountable", ("A2",)),
        ("task,a,b\nplan,A,\ndo,A,R\n", "no_responsible", ("A2",)),
        ("task,a,b\nplan,A,R\nidle,,\n", "empty_row", ("A3",)),
        ("task,a,b,c\nplan,A,R,\ndo,A,R,\n", "empty_column", ("D",)),
        ("task,a,b,c\nplan,A,R,I\ndo,A,R,C\n", "only_told", ("D",)),
        ("task,a,b\nplan,A,R\ndo,A,R/C/I\n", "one_letter", ("C3",)),
        ("task,a,b\nplan,A,X\ndo,A,R\nsee,A,R\n", "unknown_letters", ("C2",)),
        ("task,a,b\nplan,A,R\nPLAN,A,R\n", "same_task_twice", ("A2", "A3")),
        ("task,a,A\nplan,A,R\ndo,A,R\n", "same_role_twice", ("B", "C")),
        ("task,a,\nplan,A,R\ndo,A,R\n", "no_role_name", ("C",)),
        ("task,a,b,when\nplan,A,R,May\ndo,A,R,June\n", "column_not_read", ("D",)),
    ],
)
def test_every_fault_is_found_and_named(
    tmp_path: Path, text: str, rule: str, where: tuple[str, ...]
) -> None:
    assert found(tmp_path, text)[rule] == where


def test_all_faults_of_a_sheet_are_told_at_once(tmp_path: Path) -> None:
    sheet = tmp_path / "raci.csv"
    sheet.write_text("task,a,,a\nplan,X,A,R\ndo,A,?!,Q\nsee,A,R,C\n,R,C,I\n", encoding="utf-8")
    with pytest.raises(SheetError) as caught:
        read_raci(sheet)
    told = [str(problem) for problem in caught.value.problems]
    assert [line.split(": ")[1] for line in told] == ["C", "B, D", "B2", "C3", "D3"]
    assert all(line.startswith(str(sheet)) for line in told)
    assert "B2 holds 'X', which is none of A/R/C/I; write the letters alone" in told[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the sheet is empty; write a heading of roles"),
        ("\ufeff \n \n", "the sheet is empty"),
        ("x,y\nz,w\n", "there is no table of letters; write tasks as rows"),
        ("A,R\nA,R\n", "no column names the tasks"),
        ("just words", "there is no table of letters"),
        ('task,a\n"plan,A\n', "there is no table of letters"),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_to_do(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "raci.csv"
    path.write_text(text, encoding="utf-8")
    for question in (lint_raci, read_raci):
        with pytest.raises(SheetError, match=message) as caught:
            question(path)
        assert caught.value.problems[0].file == str(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="there is no such file"):
        read_raci(tmp_path / "none.csv")
    path = tmp_path / "raci.csv"
    path.write_bytes("task,añadir\nplan,A\n".encode("latin-1"))
    with pytest.raises(SheetError, match="byte 6 is not UTF-8; save the file as UTF-8"):
        read_raci(path)
    path.write_bytes(b"task,a\nplan,A\n" * 200_000)
    with pytest.raises(SheetError, match="more than 2,048 KiB"):
        read_raci(path)
    path.write_text("task,a\nplan," + "A" * 200_000 + "\n", encoding="utf-8")
    with pytest.raises(SheetError, match="this is no CSV: field larger than field limit"):
        read_raci(path)


def test_hostile_texts_are_named_and_escaped(tmp_path: Path) -> None:
    path = tmp_path / "raci.csv"
    path.write_text(
        'task,<script>alert(1)</script>,"""]-->"\n\u202eplan,A,A\n=cmd(),A,\x1b[31mR\n',
        encoding="utf-8",
    )
    found: Lint = lint_raci(path)
    for lang in ("en", "es"):
        shown = found.document(lang)._repr_mimebundle_()
        assert "<script" not in shown["text/html"]
        assert "\x1b" not in shown["text/plain"]
        assert "\u202e" not in shown["text/plain"]
    assert all(str(one.problem("en")).isprintable() for one in found.findings)


def test_a_colon_in_a_task_is_no_kind_of_node(tmp_path: Path) -> None:
    path = tmp_path / "raci.csv"
    path.write_text("task,a,b\nstep 1: plan,,R\ndo,A,R\n", encoding="utf-8")
    assert lint_raci(path).findings[0].text["en"] == "nobody is accountable for step 1: plan"


@pytest.mark.parametrize(
    "names",
    [
        ("community_manager", "social_media_manager", "create_social_strategy"),
        ("Gestore della community", "सोशल मीडिया मॅनेजर", "Editorial  CALENDAR"),
    ],
)  # fmt: skip
def test_names_of_the_catalogue_bring_the_spine_with_them(
    tmp_path: Path, names: tuple[str, str, str]
) -> None:
    executor, planner, plan = names
    path = tmp_path / "raci.csv"
    path.write_text(f"task;{executor};{planner}\n{plan};A;R\nelse;R;A\n", encoding="utf-8")
    finding = lint_raci(path).findings[0]
    assert (finding.rule, finding.where) == ("plan_below_superior", ("B2",))
    assert planner in finding.text["en"]
    path.write_text(f"task;{executor};other\n{plan};A;R\nelse;R;A\n", encoding="utf-8")
    assert lint_raci(path).findings == ()


def test_a_column_of_crosses_is_a_column_of_unknown_letters(tmp_path: Path) -> None:
    text = "task,a,b,c\nplan,A,R,x\ndo,A,R,✓\n"
    assert found(tmp_path, text)["unknown_letters"] == ("D3",)  # and D2
    text = "task,a,b,hours\nplan,A,R,5\ndo,A,R,12\n"
    assert found(tmp_path, text) == {"column_not_read": ("D",)}


def test_a_sheet_is_drawn_as_it_was_read() -> None:
    matrix = read("task,boss,hand\nplan,A,R\ndo,A,R/I\n")
    assert matrix.records()[1] == {"task": "do", "boss": "A", "hand": "R/I"}
    assert "do" in str(matrix)
