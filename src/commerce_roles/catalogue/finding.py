"""Look-up by id, name or alias in any language: ranked candidates, never one silent guess."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from attrs import frozen

from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.errors import UnknownIdError
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["Found", "facts_called", "find", "fold"]

_MOST: Final = 10
_LONGEST: Final = 200
_LEAST: Final = 0.6
"""From which likeness of letters on a name is worth showing: that of `errors.nearest`."""
_WORDS: Final = 0.8
"""A name that has every word of the text is nearer than any that only looks like it."""
_SILENT_KINDS: Final = frozenset(
    {"translation", "message", "parameter", "unit", "kpi_unit", "table", "selection", "support",
     "concept_gap"}
)  # fmt: skip
"""Kinds that are found by their ids only: they are no things that people name."""
_CAPTIONS: Final = frozenset(
    {
        "accounts", "answer", "ask", "brief", "cadence", "charge", "check", "column", "compare",
        "compose", "compose_column", "cover", "cover_kind", "decides", "difference", "direction",
        "graph", "group", "growth", "how", "join", "key", "kind", "kinds", "kpi_reason",
        "kpi_target", "kpi_trend", "kpis", "layer", "load", "measure_name", "measures", "needs",
        "offer_column", "offered", "offers", "origin", "pair", "place", "price", "risk",
        "scenario", "scenario_measure", "schema", "scope", "severity", "sort", "step", "team",
        "team_column", "team_key", "tier", "type", "unit", "vacancy", "when", "work", "year",
    }
)  # fmt: skip
"""Groups of words that stand above or beside what is shown, found by their ids only."""


@frozen
class Found(Displayed):
    """One candidate of a look-up."""

    kind: str
    id: str
    label: str
    """Its name in the language asked for, else in the first there is."""
    score: float
    """1 where the text is one of its names or its id; else how alike the nearest name is."""
    matched: str
    """The name or id that was matched."""
    lang: str
    """The language of that name; empty for an id."""
    note: str = ""
    """What else the name may mean."""

    @property
    def exact(self) -> bool:
        """Whether the text is a name, alias or id of it, letter case, accents and blanks apart."""
        return self.score == 1


def fold(text: str) -> str:
    """Write a text without case, accents, punctuation and doubled blanks.

    Marks that carry a vowel, as in Devanagari, are letters and stay.

    Examples:
        >>> fold("  Conversión – Social "), fold("community_manager")
        ('conversion social', 'community manager')
        >>> fold("मॅनेजर") == fold("मनेजर")
        False
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    composed = unicodedata.normalize("NFC", kept)
    return " ".join("".join(c if _is_letter(c) else " " for c in composed).split())


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or character in "+&"


def find(
    catalogue: Holding, text: str, *, lang: str | None = None, kind: str = ""
) -> tuple[Found, ...]:
    """Rank the facts whose id, name or alias is most like a text."""
    if kind and kind not in KINDS:
        raise UnknownIdError("kind of fact", kind, KINDS)
    wanted = fold(text)
    if not wanted:
        return ()
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for place, folded, name, language in _index(catalogue):
        if (kind and place[0] != kind) or (lang and language not in ("", lang)):
            continue
        score = _likeness(wanted, folded)
        if score > best.get(place, (0.0, "", ""))[0]:
            best[place] = (score, name, language)
    order = {name: position for position, name in enumerate(KINDS)}
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], order[item[0][0]], item[0][1]))
    exact = sum(match[0] == 1 for _, match in ranked)
    shown = ranked[: max(exact, _MOST)]
    return tuple(_found(catalogue, *item, lang or catalogue.languages[0]) for item in shown)


def facts_called(catalogue: Holding, name: str) -> tuple[tuple[str, str], ...]:
    """Give the kind and id of every fact with an id, alone or as `kind.id`.

    Raises:
        UnknownIdError: No fact has this id; the nearest ids are named.
    """
    kind, _, identifier = name.partition(".")
    if kind in KINDS and identifier in catalogue.ids(kind):
        return ((kind, identifier),)
    found = tuple((each, name) for each in KINDS if name in catalogue.ids(each))
    if found:
        return found
    ids = sorted({identifier for each in KINDS for identifier in catalogue.ids(each)})
    raise UnknownIdError("fact or kind", name, ids)


def _found(
    catalogue: Holding,
    place: tuple[str, str],
    match: tuple[float, str, str],
    lang: str,
) -> Found:
    kind, identifier = place
    translation = catalogue.facts.entries["translation"].get(f"{kind}.{identifier}", {})
    label = catalogue.label(kind, identifier, lang)
    score, matched, language = match
    return Found(
        kind,
        identifier,
        label,
        round(score, 3),
        matched,
        language,
        str(translation.get("note", "")),
    )


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 1.0
    one, other = set(wanted.split()), set(name.split())
    if one <= other:  # part of a name, nearer the more of it there is; a word said twice is one
        return _WORDS + 0.18 * len(" ".join(one)) / len(name)
    matcher = SequenceMatcher(None, wanted, name)
    if matcher.real_quick_ratio() < _LEAST or matcher.quick_ratio() < _LEAST:
        return 0.0
    ratio = matcher.ratio()
    return _WORDS * ratio if ratio >= _LEAST else 0.0


@lru_cache(maxsize=4)
def _index(catalogue: Holding) -> tuple[tuple[tuple[str, str], str, str, str], ...]:
    """List every name of every fact: its place, the folded and the written name, the language."""
    return tuple(
        (place, folded, name, language)
        for place, name, language in _every_name(catalogue)
        if (folded := fold(name))
    )


def _every_name(catalogue: Holding) -> Iterator[tuple[tuple[str, str], str, str]]:
    entries = catalogue.facts.entries
    for kind, facts in entries.items():
        for identifier, raw in facts.items():
            place = (kind, identifier)
            if kind != "translation":
                yield place, identifier, ""
            if kind in _SILENT_KINDS or (kind == "word" and identifier.split(".")[0] in _CAPTIONS):
                continue
            yield from ((place, alias, "") for alias in _texts(raw.get("aliases")))
            yield from ((place, text, language) for language, text in _labels(raw.get("label")))
            if kind == "word":
                yield from ((place, text, language) for language, text in _labels(raw))
            further = entries["translation"].get(f"{kind}.{identifier}", {})
            names = {key: part for key, part in further.items() if re.fullmatch("[a-z]{2}", key)}
            yield from ((place, text, language) for language, text in _labels(names))
            aliases = further.get("aliases")
            for language, more in aliases.items() if is_mapping(aliases) else ():
                yield from ((place, text, language) for text in _texts(more))


def _labels(label: object) -> Iterator[tuple[str, str]]:
    if is_mapping(label):
        yield from ((key, part) for key, part in label.items() if isinstance(part, str))


def _texts(texts: object) -> Iterator[str]:
    if is_sequence(texts):
        yield from (text for text in texts if isinstance(text, str))
