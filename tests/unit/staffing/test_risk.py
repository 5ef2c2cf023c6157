"""What absences do: closed forms equal to all cases counted, draws within their interval."""

import itertools
import json
import math
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commerce_roles as cr
from commerce_roles.display import to_text
from commerce_roles.errors import TeamError
from commerce_roles.model.person import Team
from commerce_roles.staffing import read_team, risk
from commerce_roles.staffing.chances import all_covered, expected_coverage

ROOT = Path(__file__).parents[3]
NAMES = tuple("abcdefg")
WORK = st.lists(st.sets(st.sampled_from(NAMES)).map(lambda who: tuple(sorted(who))), max_size=7)
RATES = st.sampled_from((0.0, 0.03, 0.25, 0.5, 0.9, 1.0))


def cases(rate: float) -> list[tuple[frozenset[str], float]]:
    """Every way in which people are there or not, with its probability."""
    return [
        (frozenset(there), (1 - rate) ** len(there) * rate ** (len(NAMES) - len(there)))
        for size in range(len(NAMES) + 1)
        for there in itertools.combinations(NAMES, size)
    ]


@given(work=WORK, rate=RATES, data=st.data())
def test_expected_coverage_equals_all_cases_counted(
    work: list[tuple[str, ...]], rate: float, data: st.DataObject
) -> None:
    weights = data.draw(st.lists(st.integers(0, 9), min_size=len(work), max_size=len(work)))
    weighed = [(float(weight), who) for weight, who in zip(weights, work, strict=True)]
    found, whole = expected_coverage(weighed, rate), sum(weights)
    if not whole:
        assert found is None
        return
    counted = math.fsum(
        chance * weight / whole
        for there, chance in cases(rate)
        for weight, who in weighed
        if there & set(who)
    )
    assert found == pytest.approx(counted, abs=1e-12)


@given(work=WORK, rate=RATES)
def test_the_probability_that_all_is_covered_equals_all_cases_counted(
    work: list[tuple[str, ...]], rate: float
) -> None:
    found, interval = all_covered(work, rate)
    counted = math.fsum(
        chance for there, chance in cases(rate) if all(there & set(who) for who in work)
    )
    assert interval is None
    assert found == pytest.approx(counted, abs=1e-12)


def test_twenty_people_are_exact_and_more_are_drawn() -> None:
    pairs = [(f"p{n}", f"q{n}") for n in range(10)]
    found, interval = all_covered(pairs, 0.1)
    assert found == pytest.approx(0.99**10, abs=1e-15)
    assert interval is None
    more = [(f"p{n}", f"q{n}") for n in range(15)]
    drawn, ends = all_covered(more, 0.1, seed=7)
    assert ends is not None
    low, high = ends
    assert low < 0.99**15 < high
    assert low <= drawn <= high
    assert all_covered(more, 0.1, seed=7) == all_covered(more, 0.1, seed=7)
    assert all_covered(more, 0.0, samples=10)[0] == 1.0


SHOP = cr.assess(cr.read_profile(ROOT / "examples" / "clothing_retailer.toml")).needs()
THREE = read_team(ROOT / "examples" / "teams" / "clothing_three.toml")


def test_a_team_is_told_what_absences_do_to_it() -> None:
    found = risk(THREE, SHOP, absence_rate=0.05)
    assert found.everybody is not None
    assert found.expected is not None
    assert found.expected == pytest.approx(found.everybody * 0.95, abs=0.02)
    assert found.all_covered == pytest.approx(0.95**3)
    assert {one.covered for one in found.tasks} <= {0.0, 1 - 0.05, 1 - 0.05**2, 1 - 0.05**3}
    august = found.months[7]
    assert august.capacity < found.months[0].capacity
    assert found.peaks == ()
    text = to_text(found.document("es", names={"p1": "Ana"}))
    assert "Ana" in text
    assert "{" not in text
    assert json.loads(found.to_json("es"))["format"] == "risk/1"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 our own
    assert len(found.to_frame()) == len(found.tasks)
    assert repr(found).endswith("expected>")
    assert "text/html" in found._repr_mimebundle_()


def test_months_that_are_too_much_are_told() -> None:
    busy = cr.assess(
        {"sector": "clothing", "channels": ["instagram", "tiktok"], "monthly_orders": 450,
         "messages_needing_reply_month": 900, "peak_months": [11], "peak_factor": 4}
    ).needs("standard")  # fmt: skip
    found = risk(THREE, busy, absence_rate=0.5)
    assert found.peaks
    assert found.peaks[0].short == max(one.short for one in found.months)
    assert any(one.busier for one in found.months)
    assert "too few" in str(found)


def test_nobody_and_nothing_have_an_answer() -> None:
    alone = risk(Team(), SHOP, absence_rate=0.1)
    assert (alone.everybody, alone.expected, alone.all_covered) == (0.0, 0.0, 1.0)
    weightless = risk(Team(), SHOP, absence_rate=0.1, weights={one.task: 0 for one in alone.tasks})
    assert weightless.expected is None
    assert "There is no work" in str(weightless)
    assert repr(weightless) == "<Risk nothing to cover>"


def test_a_large_team_is_drawn_with_an_interval() -> None:
    data = {
        "people": [{"id": f"p{n}", "capacity": 10} for n in range(25)],
        "assignments": [
            {"person": f"p{n}", "role": "community_manager", "hours": 1} for n in range(25)
        ],
    }
    skilled = [
        {**one, "skills": {skill.skill: "expert" for skill in SHOP["community_manager"].skills},
         "languages": {"es": "C2", "en": "C2"}}
        for one in data["people"]
    ]  # fmt: skip
    from commerce_roles.staffing import team_of

    found = risk(team_of({**data, "people": skilled}), SHOP, absence_rate=0.9, samples=500)
    assert found.interval is not None
    assert "drawn at random" in str(found)


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"absence_rate": 1.5}, "absence_rate: 1.5 is no probability"),
        ({"absence_rate": float("nan")}, "absence_rate: nan is no probability"),
        ({"absence_rate": 0.1, "samples": 0}, "samples: 0 is no number of samples"),
        ({"absence_rate": 0.1, "weights": {"posting": 1}}, "there is no task 'posting'"),
        ({"absence_rate": 0.1, "weights": {"create_posts": -1}}, "-1 is no weight"),
    ],
)
def test_a_wrong_rate_or_weight_is_refused(options: dict[str, float], part: str) -> None:
    with pytest.raises(TeamError, match=part):
        risk(THREE, SHOP, **options)  # type: ignore[arg-type] # wrong on purpose
