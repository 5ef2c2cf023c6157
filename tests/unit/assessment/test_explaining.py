"""Why a role got what it got, in words that a shop owner understands."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles.assessment import Explanation, TableSeen, assess, read_profile
from commerce_roles.assessment.explaining import seeing
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text

SHOP: dict[str, Any] = {
    "sector": "clothing",
    "employees": 6,
    "channels": ["instagram", "facebook"],
    "objectives": ["community", "sales"],
    "content_of_interest": "high",
    "monthly_orders": 450,
    "messages_needing_reply_month": 1000,
    "online_launch_planned": False,
    "crisis_state": "none",
}
CM, SMM, ECM = "community_manager", "social_media_manager", "ecommerce_manager"


def told(profile: dict[str, Any], role: str, language: str = "en") -> str:
    return to_text(assess(profile).explain(role, language), width=10_000)


def table(seen: Explanation, identifier: str) -> TableSeen:
    return next(one for one in seen.tables if one.table == identifier)


@pytest.mark.parametrize(
    ("role", "line"),
    [
        (CM, "You have 1,000 messages a month to answer."),
        (CM, "messages to answer a month: 1,000 (330 or more)"),
        (CM, "would give more: 1,200 or more (+30)"),
        (CM, "lower steps: 30 or more (+3), 80 or more (+10), 160 or more (+15)"),
        (CM, "Orders a month (at a planned launch the expected ones): 450; needs 1,000 or more"),
        (CM, "Active members of your own community: not told, taken as 0; needs 150 or more (+4)"),
        (CM, "what was not told could make it 0 to 12 points"),
        (CM, "aims of the year that count here: community"),
        (CM, "2 or more of: ambassadors, customer service, emotional bond, engagement, loyalty"),
        (CM, "At least “needed” (nearly): messages to answer a month: 1,000; needs 1,200 or more"),
        (CM, "Planned opening online: no; needs yes (+5)"),
        (CM, "assumption: IT-060, SK-065; the sources disagree (X-08) · cm_field"),
        (CM, "36 h reply to comments"[3:]),
        (CM, "posts a month on one network: not told, taken as 12"),
        (ECM, "At most “recommended”: orders a month"),
        (ECM, "E-mail campaigns a month: not told, taken as 0; needs 4 or more (+5)"),
        (SMM, "verdict (community manager): “needed”"),
    ],
)
def test_a_person_reads_what_was_seen_and_what_is_asked_for(role: str, line: str) -> None:
    assert line in told(SHOP, role)


@pytest.mark.parametrize(
    ("role", "line"),
    [
        (CM, "mensajes que contestar al mes: 1000 (330 o más)"),
        (CM, "darían más: 1200 o más (+30)"),
        (CM, "Apertura online prevista: no; haría falta sí (+5)"),
        (CM, "sin dato, se toma 0"),
        (CM, "lo que no se ha dicho podría dejarlo entre 0 y 12 puntos"),
        (CM, "las fuentes no coinciden (X-08)"),
        (SMM, "veredicto (community manager): «necesario»"),
    ],
)
def test_the_same_is_said_in_spanish(role: str, line: str) -> None:
    assert line in told(SHOP, role, "es")


def test_sentences_are_whole_in_one_language_and_names_in_the_readers() -> None:
    text = told(SHOP, CM, "it")
    assert "needs" in text
    assert "risposta a commenti e messaggi" in text
    assert "haría falta" not in text


def test_a_range_is_told_with_its_ends() -> None:
    text = told({**SHOP, "monthly_orders": [200, 1500]}, CM)
    assert "about 850; needs 1,000 or more (+5)" in text
    ordered = told({**SHOP, "employees": [1, 9]}, CM)
    assert "people in the business: between 1 and 9, reckoned with 5" in ordered


def test_what_bounds_the_verdict_is_told_with_whether_it_decides() -> None:
    crisis = assess({**SHOP, "crisis_state": "active"}).explanation(CM)
    assert table(crisis, "cm_gate_crisis").fired
    tiny = {"employees": 1, "monthly_orders": 2, "messages_needing_reply_month": 3,
            "community_active_members": 0, "online_revenue_eur_year": 0,
            "social_ad_spend_eur_month": 0, "crisis_state": "none", "sells_online": True,
            "online_launch_planned": True, "content_of_interest": "medium",
            "objectives": ["community"], "sector": "clothing"}  # fmt: skip
    seen = assess(tiny).explanation(CM)
    assert (seen.band, seen.verdict) == ("optional", "not_needed")
    assert table(seen, "cm_gate_tiny").matters
    assert not table(seen, "cm_gate_little_talk").matters
    text = told(tiny, CM)
    assert "The points alone give “optional”; a cap lowers it to “not needed”." in text
    assert "(this decides the verdict)" in text
    assert "(it holds, and changes nothing here)" in text
    floor = told({"crisis_state": "active"}, SMM)
    assert "a floor raises it to “needed”" in floor


def test_a_named_condition_is_opened_once() -> None:
    text = told({**SHOP, "employees": 1}, CM)
    assert text.count("one or two people and little of everything: no; needs yes") == 2
    assert (
        text.count(
            "orders a month (at a planned launch the expected ones): 450; needs less than 50"
        )
        == 1
    )


def test_margins_are_told_where_points_would_help() -> None:
    text = told({"sells_online": True, "monthly_orders": 100, "online_launch_planned": False}, ECM)
    assert "10 more points would make it “recommended”." in text
    assert "11 fewer would make it “not needed”." in text


def test_the_rules_of_who_does_it_are_told_in_order() -> None:
    seen = assess(SHOP).explanation(CM)
    states = [rule.state for one in seen.sourcing for rule in one.rules]
    assert states.count("fired") == 1
    assert "covered" not in states[: states.index("fired")]
    assert "covered" in states
    assert "it holds too, but an earlier rule decides" in told(SHOP, CM)


def test_what_was_assumed_says_what_it_could_change() -> None:
    seen = assess({**SHOP, "messages_needing_reply_month": 300}).explanation(CM)
    assumed = {one.field: one for one in seen.assumed}
    assert "hours" in assumed["posts_per_channel_month"].bears_on
    assert "verdict" in assumed["community_active_members"].bears_on
    assert assumed["community_active_members"].evidence.basis == "assumption"
    assert assumed["posts_per_channel_month"].evidence.claims
    assert "crisis.history" not in assumed


def test_numbers_near_a_limit_are_near_and_others_are_not() -> None:
    for messages, nearly in ((300, True), (100, False)):
        seen = assess({**SHOP, "messages_needing_reply_month": messages,
                       "community_active_members": 0}).explanation(CM)  # fmt: skip
        assert table(seen, "cm_gate_quarter_post").nearly == nearly


# ---------------------------------------------------------------------- any catalogue


def test_a_fourth_role_explains_itself() -> None:
    catalogue = load_catalogue(OVERLAY)
    result = assess({"influencers_worked_with": 6}, catalogue=catalogue)
    text = to_text(result.explain(ROLE), width=10_000)
    assert "+45 You work with many influencers." in text
    assert "influencers worked with: 6 (5 or more)" in text
    assert "would give more: 20 or more (+70)" in text
    assert "At most “not needed”: influencers worked with: 6; needs 0" in text
    assert "120 minutes (60 to 240) each" in text
    spanish = to_text(result.explain(ROLE, "es"), width=10_000)
    assert "influencers con que trabajas: 6 (5 o más)" in spanish


def rule(when: str, then: int = 1) -> dict[str, Any]:
    return {"when": when, "then": then}


def with_rules(*rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {
        "decides": "points",
        "role": ROLE,
        "rules": list(rules),
        "basis": "assumption",
        "why": "A test.",
        "message": "reason.im_many",
    }
    return {**OVERLAY, "table": {**OVERLAY["table"], "asked": asked}, **more}


FORMS = [
    ("setting('self', 'prefer_in_house') == 1", "never, by a number set in these facts"),
    (
        "setting('self', 'prefer_in_house') == 0 and employees > 5",
        "in the business: 3; needs more",
    ),
    ("employees > 5", "People in the business: 3; needs more than 5"),
    ("employees >= 3 and employees <= 2", "People in the business: 3; needs 2 or less"),
    ("employees != 3", "needs something other than 3"),
    ("not employees == 3", "needs something other than 3"),
    ("business_model == 'b2b'", "Who buys: people, through a shop; needs other businesses"),
    ("business_model != 'b2c'", "needs something other than people, through a shop"),
    ("sector in {'legal', 'sports'}", "Sector: clothing retail; needs one of: lawyers, sporting"),
    ("sector not in listed_sectors", "needs something other than clothing retail"),
    ("'blog' in channels", "Networks and channels: Instagram, Twitter (X); needs blog"),
    (
        "'instagram' not in channels",
        "Instagram, Twitter (X); needs no Instagram",
    ),
    ("count(channels) >= 3", "Networks and channels: Instagram, Twitter (X); needs 3 or more"),
    ("count(channels) == 0", "Networks and channels: Instagram, Twitter (X); needs none"),
    ("count(channels & {'blog', 'instagram'}) >= 2", "that count here: Instagram; needs 2 or more"),
    ("count(channels & {'blog', 'instagram'}) < 1", "Instagram; needs none of: Instagram"),
    ("count(channels - {'instagram'}) >= 2", "Twitter (X); needs 2 or more besides Instagram"),
    ("count(channels - channels) >= 1", "needs 1 or more besides networks and channels: Instagram"),
    (
        "count(channels & channels) >= 3",
        "It depends on networks and channels: Instagram",
    ),
    (
        "content_of_interest >= 'medium'",
        "Content that interests people: little; needs some or more",
    ),
    ("content_of_interest == 'high'", "Content that interests people: little; needs much"),
    ("competition <= 'low'", "Competition: strong; needs weak"),
    ("not sells_online", "Selling online: yes; needs no"),
    ("has_strategy", "A written plan: no; needs yes"),
    ("shop_in_view and has_strategy", "A written plan: no; needs yes"),
    ("not shop_in_view", "There is an online shop, or one is planned: yes; needs no"),
    ("count(has_strategy, employees >= 9, sells_online) >= 2", "Of these hold 1; needs 2 or more"),
    ("employees >= skus", "People in the business: 3; needs 40 or more, the products online"),
    ("2 * employees >= 7", "2 × people in the business: 2 × 3; needs 7 or more"),
    ("employees >= 2 * skus", "needs 2 × 40 or more, the 2 × products online"),
    ("employees + skus >= 99", "It depends on people in the business: 3; products online: 40"),
    ("employees >= skus + 1", "It depends on people in the business: 3; products online: 40"),
    ("kpi('cart_abandonment_rate') > 75", "Cart abandonment rate: 60.5%; needs more than 75%"),
    (
        "kpi('aov') > 75",
        "Average order value: not told, taken as 0 EUR per order; needs more than 75 EUR per order",
    ),
    ("online_revenue_eur_year >= 1000", "Online sales a year: 900 EUR; needs 1,000 EUR or more"),
    ("count(kpis_measured - {'cart_abandonment_rate'}) >= 1", "What you measure"),
    ("fte('community_manager') > 0", "Posts there are (community manager): 0; needs more than 0"),
    ("held('community_manager', 'outside') > 0", "Hours already held (community manager, outside)"),
    ("hours('community_manager', 'minimum') > 500", "Hours a month (community manager, basics)"),
    (
        "price('community_manager', 'external') > 99999",
        "Price (community manager, an hour outside)",
    ),
    ("verdict('community_manager') == 'needed'", "Verdict (community manager): “"),
    ("cluster == 'rumour'", "Kind of crisis: "),
    (
        "crisis('trigger') == 'boycott'",
        "not told, taken as none; needs a call to boycott",
    ),
    (
        "count(sell_languages & {'es'}) >= 1",
        "Languages you sell in: Polish; needs 1 or more of: Spa",
    ),
    ("country == 'ES'", "Country: Poland; needs Spain"),
]


@pytest.mark.parametrize(("when", "line"), FORMS)
def test_every_form_of_the_language_has_words(when: str, line: str) -> None:
    shop = {
        "employees": 3, "skus": 40, "sector": "clothing", "channels": ["instagram", "twitter"],
        "content_of_interest": "low", "competition": "high", "sells_online": True,
        "has_strategy": False, "business_model": "b2c", "country": "PL",
        "sell_languages": ["pl"], "existing_roles": {}, "online_revenue_eur_year": 900,
        "kpis": {"cart_abandonment_rate": 60.5},
    }  # fmt: skip
    result = assess(shop, catalogue=load_catalogue(with_rules(rule(when))))
    seen = result.explanation(ROLE)
    assert not table(seen, "asked").fired
    assert line in to_text(seen.document(), width=10_000)


def test_what_holds_in_every_case_is_said() -> None:
    catalogue = load_catalogue(with_rules(rule("True")))
    text = to_text(assess({}, catalogue=catalogue).explain(ROLE), width=10_000)
    assert "in every case" in text


def test_long_lists_are_cut_short() -> None:
    codes = sorted(load_catalogue().ids("language"))[:20]
    listed = ", ".join(map(repr, codes))
    catalogue = load_catalogue(with_rules(rule(f"count(sell_languages & {{{listed}}}) >= 1")))
    text = to_text(assess({}, catalogue=catalogue).explain(ROLE), width=10_000)
    assert "Languages you sell in: not told, taken as none; needs 1 or more of: " in text
    assert ", …" in text


HOSTILE = "<script>alert(1)</script> | **x** `y` [z](javascript:alert(1)) {seen} \u202e"


def test_hostile_texts_stay_text_in_every_form() -> None:
    label = {"en": HOSTILE, "es": HOSTILE}
    overlay = with_rules(
        rule("hostile_field >= 5 and employees >= 2 and sector in {'legal'}"),
        field={
            **OVERLAY["field"],
            "hostile_field": {**OVERLAY["field"]["influencers_worked_with"], "label": label},
        },
        word={"basis.assumption": {"en": HOSTILE, "es": HOSTILE, "replaces": True}},
    )
    result = assess({"sector": "<script>x</script>"}, catalogue=load_catalogue(overlay))
    document = result.explain(ROLE)
    for text in (to_html(document), to_html(document, full_page=True), to_markdown(document)):
        assert "<script>" not in text
        assert 'href="javascript:' not in text
    assert "{seen}" in to_text(document)
    assert "\u202e" not in to_text(document)


# ---------------------------------------------------------------------- lazy, as a value


def test_assess_builds_no_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(seeing, "see", refuse)
    result = assess(SHOP)
    assert str(result.report())
    assert result.to_json()
    with pytest.raises(AssertionError):
        result.explain(CM)


def test_assess_does_not_even_import_what_explains() -> None:
    code = (
        "import sys; from commerce_roles import assess; r = assess({'monthly_orders': 450}); "
        "r.to_json(); r.report(); sys.exit(any('explaining' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 our own code
    assert done.returncode == 0


def test_an_explanation_is_a_value_that_draws_itself() -> None:
    result = assess(SHOP)
    seen = result.explanation(CM)
    assert seen == assess(SHOP).explanation(CM)
    assert str(seen) == to_text(result.explain(CM))
    bundle: Any = getattr(seen, "_repr_mimebundle_")()  # noqa: B009 a decorator gives it
    assert set(bundle) == {"text/plain", "text/markdown", "text/html"}


def test_its_data_name_the_failing_part() -> None:
    data: Any = json.loads(json.dumps(assess(SHOP).explanation(CM).to_dict()))
    assert data["format"] == "explanation/1"
    asked = next(one for one in data["points"] if one["table"] == "cm_customers")
    because = asked["rules"][0]["because"]
    assert because["text"].endswith("450; needs 1,000 or more")
    assert because["reads"] == [
        {"key": "orders", "value": 450, "known": "derived", "certain": True}
    ]
    assert sum(one["gives"] or 0 for one in data["points"]) == data["score"]
    gate = next(one for one in data["floors"] if one["table"] == "cm_gate_quarter_post")
    assert gate["rules"][0]["because"]["any"][0]["holds"] is True
    reply = next(one for one in data["tasks"] if one["task"] == "reply_to_messages")
    assert reply["of"]["from"][0]["key"] == "messages_needing_reply_month"
    open_table = next(one for one in data["points"] if one["table"] == "cm_members")
    assert open_table["range"] == [0, 12]
    assert open_table["rules"][0]["because"]["reads"][0]["between"] == [0, 10_000_000]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.*")), ids=lambda path: path.stem)
def test_every_example_is_explained_without_an_id_for_a_word(path: Path, language: str) -> None:
    catalogue = load_catalogue()
    result = assess(read_profile(path))
    ids = {*catalogue.fields, *catalogue.quantities} - {"name", "shop", "orders", "competition",
           "sector", "country", "community", "messages", "campaigns", "networks", "posting",
           "videos", "pages", "partners", "improvements", "crises", "lives", "tiny", "currency",
           "channels", "objectives", "ambassadors", "employees", "partnerships"}  # fmt: skip
    for role in result:
        text = to_text(result.explain(role, language), width=10_000)
        for line in text.splitlines():
            said = line.rpartition(" · ")[0] or line
            assert not [word for word in ids if word in said.split()], line
