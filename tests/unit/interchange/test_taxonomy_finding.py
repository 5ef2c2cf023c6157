"""A look-up in a taxonomy passes over how people write, ranks, and never guesses in silence."""

from pathlib import Path

import pytest

from commerce_roles.errors import UnknownIdError
from commerce_roles.interchange import read_esco, read_onet

EXAMPLES = Path(__file__).parents[3] / "examples" / "taxonomies"
ESCO = read_esco(EXAMPLES / "esco")
ONET = read_onet(EXAMPLES / "onet")
MANAGER = "online community manager"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("online community manager", "preferred"),
        ("  ONLINE   Community-Manager ", "preferred"),
        ("önline cömmunity mánager", "preferred"),
        ("social media manager", "other"),
        ("Social-Media Manager", "other"),
        ("onlinecommunitymanager", "joined"),
        ("comunity  manager", "alike"),
        ("2432.5", "code"),
        ("http://data.europa.eu/esco/occupation/137b1d11-c4bc-4016-89ba-45345d4c71f0", "uri"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, how: str) -> None:
    found = ESCO.find(text, kind="occupation")[0]
    assert (found.label, found.how) == (MANAGER, how)
    assert found.exact == (how in ("preferred", "other", "code", "uri"))


def test_several_that_it_may_mean_are_all_given() -> None:
    found = ESCO.find("manager", most=1)
    assert len(found) == 1
    assert not found[0].exact
    wide = ESCO.find("manager", kind="occupation")
    assert {one.label for one in wide} == {
        "digital marketing manager", "eBusiness manager", MANAGER,
    }  # fmt: skip


def test_every_exact_match_is_given_whatever_the_limit() -> None:
    found = ONET.find("Mathematics", most=1)
    assert [one.uri for one in found] == ["onet:2.A.1.e", "onet:2.C.4.a"]
    assert all(one.exact for one in found)


@pytest.mark.parametrize("text", ["", "  ", "…", "zzzz", "\u200b"])
def test_what_is_like_nothing_finds_nothing(text: str) -> None:
    assert ESCO.find(text) == ()


def test_a_kind_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean occupation"):
        ESCO.find("manager", kind="ocupation")


def test_what_is_nearer_stands_first() -> None:
    found = ESCO.find("plan marketing")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score < 1 for one in found)
    assert {"plan marketing campaigns", "plan marketing strategy"} <= {one.label for one in found}


def test_a_very_long_text_is_looked_up_by_its_beginning() -> None:
    assert ESCO.find("online community manager" + " " * 100_000)[0].exact
    assert ESCO.find("x" * 100_000) == ()
