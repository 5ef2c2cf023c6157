"""The command batch: files of all kinds, good, hostile and cut; killed and taken up again."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commerce_roles import assess
from commerce_roles.cli import main

ECM = "ecommerce_manager"
CSV = "shop;note;sector;monthly_orders;channels;online_revenue_eur_year;sells_online\n"


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, list[str]]:
    status = main(["batch", *arguments])
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_a_csv_of_a_spreadsheet_is_read_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte-order mark, semicolons, decimal commas, line breaks in cells, formulas, gaps."""
    source, target = tmp_path / "shops.csv", tmp_path / "out.csv"
    text = (
        f"\ufeff{CSV}"
        '1;"two\nlines; ""quoted""";clothing;450;instagram|x;"1.250,50";yes\n'
        "2;=1+1;legal;;[];;no\n"
        "3;-5;;12;;;\n"
    )
    source.write_text(text, encoding="utf-8")
    status, out, err = run(
        str(source), "-o", str(target), "--delimiter", ";", "--decimal", "comma", capsys=capsys
    )
    assert (status, out, err) == (0, f"3 of 3 rows written to {target}\n", [])
    found = rows_of(target)
    assert [row["note"] for row in found] == ['two\nlines; "quoted"', "'=1+1", "-5"]
    told: list[dict[str, Any]] = [
        {
            "sector": "clothing",
            "monthly_orders": 450,
            "channels": ["instagram", "x"],
            "online_revenue_eur_year": 1250.5,
            "sells_online": True,
        },
        {"sector": "legal", "channels": [], "sells_online": False},
        {"monthly_orders": 12},
    ]
    for row, shop in zip(found, told, strict=True):
        for role, own in assess(shop).items():
            assert row[f"{role}_verdict"] == own.verdict
            assert int(row[f"{role}_score_max"]) == own.score_range[1]
            assert row[f"{role}_decided"] == str(own.decided).lower()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "shops.csv"]


def test_rejected_rows_are_listed_with_number_and_every_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "shops.csv", tmp_path / "out.csv"
    lines = [
        "employees,sector,competition",
        "3,clothing,low",
        "-1,legal,hgh",
        "4",
        "5,home,",
        "x,,",
    ]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for rows in ("1", "2", "100"):
        status, out, err = run(str(source), "-o", str(target), "--rows", rows, capsys=capsys)
        rejects = tmp_path / "out.csv.rejects.csv"
        assert status == 3
        assert out == f"2 of 5 rows written to {target}\n"
        assert err == [f"3 of 5 rows were rejected; see {rejects}"]
        assert [row["employees"] for row in rows_of(target)] == ["3", "5"]
        listed = rows_of(rejects)
        assert [row["row"] for row in listed] == ["2", "3", "5"]
        assert "employees: -1 is out of bounds" in listed[0]["reason"]
        assert "competition: 'hgh' is not known here; did you mean high?" in listed[0]["reason"]
        assert listed[1]["reason"] == "1 cells where there are 3 columns"
        assert listed[2]["reason"] == "employees: a number is wanted, this is 'x'"


def test_parquet_and_json_lines_give_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops: list[dict[str, Any]] = [
        {"shop": n, "sector": ["clothing", None, "legal"][n % 3], "monthly_orders": n * 37,
         "channels": [None, [], ["instagram", "blog"]][n % 3]}
        for n in range(24)
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(shops), tmp_path / "a.parquet")
    lines = "".join(f"{json.dumps(shop)}\n" for shop in shops)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    results: list[list[dict[str, Any]]] = []
    for source, target in (
        ("a.parquet", "x.jsonl"),
        ("a.jsonl", "y.jsonl"),
        ("a.jsonl", "z.parquet"),
    ):
        out = tmp_path / target
        assert run(str(tmp_path / source), "-o", str(out), "--rows", "7", capsys=capsys)[0] == 0
        if out.suffix == ".parquet":
            results.append(pq.read_table(out).to_pylist())
        else:
            results.append([json.loads(line) for line in out.read_text("utf-8").splitlines()])
    assert results[0] == results[1] == results[2]
    for row, shop in zip(results[0], shops, strict=True):
        assert {key: row[key] for key in shop} == shop
        assert (
            row[f"{ECM}_verdict"] == assess({k: shop[k] for k in shop if k != "shop"})[ECM].verdict
        )


def test_lines_that_are_no_json_are_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_text('{"sector": "legal"}\n{"sector"\n[1]\n{"employees": "3"}\n', encoding="utf-8")
    status, out, _ = run(str(source), "-o", str(target), "--format", "json", capsys=capsys)
    assert status == 3
    counts = json.loads(out)
    assert (counts["rows"], counts["written"], counts["rejected"]) == (4, 1, 3)
    assert [row["row"] for row in rows_of(Path(counts["rejects"]))] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cut.parquet", b"PAR1 and then nothing", "this cannot be read as parquet"),
        ("empty.csv", b"", "the file is empty"),
        ("latin.csv", "sector\nmoda española\n".encode("latin-1"), "this cannot be read as csv"),
        ("shops.xlsx", b"x", "the input has an ending that says no format"),
        ("twice.csv", b"sector,sector\na,b\n", "there are 2 columns of this name"),
    ],
)
def test_files_that_cannot_be_read_are_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, message: str
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    status, out, err = run(str(source), "-o", str(tmp_path / "out.csv"), capsys=capsys)
    assert (status, out) == (1, "")
    assert message in "\n".join(err)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_half_of_a_parquet_file_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "shops.parquet"
    pq.write_table(pa.table({"monthly_orders": [*range(5_000)]}), source)
    whole = source.read_bytes()
    source.write_bytes(whole[: len(whole) // 2])
    status, out, err = run(str(source), "-o", str(tmp_path / "out.csv"), capsys=capsys)
    assert (status, out) == (1, "")
    assert "this cannot be read as parquet" in err[0]
    assert "see whether the file is whole" in "\n".join(err)
    assert [one.name for one in tmp_path.iterdir()] == ["shops.parquet"]


def test_wrong_targets_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.csv"
    source.write_text("sector\nlegal\n", encoding="utf-8")
    for target, message in (
        (source, "this is the input"),
        (tmp_path / "nowhere" / "b.csv", "there is no such folder"),
        (tmp_path / "b.xlsx", "the output has an ending that says no format"),
    ):
        status, _, err = run(str(source), "-o", str(target), capsys=capsys)
        assert status == 1
        assert message in err[0]
    status, _, err = run(str(tmp_path / "none.csv"), "-o", "b.csv", capsys=capsys)
    assert (status, "there is no such file" in err[0]) == (1, True)
    arguments = (str(source), "-o", str(tmp_path / "b.csv"), "--column", "sector")
    assert "write YOURS=FIELD" in run(*arguments, capsys=capsys)[2][0]


def test_a_killed_run_is_taken_up_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed outright in the middle: no half result; the next run ends as an untouched one."""
    source, target, calm = (tmp_path / name for name in ("a.csv", "b.csv", "calm.csv"))
    total = 2_500
    with source.open("w", encoding="utf-8") as file:
        file.write("shop,monthly_orders,employees\n")
        for n in range(total):
            file.write(f"{n},{n % 900},{-1 if n % 500 == 7 else n % 40}\n")
    command = [sys.executable, "-m", "commerce_roles.cli", "batch", str(source), "-o", str(target)]
    command += ["--rows", "100"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    folder = tmp_path / "b.csv.parts"
    kills = 0
    for wanted in (3, 10):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        while process.poll() is None and len(list(folder.glob("*.csv"))) < wanted:
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        assert not target.exists() or not folder.exists()
    assert kills
    done = json.loads((folder / "pieces.json").read_text("utf-8"))["done"]
    assert done
    status, out, err = run(str(source), "-o", str(target), "--rows", "100", capsys=capsys)
    assert (status, len(err)) == (3, 1)
    assert out == f"2,495 of 2,500 rows written to {target}\n"
    assert len(rows_of(target)) + len(rows_of(tmp_path / "b.csv.rejects.csv")) == total
    assert run(str(source), "-o", str(calm), "--rows", "1000", capsys=capsys)[0] == 3
    assert target.read_bytes() == calm.read_bytes()
    assert not folder.exists()


def test_progress_is_drawn_where_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.parquet"
    pq.write_table(pa.table({"sector": ["legal"] * 10}), source)
    status, _, err = run(
        str(source), "-o", str(tmp_path / "b.csv"), "--progress", "--rows", "5", capsys=capsys
    )
    assert status == 0
    assert "[##############################] 100%  10 of 10 rows" in err[-1]


def test_a_word_not_known_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.csv"
    source.write_text("channels\nmastodon\nmastodon|x\n", encoding="utf-8")
    arguments = (str(source), "-o", str(tmp_path / "b.csv"), "--on-unknown", "other")
    status, _, err = run(*arguments, capsys=capsys)
    assert (status, err) == (0, ["channels: 'mastodon' was taken as 'other' in 2 rows"])
