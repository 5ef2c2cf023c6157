"""A record decided again: the same comes out, or it is said what is other than then."""

from collections.abc import Mapping
from typing import Final

from commerce_roles.assessment.assessment import Assessment
from commerce_roles.assessment.deciding import SEMANTICS
from commerce_roles.assessment.engine import Engine
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.recording import FORMAT, record_of
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import DetachedError, InputError, Problem
from commerce_roles.structuring import is_mapping, shown

__all__ = ["replay"]

_COMPARED: Final = ("profile", "roles", "answer", "crisis", "fired", "unknown")
"""What must come out as it was."""


def replay(record: Mapping[str, object], *, catalogue: Catalogue | None = None) -> Assessment:
    """Decide a record again, and see that the same comes out.

    Args:
        record: What `Assessment.record` gave.
        catalogue: The facts it was decided by; the library's own where left out.

    Raises:
        DetachedError: The facts, or the way of deciding, are others than then; the message says
            which.
        InputError: This is no record, or what comes out is not what it says.

    Examples:
        >>> from commerce_roles import assess
        >>> shop = assess({"sector": "clothing", "monthly_orders": 450})
        >>> replay(shop.record()) == shop
        True
    """
    if not is_mapping(record):
        raise _no_record()
    facts = catalogue or load_catalogue()
    made_by = record.get("catalogue")
    profile = record.get("profile")
    if record.get("format") != FORMAT or not is_mapping(made_by) or not is_mapping(profile):
        raise _no_record()
    if record.get("semantics") != SEMANTICS:
        told = shown(record.get("semantics"))
        message = f"it was decided in the way {told}, this library's is {SEMANTICS}"
        raise DetachedError(message)
    if made_by.get("decision_hash") != facts.decision_hash:
        parts = (made_by.get(key) for key in ("version", "decision_hash"))
        version, decided_by = (one if isinstance(one, str) else shown(one) for one in parts)
        message = (
            f"it was decided by facts of version {version}, decision hash {decided_by}; "
            f"these are {facts.version}, {facts.decision_hash}"
        )
        raise DetachedError(message)
    result = Engine.of(facts).decide(profile_of(profile, catalogue=facts))
    again = record_of(result, facts)
    problems = [
        Problem("this comes out otherwise", key, "the record was changed")
        for key in _COMPARED
        if record.get(key) != again[key]
    ]
    if problems:
        raise InputError(problems)
    return result


def _no_record() -> InputError:
    message = f"this is no record of the form {FORMAT}"
    return InputError.of(message, path="format", remedy="take what Assessment.record gave")
