"""The facts linked into one program: names resolved, expressions typed, steps in order.

May import: `catalogue.program`, `catalogue.reading`, `expressions`, `model`, `errors`.
"""

from collections.abc import Mapping
from typing import TypeVar, cast

from commerce_roles.catalogue.kinds import NAME_KINDS
from commerce_roles.catalogue.linking.deciding import (
    ALLOWANCES,
    MERGES,
    VERDICTS,
    Deciding,
    points_key,
)
from commerce_roles.catalogue.linking.inputs import (
    MEASURED,
    MINUTES,
    link_asked_when,
    link_defaults,
    link_inputs,
    options_of,
)
from commerce_roles.catalogue.linking.names import Names
from commerce_roles.catalogue.linking.prices import BREAK_EVEN, PRODUCTIVE, link_prices
from commerce_roles.catalogue.linking.quantities import (
    ESTIMATES,
    coefficient,
    common_scale,
    hours_key,
    link_hours,
    link_quantities,
)
from commerce_roles.catalogue.linking.speaking import PLACEHOLDER, SUPPLIED, Speech, placeholders
from commerce_roles.catalogue.linking.wholes import COUNTS, HOURS, link_wholes
from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import Facts
from commerce_roles.expressions import Literal, SetOf, key_of, whole
from commerce_roles.model import (
    Constant,
    Cost,
    FrozenMap,
    Loading,
    Message,
    Name,
    Parameter,
    Quantity,
    Role,
    Table,
    Task,
    Verdict,
)

__all__ = [
    "ALLOWANCES", "BREAK_EVEN", "COUNTS", "ESTIMATES", "HOURS", "MEASURED", "MERGES", "MINUTES",
    "PLACEHOLDER", "PRODUCTIVE", "SUPPLIED", "VERDICTS", "coefficient", "hours_key", "link",
    "options_of", "placeholders", "points_key",
]  # fmt: skip

T = TypeVar("T")
Entities = Mapping[str, FrozenMap[str, object]]


def link(
    entities: Entities,
    levels: tuple[str, ...],
    bands: Mapping[str, int],
    languages: tuple[str, ...],
    facts: Facts,
) -> Program:
    """Link all rules into one program; every fault joins the problems of the facts."""
    roles = _of(entities, "role", Role)
    names = Names(facts, tuple(roles))
    for constant in _of(entities, "constant", Constant).values():
        names.constants[constant.id] = whole(constant.value)
    names.constants.update(_groups(entities))
    for role in roles.values():
        for name in sorted({name for r in roles.values() for name in r.settings}):
            value = role.settings.get(name, 0)
            names.constants[key_of("setting", role.id, name)] = whole(value)
    link_inputs(names, entities)
    defaults = link_defaults(names, entities)
    tasks = _of(entities, "task", Task)
    scale = common_scale(tasks) if tasks else 1
    link_wholes(names, scale)
    link_quantities(names, _of(entities, "quantity", Quantity), levels)
    link_hours(names, tasks, levels, scale)
    costs, loadings = _of(entities, "cost", Cost), _of(entities, "loading", Loading)
    link_prices(names, costs.values(), loadings.values(), _of(entities, "constant", Constant))
    messages = _of(entities, "message", Message)
    speech = Speech(
        names, messages, _of(entities, "parameter", Parameter), languages, _cited(entities)
    )
    speech.check_texts()
    deciding = Deciding(names, _of(entities, "table", Table), roles, bands, speech)
    asked_when = link_asked_when(names, entities)
    names.link_all()
    instances = deciding.instances()
    facts.problems.extend(dict.fromkeys(names.problems))
    wholes = {*COUNTS, *(h + mark for h in HOURS for mark in ESTIMATES.values())}
    inputs = {key: domain for key, domain in names.inputs.items() if key not in wholes}
    steps = tuple(names.steps.values())
    return Program(
        FrozenMap(inputs),
        FrozenMap(defaults),
        steps,
        instances,
        scale,
        asked_when=FrozenMap(asked_when),
        conditions=FrozenMap(names.conditions),
        roles=tuple(roles),
        rungs=tuple(bands[verdict] for verdict in list(Verdict)[1:]),
    )


def _of(entities: Entities, kind: str, _: type[T]) -> FrozenMap[str, T]:
    """Give the facts of a kind as the class that the kind fixes."""
    return cast("FrozenMap[str, T]", entities[kind])


def _cited(entities: Entities) -> FrozenMap[str, tuple[str, ...]]:
    """Give the claims on which each name rests."""
    names = (name for kind in NAME_KINDS for name in _of(entities, kind, Name).values())
    return FrozenMap({name.id: name.evidence.claims for name in names if name.evidence.claims})


def _groups(entities: Entities) -> dict[str, Literal]:
    """Collect the sets that names and KPIs say they belong to."""
    members: dict[str, set[str]] = {}
    for kind in sorted(entities):
        for entity in entities[kind].values():
            for group in getattr(entity, "groups", ()):
                members.setdefault(group, set()).add(getattr(entity, "id", ""))
    return {
        group: Literal(SetOf(frozenset(words)), frozenset(words))
        for group, words in sorted(members.items())
    }
