"""Rows as data frames of several packages, the same in each; what is missing is named."""

import sys
from pathlib import Path
from typing import Any

import pytest

import commerce_roles as cr
from commerce_roles.errors import MissingPackageError, UnknownIdError
from commerce_roles.staffing import look, read_team, scenario
from commerce_roles.structuring import FrameKind, frame, rows_of

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = cr.read_profile(EXAMPLES / "clothing_retailer.toml")
NEEDS = cr.assess(SHOP).needs()
TEAM = read_team(EXAMPLES / "teams" / "clothing_three.toml")
SEEN = look(TEAM, NEEDS)
KINDS: list[FrameKind] = ["pandas", "polars", "pyarrow"]
ROWS: list[dict[str, object]] = [
    {"id": "a", "hours": 1, "by": None, "met": True},
    {"id": "b", "hours": 2.5, "by": "p1", "met": False},
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_becomes_a_frame_comes_back_as_the_same_rows(kind: FrameKind) -> None:
    told = frame(ROWS, kind)
    assert type(told).__module__.startswith(kind)
    assert rows_of(told) == ROWS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "result",
    [
        NEEDS, SEEN, scenario(SHOP, TEAM), SEEN.fits[0], SEEN.loads[0], SEEN.coverage[0],
        SEEN.gaps[0], SEEN.findings[0], SEEN.single_points[0],
    ],
    ids=lambda result: type(result).__name__,
)  # fmt: skip
def test_every_result_is_a_frame_of_whichever_package(result: Any, kind: FrameKind) -> None:
    assert rows_of(result.to_frame(kind=kind)) == result.rows() != []


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_look_is_a_frame(kind: FrameKind) -> None:
    for part in ("coverage", "loads", "fits", "gaps", "ways", "findings", "single_points", "costs"):
        assert rows_of(SEEN.to_frame(part, kind=kind)) == SEEN.rows(part) != []


def test_the_parts_of_a_look_are_the_rows_of_what_it_holds() -> None:
    assert SEEN.rows("loads") == [row for load in SEEN.loads for row in load.rows()]
    assert SEEN.fit("p1", "community_manager").rows()[0]["person"] == "p1"


@pytest.mark.parametrize(
    ("kind", "extra"), [("pandas", "frames"), ("polars", "polars"), ("pyarrow", "tables")]
)
def test_a_package_that_is_missing_is_named_with_its_extra(
    kind: FrameKind, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, kind, None)
    with pytest.raises(MissingPackageError, match=f"{kind} .* 'commerce_roles\\[{extra}\\]'"):
        SEEN.to_frame(kind=kind)


def test_another_kind_of_frame_is_refused() -> None:
    with pytest.raises(UnknownIdError, match="kind of data frame is called 'arrow'"):
        SEEN.to_frame(kind="arrow")  # type: ignore[call-overload]
