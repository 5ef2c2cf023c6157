"""Businesses judged by us get verdicts that the judge would accept."""

import pytest

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.model import Business

BUSINESSES = load_catalogue().businesses


@pytest.mark.parametrize("business", BUSINESSES.values(), ids=BUSINESSES.keys())
def test_every_verdict_is_one_the_judge_would_accept(business: Business) -> None:
    result = assess(business.profile)
    assert business.acceptable
    for role, acceptable in business.acceptable.items():
        assert result[role].verdict in acceptable, (role, result[role].score)
