"""A decision kept for later: what was told, by which facts, what came out.

A record holds no name and no title, so nobody can be found in it.
"""

from typing import Final

import attrs

from commerce_roles.assessment.deciding import SEMANTICS, Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.outcome import Findings
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Rails, bound, evaluate, key_of
from commerce_roles.model import BusinessProfile, ExistingPost, Range, is_value
from commerce_roles.structuring import is_collection, is_mapping, is_sequence

__all__ = ["FORMAT", "profile_data", "record_of"]

FORMAT: Final = "record/1"
"""The form of a record."""
_NAMELESS: Final = ("name", "title")
"""What could tell who is meant."""


def profile_data(profile: BusinessProfile, *, names: bool = True) -> dict[str, object]:
    """Write a profile as a file would tell it; what is unknown is left out.

    Args:
        profile: What was told.
        names: Whether names and titles are written too.

    Examples:
        >>> shop = BusinessProfile(name="Hilo", channels={"x"}, monthly_orders=[3, 5])
        >>> profile_data(shop, names=False)
        {'monthly_orders': [3, 5], 'channels': ['x']}
    """
    return {
        attribute.name: _plain(getattr(profile, attribute.name), names=names)
        for attribute in attrs.fields(BusinessProfile)
        if getattr(profile, attribute.name) is not None
        and (names or attribute.name not in _NAMELESS)
    }


def _plain(value: object, *, names: bool) -> object:
    if isinstance(value, Range):
        return [value.low, value.high]
    if is_value(value):
        pairs = ((a.name, getattr(value, a.name)) for a in attrs.fields(type(value)))
        kept = {key: _plain(part, names=names) for key, part in pairs if part is not None}
        nameless = {key: part for key, part in kept.items() if key not in _NAMELESS}
        return kept if names else {**nameless, **_title(value)}
    if is_mapping(value):
        return {str(key): _plain(part, names=names) for key, part in value.items()}
    if is_sequence(value):
        return [_plain(part, names=names) for part in value]
    return sorted(value, key=repr) if is_collection(value) else value


def _title(value: object) -> dict[str, object]:
    return {"title": "post"} if isinstance(value, ExistingPost) else {}


def record_of(result: Findings, catalogue: Catalogue) -> dict[str, object]:
    """Write a decision down: told, facts, verdicts, scores, hours, and which rules fired.

    `fired` has a bit for each rule of the catalogue, in order, the first being the lowest: whether
    it holds at the best estimate; `unknown`: whether what is not known decides that.
    """
    decision = decide(catalogue.program, judge(result.profile, catalogue))
    fired, unknown = _masks(decision)
    return {
        "format": FORMAT,
        "semantics": SEMANTICS,
        "catalogue": {
            "version": catalogue.version,
            "hash": result.catalogue_hash,
            "decision_hash": result.decision_hash,
        },
        "profile": profile_data(result.profile, names=False),
        "roles": {role: _outcome(decision, catalogue, role) for role in catalogue.roles},
        "fired": f"{fired:x}",
        "unknown": f"{unknown:x}",
    }


def _outcome(decision: Decision, catalogue: Catalogue, role: str) -> dict[str, object]:
    return {
        "verdict": decision.verdict(role).value,
        "possible": [verdict.value for verdict in decision.possible(role)],
        "score": decision.whole(key_of("score", role)),
        "sourcing": str(decision.values[key_of("sourcing", role)]),
        "hours": {level: decision.hours(role, level) for level in catalogue.levels},
    }


def _masks(decision: Decision) -> tuple[int, int]:
    fired = unknown = 0
    rules = (
        rule
        for instance in decision.program.instances
        for rule in instance.rules
        if instance.decides not in _ABOUT_THE_WHOLE
    )
    for place, rule in enumerate(rules):
        rails = bound(rule.when, decision.bounds)
        fired |= bool(evaluate(rule.when, decision.values)) << place
        unknown |= (isinstance(rails, Rails) and rails.surely != rails.possibly) << place
    return fired, unknown


_ABOUT_THE_WHOLE: Final = ("answer", "lead", "warning", "step", "advice")
"""Tables that speak once the posts are put together, and decide no verdict."""
