"""The command `align`: a taxonomy beside our facts, a look-up, two versions, what is wrong."""

import json
import shutil
from pathlib import Path

import pytest

from commerce_roles.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples" / "taxonomies"
ESCO = str(EXAMPLES / "esco")
ONET = str(EXAMPLES / "onet")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([ESCO, "--version", "1.1.1"], "Our roles beside ESCO 1.1.1"),
        ([ESCO, "--version", "1.1.1", "--lang", "es"], "Nuestras funciones junto a ESCO 1.1.1"),
        ([ONET, "--version", "29.3"], "Our roles beside O*NET 29.3"),
        ([ONET, "--only-read"], "what occupations ask for"),
        ([ESCO, "--find", "comunity manager"], "online community manager"),
        ([ESCO, "--find", "zzzz"], "It has nothing like it."),
        ([ESCO, "--compare", ESCO], "Nothing moved."),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_it_answers_and_says_the_terms(
    arguments: list[str], said: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["align", *arguments, "--format", form]) == 0
    out = capsys.readouterr().out.replace("O\\*NET", "O*NET")
    assert said in out
    assert "ESCO classification of" in out or "O*NET" in out


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ([], "asked"),
        (["--only-read"], "occupations"),
        (["--find", "manager"], "found"),
        (["--compare", ESCO], "changes"),
    ],
)
def test_its_data_holds_the_terms(
    arguments: list[str], key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["align", ESCO, *arguments, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert key in told
    assert "ESCO classification" in json.dumps(told.get("notice") or told["notices"])


def test_what_is_wrong_is_told_line_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(ESCO, tmp_path / "esco")
    (folder / "skills_en.csv").unlink()
    (folder / "ISCOGroups_en.csv").write_text("conceptUri\n", encoding="utf-8")
    assert main(["align", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "skills_en.csv: this file is missing; " in err
    assert "ISCOGroups_en.csv: row 1: there is no column 'preferredLabel'" in err


@pytest.mark.parametrize("folder", ["nowhere", "a\0b"])
def test_a_folder_that_is_not_there_is_said(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["align", folder]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_which_taxonomy_it_is_may_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", ESCO, "--scheme", "onet"]) == 1
    assert "Occupation Data.txt: this file is missing" in capsys.readouterr().err
