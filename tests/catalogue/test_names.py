"""Everything a person sees has a name in six languages, and none of them is a known trap."""

import unicodedata
from typing import get_args

import attrs
import pytest

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.catalogue.showing_keys import key_rows
from commerce_roles.display import Text, plain
from commerce_roles.model import Evidence

SIX = {"en", "es", "it", "da", "sk", "mr"}
SENTENCES = {"message", "translation"}
"""Sentences are in the languages of the catalogue; a translation names in the further ones."""
AFTER_THE_CLDR = {"country", "language", "currency"}
TRAPS = {
    # what the Marathi article printed
    "mr": ["मुख्यमंत्री", "आवडतो", "दुसर्या हाताने", "स्पर्धा"],
    # false friends that the notes on the labels name
    "da": ["varemærke", "opløsningstid"],
    "it": ["fallimento"],
    "sk": ["kupovná príbuznosť", "fakturácia"],
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SENTENCES - AFTER_THE_CLDR))
def test_whatever_has_a_name_has_it_in_six_languages(kind: str, catalogue: Catalogue) -> None:
    for identifier in catalogue.of(kind):
        names = catalogue.names(kind, identifier)
        assert set(names) in (SIX, set()), (kind, identifier)
        assert all(name.strip() == name != "" for name in names.values())


@pytest.mark.parametrize("kind", sorted(AFTER_THE_CLDR))
def test_codes_have_the_names_that_the_cldr_has(kind: str, catalogue: Catalogue) -> None:
    named = [set(catalogue.names(kind, identifier)) for identifier in catalogue.of(kind)]
    assert all({"en", "es"} <= names <= SIX for names in named)
    assert sum(names == SIX for names in named) > 0.95 * len(named)


def test_every_kind_and_every_key_that_is_shown_has_a_word(catalogue: Catalogue) -> None:
    keys = {key for model in KINDS.values() for key in _keys(model)} - {"phrases", "settings"}
    words = {f"key.{key}" for key in keys}
    words |= {f"{group}.{kind}" for group in ("kind", "kinds") for kind in KINDS}
    shown = {word for word in catalogue.words if word.split(".")[0] in ("key", "kinds")}
    assert words <= set(catalogue.words)
    assert shown <= words | {f"key.{a.name}" for a in attrs.fields(Evidence)} | {"key.id"}


def _keys(model: object) -> set[str]:
    """Give the name of every attribute of a class, and of the classes in it."""
    inner = {key for part in get_args(model) for key in _keys(part)}
    if not (isinstance(model, type) and attrs.has(model)) or model is Evidence:
        return inner
    fields = [field for field in attrs.fields(model) if field.name != "evidence"]
    return {field.name for field in fields} | {key for field in fields for key in _keys(field.type)}


def _plain(rows: list[tuple[Text, Text]]) -> dict[str, str]:
    return {plain(key): plain(value) for key, value in rows}


def test_a_fact_is_shown_in_words_of_the_readers_language(catalogue: Catalogue) -> None:
    shown = _plain(key_rows(catalogue, catalogue.businesses["brisa"], "sk"))
    assert shown["krajina"] == "Španielsko"
    assert shown["predaj online"] == "áno"
    assert shown["konkurencia"] == "silná"
    assert "Instagram" in shown["siete a kanály"]
    role = _plain(key_rows(catalogue, catalogue.requirements["ecm_tech"], "da"))
    assert role == {
        "rolle": "e-commerce manager",
        "færdighed": "fortrolighed med teknologi",
        "nødvendighed": "krævet",
        "niveau": "avanceret",
        "vægt": "5",
        "udelukker, hvis det mangler": "ja",
    }


def test_no_name_is_a_known_trap(catalogue: Catalogue) -> None:
    for translation in catalogue.translations.values():
        for language, traps in TRAPS.items():
            names = [translation.label.get(language, ""), *translation.aliases.get(language, ())]
            for trap in traps:
                assert not any(trap in name.casefold() for name in names), translation.id


def test_no_role_is_abbreviated_in_marathi(catalogue: Catalogue) -> None:
    """The abbreviation reads as chief minister."""
    assert not any("CM" in t.label.get("mr", "") for t in catalogue.translations.values())


def test_names_are_composed_and_begin_small_inside_a_sentence(catalogue: Catalogue) -> None:
    for translation in catalogue.translations.values():
        for language, name in translation.label.items():
            assert unicodedata.is_normalized("NFC", name), translation.id
            first = name.split()[0]
            small = language == "mr" or first[0].islower() or not first[0].isalpha()
            acronym = any(c.isupper() for c in first[1:]) or first in PROPER
            assert small or acronym or _is_sentence(catalogue, translation.id), (language, name)


def _is_sentence(catalogue: Catalogue, fact: str) -> bool:
    """Whether a word is a sentence that stands by itself: it begins large in English too."""
    kind, _, identifier = fact.partition(".")
    first = catalogue.names(kind, identifier)["en"].split()[0]
    return first[0].isupper() and first[1:].islower()


PROPER = {
    "Discord", "Facebook", "Google", "Instagram", "Net", "Pinterest", "Reddit", "Telegram",
    "Threads", "Twitch", "X",
}  # fmt: skip


def test_a_name_says_where_it_comes_from(catalogue: Catalogue) -> None:
    for translation in catalogue.translations.values():
        assert {*translation.article, *translation.doubtful} <= SIX
        assert not set(translation.article) & set(translation.doubtful) - {"mr"}


def test_a_translation_is_the_name_of_a_fact(catalogue: Catalogue) -> None:
    for identifier in catalogue.translations:
        kind, _, name = identifier.partition(".")
        assert name in catalogue.of(kind)
