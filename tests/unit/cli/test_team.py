"""The command `team`: a look, what-ifs, a vacancy, a brief, offers; wrong input."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from commerce_roles.cli import main
from commerce_roles.cli.rendering import apart_from_output

EXAMPLES = Path(__file__).parents[3] / "examples"
TEAM = str(EXAMPLES / "teams" / "clothing_three.toml")
SHOP = str(EXAMPLES / "clothing_retailer.toml")
OFFERS = str(EXAMPLES / "teams" / "offers.toml")


def team(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["team", TEAM, "--for", SHOP, *arguments])
    out, err = capsys.readouterr()
    return status, out, err


ASKED = {
    "look": (), "what_if": ("--what-if", "leave p1", "--what-if", "grow monthly_orders x2"),
    "vacancy": ("--vacancy", "community_manager"), "brief": ("--brief", "social_media_manager"),
    "offers": ("--offers", OFFERS, "--role", "community_manager"),
    "risk": ("--risk", "5", "--what-if", "leave p1"), "measures": ("--measures",),
}  # fmt: skip


@pytest.mark.parametrize("asked", list(ASKED))
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_everything_is_answered_in_every_form(
    asked: str, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = team(*ASKED[asked], "--format", form, "--lang", lang, capsys=capsys)
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    assert "\x1b" not in out
    if form == "json":
        assert json.loads(out)["lang"] == lang
    assert team(*ASKED[asked], "--format", form, "--lang", lang, capsys=capsys)[1] == out


def test_a_sheet_is_read_and_a_level_planned_for(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = str(EXAMPLES / "teams" / "wholesaler_five.csv")
    shop = str(EXAMPLES / "b2b_wholesaler.toml")
    options = ["--level", "standard", "--format", "json"]
    assert main(["team", sheet, "--for", shop, *options]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["level"] == "standard"
    assert data["unmatched"] == [{"person": "n5", "text": "fork lift driving", "candidates": []}]
    assert data["cost_per_month"]["total"] is None


def test_names_are_shown_on_request_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "named.toml"
    people.write_text('[[people]]\nid = "p1"\nname = "Ana"\nroles = ["community_manager"]\n')
    assert main(["team", str(people), "--for", SHOP]) == 0
    assert "Ana" not in capsys.readouterr().out
    assert main(["team", str(people), "--for", SHOP, "--names"]) == 0
    assert "Ana" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--what-if", "fire p1"), "'fire' is no what-if"),
        (("--what-if", "leave p9"), "no person is called 'p9'"),
        (("--level", "ful"), "did you mean full?"),
        (("--vacancy", "comunity_manager"), "did you mean community_manager or"),
        (("--offers", "nobody.toml"), "there is no such file"),
        (("--scale", "cmmi"), "there is no scale 'cmmi'"),
        (("--risk", "120"), "absence_rate: 1.2 is no probability"),
        (("--offers", "sample:ofers"), "did you mean offers?"),
        (("--currency", "USD"), "no rate was given for USD"),
        (("--lang", "xx"), "there are no texts in 'xx'"),
    ],
)
def test_wrong_input_is_told_on_standard_error(
    arguments: tuple[str, ...], wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = team(*arguments, capsys=capsys)
    assert (status, out) == (1, "")
    assert wanted in err


def test_every_fault_of_a_file_stands_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "wrong.toml"
    people.write_text('[[people]]\nid = "p1"\nage = 40\ncapacity = -1\n')
    assert main(["team", str(people), "--for", SHOP]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{people}: ") for line in lines)
    assert "40" not in lines[0] + lines[1]


def test_people_may_come_from_standard_input_and_only_they(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = io.BytesIO(b'[[people]]\nid = "p1"\nroles = ["community_manager"]\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(told))
    assert main(["team", "-", "--for", SHOP]) == 0
    assert "p1" in capsys.readouterr().out
    assert main(["team", "-", "--for", "-"]) == 1
    assert "standard input is read once" in capsys.readouterr().err


def test_what_is_written_is_written_for_the_last_stage(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--vacancy", "community_manager", "--format", "json")
    hours = [
        json.loads(team(*asked, *step, capsys=capsys)[1])["hours_per_month"]["typical"]
        for step in ((), ("--what-if", "grow messages_needing_reply_month x3"))
    ]
    assert hours[0] < hours[1]


def test_a_team_without_a_business_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["team", TEAM]) == 2
    assert "--for" in capsys.readouterr().err


COMPOSED = {
    "compose": ("--compose", "--budget", "4000"),
    "waived": ("--compose", "--waive", "community_manager+social_media_manager",
               "--least-importance", "6", "--names"),
    "coverage": ("--compose", "--goal", "most_coverage", "--budget", "2500", "--inside"),
    "away": ("--compose", "--goal", "most_coverage", "--absence", "80", "--outside-percent", "30",
             "--least-importance", "6"),
    "front": ("--front", "--least-importance", "6", "--headcount", "1"),
}  # fmt: skip


@pytest.mark.parametrize("asked", list(COMPOSED))
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_team_is_composed_in_every_form(
    asked: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = team(*COMPOSED[asked], "--format", form, "--lang", "es", capsys=capsys)
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    if form == "json":
        assert json.loads(out)["lang"] == "es"


def test_what_a_solver_prints_is_kept_from_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with apart_from_output():
        os.write(1, b"a line of a solver\n")
    sys.stdout.write("the answer\n")
    assert capfd.readouterr() == ("the answer\n", "a line of a solver\n")


def test_without_standard_output_there_is_nothing_to_keep_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def closed(_: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "dup", closed)
    with apart_from_output():
        pass


def test_a_wrong_demand_is_named_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--compose", "--budget", "-1", "--waive", "x+y+z")
    status, out, err = team(*asked, capsys=capsys)
    assert (status, out) == (1, "")
    assert "budget_eur_month: -1.0 is no budget" in err
    assert "waivers: there is no person 'x'" in err


def test_samples_are_named_in_place_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["team", "sample:clothing_three", "--for", "sample:clothing_retailer"]) == 0
    shown = capsys.readouterr().out
    assert team(capsys=capsys)[1] == shown != ""


def test_a_risk_and_measures_are_those_of_the_last_stage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone = ("--what-if", "leave p1", "--format", "json")
    risk = json.loads(team("--risk", "10", *gone, capsys=capsys)[1])
    assert risk["absence_rate"] == 0.1
    assert "p1" not in str(risk)
    measured = json.loads(team("--measures", *gone, capsys=capsys)[1])
    assert list(measured["people"]["agent_needs"]) == ["p2", "p3"]
