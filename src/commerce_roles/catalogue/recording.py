"""The facts of a kind as flat rows, the same keys in each."""

from collections.abc import Iterator, Mapping

import attrs

from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import KINDS, kind_of
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Label, is_value
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["records"]


def records(catalogue: Holding, name: str, lang: str) -> list[dict[str, object]]:
    """Write the facts of a kind as flat rows.

    Raises:
        UnknownIdError: There is no such kind.
    """
    kind = kind_of(name)
    if not kind:
        raise UnknownIdError("kind of fact", name, KINDS)
    rows = [dict(_cells(catalogue, fact, "", lang)) for fact in catalogue.of(kind).values()]
    keys = dict.fromkeys(key for row in rows for key in row)
    return [{key: row.get(key) for key in keys} for row in rows]


def _cells(catalogue: Holding, value: object, path: str, lang: str) -> Iterator[tuple[str, object]]:
    for attribute in attrs.fields(type(value)) if is_value(value) else ():
        part: object = getattr(value, attribute.name)
        beside = attribute.name == "evidence"
        key = path if beside else f"{path}.{attribute.name}".lstrip(".")
        if is_value(part):
            yield from _cells(catalogue, part, key, lang)
        elif attribute.type == Label and is_mapping(part):
            yield key, catalogue.text({k: str(v) for k, v in part.items()}, lang) or None
        elif is_mapping(part):
            yield from _inside(catalogue, part, key, lang)
        elif is_sequence(part) and any(is_value(item) for item in part):
            numbered = {str(n): item for n, item in enumerate(part, 1)}
            yield from _inside(catalogue, numbered, key, lang)
        elif is_sequence(part):
            yield key, ", ".join(map(str, part)) or None
        else:
            yield key, None if part == "" else part


def _inside(
    catalogue: Holding, parts: Mapping[str, object], path: str, lang: str
) -> Iterator[tuple[str, object]]:
    for key, part in parts.items():
        inner = f"{path}.{key}"
        if is_value(part):
            yield from _cells(catalogue, part, inner, lang)
        elif is_mapping(part):
            yield from _inside(catalogue, part, inner, lang)
        elif is_sequence(part):
            yield inner, ", ".join(map(str, part))
        else:
            yield inner, part
