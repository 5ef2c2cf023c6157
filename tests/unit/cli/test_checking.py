import json
from pathlib import Path

import pytest

from commerce_roles.cli import main

GOOD = "task,boss,hand\nplan,A,R\ndo,A,R\n"
BAD = "task,boss,hand\nplan,A,A\ndo,A,R\n"


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["check", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def good(tmp_path: Path) -> str:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    return str(tmp_path / "good.csv")


@pytest.fixture
def bad(tmp_path: Path) -> str:
    (tmp_path / "bad.CSV").write_text(BAD, encoding="utf-8")
    return str(tmp_path / "bad.CSV")


@pytest.fixture
def overlay(tmp_path: Path) -> str:
    fame = {"objective": {"fame": {"label": {"en": "fame", "es": "fama"}, "kpis": ["likes"]}}}
    (tmp_path / "ours.json").write_text(json.dumps(fame), encoding="utf-8")
    return str(tmp_path / "ours.json")


def test_the_library_s_own_facts_have_a_sound_structure(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("--strict", "--format", "json", capsys=capsys)
    assert (status, err) == (0, "")
    assert json.loads(out)["structure"] == []


def test_a_sound_structure_is_said_to_be_sound(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys=capsys)
    assert "Everything that was checked is in order; rules checked (25)" in out


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_sheet_is_checked_in_every_form(
    bad: str, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(bad, "--format", form, "--lang", lang, capsys=capsys)
    assert (status, err) == (0, "")
    wanted = {"en": "2 are accountable for plan", "es": "2 rinden cuentas de"}[lang]
    assert wanted in out
    assert "\x1b" not in out


def test_several_sheets_and_overlays_are_checked_together(
    good: str, bad: str, overlay: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(good, overlay, bad, capsys=capsys)
    assert status == 0
    assert "only counts show fame: likes" in out
    assert out.index("good.csv") < out.index("bad.CSV")
    _, out, _ = run(good, bad, "--format", "json", capsys=capsys)
    one, other = json.loads(out)["sheets"]
    assert one["findings"] == []
    assert {finding["rule"] for finding in other["findings"]} == {
        "two_accountables", "no_responsible",
    }  # fmt: skip
    _, out, _ = run(good, bad, capsys=capsys)
    assert "step of version" not in out.lower()


def test_strict_takes_errors_for_wrong_input_each_on_its_line(
    good: str, bad: str, overlay: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(good, "--strict", capsys=capsys)[0] == 0
    status, out, err = run(bad, overlay, "--strict", capsys=capsys)
    assert (status, out) == (1, "")
    lines = err.splitlines()
    assert lines[0].startswith(f"{bad}: B2, C2: 2 are accountable for plan: boss, hand; leave")
    assert lines[1].startswith(f"{bad}: A2: nobody is responsible for plan; give at least one")
    assert lines[2].startswith("objective:fame: only counts show fame: likes; add a KPI")


def test_what_is_no_sheet_is_wrong_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "raci.csv"
    path.write_text("nothing\n", encoding="utf-8")
    status, out, err = run(str(path), capsys=capsys)
    assert (status, out) == (1, "")
    assert err.startswith(f"{path}: there is no table of letters; write tasks as rows")
