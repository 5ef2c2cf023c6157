"""The command `crisis`: a playbook, an alarm, a review; wrong input."""

import json
from pathlib import Path

import pytest

from commerce_roles.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = str(EXAMPLES / "clothing_retailer.toml")
TEAM = str(EXAMPLES / "teams" / "clothing_three.toml")
MENTIONS = str(EXAMPLES / "crisis" / "mentions.csv")


def crisis(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["crisis", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "toml"])
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("more", [(), ("--mentions", MENTIONS, "--start", "2026-11-02")])
def test_everything_is_answered_in_every_form(
    form: str, lang: str, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (SHOP, *more, "--format", form, "--lang", lang)
    first = crisis(*asked, capsys=capsys)
    assert (first[0], first[2]) == (0, "")
    assert first == crisis(*asked, capsys=capsys), "the same bytes"
    assert "\x1b" not in first[1]
    if form == "json" and more:
        data = json.loads(first[1])
        forms = (data["detection"]["format"], data["incident"]["format"])
        assert forms == ("detection/1", "crisis_incident/1")


def test_only_what_was_known_by_then_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    asked = (SHOP, "--mentions", MENTIONS, "--format", "json", "--at")
    calm = json.loads(crisis(*asked, "2026-11-28T12:00", capsys=capsys)[1])
    assert calm["incident"] is None
    alarm = json.loads(crisis(*asked, "2026-11-30T12:00", capsys=capsys)[1])
    assert alarm["incident"]["until"] == "2026-11-29T00:00:00"
    status, out, _ = crisis(SHOP, "--mentions", MENTIONS, "--at", "2026-11-28T12:00", capsys=capsys)
    assert status == 0
    assert out.startswith("Mentions: no alarm")


def test_who_is_there_is_told_by_a_team_or_a_strategy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = crisis(SHOP, "--team", TEAM, "--format", "json", capsys=capsys)
    by_team = json.loads(out)["duties"]
    assert {one["party"] for one in by_team} != {"owner"}
    main(["plan", SHOP, "--team", TEAM, "--format", "toml"])
    path = tmp_path / "strategy.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    _, out, _ = crisis(SHOP, "--strategy", str(path), "--format", "json", capsys=capsys)
    assert json.loads(out)["duties"] == by_team


def test_an_incident_is_looked_back_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "incident.toml"
    asked = (SHOP, "--mentions", MENTIONS, "--format", "toml")
    path.write_text(crisis(*asked, capsys=capsys)[1], encoding="utf-8")
    back = ("--review", str(path), "--mentions", MENTIONS)
    status, out, err = crisis(*back, "--answered", "2026-11-29T00:40", capsys=capsys)
    assert (status, err) == (0, "")
    assert "Kept: Within 60 minutes" in out
    data = json.loads(crisis(*back, "--format", "json", capsys=capsys)[1])
    assert data["format"] == "crisis_review/1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "PROFILE: there is no business; name a profile, or --review INCIDENT"),
        ((SHOP, "--at", "2026-11-30"), "--at: --at says nothing without mentions"),
        ((SHOP, "--start", "2026-11-30"), "--start: --start says nothing without mentions"),
        ((SHOP, "--mentions", MENTIONS, "--at", "noon"), "--at: 'noon' is no time"),
        ((SHOP, "--mentions", MENTIONS, "--start", "noon"), "--start: 'noon' is no day"),
        ((SHOP, "--mentions", "nothing.csv"), "nothing.csv: there is no such file"),
        (("-", "--mentions", "-"), "--mentions: standard input is read once"),
        (
            (SHOP, "--mentions", MENTIONS, "--at", "2026-10-30", "--format", "toml"),
            "--format: there is no alarm to write",
        ),
        (("--review", "nothing.toml"), "nothing.toml: there is no such file"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_answered(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = crisis(*arguments, capsys=capsys)
    assert (status, out) == (1, "")
    assert message in err


def test_a_review_needs_counts_and_is_no_toml(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "incident.toml"
    asked = (SHOP, "--mentions", MENTIONS, "--format", "toml")
    path.write_text(crisis(*asked, capsys=capsys)[1], encoding="utf-8")
    status, _, err = crisis("--review", str(path), capsys=capsys)
    assert (status, err.split(":")[0]) == (1, "--review")
    back = ("--review", str(path), "--mentions", MENTIONS)
    for more, place in (
        (("--format", "toml"), "--format"),
        (("--answered", "soon"), "--answered"),
        (("--answered", "2026-01-01"), "answered[0]"),
    ):
        status, out, err = crisis(*back, *more, capsys=capsys)
        assert (status, out, err.split(":")[0]) == (1, "", place)


def test_names_and_texts_of_writers_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("time,mentions,author,text\n2026-11-02,1,Ann,I hate it\n", encoding="utf-8")
    status, out, err = crisis(SHOP, "--mentions", str(path), capsys=capsys)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert "personal data" in err
    assert "Ann" not in err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = crisis("--help", capsys=capsys)
    assert status == 0
    assert "count every day" in out
