"""The rules of the benchmark as a programmer would write them down."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from commerce_roles.model import Verdict

__all__ = ["Found", "decide"]

TALK: Final = frozenset({"instagram", "facebook", "twitter", "tiktok", "youtube", "own_forum"})
COMMUNITY: Final = frozenset({"loyalty", "community", "engagement"})


class Found(NamedTuple):
    """Verdicts, scores and rules that fired: community, shop, social media."""

    verdicts: tuple[Verdict, ...]
    scores: tuple[int, ...]
    fired: tuple[int, ...]


def band(score: int) -> int:
    if score >= 60:
        return 3
    if score >= 40:
        return 2
    return 1 if score >= 20 else 0


VERDICTS: Final = tuple(Verdict)


def decide(shop: Mapping[str, Any]) -> Found:  # noqa: PLR0915 as it comes
    """Decide about one shop; ordered answers are ranks."""
    # community manager
    talk = len(shop["channels"] & TALK)
    score = fired = 0
    messages = shop["messages_needing_reply_month"]
    if messages >= 1200:
        score += 30
        fired |= 1 << 0
    elif messages >= 330:
        score += 20
        fired |= 1 << 1
    elif messages >= 60:
        score += 10
        fired |= 1 << 2
    if talk >= 4:
        score += 12
        fired |= 1 << 3
    elif talk >= 2:
        score += 8
        fired |= 1 << 4
    elif talk == 1:
        score += 4
        fired |= 1 << 5
    members = shop["community_active_members"]
    if members >= 1000:
        score += 15
        fired |= 1 << 6
    elif members >= 100:
        score += 8
        fired |= 1 << 7
    objectives = shop["objectives"]
    if len(objectives & COMMUNITY) >= 2:
        score += 14
        fired |= 1 << 8
    elif "reputation" in objectives:
        score += 6
        fired |= 1 << 9
    content = shop["content_of_interest"]
    if content >= 3 and shop["sector"] in {"clothing", "sports", "home"}:
        score += 10
        fired |= 1 << 10
    elif content >= 2:
        score += 5
        fired |= 1 << 11
    if len(shop["sell_languages"]) >= 3 and shop["sells_abroad"]:
        score += 8
        fired |= 1 << 12
    rank = band(score)
    if shop["crisis_state"] == 2 and talk >= 1:
        fired |= 1 << 13
        rank = max(rank, 2)
    followers = shop["followers_total"]
    if talk == 0 and messages < 30:
        fired |= 1 << 14
        rank = 0
    elif followers < 500 and not shop["has_strategy"]:
        fired |= 1 << 15
        rank = min(rank, 1)
    community_rank, community_score, community_fired = rank, score, fired

    # e-commerce manager
    launch = shop["online_launch_planned"]
    orders = shop["monthly_orders"]
    if launch:
        orders = max(orders, shop["expected_monthly_orders"])
    sells = shop["sells_online"]
    in_view = sells or launch
    score = fired = 0
    if orders >= 1000:
        score += 30
        fired |= 1 << 0
    elif orders >= 300:
        score += 20
        fired |= 1 << 1
    elif orders >= 50:
        score += 10
        fired |= 1 << 2
    skus = shop["skus"]
    if skus >= 5000 and in_view:
        score += 12
        fired |= 1 << 3
    elif skus >= 500 and in_view:
        score += 6
        fired |= 1 << 4
    visits = shop["monthly_visits"]
    if visits >= 100_000:
        score += 12
        fired |= 1 << 5
    elif visits >= 20_000:
        score += 6
        fired |= 1 << 6
    if shop["online_revenue_eur_year"] >= 1_000_000:
        score += 16
        fired |= 1 << 7
    if shop["m_commerce_gap"] and sells:
        score += 6
        fired |= 1 << 8
    if ("sales" in objectives or "conversion" in objectives) and shop["promotions_month"] >= 2:
        score += 9
        fired |= 1 << 9
    rank = band(score)
    if shop["budget_roles_eur_month"] >= 4000 and orders >= 500:
        fired |= 1 << 10
        rank = max(rank, 2)
    if not in_view:
        fired |= 1 << 11
        rank = 0
    shop_rank, shop_score, shop_fired = rank, score, fired

    # social media manager
    score = fired = 0
    spend = shop["social_ad_spend_eur_month"]
    if spend >= 4500:
        score += 30
        fired |= 1 << 0
    elif spend >= 1000:
        score += 18
        fired |= 1 << 1
    campaigns = shop["social_campaigns_month"]
    if campaigns >= 8:
        score += 16
        fired |= 1 << 2
    elif campaigns >= 2:
        score += 8
        fired |= 1 << 3
    networks = len(shop["channels"])
    if networks >= 5:
        score += 8
        fired |= 1 << 4
    elif networks >= 3:
        score += 5
        fired |= 1 << 5
    competition = shop["competition"]
    if competition >= 2 and shop["business_model"] in {"b2c", "d2c"}:
        score += 8
        fired |= 1 << 6
    elif competition >= 1:
        score += 4
        fired |= 1 << 7
    if not shop["has_strategy"] and talk >= 2:
        score += 10
        fired |= 1 << 8
    if community_rank >= 2:
        score += 12
        fired |= 1 << 9
    rank = band(score)
    if followers >= 200_000 and shop["employees"] >= 50:
        fired |= 1 << 10
        rank = max(rank, 2)
    if spend < 100 and campaigns == 0 and networks < 3:
        fired |= 1 << 11
        rank = min(rank, 1)
    return Found(
        (VERDICTS[community_rank], VERDICTS[shop_rank], VERDICTS[rank]),
        (community_score, shop_score, score),
        (community_fired, shop_fired, fired),
    )


RULES: Final = (
    (
        "cm_messages/1", "cm_messages/2", "cm_messages/3", "cm_channels/1", "cm_channels/2",
        "cm_channels/3", "cm_members/1", "cm_members/2", "cm_objectives/1", "cm_objectives/2",
        "cm_content/1", "cm_content/2", "cm_languages/1", "cm_crisis/1", "cm_quiet/1", "cm_quiet/2",
    ),
    (
        "ecm_orders/1", "ecm_orders/2", "ecm_orders/3", "ecm_catalogue/1", "ecm_catalogue/2",
        "ecm_visits/1", "ecm_visits/2", "ecm_revenue/1", "ecm_mobile/1", "ecm_objectives/1",
        "ecm_budget/1", "ecm_no_shop/1",
    ),
    (
        "smm_spend/1", "smm_spend/2", "smm_campaigns/1", "smm_campaigns/2", "smm_networks/1",
        "smm_networks/2", "smm_competition/1", "smm_competition/2", "smm_plan/1",
        "smm_executes/1", "smm_audience/1", "smm_little/1",
    ),
)  # fmt: skip
"""What the bits of each mask stand for."""
