"""Random businesses, drawn field by field from a catalogue: whole, in part, and as ranges."""

from typing import Any, Final

from hypothesis import strategies as st

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.model import Field

CATALOGUE: Final = load_catalogue()
LANGUAGES: Final = ("es", "en", "de", "fr", "pt-BR")
COUNTRIES: Final = ("ES", "IT", "FR", "DE", "DK", "GB", "JP")
ORDINARY: Final = {
    "employees": 500,
    "skus": 20_000,
    "skus_changed_month": 300,
    "monthly_orders": 9_000,
    "expected_monthly_orders": 9_000,
    "monthly_visits": 400_000,
    "followers_total": 300_000,
    "messages_needing_reply_month": 4_000,
    "community_active_members": 5_000,
    "social_campaigns_month": 12,
    "email_campaigns_month": 12,
    "posts_per_channel_month": 40,
    "videos_month": 20,
    "promotions_month": 12,
    "owner_hours_week": 60,
    "online_revenue_eur_year": 6_000_000,
    "social_ad_spend_eur_month": 20_000,
    "budget_roles_eur_month": 30_000,
}
"""Upper ends of ordinary businesses; a few drawn values lie far above."""


def answer(field: Field, catalogue: Catalogue) -> st.SearchStrategy[Any]:
    """Draw one legal answer to a field."""
    match field.type:
        case "yes_no":
            return st.booleans()
        case "count" | "money" | "number":
            low, high = int(field.minimum), int(field.maximum or 0)
            usual = min(ORDINARY.get(field.id, 100), high)
            return st.one_of(
                st.integers(low, usual), st.integers(low, max(low, usual // 20)), st.just(high)
            )
        case "ordered" | "choice":
            return st.sampled_from(list(field.options))
        case _:
            words = st.sampled_from(words_of(field, catalogue))
            return st.lists(words, max_size=4, unique=True) if field.type == "set" else words


def words_of(field: Field, catalogue: Catalogue) -> list[Any]:
    match field.options:
        case "language":
            return list(LANGUAGES)
        case "country":
            return list(COUNTRIES)
        case "month":
            return list(range(1, 13))
        case str() as kind if kind:
            return sorted(catalogue.ids(kind))[:40]
        case tuple() as options if options:
            return list(options)
        case _:
            return ["Hilo y Lino", "Nordschraub"]


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    profile: dict[str, Any] = {}
    for key, value in flat.items():
        group, _, part = key.partition(".")
        if part:
            profile.setdefault(group, {})[part] = value
        else:
            profile[key] = value
    return profile


def _kpis(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Any]]:
    asked = [kpi for kpi in catalogue.kpis.values() if kpi.question]
    return st.fixed_dictionaries(
        {}, optional={kpi.id: st.integers(0, 100) for kpi in asked if kpi.maximum == 100}
    )


def _parts(catalogue: Catalogue) -> dict[str, st.SearchStrategy[Any]]:
    return {field.id: answer(field, catalogue) for field in catalogue.fields.values()}


def whole(catalogue: Catalogue = CATALOGUE) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a business of which every field is told."""
    return st.fixed_dictionaries(_parts(catalogue)).map(nested)


def partial(catalogue: Catalogue = CATALOGUE) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a business of which some fields are told."""
    parts = {**_parts(catalogue), "kpis": _kpis(catalogue)}
    return st.fixed_dictionaries({}, optional=parts).map(nested)


@st.composite
def small(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a one-person shop with one or two networks and ordinary small volumes."""
    networks = ["instagram", "facebook", "tiktok", "linkedin", "pinterest"]
    return {
        "employees": 1,
        "country": draw(st.sampled_from(COUNTRIES)),
        "sector": draw(st.sampled_from(["clothing", "home", "food", "legal", "crafts"])),
        "business_model": draw(st.sampled_from(["b2c", "d2c", "service"])),
        "sells_online": draw(st.booleans()),
        "online_launch_planned": False,
        "monthly_orders": draw(st.integers(0, 49)),
        "skus": draw(st.integers(0, 150)),
        "followers_total": draw(st.integers(0, 3000)),
        "messages_needing_reply_month": draw(st.integers(0, 60)),
        "community_active_members": draw(st.integers(0, 30)),
        "online_revenue_eur_year": draw(st.integers(0, 29_000)),
        "social_ad_spend_eur_month": 0,
        "social_campaigns_month": 0,
        "email_campaigns_month": 0,
        "channels": draw(st.lists(st.sampled_from(networks), min_size=1, max_size=2, unique=True)),
        "objectives": draw(
            st.lists(st.sampled_from(["visibility", "sales", "loyalty"]), max_size=3, unique=True)
        ),
        "content_of_interest": draw(st.sampled_from(["none", "low", "medium", "high"])),
        "competition": draw(st.sampled_from(["low", "medium", "high"])),
        "crisis_state": "none",
        "owner_hours_week": draw(st.integers(0, 40)),
        "budget_roles_eur_month": draw(st.sampled_from([0, 100, 500, 5_000])),
        "home_languages": ["es"],
        "sell_languages": ["es"],
    }
