"""Our own judged businesses get verdicts that the judge would accept."""

import json
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "benchmarks" / "cases.json").read_text(encoding="utf-8")
)["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_every_verdict_is_one_the_judge_would_accept(case: dict[str, Any]) -> None:
    result = assess(case["profile"])
    for role, judged in case["verdicts"].items():
        assert result[role].verdict.value in judged["acceptable"], (role, result[role].score)
