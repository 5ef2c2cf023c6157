import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = str(EXAMPLES / "clothing_retailer.toml")
EVERY = sorted(EXAMPLES.glob("*.*"))


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_example_is_answered_in_every_form(
    path: Path, form: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run("assess", str(path), "--format", form, "--lang", language, capsys=capsys)
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    assert "\x1b" not in out


def test_the_json_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("assess", SHOP, "--format", "json", capsys=capsys)
    data = json.loads(out)
    assert list(data) == [
        "format", "lang", "catalogue", "answer", "roles", "combinations", "crisis",
        "defaults", "questions", "warnings",
    ]  # fmt: skip
    assert set(data["catalogue"]) == {"version", "hash", "decision_hash"}
    assert {"id", "params", "text", "posts", "first_steps", "ask_again_when"} <= set(data["answer"])
    for post in data["answer"]["posts"]:
        assert {"roles", "sourcing", "hours_per_month", "fte", "cost_per_month"} <= set(post)
        assert set(post["hours_per_month"]) == {"low", "typical", "high"}
        assert {"low", "typical", "high", "currency", "country", "as_of", "basis"} <= set(
            post["cost_per_month"]
        )
    for again in data["answer"]["ask_again_when"]:
        assert {"field", "above"} <= set(again)
    for role in data["roles"].values():
        assert {
            "verdict", "possible", "decided", "score", "score_range", "margin", "hours_per_month",
            "held_fte", "gap_fte", "sourcing", "reasons",
        } <= set(role)  # fmt: skip
        assert set(role["margin"]) == {"down", "up"}
        assert set(role["hours_per_month"]) == {"minimum", "standard", "full"}
        assert {"choice", "decided", "reasons"} == set(role["sourcing"])
        for reason in role["reasons"]:
            assert {"rule", "points", "id", "params", "text", "claims", "basis"} <= set(reason)
    for pair in data["combinations"]:
        assert {"roles", "allowed", "decided", "conditions"} <= set(pair)
    for message in data["warnings"]:
        assert {"id", "params", "text", "lang", "rule", "claims", "basis"} <= set(message)
    for question in data["questions"]:
        assert set(question) == {"field", "text", "could_change"}


def test_verdicts_and_numbers_do_not_depend_on_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stripped(data: object) -> object:
        if isinstance(data, dict):
            return {k: stripped(v) for k, v in data.items() if k not in {"text", "lang"}}
        return [stripped(part) for part in data] if isinstance(data, list) else data

    english, spanish = (
        json.loads(run("assess", SHOP, "--format", "json", "--lang", lang, capsys=capsys)[1])
        for lang in ("en", "es")
    )
    assert stripped(english) == stripped(spanish)


def test_standard_input_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(SHOP).read_bytes())))
    from_input = run("assess", "-", "--format", "json", capsys=capsys)
    assert from_input == run("assess", SHOP, "--format", "json", capsys=capsys)


def test_a_verdict_is_explained_and_a_misspelt_role_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run("assess", SHOP, "--explain", "community_manager", capsys=capsys)
    assert status == 0
    assert "IT-070" in out
    status, out, _ = run(
        "assess", SHOP, "--explain", "community_manager", "--format", "json", capsys=capsys
    )
    assert json.loads(out)["verdict"] == "needed"
    status, out, err = run("assess", SHOP, "--explain", "comunity_manager", capsys=capsys)
    assert (status, out) == (1, "")
    assert "did you mean community_manager" in err


def test_overlays_are_laid_over_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ours.json").write_text(json.dumps(OVERLAY), encoding="utf-8")
    _, out, _ = run("assess", SHOP, "--overlay", str(tmp_path), "--format", "json", capsys=capsys)
    assert ROLE in json.loads(out)["roles"]
    status, out, _ = run("roles", "--overlay", str(tmp_path / "ours.json"), capsys=capsys)
    assert status == 0
    assert "influencer manager" in out
    status, out, err = run(
        "roles", "--overlay", str(tmp_path), "--overlay", str(tmp_path), capsys=capsys
    )
    assert (status, out) == (1, "")
    assert all("this id is taken" in line for line in err.splitlines())


def test_money_in_another_currency_wants_a_dated_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop.toml"
    shop.write_text(
        'sector = "legal"\nbudget_roles_eur_month = {amount = 9000, currency = "PLN"}\n',
        encoding="utf-8",
    )
    status, out, err = run("assess", str(shop), capsys=capsys)
    assert (status, out) == (1, "")
    assert "no rate was given for PLN; give --rate PLN=" in err
    assert run("assess", str(shop), "--rate", "PLN=0.23@2026-10-01", capsys=capsys)[0] == 0
    status, _, err = run("assess", str(shop), "--rate", "PLN:0.23", capsys=capsys)
    assert status == 1
    assert "write it like PLN=0.23@2026-10-01" in err


def test_every_fault_has_its_line_with_file_and_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop.toml"
    shop.write_text(
        'sektor = "a"\nchannels = "instagram"\nmonthly_orders = -1\ncountry = "Spain"\n',
        encoding="utf-8",
    )
    status, out, err = run("assess", str(shop), capsys=capsys)
    assert (status, out) == (1, "")
    lines = err.splitlines()
    assert f"{shop}: sektor: there is no such field; did you mean sector?" in lines
    assert all(line.startswith(f"{shop}: ") for line in lines)
    others = {line.split(": ")[1] for line in lines}
    assert others == {"sektor", "channels", "monthly_orders", "country"}
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "required: COMMAND"),
        (("asess", "x"), "did you mean assess?"),
        (("assess",), "PROFILE"),
        (("assess", "x", "--format", "jsn"), "did you mean json?"),
        (("assess", "x", "--formt", "json"), "unrecognized arguments"),
    ],
)
def test_wrong_usage_exits_with_two(
    arguments: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(*arguments, capsys=capsys)
    assert (status, out) == (2, "")
    assert complaint in err


def test_a_language_without_texts_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("assess", SHOP, "--lang", "fr", capsys=capsys)
    assert (status, out) == (1, "")
    assert "--lang: there are no texts in 'fr'; use en, es, it, da, sk, mr" in err


def test_a_language_with_names_only_has_whole_sentences_in_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    english = json.loads(run("assess", SHOP, "--format", "json", capsys=capsys)[1])
    italian = json.loads(run("assess", SHOP, "--format", "json", "--lang", "it", capsys=capsys)[1])
    assert italian["answer"]["text"] == english["answer"]["text"]
    assert {w["lang"] for w in italian["warnings"]} <= {"en"}
    assert "necessario" in run("assess", SHOP, "--lang", "it", capsys=capsys)[1]
    assert "आवश्यक" in run("assess", SHOP, "--lang", "mr", capsys=capsys)[1]


def test_help_teaches_by_example(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("--help", capsys=capsys)
    assert status == 0
    assert "commerce-roles assess shop.toml --lang es" in out
    assert run("assess", "--help", capsys=capsys)[0] == 0
    assert "Compute KPIs from what was counted" in run("kpis", "--help", capsys=capsys)[1]
    assert run("--version", capsys=capsys)[1].startswith("commerce-roles 0.")


@pytest.mark.parametrize("name", ["create_posts", "fields", "task", "IT-001", "dunbar", "X-05"])
def test_any_fact_and_any_kind_can_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("show", name, capsys=capsys)
    assert status == 0
    assert out
    assert json.loads(run("show", name, "--format", "json", capsys=capsys)[1])


def test_an_unknown_fact_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("show", "create_post", capsys=capsys)
    assert (status, out) == (1, "")
    assert "did you mean task.create_posts (create social posts" in err


def test_roles_are_listed_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "markdown", "html"):
        status, out, _ = run("roles", "--format", form, "--lang", "es", capsys=capsys)
        assert status == 0
        assert "community manager" in out
    data = json.loads(run("roles", "--format", "json", capsys=capsys)[1])
    assert data["community_manager"]["reports_to"] == "social_media_manager"


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}])
def test_the_output_is_utf8_in_any_locale(environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "commerce_roles.cli", "assess", SHOP, "--lang", "es"],
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    assert "Qué hacer el lunes" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = subprocess.run(  # noqa: S602 a pipe is what is tested
        f'"{sys.executable}" -m commerce_roles.cli show languages | head -n 1',
        shell=True,
        capture_output=True,
        check=True,
    )
    assert b"Traceback" not in done.stderr


def test_claims_are_listed_and_one_is_shown_with_what_rests_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run("claims", capsys=capsys)
    assert status == 0
    assert "SK-070" in out
    status, out, _ = run("claims", "DA-019", "--lang", "es", capsys=capsys)
    assert status == 0
    assert "smm_budget" in out
    data = json.loads(run("claims", "DA-019", "--format", "json", capsys=capsys)[1])
    assert {"fact": "table.smm_money", "path": "states"}.items() <= next(
        c.items() for c in data["resting_on_it"] if c["fact"] == "table.smm_money"
    )
    assert len(json.loads(run("claims", "--format", "json", capsys=capsys)[1])) == 289


def test_an_unknown_claim_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("claims", "DA-19", capsys=capsys)
    assert (status, out) == (1, "")
    assert "no claim is called 'DA-19'; did you mean DA-019" in err


def test_an_overlay_is_checked_for_what_it_changes_and_moves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overlay = tmp_path / "ours.toml"
    overlay.write_text("[adjust.catalogue]\nbands.needed = 70\n", encoding="utf-8")
    status, out, err = run("check", str(overlay), capsys=capsys)
    assert (status, err) == (0, "")
    for wanted in ("Nothing is wrong", "minor", "0.3.0", "sports_nutrition", "bands.needed"):
        assert wanted in out
    data = json.loads(run("check", str(overlay), "--format", "json", capsys=capsys)[1])
    assert data["step"] == "minor"
    assert {move["new"] for move in data["moves"]} == {"recommended"}
    assert "necesario" in run("check", str(overlay), "--lang", "es", capsys=capsys)[1]


def test_an_overlay_that_changes_nothing_and_one_with_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overlay = tmp_path / "ours.json"
    overlay.write_text("{}", encoding="utf-8")
    assert "none" in run("check", str(overlay), capsys=capsys)[1]
    loose = {"constant": {"ours": {"value": 3}}, "sector": {"toys": {
        "label": {"en": "toys", "es": "juguetes"}, "states": ["IT-040"]}}}  # fmt: skip
    overlay.write_text(json.dumps(loose), encoding="utf-8")
    out = run("check", str(overlay), capsys=capsys)[1]
    assert "ook at the findings" in out
    assert "constant.ours: it does not say what its numbers rest on" in out
    assert "a claim of this kind cannot carry it: IT-040" in out


def test_the_librarys_own_facts_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("check", capsys=capsys)
    assert status == 0
    assert "Nothing is wrong" in out
    assert "none" in out


def test_a_wrong_overlay_is_told_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overlay = tmp_path / "ours.toml"
    overlay.write_text('[sektor.x]\n[retire]\nskill = ["none"]\n', encoding="utf-8")
    status, out, err = run("check", str(overlay), capsys=capsys)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert all(line.startswith(str(overlay)) for line in err.splitlines())
