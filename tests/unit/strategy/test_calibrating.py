"""Own times: judged without naming anybody, brought together with ours, as an overlay."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import InputError, MeasureError, StrategyError
from commerce_roles.strategy import Calibration, calibrate, read_timesheets, timesheets_of

EXAMPLES = Path(__file__).parents[3] / "examples"
FACTS = load_catalogue()


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate(read_timesheets(EXAMPLES / "tracking" / "times.csv"))


def row(**other: object) -> dict[str, object]:
    return {"date": "2026-10-05", "task": "create_posts", "minutes": 50, "done": 1, **other}


def test_every_fault_of_timesheets_is_told_at_once() -> None:
    rows = [
        row(name="Maria"),
        row(who="maria"),
        row(who=7),
        row(minutes=25 * 60),
        row(task="create_post"),
        row(date="2026-10"),
        row(minutes=-5),
        row(done="1"),
        row(done=None),
        row(minutes=float("inf")),
        row(done=10**12),
        row(who="p1", minutes=900),
        row(who="p1", minutes=600),
        row(minutes=1000),
        row(minutes=1000),
        row(Minutos=3),
    ]
    with pytest.raises(MeasureError) as caught:
        timesheets_of(rows)
    told = "\n".join(map(str, caught.value.problems))
    assert told == (
        "row 1, name: a timesheet names nobody: 'name' is none of date, task, minutes, done, who; "
        "take it out\n"
        "row 2, who: this may name a person; write an opaque id with a number, such as p1\n"
        "row 3, who: this may name a person; write an opaque id with a number, such as p1\n"
        "row 4, minutes: a day has 24 hours, this is 25; part it over its days\n"
        "row 5, task: no task is called 'create_post'; did you mean create_posts?\n"
        "row 6, date: '2026-10' is no day; write it like 2026-10-05\n"
        "row 7, minutes: -5 is less than 0; write 0 or more\n"
        "row 8, done: a number is wanted, this is '1'; write it without quotes\n"
        "row 9, done: a number is wanted, this is None; tell it\n"
        "row 10, minutes: inf is no number; write 0 or more\n"
        "row 11, done: 1000000000000 is out of bounds; write 1,000,000,000 at most\n"
        "row 16, Minutos: a timesheet names nobody: 'Minutos' is none of date, task, minutes, done,"
        " who; did you mean minutes?\n"
        "2026-10-05: 40 hours on one day; give each person an opaque `who`, such as p1\n"
        "2026-10-05: 25 hours on one day of p1; look it up"
    )


def test_files_and_frames_tell_the_same(tmp_path: Path) -> None:
    texts = {
        "a.csv": "Date;Task;Minutes;Done\n2026-10-05;create_posts;50,5;1\n",
        "b.json": json.dumps({"times": [row(minutes=50.5)]}),
        "c.toml": '[[times]]\nday = 2026-10-05\ntask = "create_posts"\nminutes = 50.5\ndone = 1\n',
    }
    all_ = [timesheets_of(pd.DataFrame([row(minutes=50.5)]))]
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        all_.append(read_timesheets(tmp_path / name))
    assert all(one == all_[0] for one in all_)
    (tmp_path / "d.csv").write_text("date,task,minutes,done\n2026-10-05,create_posts,long,1\n")
    with pytest.raises(MeasureError, match=r"d\.csv: row 2, minutes: a number is wanted"):
        read_timesheets(tmp_path / "d.csv")
    with pytest.raises(MeasureError, match="there is no such file"):
        read_timesheets(tmp_path / "e.csv")
    with pytest.raises(MeasureError, match="rows of timesheets are wanted"):
        timesheets_of({"times": []})


def test_own_times_weigh_the_more_the_more_there_are(found: Calibration) -> None:
    posts, replies = found.efforts
    assert (posts.task, posts.n, replies.task, replies.n) == (
        "create_posts", 9, "reply_to_messages", 22,
    )  # fmt: skip
    assert posts.share == pytest.approx(9 / 29)
    assert posts.blended.typical == round(9 / 29 * posts.measured + 20 / 29 * 60)
    assert (found.first, found.last) == (date(2026, 10, 1), date(2026, 10, 30))
    assert found.businesses == len(FACTS.businesses)


def test_the_overlay_says_what_was_measured_and_loads(found: Calibration, tmp_path: Path) -> None:
    path = found.write(tmp_path / "ours")
    for new in (found.laid_over(), load_catalogue(tmp_path / "ours")):
        task = new.tasks["create_posts"]
        assert task.effort == found.efforts[0].blended
        assert task.evidence.basis == "measured"
        assert "n = 9, 2026-10-01 to 2026-10-29; weighed 9/(9 + 20) against 60" in task.evidence.why
    assert path.read_text() == found.to_toml()
    with pytest.raises(InputError, match="there is such a file already"):
        found.write(tmp_path / "ours")
    assert [one.name for one in (tmp_path / "ours").iterdir()] == ["times.toml"]
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="it cannot be written"):
        found.write(tmp_path / "file" / "ours")


def test_what_moves_is_told_with_before_and_after() -> None:
    slow = [
        row(task=task, date=f"2026-10-{day:02}", minutes=15, done=0.01)
        for day in range(1, 29)
        for task in FACTS.tasks
    ]
    found = calibrate(slow)
    new = found.laid_over()
    assert found.moves
    for one in found.moves:
        profile = FACTS.businesses[one.business].profile
        before, after = assess(profile)[one.role], assess(profile, catalogue=new)[one.role]
        told = {
            "verdict": (before.verdict.value, after.verdict.value),
            "sourcing": (before.sourcing.value, after.sourcing.value),
        }
        assert told[one.what] == (one.before, one.after)
    own = calibrate(slow, profiles={"mine": {"channels": ["instagram"]}})
    assert own.businesses == 1
    for lang in ("en", "es"):
        assert "{" not in to_markdown(found.document(lang))


def test_what_brought_nothing_forth_and_odd_weights() -> None:
    assert calibrate([row(done=0)], profiles={}).efforts == ()
    with pytest.raises(StrategyError, match="weight: 0 is less than 1"):
        calibrate([row()], weight=0)


def test_a_calibration_draws_and_writes_itself(found: Calibration) -> None:
    assert repr(found) == f"<Calibration 2 tasks, {len(found.moves)} moves>"
    for lang in ("en", "es", "sk"):
        document = found.document(lang)
        for text in (to_text(document), to_markdown(document), to_html(document)):
            assert "99" in text
    data = json.loads(found.to_json())
    assert data["format"] == "calibration/1"
    assert load_catalogue(data["overlay"]).hash == found.laid_over().hash
    assert str(calibrate([], profiles={})).endswith("Nothing was timed, so nothing changes.")
    assert list(found.to_frame()["n"]) == [9, 22]
