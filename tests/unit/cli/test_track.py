"""The command `track`: reviewed in every form, decided on, own times; wrong input."""

import json
from pathlib import Path

import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.cli import main
from commerce_roles.strategy import read_strategy

EXAMPLES = Path(__file__).parents[3] / "examples"
STRATEGY = str(EXAMPLES / "tracking" / "strategy.toml")
COUNTED = str(EXAMPLES / "tracking" / "autumn.csv")
TIMES = str(EXAMPLES / "tracking" / "times.csv")
SHOP = str(EXAMPLES / "clothing_retailer.toml")
ID = "customer_service.response_rate"


def track(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["track", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "toml"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_everything_is_answered_in_every_form(
    form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked in ((STRATEGY, COUNTED), ("--times", TIMES, "--profile", SHOP)):
        first = track(*asked, "--format", form, "--lang", lang, capsys=capsys)
        assert (first[0], first[2]) == (0, "")
        assert first == track(*asked, "--format", form, "--lang", lang, capsys=capsys)
        assert "\x1b" not in first[1]


def test_what_nobody_can_say_is_listed_with_status_three(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = track(STRATEGY, COUNTED, "--today", "2026-12-01", capsys=capsys)
    assert status == 3
    assert out.startswith("Review of 2026-12-01")
    assert "sales.conversion_rate: cannot say: what it is computed from is not wholly told" in err


def test_a_decision_is_kept_and_carried_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, new = tmp_path / "decisions.jsonl", tmp_path / "next.toml"
    asked = (STRATEGY, COUNTED, "--log", str(log), "--decide", f"{ID}=accept", "--reason", "weak")
    status, out, err = track(*asked, "--by", "community_manager", capsys=capsys)
    assert (status, out) == (1, "")
    assert err == (
        f"{ID}: community_manager proposes this and may not decide it; "
        "let social_media_manager decide\n"
    )
    assert not log.exists()
    by = ("--by", "social_media_manager", "--day", "2026-11-02")
    status, out, _ = track(*asked, *by, "--format", "toml", capsys=capsys)
    assert status == 0
    new.write_text(out)
    assert read_strategy(new).first_tasks[0] == "reply_to_messages"
    kept = log.read_text()
    assert json.loads(kept)["day"] == "2026-11-02"
    status, out, err = track(*asked, *by, capsys=capsys)
    assert (status, out) == (1, "")
    assert (
        err == f"{ID}: it was decided on 2026-11-02 as number 1; wait until it is proposed again\n"
    )
    assert log.read_text() == kept
    _, out, _ = track(str(new), COUNTED, "--log", str(log), capsys=capsys)
    assert "Social media manager accepted" in out
    assert "To be decided" not in out
    log.write_text(kept.replace('"number": 1', '"number": 2'))
    status, out, err = track(STRATEGY, COUNTED, "--log", str(log), capsys=capsys)
    assert (status, out) == (1, "")
    assert f"{log}: line 1: this is number 2, and number 1 is wanted" in err


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 1: this is no JSON"),
        ("[]", "line 1: this is no decision"),
        ('{"format": "decision/1"}', "line 1"),
    ],
)
def test_a_log_that_was_spoilt_is_refused(
    line: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(line + "\n")
    status, out, err = track(STRATEGY, COUNTED, "--log", str(log), capsys=capsys)
    assert (status, out) == (1, "")
    assert fault in err


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ((), "STRATEGY: there is nothing to track; name a strategy and what was counted, or"),
        (("-", "-"), "OBSERVATIONS: standard input is read once, and here are two files"),
        ((STRATEGY, COUNTED, "--today", "soon"), "--today: 'soon' is no day"),
        ((STRATEGY, COUNTED, "--today", "2026-09-30"), "row 63, period: 2026-10-01 ends after"),
        ((STRATEGY, COUNTED, "--decide", ID, "--by", "owner"), f"--decide: '{ID}' is no decision"),
        ((STRATEGY, COUNTED, "--decide", f"{ID}=accept"), "--by: it is not told who decides"),
        ((STRATEGY, COUNTED, "--decide", "sales.av=reject", "--by", "owner"), "no proposal is"),
        ((STRATEGY, COUNTED, "--shop", "b"), "shop: there is no shop 'b'"),
        ((STRATEGY, COUNTED, "--change", "revenu"), "no KPI or measure is called 'revenu'"),
        ((STRATEGY, "no.csv"), "no.csv: there is no such file"),
        (("--times", "no.csv"), "no.csv: there is no such file"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = track(*arguments, capsys=capsys)
    assert (status, out) == (1, "")
    assert fault in err


def test_a_log_that_cannot_be_written_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--decide", f"{ID}=accept", "--by", "social_media_manager", "--reason", "weak")
    log = str(tmp_path / "none" / "log.jsonl")
    status, out, err = track(STRATEGY, COUNTED, "--log", log, *asked, capsys=capsys)
    assert (status, out) == (1, "")
    assert "the log cannot be written" in err


def test_own_times_become_an_overlay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "ours"
    status, out, err = track("--times", TIMES, "--out", str(folder), capsys=capsys)
    assert (status, err) == (0, "")
    assert "create social posts" in out
    assert load_catalogue(folder).tasks["create_posts"].evidence.basis == "measured"
    status, out, err = track("--times", TIMES, "--out", str(folder), capsys=capsys)
    assert (status, out) == (1, "")
    assert "there is such a file already" in err


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = track("--help", capsys=capsys)
    assert status == 0
    assert "period,orders,sessions" in out
    assert "--decide sales.conversion_rate=accept" in out
