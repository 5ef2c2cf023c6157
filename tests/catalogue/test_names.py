"""Everything a person sees has a name in six languages, and none of them is a known trap."""

import unicodedata

import pytest

from commerce_roles.catalogue import Catalogue, load_catalogue

SIX = {"en", "es", "it", "da", "sk", "mr"}
TRAPS = {
    # what the Marathi article printed
    "mr": ["मुख्यमंत्री", "आवडतो", "दुसर्या हाताने", "स्पर्धा"],
    # false friends that the notes on the labels name
    "da": ["varemærke", "opløsningstid"],
    "it": ["fallimento"],
    "sk": ["kupovná príbuznosť", "fakturácia"],
}
NAMED = (
    "role", "task", "kpi", "skill", "discipline", "objective", "sector", "channel", "tool", "stage",
    "proficiency",
)  # fmt: skip
TOO_MODERN = {"threads", "whatsapp", "telegram", "discord", "reddit", "twitch", "google_business",
              "other"}  # fmt: skip
"""Names of networks are the same everywhere; no article names these."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("kind", NAMED)
def test_things_have_names_in_six_languages(kind: str, catalogue: Catalogue) -> None:
    for identifier in set(catalogue.of(kind)) - TOO_MODERN:
        names = catalogue.names(kind, identifier)
        assert set(names) == SIX, (kind, identifier)
        assert all(name.strip() == name != "" for name in names.values())


def test_what_has_no_further_names_has_english_and_spanish(catalogue: Catalogue) -> None:
    for kind in ("responsibility", "tactic", "principle", "guardrail", "measure", "need_criterion"):
        for identifier in catalogue.of(kind):
            assert {"en", "es"} <= set(catalogue.names(kind, identifier)), (kind, identifier)


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
            assert small or acronym, (translation.id, language, name)


PROPER = {"Facebook", "Instagram", "Pinterest", "X", "Net", "Google"}


def test_a_name_says_where_it_comes_from(catalogue: Catalogue) -> None:
    for translation in catalogue.translations.values():
        assert {*translation.article, *translation.doubtful} <= SIX
        assert not set(translation.article) & set(translation.doubtful) - {"mr"}


def test_a_translation_is_the_name_of_a_fact(catalogue: Catalogue) -> None:
    for identifier in catalogue.translations:
        kind, _, name = identifier.partition(".")
        assert name in catalogue.of(kind)
