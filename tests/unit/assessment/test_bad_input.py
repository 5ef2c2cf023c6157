"""Whatever is wrong with a profile is said at once, with the place, the value and the remedy."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce_roles.assessment import Assessment, assess, profile_of, read_profile
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import ProfileError
from commerce_roles.model import BusinessProfile, ExistingPost


def faults(profile: Any) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        assess(profile)
    assert all(str(problem).isprintable() for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def test_what_cannot_be_read_does_not_hide_wrong_answers() -> None:
    told = faults(
        {
            "sektor": "legal",
            "monthly_orders": -1,
            "kpis": 3,
            "existing_posts": [
                "Ana",
                {"title": "b", "roles": "community_manager", "hours": -2},
                {"title": "c", "roles": ["nobody"], "plase": "inside"},
            ],
        }
    )
    assert [fault.split(": ")[0] for fault in told] == [
        "sektor",
        "kpis",
        "existing_posts[0]",
        "existing_posts[1].roles",
        "existing_posts[2].plase",
        "monthly_orders",
        "existing_posts[1].hours",
        "existing_posts[2].roles",
    ]


@pytest.mark.parametrize(
    ("profile", "complaint"),
    [
        ({"channels": "instagram"}, "channels: a list is wanted, this is 'instagram'; write ["),
        ({"channels": ["instagramm"]}, "did you mean instagram?"),
        ({"channels": [3]}, "a text is wanted, this is 3"),
        ({"channels": [["instagram"]]}, "a text is wanted"),
        ({"channels": {"instagram": 1}}, "a list is wanted"),
        ({"objectives": ["slaes"]}, "did you mean sales?"),
        ({"monthly_orders": -1}, "-1 is out of bounds; write a number from 0"),
        ({"monthly_orders": "450"}, "a whole number is wanted, this is '450'"),
        ({"monthly_orders": True}, "a whole number is wanted, this is True"),
        ({"monthly_orders": 4.5}, "a whole number is wanted, this is 4.5"),
        ({"monthly_orders": float("nan")}, "a whole number is wanted, this is nan"),
        ({"monthly_orders": float("inf")}, "this is inf"),
        ({"monthly_orders": 10**30}, "out of bounds"),
        ({"monthly_orders": 10**400}, "a whole number is wanted, this is 1000"),
        ({"monthly_orders": [0, 10**5_000]}, "monthly_orders[1]: a whole number is wanted"),
        ({"existing_roles": {"community_manager": 10**400}}, "a number is wanted, this is 1000"),
        ({"monthly_orders": [500, 300]}, "the range is upside down: 500 to 300; write [300, 500]"),
        ({"monthly_orders": [1, 2, 3]}, "a whole number is wanted, this is [1, 2, 3]"),
        ({"monthly_orders": [-1, "b"]}, "monthly_orders[0]: -1 is out of bounds"),
        ({"online_revenue_eur_year": "much"}, "a number is wanted, this is 'much'"),
        ({"kpis": {"cart_abandonment_rate": 400}}, "kpis.cart_abandonment_rate: 400 is out of"),
        ({"kpis": {"cart_abandonment_rat": 40}}, "did you mean cart_abandonment_rate?"),
        ({"kpis": [1]}, "kpis: a table of keys is wanted"),
        ({"sektor": "legal"}, "sektor: there is no such field; did you mean sector?"),
        ({"more": {"partnrs": 3}}, "did you mean partners?"),
        ({"more": {"employees": 3}}, "write employees itself"),
        ({"country": "Spain"}, "'Spain' is not known here"),
        ({"country": "es"}, "did you mean ES"),
        ({"country": 34}, "a text is wanted"),
        ({"currency": "EURO"}, "did you mean EUR"),
        ({"sell_languages": ["xx"]}, "'xx' is no language tag (BCP 47)"),
        ({"sell_languages": ["es_ES"]}, "no language tag"),
        ({"sell_languages": ["EN"]}, "write en"),
        ({"sell_languages": ["spanish"]}, "no language tag"),
        ({"sells_online": "yes"}, "yes or no is wanted, this is 'yes'; write true or false"),
        ({"sells_online": 1}, "yes or no is wanted"),
        ({"content_of_interest": "hihg"}, "did you mean high?"),
        ({"content_of_interest": 3}, "is not known here"),
        ({"business_model": "b2x"}, "Allowed are b2b, b2c"),
        ({"peak_months": [0]}, "a month is wanted, this is 0; write 1 to 12"),
        ({"peak_months": ["June"]}, "a month is wanted"),
        ({"peak_months": [True]}, "a month is wanted"),
        ({"peak_factor": 0.5}, "0.5 is out of bounds"),
        ({"crisis": "boycott"}, "crisis: a table of keys is wanted"),
        ({"crisis": {"triger": "boycott"}}, "crisis.triger: there is no such key; did you mean"),
        ({"crisis": {"responsibility": "much"}}, "crisis.responsibility: 'much' is not known"),
        ({"existing_roles": {"comunity_manager": 1}}, "did you mean community_manager?"),
        ({"existing_roles": {"community_manager": -1}}, "-1 is out of bounds"),
        ({"existing_roles": {"community_manager": "full"}}, "a number is wanted"),
        ({"existing_roles": ["community_manager"]}, "a table of keys is wanted"),
        ({"existing_posts": {"title": "x"}}, "a list of tables is wanted"),
        ({"existing_posts": ["x"]}, "existing_posts[0]: a table of keys is wanted"),
        ({"existing_posts": [{"title": "x", "roles": "y"}]}, "a list of roles is wanted"),
        ({"existing_posts": [{"titel": "x"}]}, "did you mean title?"),
        (
            {"existing_posts": [{"title": "x", "roles": ["planner"], "hours": 9}]},
            "'planner' is not known here",
        ),
        ({"existing_posts": [{"title": "x", "place": "here"}]}, "Allowed are inside, outside"),
        ({"existing_posts": [{"title": "x", "hours": 9000}]}, "out of bounds"),
        ({"existing_posts": [{"title": "x"}] * 60}, "there are 60 posts"),
        ({"name": "x" * 10_000}, "this is no usable text"),
        ({"name": "two\nlines"}, "this is no usable text"),
        ({"name": "\x1b[31mred"}, "this is no usable text"),
        ({"name": " "}, "this is no usable text"),
        ({"sell_languages": ["es"] * 3 + [str(n) for n in range(300)]}, "entries"),
    ],
)
def test_a_wrong_answer_is_named_with_its_remedy(profile: dict[str, Any], complaint: str) -> None:
    assert any(complaint in line for line in faults(profile)), faults(profile)


def test_all_faults_are_told_at_once_also_of_a_profile_made_in_python() -> None:
    told = {"channels": "instagram", "monthly_orders": -1, "country": "Spain", "skus": True}
    assert len(faults(told)) == 4
    wrong = BusinessProfile(channels="instagram", monthly_orders=-1, sells_online="no")  # type: ignore[arg-type]
    assert len(faults(wrong)) == 3


def test_what_is_unusual_but_legal_is_taken() -> None:
    shop = {
        "sector": "taxidermy & co.",
        "country": "UK",
        "channels": ["x", "twitter"],
        "sell_languages": ["pt-BR", "zh-Hant-TW", "nb"],
        "objectives": [],
        "monthly_orders": [5, 5],
        "online_revenue_eur_year": 10**11,
        "peak_months": [12, 1],
        "crisis": {"trigger": "our van was stolen"},
        "partners": 3,
        "name": None,
    }
    assert isinstance(assess(shop), Assessment)
    assert dict(profile_of(shop).more or {}) == {"partners": 3}


def test_a_field_that_facts_alone_know_may_be_a_range() -> None:
    told = assess({"partners": [3, 9]})
    assert dict(told.profile.more or {}) == {"partners": (3, 9)}
    with pytest.raises(ProfileError, match=r"partners: the range is upside down: 9 to 3"):
        assess({"partners": [9, 3]})


def test_existing_posts_count_as_held_hours() -> None:
    post = {"title": "shop and posts", "roles": ["community_manager", "ecommerce_manager"]}
    result = assess({"existing_posts": [{**post, "place": "outside", "hours": 40}]})
    assert result["community_manager"].held_fte == pytest.approx(20 / 143, abs=0.01)
    assert result["social_media_manager"].held_fte == 0
    held = ExistingPost(title="x", roles=["social_media_manager"], hours=143)
    made = BusinessProfile(existing_posts=[held])
    assert assess(made)["social_media_manager"].held_fte == 1


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "**bold** | [x](javascript:alert(1))", "`code` # 1. - + _a_"],
)
def test_hostile_names_stay_text_in_every_form(name: str) -> None:
    document = assess({"name": name, "sector": name}).report()
    assert "<script>" not in to_html(document)
    assert "<script>" not in to_markdown(document)
    assert 'href="javascript:' not in to_html(document)
    assert name.split(maxsplit=1)[0] in to_text(document)


def test_a_file_is_judged_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shop.json"
    path.write_text(json.dumps({"monthly_orders": -1}), encoding="utf-8")
    with pytest.raises(ProfileError, match=r"shop\.json: monthly_orders: -1 is out of bounds"):
        read_profile(path)


_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6),
        st.sampled_from(["instagram", "clothing", "ES", "high", "active", "es"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)  # fmt: skip
_keys = st.sampled_from(
    [
        "name", "sector", "country", "channels", "objectives", "monthly_orders", "employees",
        "crisis_state", "crisis", "kpis", "existing_roles", "existing_posts", "more",
        "peak_months", "sell_languages", "content_of_interest", "sells_online", "partners", "x",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.dictionaries(_keys, _values, max_size=5))
def test_any_mapping_is_assessed_or_refused(profile: dict[str, Any]) -> None:
    """Closure: an Assessment or a ProfileError, and nothing else."""
    try:
        result = assess(profile)
    except ProfileError as error:
        assert error.problems
        assert all(str(problem).isprintable() for problem in error.problems)
    else:
        assert result.to_json()
