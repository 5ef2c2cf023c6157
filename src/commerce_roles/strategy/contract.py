"""A strategy as plain data and rows; and read back, every fault at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import NOTHING, Factory, fields

from commerce_roles.errors import Problem, StrategyError
from commerce_roles.model import is_value
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.structuring import in_form, is_mapping, is_sequence, shown, structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_roles.assessment.speaking import Speaker

__all__ = ["FORMAT", "as_data", "drafted_of", "plain_table", "work_rows"]

FORMAT: Final = "strategy/1"
_KEPT: Final = "_catalogue"


def as_data(strategy: Drafted) -> dict[str, object]:
    """Write a strategy as plain data; what stands at its default is left out."""
    return {"format": FORMAT, **plain_table(strategy)}


def plain_table(value: object) -> dict[str, object]:
    """Write a frozen value as plain data; what stands at its default is left out."""
    found: dict[str, object] = {}
    for attribute in fields(type(value)):  # type: ignore[arg-type]
        part = getattr(value, attribute.name)
        default = attribute.default
        if isinstance(default, Factory):  # type: ignore[arg-type]
            default = default.factory()
        if attribute.name == _KEPT or (default is not NOTHING and part == default):
            continue
        found[attribute.name] = _plain(part)
    return found


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Enum():
            return value.value
        case _ if is_value(value):
            return plain_table(value)
        case _ if is_mapping(value):
            return {key: _plain(part) for key, part in value.items()}
        case _ if is_sequence(value):
            return [_plain(part) for part in value]
        case _:
            return value


def drafted_of(data: object, *, file: str = "") -> Drafted:
    """Read what `as_data` writes.

    Raises:
        StrategyError: With every fault.
    """
    if not is_mapping(data):
        raise StrategyError.of(f"a mapping is wanted, this is {shown(data)}", file=file)
    content, wrong = in_form(data, FORMAT, file=file)
    if wrong:
        raise StrategyError(wrong)
    value, problems = structure(_told(content), Drafted)
    if value is None:
        raise StrategyError(Problem(p.message, p.path, p.remedy, file) for p in problems)
    return value


def _told(data: Mapping[str, object]) -> Mapping[str, object]:
    """Leave out lists without items: nothing in them is nothing told."""
    return {key: part for key, part in data.items() if part != []}


def work_rows(strategy: Drafted, speaker: Speaker) -> list[dict[str, object]]:
    """Write the work as flat rows."""
    catalogue = speaker.catalogue
    return [
        {
            "task": one.task,
            "label": catalogue.label("task", one.task, speaker.language),
            "phase": catalogue.tasks[one.task].phase,
            "responsible": one.responsible,
            "accountable": one.accountable,
            "consulted": ", ".join(one.consulted) or None,
            "informed": ", ".join(one.informed) or None,
            "cadence": catalogue.tasks[one.task].cadence,
            **{f"hours_{end}": number for end, number in one.hours.as_numbers().items()},
            "governed_by": ", ".join(one.governed_by) or None,
            "approved_by": one.approved_by or None,
        }
        for one in strategy.work
    ]
