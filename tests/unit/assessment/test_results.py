import json
from typing import Any

import pytest
from strategies.influencers import OVERLAY

from commerce_roles import Engine
from commerce_roles.assessment import Estimate, Rate, Statement, assess, profile_of
from commerce_roles.assessment.contract import plain
from commerce_roles.assessment.pricing import price_of
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CatalogueError, DetachedError, ProfileError, UnknownIdError
from commerce_roles.model import FrozenMap, Range, Sourcing

SHOP: dict[str, Any] = {
    "sector": "clothing",
    "country": "IT",
    "employees": 6,
    "channels": ["instagram"],
    "objectives": ["community"],
    "content_of_interest": "high",
    "messages_needing_reply_month": 60,
    "community_active_members": 200,
    "monthly_orders": 40,
    "budget_roles_eur_month": 4000,
    "crisis_state": "none",
}


def test_a_result_is_a_mapping_by_role() -> None:
    result = assess(SHOP)
    assert list(result) == sorted(result)
    assert len(result) == 3
    with pytest.raises(UnknownIdError, match="did you mean community_manager"):
        result["comunity_manager"]
    assert "community_manager: optional" in repr(result) or "recommended" in repr(result)


def test_a_notebook_gets_every_form() -> None:
    bundle = assess(SHOP)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", "text/html"}
    assert "<" in bundle["text/html"]


def test_a_travelled_result_of_another_catalogue_says_that_it_is_detached() -> None:
    import pickle

    result = assess(SHOP, catalogue=load_catalogue(OVERLAY))
    again = pickle.loads(pickle.dumps(result))  # noqa: S301 our own bytes
    assert again == result
    with pytest.raises(DetachedError, match="not at hand"):
        str(again)


def test_an_engine_that_has_decided_travels_without_its_functions() -> None:
    import pickle

    engine = Engine(load_catalogue(OVERLAY))
    values = engine.values(SHOP)
    decided, result = engine.verdicts(values), engine.decide(SHOP)
    again = pickle.loads(pickle.dumps(engine))  # noqa: S301 our own bytes
    assert again == engine
    assert again.verdicts(values) == decided
    assert again.decide(SHOP) == result


def test_an_engine_is_shared_and_made_of_any_catalogue() -> None:
    own = load_catalogue()
    assert Engine.of() == Engine.of(own) == Engine(own)
    assert Engine(own).decide(profile_of(SHOP)) == assess(SHOP)


def test_a_leaning_says_what_the_choice_would_be_without_it() -> None:
    said = assess(SHOP)["community_manager"]
    leaning = [s for s in said.sourcing_reasons if "without" in s.params]
    assert said.verdict == "recommended" or not leaning
    launch = {
        **SHOP,
        "online_launch_planned": True,
        "expected_monthly_orders": 300,
    }
    reasons = assess(launch)["community_manager"].sourcing_reasons
    assert [reason.rule for reason in reasons] == ["sourcing_community_manager/prefer_inside"]
    assert reasons[0].params["without"] == "external"


def test_who_does_it_falls_to_the_owner_where_no_rule_speaks() -> None:
    table = {
        "decides": "sourcing",
        "role": "each",
        "rules": [{"when": "employees < 0", "then": "none"}],
        "replaces": True,
        "basis": "assumption",
        "why": "A test.",
    }
    others = {
        f"sourcing_{name}": {**table, "role": name}
        for name in ("community_manager", "social_media_manager", "ecommerce_manager")
    }
    catalogue = load_catalogue({"table": {"sourcing_each": table, **others}})
    for found in assess(SHOP, catalogue=catalogue).values():
        assert found.sourcing is Sourcing.OWNER
        assert found.sourcing_reasons == ()


def test_without_a_table_for_the_answer_there_is_none() -> None:
    lead = {
        "decides": "lead",
        "rules": [{"when": "True", "then": 1, "message": "lead.launch"}],
        "replaces": True,
    }
    with pytest.raises(CatalogueError, match="no table that decides the answer"):
        assess(SHOP, catalogue=load_catalogue({"table": {"answer": lead}}))


def test_rates_turn_both_ends_of_a_range_into_euro() -> None:
    told = {"budget_roles_eur_month": {"amount": [4000, 8000], "currency": "PLN"}}
    profile = profile_of(told, rates={"PLN": Rate(0.25, "2026-10-01")})
    assert profile.budget_roles_eur_month == Range(low=1000, high=2000)


def test_rates_turn_other_money_into_euro() -> None:
    told = {"budget_roles_eur_month": {"amount": 10_000, "currency": "PLN"}}
    profile = profile_of(told, rates={"PLN": Rate(0.25, "2026-10-01")})
    assert profile.budget_roles_eur_month == 2_500
    in_euro = {"budget_roles_eur_month": {"amount": 900, "currency": "EUR"}}
    assert profile_of(in_euro).budget_roles_eur_month == 900
    text = {"budget_roles_eur_month": {"amount": "much", "currency": "PLN"}}
    with pytest.raises(ProfileError, match="a number is wanted, this is 'much'"):
        assess(profile_of(text, rates={"PLN": Rate(0.25, "2026-10-01")}))


# ---------------------------------------------------------------------- prices


def test_an_employed_hour_is_gross_pay_with_its_loading_over_productive_hours() -> None:
    """28,750 EUR a year in France × 1.47 ÷ 12 ÷ 143 is what an hour costs, by hand."""
    catalogue = load_catalogue()
    cells = catalogue.costs
    cell = next(
        c for c in cells.values()
        if (c.country, c.role, c.unit) == ("FR", "community_manager", "gross_year")
    )  # fmt: skip
    loading = next(x for x in catalogue.loadings.values() if x.country == "FR")
    hours = Estimate(20, 40, 80)
    roles = ("community_manager",)
    price = price_of(catalogue, "FR", roles, Sourcing.IN_HOUSE, hours)
    assert price is not None
    assert cell.typical is not None
    exact = 40 * cell.typical * loading.typical / 12 / 143
    assert price.typical == pytest.approx(exact, abs=25)
    assert (price.currency, price.contract) == ("EUR", "employee")


def test_there_is_no_price_without_a_country_nor_for_the_owner_nor_where_none_is_known() -> None:
    catalogue = load_catalogue()
    hours = Estimate(1, 2, 3)
    for country, sourcing in (
        (None, Sourcing.IN_HOUSE),
        ("IT", Sourcing.OWNER),
        ("JP", Sourcing.IN_HOUSE),
    ):
        assert price_of(catalogue, country, ("community_manager",), sourcing, hours) is None


def test_pay_without_a_known_loading_is_no_price() -> None:
    cell = {
        "country": "JP",
        "role": "community_manager",
        "contract": "employee",
        "unit": "gross_year",
        "currency": "JPY",
        "low": 1,
        "typical": 2,
        "high": 3,
    }
    catalogue = load_catalogue({"cost": {"jp": cell}})
    roles = ("community_manager",)
    assert price_of(catalogue, "JP", roles, Sourcing.IN_HOUSE, Estimate(1, 2, 3)) is None


# ---------------------------------------------------------------------- speech


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1000, "1,000"),
        ("en", 1234567, "1,234,567"),
        ("en", 2.5, "2.5"),
        ("es", 1000, "1000"),
        ("es", 12000, "12.000"),
        ("es", 2.5, "2,5"),
        ("en", 0, "0"),
    ],
)
def test_digits_are_grouped_as_the_language_does(language: str, number: float, said: str) -> None:
    assert Speaker(load_catalogue(), language).number(number) == said


def test_numbers_take_their_unit_in_the_singular_plural_or_as_a_range() -> None:
    english, spanish = (Speaker(load_catalogue(), lang) for lang in ("en", "es"))
    assert english.quantity("orders_month", 1) == "1 order a month"
    assert english.quantity("orders_month", 3000) == "3,000 orders a month"
    hours = {"low": 10.4, "typical": 17.5, "high": 24.6}
    assert english.quantity("hours_month", hours) == "about 18 hours a month (10 to 25)"
    assert spanish.quantity("hours_month", hours) == "unas 18 horas al mes (de 10 a 25)"
    same = {"low": 3.2, "typical": 3.2, "high": 3.2}
    assert english.quantity("hours_month", same) == "3 hours a month"
    assert english.quantity("", 5) == "5"


def test_money_keeps_its_currency() -> None:
    english = Speaker(load_catalogue(), "en")
    money = {"low": 300, "typical": 500.0, "high": 900, "currency": "PLN"}
    assert english.parameter("money", money) == "about 500 PLN a month (300 to 900)"
    assert english.parameter("money", 1000) == "1,000 EUR a month"
    assert english.parameter("amount_year", 30_000) == "30,000 EUR"


def test_words_names_and_unknown_things_are_said_as_well_as_can_be() -> None:
    spanish = Speaker(load_catalogue(), "es")
    assert spanish.word("verdict", "needed") == "necesario"
    assert spanish.word("verdict", "unheard_of") == "unheard_of"
    assert spanish.name("clothing") != "clothing"
    assert spanish.name("taxidermy") == "taxidermy"
    assert spanish.parameter("country", "DK") == "Dinamarca"
    assert spanish.parameter("country", "XX") == "XX"
    assert spanish.parameter("percent", 81.5) == "81,5 %"
    assert spanish.label({"it": "ciao"}) == "ciao"
    assert spanish.label({}) == ""
    with pytest.raises(UnknownIdError, match="no message"):
        spanish.say(Statement(id="unheard.of"))


def test_a_role_without_a_phrase_is_said_by_its_label() -> None:
    role = {**OVERLAY["role"]["influencer_manager"], "phrases": {}}
    role.pop("phrases")
    catalogue = load_catalogue({"role": {"x": {**role, "phrases": {"en": {"name": "x"}}}}})
    assert Speaker(catalogue, "es").role("x", "post") == "responsable de influencers"
    assert Speaker(catalogue, "es").role("x") == "responsable de influencers"
    assert Speaker(catalogue, "en").role("x") == "x"


def test_plain_data_holds_nothing_but_plain_data() -> None:
    inner: FrozenMap[str, object] = FrozenMap({"e": None})
    value: FrozenMap[str, object] = FrozenMap({"a": (1, frozenset({"c", "b"})), "d": inner})
    assert json.dumps(plain(value)) == '{"a": [1, ["b", "c"]], "d": {"e": null}}'


def test_what_cannot_be_compared_is_decided_by_an_overlays_condition() -> None:
    task = {
        **OVERLAY["task"]["brief_influencers"],
        "applies_when": "influencers >= 5 and employees >= 2",
    }
    catalogue = load_catalogue({**OVERLAY, "task": {"brief_influencers": task}})
    for employees, hours in ((1, 0), (2, 20)):
        told = {"influencers_worked_with": 10, "employees": employees}
        result = assess(told, catalogue=catalogue)
        assert result["influencer_manager"].hours["minimum"].typical == pytest.approx(hours)
        seen = result.explanation("influencer_manager")
        assert [one.task.id for one in seen.tasks] == ["brief_influencers"] * bool(hours)
        assert [one.task.id for one in seen.idle] == ["brief_influencers"] * (not hours)
