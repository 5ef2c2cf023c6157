"""Files night after night: what stands, what changed, dry runs, surveys; whole or not at all."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from commerce_roles import assess_table
from commerce_roles.assessment.nights import changes
from commerce_roles.cli import main

ECM = "ecommerce_manager"
STRICT = "[adjust.catalogue.bands]\nrecommended = 45\n"
HEAD = "shop,sector,monthly_orders\n"


def run(*arguments: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, list[str]]:
    status = main([str(part) for part in arguments])
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, *orders: str, head: str = HEAD) -> Path:
    path.write_text(head + "".join(f"{line}\n" for line in orders), encoding="utf-8")
    return path


def test_a_file_stands_beside_that_of_last_night(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Piece by piece, in any order, it says what the table in memory says."""
    one = written(tmp_path / "one.csv", "a,clothing,450", "b,legal,3", "=c,home,90", "d,home,1")
    two = written(
        tmp_path / "two.csv", "e,home,450", "b,legal,9000", "a,clothing,200", "=c,home,90"
    )
    first, second, feed = (tmp_path / name for name in ("first.csv", "second.csv", "feed.csv"))
    assert run("batch", one, "-o", first, "--key", "shop", "--rows", 2, capsys=capsys)[0] == 0
    night = ("--key", "shop", "--previous", first, "--points", 10, "--rows", 3)
    told = run("batch", two, "-o", second, *night, "--changes", feed, capsys=capsys)
    assert told == (0, f"4 of 4 rows written to {second}\n", [])

    def plain(path: Path) -> list[dict[str, Any]]:
        rows = [{**row, "monthly_orders": int(row["monthly_orders"])} for row in rows_of(path)]
        return [{name: row[name] for name in ("shop", "sector", "monthly_orders")} for row in rows]

    before = assess_table(plain(one), key="shop")
    now = assess_table(plain(two), key="shop", previous=before, points=10)
    for row, own in zip(rows_of(second), now, strict=True):
        assert row[f"{ECM}_standing"] == own[f"{ECM}_standing"]
        assert row[f"{ECM}_waiting"] == str(own[f"{ECM}_waiting"])
    wanted = changes(before, now, key="shop")
    found = rows_of(feed)
    assert [(r["shop"].lstrip("'"), r["role"], r["because"], r["text"]) for r in found] == [
        (r["shop"], r["role"], r["because"], r["text"]) for r in wanted
    ]
    assert {r["shop"] for r in found if r["because"] == "gone"} == {"d"}
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv"] * 5
    parquet = tmp_path / "feed.parquet"
    assert run("batch", two, "-o", second, *night, "--changes", parquet, capsys=capsys)[0] == 0
    assert pq.read_table(parquet)["text"].to_pylist() == [row["text"] for row in wanted]


def test_a_killed_night_is_taken_up_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed outright in the middle: what is taken up ends as an untouched night, byte by byte."""
    total = 2_000
    cells = [f"{n},home,{-1 if n % 500 == 7 else n % 900}" for n in range(total)]
    one = written(tmp_path / "one.csv", *cells[: total // 2])
    two = written(tmp_path / "two.csv", *cells[::-1])
    first, target, calm = (tmp_path / name for name in ("first.csv", "target.csv", "calm.csv"))
    assert run("batch", one, "-o", first, "--key", "shop", capsys=capsys)[0] == 3
    feeds = {path: tmp_path / f"{path.stem}-changes.csv" for path in (target, calm)}

    def night(path: Path, rows: int) -> list[str]:
        options = ("--key", "shop", "--previous", first, "--changes", feeds[path], "--rows", rows)
        return [str(part) for part in ("batch", two, "-o", path, *options)]

    assert run(*night(calm, 1_000), capsys=capsys)[0] == 3
    folder = tmp_path / "target.csv.parts"
    process = subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-m", "commerce_roles.cli", *night(target, 50)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
    )
    while process.poll() is None and len(list(folder.glob("*.csv"))) < 5:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert json.loads((folder / "pieces.json").read_text("utf-8"))["done"]
    assert not target.exists()
    assert not feeds[target].exists()
    assert run(*night(target, 50), capsys=capsys)[0] == 3
    assert len(rows_of(target)) + len(rows_of(tmp_path / "target.csv.rejects.csv")) == total
    assert target.read_bytes() == calm.read_bytes()
    assert feeds[target].read_bytes() == feeds[calm].read_bytes()
    assert not folder.exists()


def test_keys_that_are_missing_or_told_twice_are_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path / "in.csv", "a,home,1", ",home,2", "a,home,3", "b,home,-4")
    target = tmp_path / "out.csv"
    status, _, err = run("batch", source, "-o", target, "--key", "shop", "--rows", 1, capsys=capsys)
    assert status == 3
    assert err == [f"3 of 4 rows were rejected; see {target}.rejects.csv"]
    reasons = [row["reason"] for row in rows_of(tmp_path / "out.csv.rejects.csv")]
    assert reasons[:2] == ["shop: the key is missing", "shop: 'a' stands in row 1 already"]
    assert "monthly_orders: -4 is out of bounds" in reasons[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--previous", "last.csv"], "--previous: this needs a key; name the column"),
        (["--key", "shp"], "key: there is no column 'shp'; did you mean shop?"),
        (["--key", "shop", "--changes", "c.csv"], "changes: there is no earlier run"),
        (["--key", "shop", "--points", "-1"], "points: -1 is no number of points"),
        (["--key", "shop", "--previous", "none.csv"], "none.csv: there is no such file"),
        (["--key", "shop", "--previous", "in.csv"], "this is no result of assess_table"),
        (["--key", "shop", "--previous", "last.csv", "--changes", "c.txt"], "says no format"),
        (
            ["--key", "shop", "--previous", "last.csv", "--changes", "in.csv"],
            "this is another file",
        ),
        (["--key", "shop", "--previous", "last.csv", "--changes", "no/c.csv"], "no such folder"),
        (["--key", "shop", "--previous", "twice.csv"], "the same key stands in more than one row"),
    ],
)
def test_what_is_wrong_with_a_night_is_told_and_nothing_is_written(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "in.csv", "a,home,1")
    assert run("batch", "in.csv", "-o", "last.csv", "--key", "shop", capsys=capsys)[0] == 0
    lines = (tmp_path / "last.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "twice.csv").write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    status, out, err = run("batch", "in.csv", "-o", "out.csv", *arguments, capsys=capsys)
    assert (status, out) == (1, "")
    assert said in "\n".join(err)
    assert not (tmp_path / "out.csv").exists()


def test_an_overlay_is_tried_on_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    overlay = tmp_path / "strict.toml"
    overlay.write_text(STRICT, encoding="utf-8")
    table = written(tmp_path / "in.csv", "a,clothing,450", "b,legal,3", "c,home,-1")
    call = ("check", overlay, "--table", table, "--key", "shop")
    status, out, err = run(*call, "--format", "json", capsys=capsys)
    assert (status, err) == (3, ["1 of 3 rows were left out; batch lists why"])
    data = json.loads(out)
    assert (data["businesses"], data["rejected"], data["moved"]) == (2, 1, 1)
    assert data["roles"][ECM]["why"][0]["examples"] == ["a"]
    status, out, _ = run(*call, "--lang", "es", capsys=capsys)
    assert "filas por el veredicto" in out.casefold()
    status, out, err = run("check", "--table", table, capsys=capsys)
    assert (status, out) == (1, "")
    assert err[0].startswith("--table: there are no other facts to be tried; name the overlay")


def test_a_file_is_surveyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = written(tmp_path / "in.csv", "a,clothing,450", "b,legal,3", "c,home,-1")
    status, out, err = run("survey", table, "--by", "sector", "--format", "json", capsys=capsys)
    assert (status, err) == (3, ["1 of 3 rows were left out; batch lists why"])
    data = json.loads(out)
    assert (data["format"], data["businesses"]) == ("survey/1", 2)
    assert {part["part"] for part in data["segments"]["sector"]} == {"clothing", "legal"}
    status, out, _ = run("survey", table, "--lang", "es", capsys=capsys)
    assert "Quién necesita qué" in out
    status, out, err = run("survey", table, "--by", "sectr", capsys=capsys)
    assert (status, out, err) == (1, "", ["no segment is called 'sectr'; did you mean sector?"])
