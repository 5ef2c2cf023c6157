"""All measures of a team at once: the same as one by one, told in every form."""

import json
import pickle

import pytest

import commerce_roles as cr
from commerce_roles.errors import TeamError
from commerce_roles.staffing import Assignment, Person, Team, measures, measuring, sample_team
from commerce_roles.structuring import rows_of, sample_path

NEEDS = cr.assess(cr.read_profile(sample_path("clothing_retailer"))).needs()
TEAM = sample_team("clothing_three")
FOUND = measures(TEAM, NEEDS)
MEASURES = {name for name in measuring.__all__ if name[0].islower() and "network" not in name}


def test_every_measure_is_there_and_what_it_is_alone() -> None:
    told = {**FOUND.team, **FOUND.people, **FOUND.tasks}
    assert set(told) == MEASURES - {"communication_need"}
    net = measuring.meta_network(TEAM, NEEDS)
    for name in set(told) - {"separation_of_duties"}:
        assert told[name] == getattr(measuring, name)(net)
    assert FOUND.need_to_talk == measuring.communication_need(net)


def test_duties_are_the_work_of_one_role_under_the_plan_of_another() -> None:
    def held(person_of: dict[str, str]) -> Team:
        people = [Person(id=one) for one in sorted(set(person_of.values()))]
        posts = [Assignment(person=who, role=role) for role, who in person_of.items()]
        return Team(people=people, assignments=posts)

    one_hand = held(dict.fromkeys(NEEDS, "a"))
    assert measures(one_hand, NEEDS).team["separation_of_duties"] == 0
    own_hands = held({role: role for role in NEEDS})
    assert measures(own_hands, NEEDS).team["separation_of_duties"] == 1


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_measure_reads_in_words_and_names_are_shown_on_request(lang: str) -> None:
    text = str(FOUND.document(lang, names={"p1": "Ana"}))
    assert "Ana" in text
    assert not any(name in text for name in MEASURES if "_" in name)
    assert "Ana" not in str(FOUND)


def test_measures_are_written_as_data_and_rows() -> None:
    data = json.loads(FOUND.to_json("es"))
    assert (data["format"], data["lang"], data["level"]) == ("measures/1", "es", "minimum")
    assert data["team"] == dict(FOUND.team)
    assert rows_of(FOUND.to_frame(kind="polars")) == FOUND.rows()
    assert {row["about"] for row in FOUND.rows()} == {"team", "person", "task"}
    assert pickle.loads(pickle.dumps(FOUND)) == FOUND  # noqa: S301 our own
    assert repr(FOUND) == f"<Measures of minimum work, {len(FOUND.rows())} values>"


def test_nobody_and_nothing_to_do_leave_measures_undefined() -> None:
    nobody = measures(Team(), NEEDS)
    assert nobody.people["agent_needs"] == {}
    assert nobody.team["span_of_control"] is None
    assert "–" in str(nobody)


def test_a_wrong_team_is_refused() -> None:
    with pytest.raises(TeamError):
        measures(Team(people=[Person(id="a"), Person(id="a")]), NEEDS)
