"""Every series of mentions is an alarm, or none, as its scenario says."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess
from commerce_roles.display import to_text
from commerce_roles.strategy.crisis import MentionCount, Mentions, detect, find_incident

SCENARIOS = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in SCENARIOS]


def begins(told: date | datetime) -> datetime:
    return told if isinstance(told, datetime) else datetime.combine(told, time())


def series(case: dict[str, Any]) -> Mentions:
    """Repeat quiet times, then tell the last counts."""
    length = timedelta(hours=1) if case["step"] == "hour" else timedelta(days=1)
    usual, last = case["usual"], case["last"]
    counts = [usual[n % len(usual)] for n in range(case["periods"])] + last
    last_shares = case.get("last_friendly", [None] * len(last))
    shares = [case.get("friendly")] * case["periods"] + last_shares
    found: list[MentionCount] = []
    for place, (count, share) in enumerate(zip(counts, shares, strict=True)):
        judged = {} if share is None else {"positive": share, "neutral": 0, "negative": 100 - share}
        mentions = None if count == "?" else count
        when = begins(case["begins"]) + place * length
        found.append(MentionCount(time=when, mentions=mentions, **judged))
    return Mentions(step=case["step"], counts=tuple(found))


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_mentions_are_an_alarm_as_their_scenario_says(name: str, case: dict[str, Any]) -> None:
    del name
    detection = detect(series(case))
    incident = find_incident(assess(case["business"]), detection)
    assert (incident is not None) == case["alarm"]
    text = to_text(detection.document(), width=10_000)
    if incident is not None:
        assert incident.since == begins(case["since"])
        assert sorted(incident.triggers) == case["triggers"]
        assert (incident.severity, incident.pause) == (case["severity"], case["pause"])
        assert incident.duties[0].party == case["decides"]
        text += to_text(incident.document(), width=10_000)
    for part in case["says"]:
        assert part in text, part
