"""What every answer of the graph has in common: its names, and that it draws itself."""

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import field, frozen

from commerce_roles.display import Drawn, listed
from commerce_roles.graph.relations import Ranking, name_of
from commerce_roles.model import FrozenMap, Label
from commerce_roles.showing import Displayed

__all__ = ["Answer", "Wording"]


@frozen
class Wording(Displayed):
    """The names of the nodes that an answer speaks of, and the words around them."""

    names: FrozenMap[str, Label] = FrozenMap()
    """By node."""
    words: FrozenMap[str, Label] = FrozenMap()
    """By id, such as `raci.responsible`."""
    languages: tuple[str, ...] = ()
    """In which to fall back, in order."""

    @classmethod
    def of(cls, graph: Ranking, nodes: Iterable[str]) -> Self:
        """Take from a graph the names of some nodes, and its words."""
        data = graph.nodes
        names = ((name, data[name].get("names")) for name in dict.fromkeys(nodes) if name in data)
        kept = {name: found for name, found in names if found}
        words = graph.graph.get("words", FrozenMap())
        return cls(FrozenMap(kept), words, tuple(graph.graph.get("languages", ())))

    def name(self, node: str, lang: str) -> str:
        """Name a node in a language, else in one there is; its id where it has no name."""
        return self._chosen(self.names.get(node), lang) or name_of(node)

    def word(self, name: str, lang: str) -> str:
        """Give a word; the last part of its id where there is none."""
        return self._chosen(self.words.get(name), lang) or name.rpartition(".")[2]

    def heading(self, name: str, lang: str) -> str:
        """Give a word with a capital first letter."""
        word = self.word(name, lang)
        return word[:1].upper() + word[1:]

    def listed(self, nodes: Iterable[str], lang: str) -> str:
        """Name nodes, one after the other."""
        return listed(self.name(node, lang) for node in nodes)

    def _chosen(self, texts: Mapping[str, str] | None, lang: str) -> str:
        for wanted in (lang, *self.languages) if texts else ():
            if texts and wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()), "") if texts else ""


@frozen(kw_only=True)
class Answer(Drawn):
    """Something that was asked of a graph: a frozen value that draws itself.

    Two answers are equal if they say the same, whatever language their names are in. An answer
    holds names and words, not the graph, so that it may be kept, pickled and compared.
    """

    wording: Wording = field(default=Wording(), eq=False, repr=False)
    """The names it is drawn with."""
