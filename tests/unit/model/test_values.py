import pickle
from itertools import combinations_with_replacement

import pytest

from commerce_roles.model import BusinessProfile, Crisis, FrozenMap, Range, Verdict

ORDER = ["not_needed", "optional", "recommended", "needed"]


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(ORDER, 2)))
def test_verdicts_compare_by_consequence_also_with_their_texts(one: str, other: str) -> None:
    low, high = ORDER.index(one), ORDER.index(other)
    for right in (other, Verdict(other)):
        assert (Verdict(one) < right) == (low < high)
        assert (Verdict(one) <= right) == (low <= high)
        assert (Verdict(one) > right) == (low > high)
        assert (Verdict(one) >= right) == (low >= high)
        assert (Verdict(one) == right) == (low == high)
    assert hash(Verdict(one)) == hash(one)


def test_a_verdict_compares_with_no_other_text() -> None:
    with pytest.raises(ValueError, match="maybe"):
        assert Verdict.NEEDED > "maybe"


def test_a_frozen_map_is_a_hashable_mapping_in_order() -> None:
    one, other = FrozenMap({"a": 1, "b": 2}), FrozenMap([("b", 2), ("a", 1)])
    assert one == other == {"a": 1, "b": 2}
    assert hash(one) == hash(other)
    assert list(one) == ["a", "b"]
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 our own bytes
    assert repr(one) == "FrozenMap({'a': 1, 'b': 2})"
    with pytest.raises(TypeError, match="item assignment"):
        one["a"] = 3  # type: ignore[index]


def test_a_frozen_map_keeps_nothing_of_what_it_was_made_of() -> None:
    source = {"a": 1}
    frozen = FrozenMap(source)
    source["a"] = 2
    assert frozen["a"] == 1


def test_a_profile_freezes_collections_and_takes_pairs_as_ranges() -> None:
    shop = BusinessProfile(
        channels=["instagram", "blog"],
        monthly_orders=[3, 5],
        kpis={"aov": 30.0},
        existing_posts=[],
    )
    assert shop.channels == frozenset({"instagram", "blog"})
    assert shop.monthly_orders == Range(3, 5)
    assert shop.existing_posts == ()
    assert hash(shop) == hash(pickle.loads(pickle.dumps(shop)))  # noqa: S301 our own bytes


def test_a_profile_keeps_what_is_wrong_to_be_judged_with_all_else() -> None:
    shop = BusinessProfile(channels="instagram", monthly_orders="many")
    told: list[object] = [shop.channels, shop.monthly_orders]
    assert told == ["instagram", "many"]
    unhashable: object = BusinessProfile(channels=[[]]).channels
    assert unhashable == ([],)


def test_a_profile_shows_what_was_told_and_nothing_else() -> None:
    shop = BusinessProfile(sector="legal", crisis=Crisis(trigger="boycott"))
    assert "sector='legal'" in repr(shop)
    assert "monthly_orders" not in repr(shop)
    assert repr(BusinessProfile()) == "BusinessProfile()"
