"""Days, and money with its currency and its day, as somebody told them."""

from datetime import date, datetime
from typing import Final

import attrs

from commerce_roles.model import Money, Per
from commerce_roles.staffing.telling import Telling
from commerce_roles.structuring import is_mapping, shown

__all__ = ["day_of", "money_of"]

_MONEY: Final = tuple(attribute.name for attribute in attrs.fields(Money))


def day_of(telling: Telling, path: str, value: object) -> date | None:
    """Read a day: a date of TOML, or a text like 2026-08-01."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        telling.wrong(path, f"a day is wanted, this is {shown(value)}", "write it like 2026-08-01")
        return None


def money_of(telling: Telling, path: str, value: object) -> Money | None:
    """Read money with its currency, for how long it pays, and its day."""
    if value is None:
        return None
    if not is_mapping(value):
        remedy = 'write {amount = 2600, currency = "EUR", per = "month", as_of = 2026-05-01}'
        telling.wrong(
            path, f"an amount with its currency is wanted, this is {shown(value)}", remedy
        )
        return None
    telling.strangers(path, value, _MONEY)
    amount = telling.number(f"{path}.amount", value.get("amount"))
    if amount is None and value.get("amount") is None:
        telling.wrong(path, "the key amount is missing", "add it, or leave the cost out if unknown")
    if value.get("currency") in (None, ""):
        telling.wrong(path, "the key currency is missing", 'add it, such as currency = "EUR"')
    day = value.get("as_of")
    return Money(
        amount=amount or 0.0,
        currency=telling.text(f"{path}.currency", value.get("currency", "")),
        per=telling.one_of(f"{path}.per", value.get("per"), Per) or "month",
        as_of=None if day is None else day_of(telling, f"{path}.as_of", day),
    )
