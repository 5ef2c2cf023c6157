"""Samples are found by name, in a checkout and in a wheel."""

import pytest

from commerce_roles import read_profile
from commerce_roles.errors import UnknownIdError
from commerce_roles.staffing import read_offers, sample_team
from commerce_roles.structuring import sample_names, sample_path


def test_two_teams_without_names_ship_with_the_businesses_they_work_for() -> None:
    for name in ("clothing_three", "wholesaler_five"):
        people = sample_team(name).people
        assert people
        assert not any(person.name for person in people)
    assert read_profile(sample_path("clothing_retailer")).name
    assert read_offers(sample_path("offers"))


def test_samples_are_listed_all_or_those_of_a_folder() -> None:
    assert set(sample_names("teams")) < set(sample_names())
    assert all(sample_path(name).is_file() for name in sample_names())
    assert sample_names("planets") == ()


def test_another_sample_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownIdError, match="did you mean clothing_three"):
        sample_team("clothing_tree")
