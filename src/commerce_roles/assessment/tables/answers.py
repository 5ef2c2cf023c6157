"""Answers as columns: what was told of each input, and what stands for it where nothing was."""

from collections.abc import Mapping
from typing import Any, Final, cast

from attrs import frozen

from commerce_roles.assessment.tables.planning import Defaults, TablePlans
from commerce_roles.assessment.tables.rails import Array, Rails, is_alone, known, np, rails
from commerce_roles.assessment.tables.sets import Bits, Column
from commerce_roles.assessment.tables.texts import Given, Text
from commerce_roles.assessment.tables.writing import Value, run
from commerce_roles.expressions import (
    Amount,
    Boolean,
    Choice,
    Domain,
    Integer,
    Ordered,
    SetOf,
    unknown,
)

__all__ = ["Told", "placed", "settled"]

_NOTHING: Final = np.False_


@frozen(eq=False)
class Told:
    """What a column tells of one input."""

    values: Array
    """Numbers, ranks, yes or no; numbers of texts. None: nothing is known, or it is a set."""
    known: Array = np.True_
    """Where it was told."""
    bits: Bits | None = None
    """What sets hold."""
    low: Array = None
    high: Array = None
    ranged: Array = _NOTHING
    """Where two ends were told instead of a number."""


def placed(plans: TablePlans, told: Mapping[str, Told]) -> dict[int, Value]:
    """Put the answers on the rails; where one is missing, its default is the best estimate."""
    found: dict[str, Value] = {}
    for key in plans.inputs:
        found[key] = _value(plans, key, told.get(key, _UNTOLD), found)
    return {place: found[key] for key, place in plans.inputs.items()}


_UNTOLD: Final = Told(None, np.False_)


def _value(plans: TablePlans, key: str, told: Told, found: Mapping[str, Value]) -> Value:
    domain = plans.program.inputs[key]
    match domain:
        case Choice():
            return _text(plans, key, domain, told, found)
        case SetOf():
            return _set(plans, key, domain, told, found)
        case _:
            return _number(plans, key, domain, told, found)


def _number(
    plans: TablePlans, key: str, domain: Domain, told: Told, found: Mapping[str, Value]
) -> Rails:
    if told.values is not None and _everywhere(told.known):
        return known(told.values)
    nothing = unknown(domain)
    kind = _KINDS[type(domain)]
    low, high = (kind(end) for end in nothing)
    point = _clamped(_default(plans.defaults[key], found), domain)
    if _anywhere(told.ranged):
        low = np.where(told.ranged, told.low, low)
        high = np.where(told.ranged, told.high, high)
        middle = (told.low + told.high) / 2
        whole = np.trunc(middle).astype(np.int64) if isinstance(domain, Integer) else middle
        point = np.where(told.ranged, whole, point)
    if told.values is not None and _anywhere(told.known):
        low, high, point = (np.where(told.known, told.values, end) for end in (low, high, point))
    return rails(low, high, point)


_KINDS: Final[Mapping[type[Domain], Any]] = {
    Boolean: np.bool_,
    Integer: np.int64,
    Ordered: np.int64,
    Amount: np.float64,
}


def _text(
    plans: TablePlans, key: str, domain: Choice, told: Told, found: Mapping[str, Value]
) -> Text:
    if told.values is not None and _everywhere(told.known):
        return Given(told.values, np.True_)
    point = _default(plans.defaults[key], found)
    if told.values is not None and _anywhere(told.known):
        point = np.where(told.known, told.values, point)
    if domain.options is None:
        return Given(point, told.known, None)
    vocabulary = plans.words.vocabulary
    pool = frozenset(vocabulary.number(text) for text in (*domain.options, None))
    return Given(point, told.known, pool)


def _set(
    plans: TablePlans, key: str, domain: SetOf, told: Told, found: Mapping[str, Value]
) -> Column:
    universe = plans.words.universes[key]
    if told.bits is not None and _everywhere(told.known):
        return Column(universe, told.bits, told.bits, told.bits)
    point = _default(plans.defaults[key], found)
    if isinstance(point, frozenset):
        point = universe.bits(cast("frozenset[str]", point))
    endless: Array = np.bool_(domain.options is None)
    one = universe.bits(())
    other = universe.everything if domain.options is None else universe.bits(domain.options)
    if told.bits is not None and _anywhere(told.known):
        values = told.bits
        one, other, point = (
            tuple(np.where(told.known, value, end) for value, end in zip(values, bits, strict=True))
            for bits in (one, other, point)
        )
        endless = endless & ~told.known
    return Column(universe, one, other, point, endless)


def _default(default: Defaults, found: Mapping[str, Value]) -> Any:  # noqa: ANN401 of its domain
    """Work a default out from the best estimates of what it reads."""
    given = {place: settled(found[key]) for key, place in default.inputs.items()}
    last = {operation.place: len(default.operations) for operation in default.operations}
    value = run(default.operations, last, given)[default.place]
    return value if isinstance(value, frozenset) else value.point


def settled(value: Value) -> Value:
    """Take the best estimate for what is known."""
    if isinstance(value, Rails):
        return known(value.point)
    if isinstance(value, Column):
        return Column(value.universe, value.point, value.point, value.point)
    if isinstance(value, frozenset):
        return value
    return Given(value.point, np.True_)


def _clamped(point: Array, domain: Domain) -> Array:
    if isinstance(domain, Integer | Amount):
        return np.minimum(np.maximum(point, domain.low), domain.high)
    return point


def _everywhere(array: Array) -> bool:
    return bool(array) if is_alone(array) else bool(array.all())


def _anywhere(array: Array) -> bool:
    return bool(array) if is_alone(array) else bool(array.any())
