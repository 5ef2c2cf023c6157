"""What the page says, in one language."""

import tomllib
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from making.playground.places import PAGE

TEXTS: Final = PAGE / "texts.toml"


def texts() -> dict[str, dict[str, str]]:
    """Read the page's own texts: by name, by language."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


@frozen
class Words:
    """Says what the page says in one language; where it has no sentences, in the first that has."""

    catalogue: Catalogue
    lang: str
    own: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, catalogue: Catalogue, lang: str) -> "Words":
        """Speak a language."""
        return cls(catalogue, lang, texts())

    @property
    def sentences(self) -> str:
        """The language of the sentences."""
        return Speaker(self.catalogue, self.lang).sentences

    def say(self, name: str, **values: object) -> str:
        """Say one of the page's own texts."""
        return self.own[name][self.sentences].format(**values)

    def text(self, label: Mapping[str, str]) -> str:
        """Choose a text of a fact, as a sentence."""
        return self.catalogue.text(label, self.sentences)

    def name(self, kind: str, identifier: str) -> str:
        """Name a fact."""
        return self.catalogue.label(kind, identifier, self.lang)

    def number(self, value: float) -> str:
        """Write a number with its digits grouped."""
        return Speaker(self.catalogue, self.sentences).number(value)

    def suggested(self, kind: str, identifier: str) -> bool:
        """Say whether a name is ours, and in no article; only told where sentences are lacking."""
        if self.lang in self.catalogue.languages:
            return False
        translation = self.catalogue.translations.get(f"{kind}.{identifier}")
        named = self.lang in self.catalogue.names(kind, identifier)
        return named and (translation is None or self.lang not in translation.article)
