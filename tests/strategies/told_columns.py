"""Answers, row by row, put into columns without a data frame."""

from collections.abc import Sequence

import numpy as np

from commerce_roles.assessment.judging import Told
from commerce_roles.assessment.tables.answers import Told as Column
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.expressions import Amount, Boolean, Choice, SetOf


def told_columns(plans: TablePlans, rows: Sequence[Told]) -> dict[str, Column]:
    """Put what was told of each input into a column."""
    for key in plans.inputs:
        if isinstance(plans.program.inputs[key], SetOf):
            for row in rows:
                held = row.values.get(key)
                plans.words.universes[key].add(sorted(held if isinstance(held, frozenset) else ()))
    return {key: _column(plans, key, rows) for key in plans.inputs}


def _column(plans: TablePlans, key: str, rows: Sequence[Told]) -> Column:
    domain = plans.program.inputs[key]
    values = [row.values.get(key) for row in rows]
    known = np.array([value is not None for value in values])
    if isinstance(domain, SetOf):
        universe = plans.words.universes[key]
        bits = [universe.bits(v if isinstance(v, frozenset) else ()) for v in values]
        parts = (np.array([own[i] for own in bits], np.uint64) for i in range(universe.width))
        return Column(None, known, tuple(parts))
    if isinstance(domain, Choice):
        numbers = [plans.words.vocabulary.number(v if isinstance(v, str) else None) for v in values]
        return Column(np.array(numbers, np.int32), known)
    kinds: dict[type, type[np.generic]] = {Boolean: np.bool_, Amount: np.float64}
    kind = kinds.get(type(domain), np.int64)
    ranges = [row.ranges.get(key) for row in rows]
    return Column(
        np.array([0 if value is None else value for value in values], kind),
        known,
        None,
        np.array([ends.low if ends else 0 for ends in ranges], kind),
        np.array([ends.high if ends else 0 for ends in ranges], kind),
        np.array([ends is not None for ends in ranges]),
    )
