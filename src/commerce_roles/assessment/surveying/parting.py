"""To which part of a segment each row belongs."""

from collections.abc import Mapping

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.walking import Walked
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Segment

__all__ = ["part_of_numbers", "parts_of"]


def part_of_numbers(steps: tuple[int, ...], place: int) -> str:
    """Name a class of numbers by its ends.

    Examples:
        >>> [part_of_numbers((0, 10, 50), place) for place in range(3)]
        ['0-9', '10-49', '50+']
    """
    low = steps[place]
    return f"{low}-{steps[place + 1] - 1}" if place + 1 < len(steps) else f"{low}+"


def parts_of(walked: Walked, segment: Segment, catalogue: Catalogue) -> tuple[Array, list[str]]:
    """Give for each row the number of its part, and the names of the parts; the first: not told."""
    rows = len(walked.numbers)
    name = walked.assessor.layout.values.get(segment.field)
    if name is None or name not in walked.cells:
        return np.zeros(rows, np.int64), [""]
    if segment.steps:
        return _classes(walked.decided.told, segment, rows)
    return _words(walked, segment, catalogue, name)


def _classes(told: Mapping[str, Told], segment: Segment, rows: int) -> tuple[Array, list[str]]:
    """Put numbers into classes; a range is where its lower end is."""
    names = ["", *(part_of_numbers(segment.steps, place) for place in range(len(segment.steps)))]
    own = told.get(segment.field)
    if own is None or own.values is None:
        return np.zeros(rows, np.int64), names
    values = np.broadcast_to(np.where(own.ranged, own.low, own.values), (rows,))
    known = np.broadcast_to(own.known | own.ranged, (rows,))
    place = np.searchsorted(np.array(segment.steps), values, side="right")
    return np.where(known, np.maximum(place, 1), 0).astype(np.int64), names


def _words(
    walked: Walked, segment: Segment, catalogue: Catalogue, name: str
) -> tuple[Array, list[str]]:
    """Put words into parts as they are understood: by their ids here, or as they are written."""
    fld = catalogue.fields[segment.field]
    coded = walked.cells[name]
    if not hasattr(coded, "dictionary"):
        coded = coded.dictionary_encode()
    domain = catalogue.program.inputs[fld.id]
    names = [""]
    numbers: list[int] = []
    for value in coded.dictionary.to_pylist():
        judged = None if value is None else walked.assessor.words.judge(fld, value)
        meant = "" if judged is None or judged.value is None else str(judged.value)
        levels = getattr(domain, "levels", None)
        if judged is not None and levels and isinstance(judged.value, int):
            meant = str(levels[judged.value])
        if meant not in names:
            names.append(meant)
        numbers.append(names.index(meant))
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.append(np.array(numbers, np.int64), 0)[codes], names
