"""The money of campaigns for other programs: plain data and flat rows."""

from typing import Any, Final

from commerce_roles.strategy.campaigns.campaign import MoneySeen, Seen
from commerce_roles.strategy.contract import plain_table

__all__ = ["FORMAT", "as_data", "rows"]

FORMAT: Final = "budget/1"
_NO_DAYS: Final[dict[str, object]] = {"used_up": None, "earliest": None}


def as_data(seen: Seen) -> dict[str, Any]:
    """Write the money as plain data; amounts are texts, so that no cent is lost."""
    return {"format": FORMAT, **plain_table(seen)}


def rows(seen: Seen) -> list[dict[str, object]]:
    """Write one row for each campaign, each channel, and the whole."""
    found = [
        {
            **_money(seen, "campaign", one.id, one.money),
            "channel": one.channel or None,
            "used_up": one.used_up.isoformat() if one.used_up else None,
            "earliest": one.earliest.isoformat() if one.earliest else None,
        }
        for one in seen.campaigns
    ]
    found += [
        {**_money(seen, "channel", name, money), "channel": name or None, **_NO_DAYS}
        for name, money in seen.channels
    ]
    return [*found, {**_money(seen, "whole", "", seen.whole), "channel": None, **_NO_DAYS}]


def _money(seen: Seen, kind: str, identifier: str, money: MoneySeen) -> dict[str, object]:
    return {
        "kind": kind,
        "id": identifier or None,
        "currency": seen.currency,
        "budget": str(money.budget),
        "spent": str(money.spent),
        "committed": str(money.committed),
        "forecast_low": str(money.low),
        "forecast": str(money.forecast),
        "forecast_high": str(money.high),
        "variance": str(money.variance),
    }
