"""How the keys of a fact read: each by its name in the reader's language, ids by what they name."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, Literal, TypeGuard, get_origin

import attrs

from commerce_roles.catalogue.holding import Holding
from commerce_roles.display import Span, Text, joined
from commerce_roles.model import Evidence, FrozenMap, is_value, kind_named
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["about", "key_rows", "plain_fact"]

_APART: Final = ("id", "label", "text", "phrases", "settings", "first_steps")
"""Attributes that are shown otherwise, or that only serve sentences."""
_WORDS: Final[Mapping[str, str]] = {
    "kind": "sort",
    "mode": "phase",
    "responsibility": "crisis.responsibility",
}
"""The group of words for an attribute's values, where it is not called as the attribute is."""
_PARTIES: Final = ("party", "role")
_TABLES: Final = ("level", "step")
"""Groups of words for the keys of tables that are no facts."""

Rows = Iterator[tuple[Text, Text]]


def about(kind: str, identifier: str, text: str = "") -> Span:
    """Make a text that speaks of a fact; without one, its id."""
    return Span(text or identifier, about=f"{kind}.{identifier}")


def key_rows(
    catalogue: Holding, fact: object, lang: str, *, without: Collection[str] = ()
) -> list[tuple[Text, Text]]:
    """Lay the attributes of a fact out, a row for each thing that it says."""
    apart = {*_APART, *without}
    return list(_Reader(catalogue, lang).keys(fact, "", apart)) if is_value(fact) else []


@attrs.frozen
class _Reader:
    """What a reader sees of keys and values."""

    catalogue: Holding
    lang: str

    def keys(self, value: attrs.AttrsInstance, above: str, apart: Collection[str] = ()) -> Rows:
        """Lay out a value of the model, its evidence only where nothing else tells it."""
        for attribute in attrs.fields(type(value)):
            part: object = getattr(value, attribute.name)
            if attribute.name in apart:
                continue
            if isinstance(part, Evidence):
                if above:  # that of the fact itself is told in words
                    yield from self.keys(part, above)
            elif not _says_nothing(attribute, part):
                name = f"{above}{self.catalogue.word('key', attribute.name, self.lang)}"
                yield from self._laid(name, attribute, part)

    def _laid(self, name: str, attribute: Any, part: object, within: str = "") -> Rows:  # noqa: ANN401 attrs types it so
        if is_value(part):
            yield from self.keys(part, f"{name}: ")
        elif self._is_text(part):
            yield name, self.catalogue.text(part, self.lang)
        elif is_mapping(part):
            for key, inner in part.items():
                if f"{within}{key}" in self.catalogue.ids("field"):
                    yield self._answer(f"{within}{key}", inner)
                else:
                    below = f"{name}: {self._key(key)}"
                    yield from self._laid(below, attribute, inner, f"{within}{key}.")
        elif is_sequence(part) and any(is_value(inner) for inner in part):
            for position, inner in enumerate(part, 1):
                yield from self._laid(f"{name} {position}", attribute, inner)
        elif is_sequence(part):
            yield name, joined(self._said(attribute, inner) for inner in part)
        else:
            yield name, self._said(attribute, part)

    def _is_text(self, part: object) -> TypeGuard[Mapping[str, str]]:
        """Say whether a value is a text per language."""
        known = {*self.catalogue.languages, *self.catalogue.label_languages}
        return is_mapping(part) and all(
            key in known and isinstance(text, str) for key, text in part.items()
        )

    def _said(self, attribute: Any, part: object) -> Text:  # noqa: ANN401 attrs types it so
        """Name what an id stands for, or a word of a list; anything else as it is written."""
        if not isinstance(part, str):
            return self._plain(part)
        group = _WORDS.get(attribute.name, str(attribute.name))
        word = part.replace(" ", "_")
        if f"{group}.{word}" in self.catalogue.words:
            return self.catalogue.word(group, word, self.lang)
        kind = kind_named(attribute.metadata)
        return self._name(kind, part) if kind else part

    def _name(self, kind: str, identifier: str) -> Text:
        for each in _PARTIES if kind == "party" else (kind,):
            if f"{each}.{identifier}" in self.catalogue.words:
                return self.catalogue.word(each, identifier, self.lang)
            if each in self.catalogue.facts.entries and identifier in self.catalogue.ids(each):
                return about(each, identifier, self.catalogue.label(each, identifier, self.lang))
        return identifier

    def _answer(self, name: str, told: object) -> tuple[Text, Text]:
        """Lay out what a business tells: the field, and its answer in words."""
        answers = told if is_sequence(told) else [told]
        said = joined(self._one_answer(name, answer) for answer in answers)
        return about("field", name, self.catalogue.label("field", name, self.lang)), said

    def _one_answer(self, name: str, answer: object) -> Text:
        if not isinstance(answer, str):
            return self._plain(answer)
        if f"{name}.{answer}" in self.catalogue.words:
            return self.catalogue.word(name, answer, self.lang)
        options = self.catalogue.fields[name].options
        return self._name(options if isinstance(options, str) else "", answer)

    def _plain(self, value: object) -> str:
        if isinstance(value, bool):
            return self.catalogue.word("answer", "yes" if value else "no", self.lang)
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _key(self, key: str) -> str:
        """Name a key of a table that is no field: a role, a KPI, a level of service."""
        for kind in ("role", "kpi"):
            if key in self.catalogue.ids(kind):
                return self.catalogue.label(kind, key, self.lang)
        words = self.catalogue.words
        group = next((group for group in _TABLES if f"{group}.{key}" in words), "")
        return self.catalogue.word(group, key, self.lang)


def _says_nothing(attribute: Any, part: object) -> bool:  # noqa: ANN401 attrs types it so
    """Say whether a value is nothing, or a default that no word of a list would tell."""
    if part in ("", (), None) or part == FrozenMap():
        return True
    return part == attribute.default and get_origin(attribute.type) is not Literal


def plain_fact(value: object) -> object:
    """Write a fact as plain data; what it does not say is left out."""
    if is_value(value):
        pairs = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        found: dict[str, object] = {}
        for attribute, part in pairs:
            if part in ("", (), None) or part == FrozenMap() or part == attribute.default:
                continue
            inner = plain_fact(part)
            if isinstance(part, Evidence) and is_mapping(inner):
                found.update(inner)
            else:
                found[attribute.name] = inner
        return found
    if is_mapping(value):
        return {str(key): plain_fact(part) for key, part in value.items()}
    if is_sequence(value):
        return [plain_fact(part) for part in value]
    return value
