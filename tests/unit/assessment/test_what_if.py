"""What-if as a person sees it: names, units, what was not told, in both languages."""

from pathlib import Path
from typing import Any

import pytest

from commerce_roles import assess, compare
from commerce_roles.assessment import read_profile
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_text
from commerce_roles.errors import InexactError, UnknownIdError

SHOP: dict[str, Any] = {
    "name": "Hilo",
    "country": "ES",
    "sells_online": True,
    "monthly_orders": 40,
    "employees": 4,
    "skus": 300,
    "sales_channels": ["own_shop"],
    "online_launch_planned": False,
}
ROLE = "ecommerce_manager"
EXAMPLES = Path(__file__).parents[3] / "examples"


def test_ways_are_numbered_and_say_money_as_money() -> None:
    text = str(assess(SHOP).smallest_changes(ROLE, to="recommended"))
    assert text.startswith("E-commerce manager\n")
    assert "1  orders a month       40     300" in text
    assert "2  online sales a year  0 EUR  100,000 EUR" in text


def test_no_way_and_no_need_for_one_are_said() -> None:
    result = assess(SHOP)
    assert "Nothing has to change" in str(result.smallest_changes(ROLE, to="optional"))
    closed = assess({**SHOP, "crisis_state": "none"})
    found = closed.smallest_changes("community_manager", to="not_needed")
    assert found.size is not None
    stuck = {"adjust": {"catalogue": {"bands": {"needed": 5_000}}}}
    none = assess(SHOP, catalogue=load_catalogue(stuck)).smallest_changes(ROLE, to="needed")
    assert none.size is None
    assert "No change" in str(none)
    assert none.to_dict()["ways"] == []


def test_a_comparison_names_countries_and_what_was_not_told() -> None:
    other = {key: value for key, value in SHOP.items() if key not in {"skus", "name"}}
    found = compare(assess(SHOP), assess({**other, "country": "SK"}))
    text = to_text(found.document(), width=200)
    assert "Spain" in text
    assert "Slovakia" in text
    assert "not told" in text
    assert "sin decir" in to_text(found.document("es"), width=200)
    assert found.changed == ()
    assert found.to_dict()["told"]["skus"] == [300, None]  # type: ignore[index]


def test_a_comparison_names_both_businesses_and_takes_no_name_for_an_answer() -> None:
    one, other = {**SHOP, "name": "Hilo"}, {**SHOP, "name": "Aguja", "skus": 20}
    found = compare(assess(one), assess(other))
    assert found.names == ("Hilo", "Aguja")
    assert [*found.told] == ["skus"]
    assert "Aguja" in str(found)


def test_a_comparison_says_that_the_facts_differ() -> None:
    strict = load_catalogue({"adjust": {"catalogue": {"bands": {"optional": 15}}}})
    found = compare(assess(SHOP), assess(SHOP, catalogue=strict))
    assert not found.same_facts
    assert "different facts" in str(found)


def test_what_suffices_and_how_firm_it_is_in_both_languages() -> None:
    result = assess(SHOP)
    reason, firm = result.sufficient_reason(ROLE), result.robustness(ROLE, draws=5)
    assert not reason.decided
    assert "not enough yet" in str(reason)
    assert "aún no basta" in to_text(reason.document("es"))
    assert "drawn at random" in str(firm)
    assert {*firm.to_dict()} >= {"margins", "flips_at", "kept", "spread", "draws", "seed"}
    assert reason.to_dict()["decided"] is False
    for value in (reason, firm, compare(result, result)):
        bundle = getattr(value, "_repr_mimebundle_")()  # noqa: B009 a decorator gives it
        assert set(bundle) == {"text/plain", "text/markdown", "text/html"}


def test_wrong_names_are_refused_with_the_nearest() -> None:
    result = assess(SHOP)
    with pytest.raises(UnknownIdError, match="did you mean recommended"):
        result.smallest_changes(ROLE, to="recomended")
    with pytest.raises(UnknownIdError, match="did you mean ecommerce_manager"):
        result.robustness("ecommerce_manger")
    with pytest.raises(ValueError, match="spread"):
        result.robustness(ROLE, spread=2)


def test_rules_over_hours_are_not_exact_and_say_so() -> None:
    table = {
        "decides": "points",
        "role": ROLE,
        "message": "reason.ecm_catalogue",
        "rules": [{"when": "hours('self', 'minimum') >= 40", "then": 5}],
        "basis": "assumption",
        "why": "A test.",
    }
    result = assess(SHOP, catalogue=load_catalogue({"table": {"x_hours": table}}))
    assert not result[ROLE].exact
    assert result["community_manager"].exact
    assert result[ROLE].verdict in result[ROLE].possible
    assert result[ROLE].margin_up_range is None
    with pytest.raises(InexactError, match="too many values"):
        result.smallest_changes(ROLE, to="needed")
    with pytest.raises(InexactError):
        result.sufficient_reason(ROLE)
    assert result.questions


def test_every_example_can_be_asked() -> None:
    result = assess(read_profile(EXAMPLES / "clothing_retailer.toml"))
    for role in result:
        for verdict in ("not_needed", "optional", "recommended", "needed"):
            ways = result.smallest_changes(role, to=verdict).ways
            assert all(assess(way.profile)[role].verdict == verdict for way in ways)
