"""Complete random businesses from a seed: thousands in a moment, where no shrinking is needed."""

from collections.abc import Iterator
from random import Random
from typing import Any

from strategies.profiles import ORDINARY, nested, words_of

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Field


def businesses(catalogue: Catalogue, seed: int, number: int) -> Iterator[dict[str, Any]]:
    """Draw profiles in which every field is told, each from small to the largest legal shop."""
    random = Random(seed)  # noqa: S311 no secret
    for _ in range(number):
        size = random.choice([0.01, 0.1, 0.5, 1.0])
        told = {f.id: _answer(f, catalogue, random, size) for f in catalogue.fields.values()}
        yield nested(told)


def _answer(field: Field, catalogue: Catalogue, random: Random, size: float) -> Any:
    match field.type:
        case "yes_no":
            return random.random() < 0.5
        case "count" | "money" | "number":
            low, high = int(field.minimum), int(field.maximum or 0)
            usual = min(ORDINARY.get(field.id, 100), high)
            whole = random.choice([low, random.randint(low, max(low, int(usual * size))), high])
            cents = field.type == "money" and whole < high and random.random() < size
            return whole + random.randint(1, 99) / 100 if cents else whole
        case "ordered" | "choice":
            return random.choice(list(field.options))
        case _:
            words = words_of(field, catalogue)
            if field.type != "set":
                return random.choice(words)
            return random.sample(words, random.randint(0, min(len(words), 6)))
