"""A row as one level of columns, and as the profile that `assess` takes."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

from commerce_roles.assessment.tables.layout import GROUPS, Layout
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Range
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["flat", "plain", "profile_data"]

_NUMBERS: Final = ("count", "money", "number")
_ROLES: Final = "existing_roles"


def flat(row: Mapping[str, object], catalogue: Catalogue) -> Iterator[tuple[str, object]]:
    """Give the columns of a row: `crisis.trigger` for what stands inside, two ends for a range."""
    for key, value in row.items():
        if key == "more" and is_mapping(value):
            yield from ((str(name), part) for name, part in value.items())
        elif key in GROUPS and is_mapping(value):
            yield from ((f"{key}.{name}", part) for name, part in value.items())
            if key == _ROLES and not value:
                yield f"{key}.{next(iter(catalogue.roles))}", 0.0
        elif key in catalogue.fields and catalogue.fields[key].type in _NUMBERS:
            yield from _number(key, value)
        else:
            yield key, value


def _number(key: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Range):
        yield f"{key}_low", value.low
        yield f"{key}_high", value.high
    elif is_sequence(value) and len(value) == 2:  # noqa: PLR2004 two ends
        yield f"{key}_low", value[0]
        yield f"{key}_high", value[1]
    else:
        yield key, value


def plain(value: object) -> object:
    """Make plain Python of a cell: nothing for NaN, lists for sets, no numbers of numpy."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, set | frozenset | tuple):
        entries = cast("Iterable[object]", value)
        return sorted(entries, key=repr) if isinstance(value, set | frozenset) else [*entries]
    for name in ("tolist", "to_list"):
        convert = getattr(value, name, None)
        if callable(convert):
            return plain(convert())
    return value


def profile_data(row: Mapping[str, object], layout: Layout) -> dict[str, object]:
    """Give what a row tells as `assess` takes it.

    Args:
        row: Plain values, by column.
        layout: Which column tells what.
    """
    found: dict[str, object] = {}
    for key, name in layout.values.items():
        _put(found, key, row.get(name))
    for key, name in layout.lows.items():
        ends = [row.get(name), row.get(layout.highs.get(key, ""))]
        if key not in found and None not in ends:
            found[key] = ends
    for key, members in layout.members.items():
        told = {member: row.get(name) for member, name in members.items()}
        if key not in found and None not in told.values():
            found[key] = [_member(member) for member, inside in told.items() if inside]
    for group, columns in (("kpis", layout.kpis), (_ROLES, layout.roles)):
        for key, name in columns.items():
            _put(found, f"{group}.{key}", row.get(name))
    _put(found, "existing_posts", row.get(layout.posts))
    return found


def _put(found: dict[str, object], key: str, value: object) -> None:
    """Put an answer that was told where a profile has it."""
    if value is None:
        return
    group, _, part = key.partition(".")
    if not part:
        found[key] = value
        return
    inner = found.get(group)
    found[group] = {**(inner if is_mapping(inner) else {}), part: value}


def _member(member: str) -> object:
    return int(member) if member.isdigit() else member
