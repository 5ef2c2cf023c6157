"""A decision kept for later: what was told, by which facts, what came out.

A record holds no name, no title and nothing that was written freely, so nobody can be found in
it: what a field takes beside its list stands there as `unlisted`, which no rule can tell from it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import attrs

from commerce_roles.assessment.deciding import SEMANTICS, Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.outcome import Findings
from commerce_roles.catalogue import ESTIMATES, Catalogue
from commerce_roles.expressions import Literal, Rails, bound, evaluate, key_of, walk
from commerce_roles.model import BusinessProfile, ExistingPost, Field, Range, is_value
from commerce_roles.structuring import is_collection, is_mapping, is_sequence

__all__ = ["FORMAT", "profile_data", "record_of", "withheld"]

FORMAT: Final = "record/1"
"""The form of a record."""
_UNLISTED: Final = "unlisted"
"""What stands for a text that was written freely."""
_NAMELESS: Final = ("name", "title")
"""What could tell who is meant."""
_WRITTEN: Final = ("text", "choice", "set")
"""Types of fields whose answers are words."""


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


def withheld(data: Mapping[str, object], catalogue: Catalogue) -> dict[str, object]:
    """Leave out what was written freely: a word stands for it that no rule knows.

    Args:
        data: A profile as `profile_data` writes it.
        catalogue: The facts that say which words are its own.
    """
    stand_in = _UNLISTED
    while stand_in in _words(catalogue):
        stand_in += "_"
    kept = dict(data)
    for field in catalogue.fields.values():
        if field.type in _WRITTEN and (field.open or not field.options):
            _withhold(kept, field, stand_in, _words(catalogue))
    return kept


def _withhold(data: dict[str, object], field: Field, stand_in: str, words: frozenset[str]) -> None:
    """Put the stand-in where a field was answered freely, at the top, in a group or in `more`."""
    group, _, part = field.id.rpartition(".")
    for name in (group, "more") if group else ("", "more"):
        inner = data.get(name) if name else data
        if not is_mapping(inner) or part not in inner:
            continue
        told = inner[part]
        listed = told in words if isinstance(told, str) else False
        if is_collection(told):
            new: object = sorted({w if w in words else stand_in for w in map(str, told)})
        else:
            new = told if listed else stand_in
        if name:
            data[name] = {**inner, part: new}
        else:
            data[part] = new


@lru_cache(maxsize=8)
def _words(catalogue: Catalogue) -> frozenset[str]:
    """List the words that are the catalogue's own: ids, aliases, options, and those in rules."""
    program = catalogue.program
    forms = [
        *(step.form for step in program.steps),
        *program.defaults.values(),
        *(rule.when for instance in program.instances for rule in instance.rules),
    ]
    found: set[str] = set()
    for part in (part for form in forms for part in walk(form)):
        if isinstance(part, Literal):
            found |= part.value if isinstance(part.value, frozenset) else {str(part.value)}
    for field in catalogue.fields.values():
        if isinstance(field.options, tuple):
            found |= set(field.options)
        elif field.options in catalogue.facts.entries:
            found |= {*catalogue.ids(field.options), *catalogue.aliases(field.options)}
    return frozenset(found)


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
        "profile": withheld(profile_data(result.profile, names=False), catalogue),
        "roles": {role: _outcome(decision, catalogue, role) for role in catalogue.roles},
        "answer": result.answer.statement.id,
        "crisis": result.crisis
        and {"cluster": result.crisis.cluster, "response": result.crisis.response},
        "fired": f"{fired:x}",
        "unknown": f"{unknown:x}",
    }


def _outcome(decision: Decision, catalogue: Catalogue, role: str) -> dict[str, object]:
    return {
        "verdict": decision.verdict(role).value,
        "possible": [verdict.value for verdict in decision.possible(role)],
        "score": decision.whole(key_of("score", role)),
        "score_range": list(decision.score_range(role)),
        "sourcing": str(decision.values[key_of("sourcing", role)]),
        "hours": {
            level: {each: decision.hours(role, level, each) for each in ESTIMATES}
            for level in catalogue.levels
        },
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
