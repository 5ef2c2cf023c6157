"""What a business may tell: the key and the domain of every input, and its default."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from commerce_roles.catalogue.kinds import NAME_KINDS
from commerce_roles.catalogue.linking.names import Names, Unlinked
from commerce_roles.errors import Problem
from commerce_roles.expressions import (
    Amount,
    Boolean,
    Choice,
    Domain,
    Form,
    Integer,
    Literal,
    Ordered,
    SetOf,
    Value,
    key_of,
    references,
)
from commerce_roles.model import Field, Kpi
from commerce_roles.model.limits import MONTH_HOURS, MOST_FTE, MOST_WORDS

__all__ = [
    "MEASURED", "MINUTES", "domain_of", "link_asked_when", "link_defaults", "link_inputs",
    "options_of",
]  # fmt: skip

MINUTES: Final = 60
"""Hours that are held are counted in minutes."""
MEASURED: Final = "kpis_measured"
"""The ids of the KPIs that were told."""
_OPEN_KINDS: Final = ("language", "country", "currency", "month")

Entities = Mapping[str, Mapping[str, object]]


def link_inputs(names: Names, entities: Entities) -> None:
    """Give every input its key and domain: fields, KPI values, posts there are."""
    for field in _fields(entities):
        try:
            names.inputs[field.id] = domain_of(field, entities)
        except ValueError as error:
            names.problem("field", field.id, str(error))
        group, _, part = field.id.partition(".")
        if part:
            names.calls[key_of(group, part)] = field.id
    for kpi in _kpis(entities):
        key = f"kpis.{kpi.id}"
        names.inputs[key] = Amount(kpi.minimum, kpi.maximum)
        names.calls[key_of("kpi", kpi.id)] = key
    names.inputs[MEASURED] = SetOf(frozenset(kpi.id for kpi in _kpis(entities)))
    for role in names.roles:
        key = f"existing_roles.{role}"
        names.inputs[key] = Amount(0, MOST_FTE)
        names.calls[key_of("fte", role)] = key
        for place in ("inside", "outside"):
            held = key_of("held", role, place)
            most = MOST_FTE * MONTH_HOURS * MINUTES
            names.inputs[held] = Integer(0, most, MINUTES)
            names.calls[held] = held


def domain_of(field: Field, entities: Entities) -> Domain:
    """Give the type and bounds of a field.

    Raises:
        ValueError: The field lacks its maximum or its options.
    """
    match field.type:
        case "yes_no":
            return Boolean()
        case "count" | "money" | "number":
            if field.maximum is None:
                message = "a number needs a maximum, so that overflow is excluded"
                raise ValueError(message)
            if field.type == "count":
                return Integer(int(field.minimum), int(field.maximum))
            return Amount(float(field.minimum), float(field.maximum))
        case "ordered":
            if not isinstance(field.options, tuple):
                message = "an ordered answer needs a list of options, lowest first"
                raise ValueError(message)  # noqa: TRY004 the fact is wrong, not a type of Python
            return Ordered(field.options)
        case "choice" | "text":
            return Choice(options_of(field, entities))
        case "set":
            options = options_of(field, entities)
            if options is None:
                return SetOf(None, int(field.maximum or MOST_WORDS))
            return SetOf(options)


def options_of(field: Field, entities: Entities) -> frozenset[str] | None:
    """List the legal words of a field; None where any word is legal."""
    if field.open or not field.options:
        return None
    if isinstance(field.options, tuple):
        return frozenset(field.options)
    if field.options in _OPEN_KINDS:
        return None
    if field.options in NAME_KINDS:
        return frozenset(entities[field.options])
    message = f"{field.options!r} is no kind of name; use one of {', '.join(NAME_KINDS)}"
    raise ValueError(message)


def link_defaults(names: Names, entities: Entities) -> dict[str, Form]:
    """Check the defaults and bring them into an order in which they can be worked out."""
    scope = names.scope(only_inputs=True)
    found: dict[str, Form] = {
        key: Literal(domain, _no_points(domain)) for key, domain in names.inputs.items()
    }
    for kpi in _kpis(entities):
        key = f"kpis.{kpi.id}"
        found[key] = Literal(names.inputs[key], float(kpi.default))
    for field in _fields(entities):
        if field.default and field.id in names.inputs:
            path, file = f"field.{field.id}.default", names.facts.file_of("field", field.id)
            try:
                form = names.check(field.default, scope, path, file)
            except Unlinked:
                continue
            fitted = _fitted(form, names.inputs[field.id])
            if fitted is None:
                message = "the default is of another type than the field"
                names.problems.append(Problem(message, path, f"mend {field.default!r}", file))
            else:
                found[field.id] = fitted
    try:
        order = TopologicalSorter({k: references(f) for k, f in found.items()}).static_order()
        return {key: found[key] for key in order}
    except CycleError as error:
        circle = " → ".join(error.args[1])
        message = f"the defaults read each other in a circle: {circle}"
        names.problems.append(Problem(message, "field", "let one of them be a plain value"))
        return found


def link_asked_when(names: Names, entities: Entities) -> dict[str, Form]:
    """Check the conditions under which a field is asked for, and give them by field."""
    found: dict[str, Form] = {}
    for field in _fields(entities):
        if field.asked_when:
            path, file = f"field.{field.id}.asked_when", names.facts.file_of("field", field.id)
            try:
                form = names.check(field.asked_when, names.scope(), path, file)
            except Unlinked:
                continue
            if isinstance(form.domain, Boolean):
                found[field.id] = form
            else:
                names.problem("field", field.id, "asked_when is no condition")
    return found


def _fitted(form: Form, domain: Domain) -> Form | None:
    """Fit a default to its field: a word to a rank, a whole number to an amount."""
    if type(form.domain) is type(domain):
        return form
    if isinstance(form, Literal):
        if isinstance(domain, Ordered) and form.value in domain.levels:
            return Literal(domain, domain.levels.index(str(form.value)))
        if isinstance(domain, Amount) and isinstance(form.value, int):
            return Literal(domain, float(form.value))
    return None


def _no_points(domain: Domain) -> Value:
    match domain:
        case Boolean():
            return False
        case Integer(low=low):
            return max(0, low)
        case Amount(low=low):
            return max(0.0, low)
        case Ordered():
            return 0
        case Choice():
            return None
        case SetOf():
            return frozenset()


def _fields(entities: Entities) -> list[Field]:
    return [field for field in entities["field"].values() if isinstance(field, Field)]


def _kpis(entities: Entities) -> list[Kpi]:
    return [kpi for kpi in entities["kpi"].values() if isinstance(kpi, Kpi)]
