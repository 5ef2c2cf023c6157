"""What the model gives: roles, pairs, crisis, warnings."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from commerce_roles.catalogue import ESTIMATES, VERDICTS, Catalogue, hours_key
from commerce_roles.expressions import key_of
from commerce_roles.interchange.gorules.grouping import Group
from commerce_roles.interchange.gorules.naming import dotted
from commerce_roles.interchange.gorules.placing import Places
from commerce_roles.interchange.gorules.writing import literal

__all__ = ["results_of", "steps_read"]

_CRISIS: Final = "crisis_state"
_RANKS: Final = ("verdict", "floor", "cap")
_FORBIDDEN, _OWNER = "forbidden", "owner_accountable"

Pairs = Iterator[tuple[str, str]]


def steps_read(catalogue: Catalogue) -> list[str]:
    """List the steps that results read."""
    found = [key_of(what, role) for role in catalogue.roles for what in ("score", *_RANKS)]
    found += [key_of("sourcing", role) for role in catalogue.roles]
    found += [
        hours_key(role, level, estimate)
        for role in catalogue.roles
        for level in catalogue.levels
        for estimate in ESTIMATES
    ]
    found += [key_of("merge", *pair) for pair in combinations(sorted(catalogue.roles), 2)]
    return [*found, "cluster", "response", *([_CRISIS] if _CRISIS in catalogue.fields else [])]


def results_of(catalogue: Catalogue, groups: Iterable[Group], places: Places) -> Pairs:
    """Write every result as an expression, with the key under which it is given."""
    tables = list(groups)
    for role in catalogue.roles:
        for key, text in _role(catalogue, role, tables, places):
            yield dotted(("roles", role, key)), text
    for pair in combinations(sorted(catalogue.roles), 2):
        for key, text in _pair(pair, tables, places):
            yield dotted(("pairs", *pair, key)), text
    if _CRISIS in catalogue.fields:
        yield "crisis", _crisis(tables, places)
    for key, decides in (("warnings", "warning"), ("inconsistencies", "inconsistency")):
        yield key, _rules([table for table in tables if table.decides == decides], places)


def _role(catalogue: Catalogue, role: str, tables: list[Group], places: Places) -> Pairs:
    own = [table for table in tables if table.roles == (role,)]
    for what in _RANKS:
        rank = places.read(key_of(what, role))
        written = literal(VERDICTS.levels[-1])
        for number, verdict in reversed([*enumerate(VERDICTS.levels[:-1])]):
            written = f"({rank} == {number} ? {literal(verdict)} : {written})"
        yield what, written
    yield "score", places.read(key_of("score", role))
    yield "sourcing", places.read(key_of("sourcing", role))
    rules = [places.column(t.key, "rule") for t in own if t.decides == "sourcing"]
    yield "sourcing_rule", rules[0] if rules else "null"
    for level in catalogue.levels:
        for estimate in ESTIMATES:
            hours = places.read(hours_key(role, level, estimate))
            yield f"hours.{level}.{estimate}", f"{hours} / {catalogue.program.scale}"
    fired = ", ".join(places.column(t.key, "rule") for t in own if t.decides != "sourcing")
    yield "fired", f"filter([{fired}], # != null)"


def _pair(pair: tuple[str, str], tables: list[Group], places: Places) -> Pairs:
    own = [t for t in tables if t.roles == pair and t.decides == "combination"]
    effects = _hits(own, places, "then")
    yield "allowed", f"not ({literal(_FORBIDDEN)} in {effects})"
    yield "effects", effects
    yield "fired", _rules(own, places)
    yield "merge", places.read(key_of("merge", *pair))


def _crisis(tables: list[Group], places: Places) -> str:
    advice = _rules([t for t in tables if t.decides == "advice"], places)
    choices = ", ".join(f"{what}: {places.read(what)}" for what in ("cluster", "response"))
    return f"({places.read(_CRISIS)} > 0 ? {{{choices}, advice: {advice}}} : null)"


def _rules(tables: list[Group], places: Places) -> str:
    return _hits(tables, places, "rule")


def _hits(tables: list[Group], places: Places, column: str) -> str:
    """Write one column of every row that holds in some tables that collect."""
    rows = ", ".join(f"({places.column(table.key)} ?? [])" for table in tables)
    return f"map(flatMap([{rows}], #), #.{column})" if tables else "[]"
