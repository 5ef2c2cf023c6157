"""Offers side by side, the vacancy, the brief: as data and as text in both languages."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from commerce_roles import assess, read_profile
from commerce_roles.assessment import Estimate, Rate
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import TeamError, UnknownIdError
from commerce_roles.model import Money
from commerce_roles.staffing import (
    brief,
    compare_offers,
    look,
    offers_of,
    read_offers,
    read_team,
    vacancy,
)

CATALOGUE = load_catalogue()
NEEDS = assess(read_profile("examples/clothing_retailer.toml")).needs()
CM, SMM, ECM = "community_manager", "social_media_manager", "ecommerce_manager"
EUR = {"currency": "EUR"}


def compared(*offers: dict[str, Any], **options: Any) -> Any:
    return compare_offers(offers_of(list(offers)), NEEDS, **{"roles": (CM,), **options})


def offer(identifier: str = "a", **told: Any) -> dict[str, Any]:
    return {"id": identifier, "tasks": ["create_posts"], **told}


# ---------------------------------------------------------------------- offers


def test_an_offer_covers_what_it_names_in_the_part_that_it_names() -> None:
    posts = NEEDS[CM].tasks_at("minimum")
    whole = next(task for task in posts if task.task == "create_posts")
    made = whole.amount["minimum"]
    half = compared(offer(tasks={"create_posts": made / 2}))["a"]
    assert half.of("in_part") == ("create_posts",)
    assert half.covered.typical == pytest.approx(whole.hours["minimum"].typical / 2)
    full = compared(offer(tasks={"create_posts": made + 5}))["a"]
    assert full.covered.typical == pytest.approx(whole.hours["minimum"].typical)
    assert full.left.typical + full.covered.typical == pytest.approx(
        NEEDS[CM].hours_at("minimum").typical
    )


def test_no_more_is_covered_than_the_hours_that_are_sold() -> None:
    tasks = [task.task for task in NEEDS[CM].tasks_at("minimum")]
    look_at = compared(offer(tasks=tasks, hours=10, price={"amount": 30, "per": "hour", **EUR}))[
        "a"
    ]
    assert look_at.covered == Estimate(10, 10, 10)
    assert look_at.price == 300
    assert look_at.per_hour == Estimate(30, 30, 30)
    assert "offer_hours_short" in {one.rule for one in look_at.findings}


def test_a_price_for_an_hour_is_a_range_where_the_hours_are() -> None:
    look_at = compared(offer(price={"amount": 300, **EUR}))["a"]
    price = look_at.per_hour
    assert price is not None
    hours = look_at.covered
    assert price.low == pytest.approx(300 / hours.high)
    assert price.high == pytest.approx(300 / hours.low)
    assert compared(offer())["a"].per_hour is None


def test_what_has_to_stay_is_not_covered_by_whoever_offers_it() -> None:
    needs = assess({"existing_roles": {CM: 1}, "channels": ["instagram"]}).needs("standard")
    told = offers_of([offer(tasks=["lead_community_manager", "create_social_strategy"])])
    found = compare_offers(told, needs, roles=(SMM,))["a"]
    assert found.of("stays") == ("lead_community_manager",)
    assert found.of("covered") == ("create_social_strategy",)
    assert "offer_stays" in {one.rule for one in found.findings}


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"accounts": "supplier"}, "offer_accounts"), ({}, "offer_accounts_unknown"),
        ({"onboarding": False}, "offer_no_onboarding"), ({}, "offer_price_unknown"),
        ({"notice_days": 91}, "offer_long_notice"), ({"channels": ["blog"]}, "offer_channels"),
        ({"languages": ["en"]}, "offer_languages"),
    ],
)  # fmt: skip
def test_what_to_settle_before_signing(told: dict[str, Any], rule: str) -> None:
    found = {one.rule: one for one in compared(offer(**told))["a"].findings}
    assert rule in found
    assert found[rule].statement.claims


def test_what_was_not_told_is_neither_yes_nor_no() -> None:
    rules = {one.rule for one in compared(offer())["a"].findings}
    assert (
        not {"offer_accounts", "offer_no_onboarding", "offer_channels", "offer_long_notice"} & rules
    )


def test_offers_that_cannot_be_told_apart_by_price_are_named_together() -> None:
    near = compared(*(offer(name, price={"amount": price, **EUR}) for name, price in
                      (("a", 300), ("b", 320), ("c", 3000))))  # fmt: skip
    assert near.near_equal == ("a", "b")
    assert "a, b" in str(near)
    assert compared(offer()).near_equal == ()


def test_prices_in_several_currencies_want_a_rate() -> None:
    zloty = {
        "price": {"amount": 1000, "currency": "PLN"},
        "once": {"amount": 400, "currency": "PLN"},
    }
    told = (offer("a", price={"amount": 300, **EUR}), offer("b", **zloty))
    with pytest.raises(TeamError, match="no rate was given for PLN"):
        compared(*told)
    found = compared(*told, rates={"PLN": Rate(0.25, "2026-10-01")})
    assert (found["b"].price, found["b"].once) == (250, 100)


def test_without_roles_those_are_meant_of_which_something_is_offered_or_given_out() -> None:
    assert compare_offers(offers_of([offer()]), NEEDS).roles == (CM,)
    both = offers_of([offer(), offer("b", tasks=["plan_social_campaigns"])])
    assert compare_offers(both, NEEDS).roles == (CM, SMM)
    assert compare_offers((), NEEDS).roles == (SMM,)
    small = assess({"channels": ["instagram"]}).needs()
    assert set(compare_offers((), small).roles) == set(small)


def test_what_is_offered_beyond_what_is_asked_for_is_said() -> None:
    found = compared(offer(tasks=["create_posts", "plan_social_campaigns"]))
    assert found["a"].beyond == ("plan_social_campaigns",)
    assert "Also offered, and not part of what is asked for: plan campaigns" in str(found)
    assert "Ofrece además lo que no se pide:" in str(found.document("es"))
    assert found.to_dict()["offers"][0]["beyond"] == ["plan_social_campaigns"]
    assert found.rows()[0]["beyond"] == "plan_social_campaigns"
    assert compared(offer())["a"].beyond == ()


@pytest.mark.parametrize("money", [{"amount": 0, **EUR}, {"amount": 30, "per": "hour", **EUR}])
def test_what_is_not_covered_has_no_price_for_an_hour(money: dict[str, Any]) -> None:
    none = compared(offer(tasks={"create_posts": 0}, price=money))["a"]
    assert (none.covered, none.per_hour) == (Estimate(0, 0, 0), None)
    assert "create_posts" in none.of("left")


SHEET = """\
id;name;price;currency;price_per;price_as_of;once;hours;tasks;channels;languages;notice_days;\
accounts;onboarding
studio;A studio;950,50;EUR;month;2026-04-01;100;30;"create_posts: 12; adapt_posts";\
"instagram; facebook";es;30;business;no
"""


def test_offers_stand_in_a_sheet_a_frame_and_records(tmp_path: Path) -> None:
    sheet, records = tmp_path / "offers.csv", tmp_path / "offers.json"
    sheet.write_text(SHEET, encoding="utf-8")
    (read,) = read_offers(sheet)
    assert read.price == Money(amount=950.5, currency="EUR", as_of=date(2026, 4, 1))
    assert read.once == Money(amount=100, currency="EUR")
    assert [(one.task, one.amount) for one in read.tasks] == [
        ("adapt_posts", None), ("create_posts", 12),
    ]  # fmt: skip
    assert read.channels == ("facebook", "instagram")
    assert (read.languages, read.notice_days, read.onboarding) == (("es",), 30, False)
    row = {"id": "x", "price": 300.0, "currency": "EUR", "tasks": "create_posts: 12"}
    records.write_text(json.dumps([row]), encoding="utf-8")
    told = {"id": "x", "price": {"amount": 300, **EUR}, "tasks": {"create_posts": 12}}
    expected = offers_of([told])
    assert read_offers(records) == expected
    assert offers_of(pd.DataFrame([row])) == expected
    assert offers_of(pl.DataFrame([row])) == expected


@pytest.mark.parametrize(
    ("sheet", "wanted"),
    [
        ("id,price,tasks\nx,300,create_posts\n", "offers[0].price: the key currency is missing"),
        ("id,currency,tasks\nx,EUR,create_posts\n", "currency is told of a price that is not"),
        ("id,colour,tasks\nx,red,create_posts\n", "offers[0].colour: there is no such key"),
        ("id,hours,tasks\nx,many,create_posts\n", "offers[0].hours: a number is wanted"),
        ("id,tasks\nx,create_posts: many\n", "a number is wanted, this is 'many'"),
        ("id,onboarding,tasks\nx,perhaps,create_posts\n", "yes or no is wanted"),
    ],
)
def test_a_wrong_sheet_of_offers_says_where(tmp_path: Path, sheet: str, wanted: str) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(sheet, encoding="utf-8")
    with pytest.raises(TeamError, match=re.escape(wanted)) as caught:
        read_offers(path)
    assert "offers.csv" in str(caught.value)


def test_no_offers_are_an_answer_and_unknown_ones_are_named() -> None:
    assert "There are no offers to compare." in str(compare_offers((), NEEDS))
    with pytest.raises(UnknownIdError, match="did you mean a"):
        compared(offer())["A"]
    with pytest.raises(UnknownIdError):
        compared(offer(), roles=("boss",))


@pytest.mark.parametrize("lang", ["en", "es", "it"])
def test_offers_read_in_every_language_and_write_the_same_bytes(lang: str) -> None:
    found = compare_offers(read_offers("examples/teams/offers.toml"), NEEDS, roles=(CM,))
    for text in (str(found.document(lang)), found._repr_mimebundle_()["text/html"]):
        assert "{" not in text.replace("{ color", "")
    assert found.to_json(lang) == found.to_json(lang)
    data = json.loads(found.to_json(lang))
    assert [one["id"] for one in data["offers"]] == ["freelance", "studio"]
    assert repr(found) == "<Comparison freelance, studio>"


# ---------------------------------------------------------------------- vacancy and brief


def test_a_vacancy_says_the_work_and_what_it_asks_for_and_nothing_else() -> None:
    post = vacancy(NEEDS, ECM)
    assert post.must[0].excludes
    assert [skill.skill for skill in post.plus] == ["content_creation"]
    assert post.traits == ("innovation",)
    text = str(post.document())
    assert "Nothing about age, sex, origin, looks or\nhealth is asked or kept." in text
    assert "is at home in technology (without it no)" in text
    data = post.to_dict()
    assert data["selection_criterion"] == ["ecm_at_home_in_tech"] or data["selection_criterion"]
    assert all(one["claims"] for one in data["must"])  # type: ignore[attr-defined]


def test_a_vacancy_for_two_roles_asks_for_the_most_of_both() -> None:
    both = vacancy(NEEDS, CM, SMM)
    levels = {skill.skill: skill.level for skill in both.skills}
    assert levels["communication"] == "expert"
    assert levels["tech"] == "advanced"  # the planner's; the other asks for working
    assert both.reports_to == ("owner",)
    assert both.hours.typical == pytest.approx(
        sum(NEEDS[role].hours_at("minimum").typical for role in (CM, SMM))
    )


def test_a_vacancy_for_a_gap_has_the_hours_of_the_gap() -> None:
    team = read_team("examples/teams/clothing_three.toml")
    wide = assess(read_profile("examples/clothing_retailer.toml")).needs("standard")
    gap = next(gap for gap in look(team, wide).gaps if gap.kind == "role")
    post = vacancy(wide, gap.role, hours=gap.hours)
    assert post.hours == gap.hours
    assert post.share < vacancy(wide, gap.role).share


def test_a_brief_says_what_stays_and_what_the_offer_must_say() -> None:
    asked = brief(NEEDS, CM)
    assert {task.outside for task in asked.tasks} == {"may_go", "approved_inside"}
    text = str(asked.document())
    for part in ("You prepare, we approve", "are ours", "What does it cost a month", "Instagram"):
        assert part in text
    assert asked.to_dict()["channels"] == ["facebook", "instagram", "mailing_list", "tiktok"]
    together = str(brief(NEEDS, CM, SMM).document("es"))
    assert "para el trabajo de community manager + social media manager:" in together


@pytest.mark.parametrize("role", [CM, SMM, ECM])
@pytest.mark.parametrize("lang", ["en", "es", "sk"])
def test_both_read_in_every_language(role: str, lang: str) -> None:
    for result in (vacancy(NEEDS, role), brief(NEEDS, role)):
        assert "{" not in str(result.document(lang))
        assert json.loads(result.to_json(lang))["lang"] == lang
        assert result.rows()
        assert set(result._repr_mimebundle_()) == {"text/plain", "text/markdown", "text/html"}
        assert role in repr(result)


def test_a_role_that_is_none_is_named() -> None:
    for write in (vacancy, brief):
        with pytest.raises(UnknownIdError, match="did you mean community_manager"):
            write(NEEDS, "comunity_manager")
