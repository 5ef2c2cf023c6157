"""A profile in which what stood for unknown answers is written out."""

from collections.abc import Iterable, Mapping
from typing import Final

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.recording import profile_data
from commerce_roles.assessment.showing import as_told
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Value
from commerce_roles.model import BusinessProfile
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["completed"]

_TABLES: Final = ("kpis.", "existing_roles.")
"""Inputs beside the fields that a profile tells."""


def completed(
    profile: BusinessProfile,
    decision: Decision,
    keys: Iterable[str],
    changed: Mapping[str, Value],
    catalogue: Catalogue,
) -> BusinessProfile:
    """Write out what some inputs are taken to be, and change some of them.

    Args:
        profile: What was told.
        decision: What stood for the rest.
        keys: The inputs that are written out.
        changed: New values of some of them.
        catalogue: The facts that say what a profile may tell.
    """
    data = profile_data(profile)
    for key in keys:
        value = changed.get(key, decision.values[key])
        if value is None or not (key in catalogue.fields or key.startswith(_TABLES)):
            continue
        told = as_told(value, decision.program.inputs[key])
        _put(data, key, list(told) if is_sequence(told) else told)
    return profile_of(data, catalogue=catalogue)


def _put(data: dict[str, object], key: str, value: object) -> None:
    """Put an answer where a profile's file tells it: `kpis.x` and `crisis.x` inside a table."""
    group, _, part = key.partition(".")
    if not part:
        data[key] = value
        return
    inner = data.get(group)
    data[group] = {**(inner if is_mapping(inner) else {}), part: value}
