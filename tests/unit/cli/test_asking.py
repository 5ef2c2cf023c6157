"""The questionnaire in a terminal, with a person who answers from a list."""

import io
import json
from pathlib import Path

import pytest

from commerce_roles.cli import main


def talk(
    answers: str,
    *arguments: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    status = main(["ask", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_person_is_asked_corrected_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "told.json"
    answers = "perhaps\n1\n<\n1\n?\n"
    status, out, err = talk(answers, "--out", str(path), monkeypatch=monkeypatch, capsys=capsys)
    assert (status, err) == (0, "")
    assert "! crisis_state: 'perhaps' is not known here" in out
    assert "it could change: community manager, social media manager" in out
    assert "What your business needs" in out
    assert json.loads(path.read_text(encoding="utf-8")) == {"crisis_state": "none"}
    assert main(["assess", str(path)]) == 0


def test_after_five_answers_one_may_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = talk("2\n" * 8 + ".\n", "--lang", "es", monkeypatch=monkeypatch, capsys=capsys)
    assert status == 0
    assert "Mejor estimación hasta ahora" in out
    assert "¿Basta así?" in out


def test_one_role_alone_and_what_is_known_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "known.toml"
    path.write_text("sells_online = false\n", encoding="utf-8")
    status, out, _ = talk(
        "n\n", "--profile", str(path), "--role", "ecommerce_manager",
        monkeypatch=monkeypatch, capsys=capsys,
    )  # fmt: skip
    assert status == 0
    assert "Will you start selling online" in out
    assert "Nothing that you could still tell would change a verdict" in out


def test_the_end_of_input_is_a_stop_and_json_is_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = talk("", "--format", "json", monkeypatch=monkeypatch, capsys=capsys)
    assert status == 0
    assert json.loads(out[out.index("{\n") :])["format"] == "assessment/1"


def test_an_unknown_role_and_a_file_that_cannot_be_written_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = talk("", "--role", "boss", monkeypatch=monkeypatch, capsys=capsys)
    assert status == 1
    assert "no role is called 'boss'" in err
    gone = str(tmp_path / "none" / "x.json")
    status, _, err = talk("1\n", "--out", gone, monkeypatch=monkeypatch, capsys=capsys)
    assert status == 1
    assert "the file cannot be written" in err


def test_an_interruption_keeps_what_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter(["1\n"])

    class Interrupted:
        def readline(self) -> str:
            for line in lines:
                return line
            raise KeyboardInterrupt

    path = tmp_path / "told.json"
    monkeypatch.setattr("sys.stdin", Interrupted())
    assert main(["ask", "--out", str(path)]) == 130
    assert "stopped" in capsys.readouterr().err
    assert json.loads(path.read_text(encoding="utf-8")) == {"crisis_state": "none"}
