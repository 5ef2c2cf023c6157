"""From where one stands into another cell: the nearest answer that lies in it."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Final

from attrs import frozen

from commerce_roles.diagrams.sets import Counts, SetCells
from commerce_roles.diagrams.variables import Numbers, Sets, Texted, Variable
from commerce_roles.expressions import Amount, Choice, Domain, Integer, Ordered, Value

__all__ = ["Move", "Standing", "moves"]

_STEP: Final = 0.01
"""The smallest step of an amount that a person would write: a cent."""

Move = Mapping[str, Value]
"""The inputs that change, with their new values; empty where one stays."""


@frozen
class Standing:
    """Where one stands, and what one can change."""

    values: Mapping[str, Value]
    domains: Mapping[str, Domain]
    free: frozenset[str]
    words: Mapping[str, frozenset[str]]
    """Words that one could put into a set whose domain does not list them."""


def moves(variable: Variable, standing: Standing) -> tuple[Move | None, ...]:
    """Give, for each cell of a variable, the nearest answer in it; None where there is none.

    Numbers move to the end of the cell that is nearest, amounts in whole cents where the cell has
    one; sets by as few words as can be, and if several inputs share the variable, by changing as
    few of them as can be; ties go by the order of words.
    """
    stay = variable.cell_of(standing.values)
    match variable:
        case Sets(cells=cells):
            found = _sets(cells, standing)
            return tuple(
                {} if cell == stay else found.get(counts) for cell, counts in enumerate(cells.cells)
            )
        case _:
            return tuple(
                {} if cell == stay else _single(variable, cell, standing)
                for cell in range(variable.size)
            )


def _single(variable: Variable, cell: int, standing: Standing) -> Move | None:
    (key,) = variable.keys
    if key not in standing.free:
        return None
    match variable:
        case Numbers():
            number = _number(variable, cell, standing.values[key], standing.domains[key])
            return None if number is None else {key: number}
        case Texted():
            word = _word(variable, cell, standing.domains[key])
            return None if word is None else {key: word}
        case _:
            return {key: bool(cell)}


def _number(variable: Numbers, cell: int, here: Value, domain: Domain) -> int | float | None:
    if not isinstance(here, int | float):
        return None
    if isinstance(domain, Integer | Ordered):
        high = domain.high if isinstance(domain, Integer) else len(domain.levels) - 1
        low = domain.low if isinstance(domain, Integer) else 0
        first = int(variable.cuts[cell - 1][0]) if cell else low
        last = int(variable.cuts[cell][0]) - 1 if cell < len(variable.cuts) else high
        place = first if here < first else last
        return place if max(first, low) <= place <= min(last, high) else None
    return _amount(variable, cell, float(here), domain) if isinstance(domain, Amount) else None


def _amount(variable: Numbers, cell: int, here: float, domain: Amount) -> float | None:
    def inside(value: float) -> bool:
        known = variable.cell_of({variable.key: value})
        return known == cell and domain.low <= value <= domain.high

    below = variable.cuts[cell - 1][0] if cell else domain.low
    above = variable.cuts[cell][0] if cell < len(variable.cuts) else domain.high
    near, far = (below, above) if here <= below else (above, below)
    step = _STEP if near == below else -_STEP
    tried = (near, round(near + step, 2), (near + far) / 2)
    return next((value for value in tried if inside(value)), None)


def _word(variable: Texted, cell: int, domain: Domain) -> str | None:
    if cell < len(variable.groups):
        words: frozenset[str | None] = variable.groups[cell]
    else:
        options = domain.options if isinstance(domain, Choice) else None
        words = frozenset(options or ()) - frozenset[str | None]().union(*variable.groups)
    return min((word for word in words if word is not None), default=None)


# ---------------------------------------------------------------------- sets


def _sets(cells: SetCells, standing: Standing) -> Mapping[Counts, Move]:
    """Find, for each cell, the sets that change as few inputs, then as few words, as can be."""
    found: dict[Counts, Move] = {}
    free = [key for key in cells.keys if key in standing.free]
    for size in range(1, len(free) + 1):
        for keys in combinations(free, size):
            for counts, flips in _flipped(cells, standing, keys).items():
                if counts not in found:
                    found[counts] = _applied(standing, flips)
    return found


_Flips = tuple[tuple[str, str], ...]
"""The words that are put in or taken out, with the input each is in."""


def _flipped(cells: SetCells, standing: Standing, keys: tuple[str, ...]) -> Mapping[Counts, _Flips]:
    reached: dict[Counts, _Flips] = {(0,) * len(cells.most): ()}
    for word, states in _words(cells, standing, keys):
        further: dict[Counts, _Flips] = {}
        for counts, flips in reached.items():
            for state in states:
                added = cells.added(word, state)
                total = tuple(map(min, cells.most, map(sum, zip(counts, added, strict=True))))
                changed = tuple(
                    (key, word)
                    for key, inside in zip(cells.keys, state, strict=True)
                    if inside != (word in _held(standing, key))
                )
                here = (*flips, *changed)
                if total not in further or (len(here), here) < (
                    len(further[total]),
                    further[total],
                ):
                    further[total] = here
        reached = further
    return reached


def _words(
    cells: SetCells, standing: Standing, keys: tuple[str, ...]
) -> Iterator[tuple[str, list[tuple[bool, ...]]]]:
    """Go through the words, with the sets that each could be in."""
    open_words = {key: cells.options[key] or standing.words.get(key, frozenset()) for key in keys}
    every = cells.named.union(*open_words.values(), *(_held(standing, key) for key in cells.keys))
    for word in sorted(every):
        choices = [
            (False, True)
            if key in keys and (word in open_words[key] or word in _held(standing, key))
            else (word in _held(standing, key),)
            for key in cells.keys
        ]
        yield word, list(product(*choices))


def _held(standing: Standing, key: str) -> frozenset[str]:
    held = standing.values[key]
    return held if isinstance(held, frozenset) else frozenset()


def _applied(standing: Standing, flips: _Flips) -> Move:
    found: dict[str, Value] = {}
    for key, word in flips:
        now = found.get(key)
        held = now if isinstance(now, frozenset) else _held(standing, key)
        found[key] = held ^ {word}
    return found
