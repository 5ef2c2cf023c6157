import pickle
from copy import deepcopy
from itertools import combinations_with_replacement
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.model import (
    BusinessProfile,
    Crisis,
    ExistingPost,
    FrozenMap,
    Range,
    Verdict,
    is_value,
)

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


def test_verdicts_sort_by_consequence_and_their_texts_reflect() -> None:
    assert sorted(map(Verdict, sorted(ORDER))) == ORDER
    assert max(map(Verdict, ORDER)).value == "needed"
    assert Verdict.NEEDED > "optional"
    assert "optional" < Verdict.NEEDED  # noqa: SIM300 the text on the left is what is tested
    assert not "needed" < Verdict.OPTIONAL  # noqa: SIM300 as above
    assert [Verdict(text).rank for text in ORDER] == [0, 1, 2, 3]
    assert {Verdict.NEEDED: 1}["needed"] == 1  # type: ignore[index]
    assert f"{Verdict.NEEDED}" == "needed"
    assert pickle.loads(pickle.dumps(Verdict.NEEDED)) is Verdict.NEEDED  # noqa: S301 our own bytes


@pytest.mark.parametrize("other", ["", "NEEDED", "needed ", "4"])
def test_a_verdict_is_equal_to_no_other_text_and_orders_with_none(other: str) -> None:
    assert other != Verdict.NEEDED
    for compare in (Verdict.__lt__, Verdict.__le__, Verdict.__gt__, Verdict.__ge__):
        with pytest.raises(ValueError, match="is not a valid Verdict"):
            compare(Verdict.NEEDED, other)


@given(st.dictionaries(st.text(max_size=2), st.integers()), st.randoms(use_true_random=False))
def test_frozen_maps_of_the_same_items_are_the_same_value(
    items: dict[str, int], random: Any
) -> None:
    """Laws: order is kept, and counts neither for equality nor for the hash."""
    shuffled = list(items.items())
    random.shuffle(shuffled)
    one, other = FrozenMap(items), FrozenMap(shuffled)
    assert one == other == items
    assert hash(one) == hash(other)
    assert list(other.items()) == shuffled
    for again in (pickle.loads(pickle.dumps(other)), deepcopy(other)):  # noqa: S301 our own bytes
        assert again == other
        assert hash(again) == hash(other)
        assert list(again) == list(other)


def test_frozen_maps_of_other_items_are_other_values() -> None:
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 2})
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 1, "b": 2})
    assert len({FrozenMap({"a": 1}), FrozenMap({"a": 2}), FrozenMap(a=1)}) == 2
    pairs: object = [("a", 1)]
    assert FrozenMap({"a": 1}) != pairs


def test_a_frozen_map_takes_no_change() -> None:
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError, match="item deletion"):
        del frozen["a"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        frozen.a = 1  # type: ignore[attr-defined]
    for change in ("clear", "pop", "popitem", "setdefault", "update", "__setitem__"):
        assert not hasattr(frozen, change)


def test_a_frozen_map_of_what_changes_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenMap({"a": [1]}))


def test_a_missing_key_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="b"):
        FrozenMap({"a": 1})["b"]
    assert FrozenMap({"a": 1}).get("b") is None


def test_only_values_of_the_model_are_values() -> None:
    assert is_value(BusinessProfile())
    assert not is_value(FrozenMap())
    assert not is_value(BusinessProfile)


def test_a_profile_is_one_value_however_its_parts_were_told() -> None:
    one = BusinessProfile(
        channels=["blog", "tiktok", "blog"],
        monthly_orders=(3, 5),
        kpis={"a": 1.0, "b": 2.0},
        existing_posts=[ExistingPost(title="t", roles=["r"])],
        crisis=Crisis(mention_volume_ratio=[2, 3]),
        more={"a": ["x", "y"], "b": {"z"}, "c": 3},
    )
    other = BusinessProfile(
        channels={"tiktok", "blog"},
        monthly_orders=Range(3, 5),
        kpis=FrozenMap({"b": 2.0, "a": 1.0}),
        existing_posts=(ExistingPost(title="t", roles=("r",)),),
        crisis=Crisis(mention_volume_ratio=Range(2, 3)),
        more={"c": 3, "b": frozenset({"z"}), "a": ("x", "y")},
    )
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == other  # noqa: S301 our own bytes
    assert one != attrs.evolve(other, channels={"blog"})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.sector = "toys"  # type: ignore[misc]


def test_a_profile_keeps_nothing_of_what_it_was_made_of() -> None:
    channels, more, tags = {"blog"}, {"a": 1}, ["x"]
    shop = BusinessProfile(channels=channels, more={**more, "tags": tags})
    channels.add("tiktok")
    tags.append("y")
    assert shop.channels == frozenset({"blog"})
    assert shop.more == FrozenMap({"a": 1, "tags": ("x",)})


def test_none_empty_and_zero_are_three_answers() -> None:
    assert BusinessProfile().channels is None
    assert BusinessProfile(channels=[]).channels == frozenset()
    assert "monthly_orders=0" in repr(BusinessProfile(monthly_orders=0))
    assert "sells_online=False" in repr(BusinessProfile(sells_online=False))
    assert "channels=frozenset()" in repr(BusinessProfile(channels=()))


def test_a_profile_shows_its_answers_in_the_order_of_the_fields() -> None:
    shop = BusinessProfile(more={"a": 1}, monthly_orders=[1, 2], country="ES")
    assert repr(shop) == (
        "BusinessProfile(country='ES', monthly_orders=Range(low=1, high=2), "
        "more=FrozenMap({'a': 1}))"
    )


def test_only_a_pair_is_a_range_and_only_a_table_a_mapping() -> None:
    wrong: Any = {"monthly_orders": [1, 2, 3], "existing_roles": "planner", "more": "much"}
    shop = BusinessProfile(**wrong)
    assert {key: getattr(shop, key) for key in wrong} == wrong


def test_the_roles_of_a_post_keep_their_order_and_a_lone_text_is_one_role() -> None:
    assert ExistingPost(title="t", roles=["b", "a"]).roles == ("b", "a")
    assert ExistingPost(title="t", roles={"c", "b", "a"}).roles == ("a", "b", "c")
    assert ExistingPost(title="t", roles="planner").roles == ("planner",)
    assert ExistingPost(title="t", roles=3).roles == (3,)  # type: ignore[arg-type, comparison-overlap]
