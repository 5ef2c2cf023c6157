"""What the page asks of the library, asked without a browser."""

import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from making.places import ROOT
from serving import serve

from commerce_roles import assess, load_catalogue
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import to_html
from commerce_roles.staffing import look, sample_team, team_data

EXAMPLES = sorted((ROOT / "examples").glob("*.*"))


def _profile(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    return read


def _ask(what: str, **more: object) -> Any:
    return json.loads(serve(json.dumps({"ask": what, "lang": "en", **more})))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_answer_is_the_librarys_byte_for_byte(path: Path, lang: str) -> None:
    answer = _ask("assess", profile=_profile(path), lang=lang)
    assert answer == {"ok": True, "result": assess(_profile(path)).to_json(lang)}


def test_the_next_question_is_the_librarys_or_none() -> None:
    assert _ask("next_question", profile={})["result"]["field"] == "crisis_state"
    told = {"sells_online": False, "online_launch_planned": False}
    asked = _ask("next_question", profile=told, role="ecommerce_manager")
    assert asked == {"ok": True, "result": None}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_smallest_changes_lead_where_they_say(path: Path) -> None:
    profile = _profile(path)
    found = _ask("smallest_changes", profile=profile)["result"]
    result = assess(profile)
    for change in found:
        same = result.smallest_changes(change["role"], to=change["to"])
        assert change == json.loads(json.dumps(same.to_dict()))
        for way in same.ways:
            assert assess(way.profile)[change["role"]].verdict == change["to"]


def test_neighbours_of_a_verdict_are_looked_for_and_no_others() -> None:
    found = _ask("smallest_changes", profile={"messages_needing_reply_month": 2000})["result"]
    assert [one["to"] for one in found if one["role"] == "community_manager"] == ["recommended"]


def test_options_leave_less_undone_the_higher_the_level(catalogue: Catalogue) -> None:
    profile = _profile(ROOT / "examples/clothing_retailer.toml")
    nobody, *levels = _ask("options", profile=profile)["result"]
    assert nobody["level"] == ""
    assert [one["level"] for one in levels] == list(catalogue.levels)
    undone = [set(one["undone"]) for one in (nobody, *levels)]
    assert undone[-1] == set()
    assert all(less < more for more, less in pairwise(undone))
    hours = [one["hours"]["typical"] for one in (nobody, *levels)]
    assert hours == sorted(hours)
    roles = assess(profile).roles.values()
    assert hours[1] == round(sum(role.hours["minimum"].typical for role in roles), 1)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_basics_cost_what_the_answer_says(path: Path) -> None:
    profile = _profile(path)
    posts = assess(profile).answer.posts
    paid = [post.price for post in posts if post.sourcing in {"in_house", "external"}]
    basics = _ask("options", profile=profile)["result"][1]
    if not paid:
        assert basics["cost"] == "own"
    elif None in paid:
        assert basics["cost"] is None
    else:
        assert basics["cost"]["typical"] == sum(price.typical for price in paid if price)


def test_questions_that_make_no_sense_are_named() -> None:
    assert "crisis.history" in _ask("silent", profile={"crisis_state": "none"})["result"]
    assert "crisis.history" not in _ask("silent", profile={"crisis_state": "active"})["result"]


def test_documents_link_to_the_pages_of_the_site() -> None:
    profile = _profile(ROOT / "examples/clothing_retailer.toml")
    asked = {"profile": profile, "role": "community_manager", "base": "../"}
    html = _ask("explain", **asked)["result"]
    assert 'href="../catalogue/claim/' in html
    compared = _ask("compare", one=profile, other={})["result"]
    assert compared.startswith("<article")
    assert "<svg" in _ask("picture", profile=profile)["result"]
    assert _ask("picture", profile={})["result"] == ""


def test_what_was_told_is_escaped() -> None:
    nasty = {"name": "<img src=x onerror=alert(1)>", "sector": "<b>x"}
    html = _ask("compare", one=nasty, other={"name": "&amp;"})["result"]
    assert "<img" not in html
    assert "<b>x" not in html


@pytest.mark.parametrize(
    ("request_text", "kind"),
    [
        ("{", "JSONDecodeError"),
        ("[]", "AttributeError"),
        ("{}", "InputError"),
        ('{"ask": ["assess"]}', "TypeError"),
        ('{"ask": "fortune"}', "InputError"),
        ('{"ask": "assess", "profile": []}', "InputError"),
        ('{"ask": "assess", "profile": {"sectr": "x"}}', "ProfileError"),
        ('{"ask": "explain", "profile": {}, "role": "pope"}', "UnknownIdError"),
        ('{"ask": "explain", "profile": {}}', "KeyError"),
    ],
)
def test_what_goes_wrong_comes_back_as_a_typed_error(request_text: str, kind: str) -> None:
    answer = json.loads(serve(request_text))
    assert answer["ok"] is False
    assert answer["error"]["type"] == kind
    assert answer["error"]["message"]


def test_every_fault_of_a_business_is_told_with_its_place() -> None:
    wrong = {"employees": -1, "sectr": "x", "crisis_state": "odd"}
    problems = _ask("assess", profile=wrong)["error"]["problems"]
    assert all(one["message"] for one in problems)
    assert {one["path"] for one in problems} & {"employees", "sectr", "crisis_state"}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_team_is_looked_at_as_by_the_library(lang: str) -> None:
    profile = _profile(ROOT / "examples/clothing_retailer.toml")
    team = sample_team("clothing_three")
    answer = _ask("team", profile=profile, team=team_data(team, names=False), lang=lang)
    seen = look(team, assess(profile).needs()).document(lang)
    told = re.sub(r"<[^>]*>", "", answer["result"])
    assert told == re.sub(r"<[^>]*>", "", to_html(seen))


def test_what_is_wrong_with_a_team_is_told_person_by_person() -> None:
    people = [
        {"id": "A", "capacity": -1},
        {"id": "A", "age": 40},
        {"id": "B", "skills": {"seo": "x"}},
    ]
    error = _ask("team", profile={}, team={"people": people})["error"]
    assert error["type"] == "TeamError"
    places = {one["path"] for one in error["problems"]}
    assert {"people[1].age", "people[2].skills.seo", "people.A.capacity"} <= places


@pytest.mark.parametrize("team", [None, [], "us", 3])
def test_what_is_no_team_is_refused(team: object) -> None:
    assert _ask("team", profile={}, team=team)["error"]["problems"][0]["path"] == "team"
