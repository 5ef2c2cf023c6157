"""The strategies for users' own tests: what is drawn is legal, and follows the facts."""

from hypothesis import find, given, settings

from commerce_roles import assess, load_catalogue
from commerce_roles.model.person import Team
from commerce_roles.staffing import team_data, team_of
from commerce_roles.testing import profiles, teams

_OURS = load_catalogue(
    {"field": {"vans": {"type": "count", "maximum": 40, "label": {"en": "vans", "es": "furgos"}}}}
)


@settings(max_examples=10)
@given(profiles(_OURS))
def test_every_business_can_be_assessed(profile: dict[str, object]) -> None:
    assess(profile, catalogue=_OURS)


@settings(max_examples=5)
@given(profiles(_OURS, complete=True))
def test_a_complete_business_tells_every_field(profile: dict[str, object]) -> None:
    told = assess(profile, catalogue=_OURS)
    assert {key.partition(".")[0] for key in _OURS.fields} <= set(profile)
    assert not told.questions


def test_the_fields_of_an_overlay_are_drawn() -> None:
    assert "vans" in find(profiles(_OURS), lambda profile: "vans" in profile)


@settings(max_examples=10)
@given(teams())
def test_every_team_can_be_written_and_read(team: Team) -> None:
    assert team_of(team_data(team)) == team
