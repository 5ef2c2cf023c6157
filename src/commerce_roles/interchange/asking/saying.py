"""The texts of questions in a language: a host's, else the catalogue's; what lacks is kept."""

from collections.abc import Mapping

from attrs import define, field

from commerce_roles.catalogue import Catalogue

__all__ = ["Saying"]


@define
class Saying:
    """Says texts, and remembers which ones stand in another language."""

    catalogue: Catalogue
    lang: str
    messages: Mapping[str, str]
    """A host's own texts, by id."""
    missing: list[str] = field(factory=list[str])
    used: set[str] = field(factory=set[str])
    """Ids that were asked for, whether a host has them or not."""

    def say(self, identifier: str, texts: Mapping[str, str]) -> str:
        """Give a text; empty where there is none in any language."""
        self.used.add(identifier)
        if identifier in self.messages:
            return self.messages[identifier]
        if texts and self.lang not in texts:
            self.missing.append(identifier)
        return self.catalogue.text(texts, self.lang)

    def name(self, kind: str, identifier: str) -> str:
        """Give the name of a fact, beginning large."""
        named = self.catalogue.names(kind, identifier)
        said = self.say(f"{kind}.{identifier}", named) or identifier
        return said[:1].upper() + said[1:]
