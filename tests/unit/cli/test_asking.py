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
    assert "! “perhaps” does not fit here. Write a number from the list, or a name." in out
    assert out.count("Is your good name in danger now?") == 2  # not again after a slip
    assert "It could change the verdict on: community manager, social media manager" in out
    assert "Question 1 · 0 of 3 posts settled · at most " in out
    assert "What your business needs" in out
    assert json.loads(path.read_text(encoding="utf-8")) == {"crisis_state": "none"}
    assert main(["assess", str(path)]) == 0


def test_after_five_answers_one_may_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = talk("n\n1\n" * 9, "--lang", "es", monkeypatch=monkeypatch, capsys=capsys)
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
    assert json.loads(out)["format"] == "assessment/1"


def test_slips_are_told_in_the_language_of_the_talk_with_bounds_and_near_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "known.toml"
    known = "sells_online = true\nonline_launch_planned = false\ncrisis_state = 'none'\n"
    path.write_text(known, encoding="utf-8")
    lines = ["mil", "-5", "\x1b[31m", "30", "?"] * 12
    arguments = ("--lang", "es", "--profile", str(path))
    _, out, _ = talk("\n".join(lines), *arguments, monkeypatch=monkeypatch, capsys=capsys)
    out = " ".join(out.split())
    assert "! «mil» no encaja aquí. Escribe un número, o un intervalo como 50-300." in out
    assert "Tiene que estar entre 0 y 1.000.000." in out
    assert "\x1b" not in out
    _, out, _ = talk("instagramm, fasebook\n?\n" * 30, *arguments, monkeypatch=monkeypatch,
                     capsys=capsys)  # fmt: skip
    assert "¿Quieres decir Instagram" in " ".join(out.split())


def test_a_terminal_gets_weight_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from commerce_roles.assessment import Interview
    from commerce_roles.cli.asking import converse

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, coloured in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
        converse(Interview.begin(), "en", lambda _: None, stream)
        assert ("\x1b[1m" in stream.getvalue()) == coloured
    assert capsys.readouterr().out == ""


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
