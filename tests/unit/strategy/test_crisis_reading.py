"""Mentions read: in every form, and every fault of what was told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from commerce_roles.errors import MentionError
from commerce_roles.strategy.crisis import Mentions, detect, mentions_of, read_mentions

ROWS = [
    {"time": "2026-11-02", "mentions": 12, "positive": 4, "neutral": 1, "negative": 2},
    {"time": "2026-11-03", "mentions": 40},
]


def faults(data: Any, **options: Any) -> list[str]:
    with pytest.raises(MentionError) as caught:
        mentions_of(data, **options)
    return [str(problem) for problem in caught.value.problems]


def test_every_form_tells_the_same(tmp_path: Path) -> None:
    told = mentions_of(ROWS)
    assert told.step == "day"
    assert [one.friendly for one in told.counts] == [pytest.approx(400 / 7), None]
    forms = {
        "a.json": json.dumps({"mentions": ROWS}),
        "a.toml": "[[mentions]]\ntime = 2026-11-02\nmentions = 12\npositive = 4\nneutral = 1\n"
        "negative = 2\n[[mentions]]\ntime = 2026-11-03\nmentions = 40\n",
        "a.csv": "date,mentions,positive,neutral,negative\n2026-11-02,12,4,1,2\n2026-11-03,40,,,\n",
        "es.csv": "fecha;menciones;positivas;neutras;negativas\n2026-11-03;40;;;\n"
        "2026-11-02;12;4;1;2\n",
    }
    for name, text in forms.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert read_mentions(path) == told, name
    assert mentions_of(pd.DataFrame(ROWS)) == told
    assert mentions_of(pl.DataFrame(ROWS)) == told
    stamped = pd.DataFrame(ROWS).assign(time=lambda frame: pd.to_datetime(frame["time"]))
    assert mentions_of(stamped) == told


def test_a_mean_sentiment_stands_for_a_share(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("time;mentions;sentiment\n2026-11-02T14:00;1.200;-0,5\n", encoding="utf-8")
    told = read_mentions(path, decimal="comma")
    assert (told.step, told.counts[0].mentions, told.counts[0].friendly) == ("hour", 1200, 25.0)


def test_whole_days_may_be_said_to_be_hours() -> None:
    assert mentions_of([{"time": "2026-11-02", "mentions": 3}]).step == "day"
    assert mentions_of([{"time": "2026-11-02", "mentions": 3}], step="hour").step == "hour"
    assert mentions_of([]) == Mentions(step="day")


def test_no_name_and_no_text_is_read() -> None:
    [author, text] = faults([
        {"time": date(2026, 11, 2), "mentions": 1, "author": "Ann", "text": "I hate it"}
    ])  # fmt: skip
    assert author.startswith("mentions[0].author: only counts are read")
    assert "personal data" in text
    assert "Ann" not in author + text
    assert "hate" not in author + text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"mentions": 1}, "mentions[0].time: there is no time; write it like 2026-11-02"),
        ({"time": "02/11/2026"}, "mentions[0].time: '02/11/2026' is no time"),
        ({"time": 20261102}, "mentions[0].time: 20261102 is no time"),
        ({"time": "2026-11-02T14:30"}, "is no full hour"),
        ({"time": "2026-11-02", "mentions": -3}, "mentions[0].mentions: -3 is less than none"),
        ({"time": "2026-11-02", "mentions": 1.5}, "a whole number is wanted, this is 1.5"),
        ({"time": "2026-11-02", "mentions": True}, "a whole number is wanted, this is True"),
        ({"time": "2026-11-02", "mentions": "12"}, "a whole number is wanted, this is '12'"),
        ({"time": "2026-11-02", "mentions": 10**12}, "is too many; at most 1,000,000,000"),
        ({"time": "2026-11-02", "sentiment": 40}, "a mean sentiment is from -1 to 1, this is 40"),
        ({"time": "2026-11-02", "sentiment": float("nan")}, "a mean sentiment is from -1 to 1"),
        ({"time": "2026-11-02", "positive": 3}, "negative is not told, and a share needs it"),
        ({"time": "2026-11-02", "negative": 3}, "positive is not told, and a share needs it"),
        (
            {"time": "2026-11-02", "mentions": 3, "positive": 2, "negative": 2},
            "4 messages are judged, and there are 3",
        ),
        (
            {"time": "2026-11-02", "mentions": 9, "positive": 2, "negative": 2, "sentiment": 0},
            "sentiment is told twice",
        ),
        ({"time": "2026-11-02", "mention": 3}, "did you mean mentions?"),
        ({"time": "2026-11-02", "mentions": 3, "menciones": 3}, "mentions is told twice"),
        (7, "a row is a mapping, this is 7"),
    ],
)
def test_a_wrong_row_is_told(row: object, message: str) -> None:
    assert any(message in fault for fault in faults([row])), faults([row])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (7, "a list of rows is wanted, this is 7"),
        ({"rows": []}, "a list `mentions` is wanted, here is rows"),
        ({}, "a list `mentions` is wanted, here is nothing"),
    ],
)
def test_what_is_no_list_of_rows_is_told(data: object, message: str) -> None:
    assert message in faults(data)[0]


def test_every_fault_is_told_at_once() -> None:
    rows = [
        {"time": "2026-11-02", "mentions": -1},
        {"time": "2026-11-02", "mentions": 4},
        {"time": "2026-11-03T00:00+01:00", "mentions": 2.5},
        {"time": "yesterday", "mentions": 4},
    ]
    found = faults(rows)
    assert len(found) == 6
    assert sum("has no time zone" in one for one in found) == 2
    found = faults(rows[:2], file="shop.json")
    assert found[1] == (
        "shop.json: mentions[1].time: 2026-11-02T00:00:00 stands at mentions[0] already; "
        "add them up, or take one out"
    )


def test_two_zones_are_told_in_the_first_one() -> None:
    told = mentions_of([
        {"time": "2026-11-02T14:00+01:00", "mentions": 1},
        {"time": datetime(2026, 11, 2, 14, tzinfo=UTC), "mentions": 2},
    ])  # fmt: skip
    assert [one.time.isoformat() for one in told.counts] == [
        "2026-11-02T14:00:00+01:00",
        "2026-11-02T15:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("time,mentions\n", "there is no row below the head"),
        ("time,mentions\n2026-11-02,many\n", "row 2, mentions: a number is wanted"),
        ("time,mentions\n2026-11-02,50%\n", "write what was counted, not a percentage"),
        ("time,mentions,author\n2026-11-02,1,Ann\n", "row 2, author: only counts are read"),
        ("time,mentions\n2026-11-02,1\n2026-11-02,2\n", "row 3, time: 2026-11-02T00:00:00 stands"),
    ],
)
def test_a_wrong_sheet_is_told(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MentionError) as caught:
        read_mentions(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MentionError, match="there is no such file"):
        read_mentions(tmp_path / "nothing.csv")


def test_little_is_answered_with_what_lacks() -> None:
    for rows in ([], [{"time": "2026-11-02"}]):
        found = detect(mentions_of(rows))
        assert [one.id for one in found.open] == ["crisis.open.nothing"]
        assert not found.known
    one = detect(mentions_of(ROWS))
    assert [said.id for said in one.open] == ["crisis.open.history", "crisis.open.sentiment"]
    assert "14 are needed" in str(one)
    none = detect(mentions_of([{"time": date.fromordinal(739000 + n), "mentions": 0}
                               for n in range(40)]))  # fmt: skip
    assert none.known
    assert none.alarms == ()


def test_a_cell_that_is_no_number_hides_no_other_fault(tmp_path: Path) -> None:
    sheet = tmp_path / "mentions.csv"
    sheet.write_text("date,mentions\n2026-11-02,many\n2026-11-03,-5\n", encoding="utf-8")
    with pytest.raises(MentionError) as caught:
        read_mentions(sheet)
    assert [one.path for one in caught.value.problems] == ["row 2, mentions", "row 3, mentions"]
