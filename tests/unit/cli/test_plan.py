"""The command `plan`: drafted, on days, from a file; wrong input."""

import json
from pathlib import Path

import pytest

from commerce_roles.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = str(EXAMPLES / "clothing_retailer.toml")
TEAM = str(EXAMPLES / "teams" / "clothing_three.toml")


def plan(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["plan", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "toml", "ics", "csv"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_everything_is_answered_in_every_form(
    form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (SHOP, "--team", TEAM, "--start", "2026-11-30", "--format", form, "--lang", lang)
    first = plan(*asked, capsys=capsys)
    assert (first[0], first[2]) == (0, "")
    assert first == plan(*asked, capsys=capsys), "the same bytes"
    assert "\x1b" not in first[1]
    if form == "json":
        data = json.loads(first[1])
        assert (data["strategy"]["format"], data["plan"]["format"]) == ("strategy/1", "plan/1")


def test_without_a_first_day_there_are_no_days(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = plan(SHOP, "--format", "json", capsys=capsys)
    assert (status, err) == (0, "")
    assert json.loads(out)["format"] == "strategy/1"
    status, out, err = plan(SHOP, "--format", "ics", capsys=capsys)
    assert (status, out) == (1, "")
    assert err == "--start: a calendar needs a first day for ics; write --start 2026-11-30\n"


def test_what_was_edited_is_planned_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, _ = plan(SHOP, "--advised", "--format", "toml", capsys=capsys)
    path = tmp_path / "ours.toml"
    path.write_text(text.replace('level = "minimum"', 'level = "minimum"\nstart = "2027-01-04"'))
    status, out, _ = plan("--strategy", str(path), "--format", "json", capsys=capsys)
    assert status == 0
    assert json.loads(out)["plan"]["start"] == "2027-01-04"
    path.write_text(text.replace("publish_posts", "publish_post"))
    status, out, err = plan("--strategy", str(path), capsys=capsys)
    assert (status, out) == (1, "")
    assert f"{path}: work" in err
    assert "did you mean publish_posts?" in err


def test_what_goes_wrong_in_an_edited_strategy_is_told_beside_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, _ = plan(SHOP, "--team", TEAM, "--start", "2026-11-30", "--format", "toml",
                      capsys=capsys)  # fmt: skip
    path = tmp_path / "ours.toml"
    path.write_text(text)
    assert plan("--strategy", str(path), capsys=capsys)[2] == "", "nothing of what was drafted"
    edited = text.replace("change_percent = 10", "change_percent = -10", 1)
    edited = edited.replace('deadline = "2027-02-28"', 'deadline = "2026-01-28"', 1)
    edited = edited.replace("hours = 110.0", "hours = 1.0", 1)
    for part in ("change_percent = -10", "2026-01-28", "hours = 1.0"):
        assert part in edited
    path.write_text(edited)
    status, out, err = plan("--strategy", str(path), "--lang", "es", capsys=capsys)
    assert (status, out[:14]) == (0, "Tu estrategia,")
    for rule in ("against_direction", "deadline_past", "over_capacity"):
        assert f"{path}: {rule}: " in err
    assert "dale la vuelta" in err.lower()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is nothing to plan for"),
        ((SHOP, "--start", "today"), "'today' is no day"),
        ((SHOP, "--start", "2026-11-30", "--months", "0"), "0 months cannot be planned"),
        ((SHOP, "--team", "nobody.toml"), "there is no such file"),
        (("--strategy", "none.toml"), "there is no such file"),
        ((SHOP, "--rate", "PLN"), "is no rate"),
    ],
)
def test_wrong_input_is_told_on_standard_error(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = plan(*arguments, capsys=capsys)
    assert (status, out) == (1, "")
    assert said in err
