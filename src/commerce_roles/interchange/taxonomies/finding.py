"""Looking labels up among the many of a taxonomy: ranked candidates, never one silent guess.

Only labels that share a word with the text, or a word that looks like one of its words, are
compared letter by letter, so that tens of thousands of labels are gone through at once.
How alike is alike enough, and how kinds of match rank, are assumptions: they order candidates and
decide nothing.

May import: `model`, `errors`.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final, Literal

from attrs import frozen

from commerce_roles.errors import UnknownIdError
from commerce_roles.interchange.taxonomies.concepts import Concept, ConceptKind
from commerce_roles.interchange.taxonomies.labels import folded
from commerce_roles.showing import Displayed

__all__ = ["HOW", "KINDS", "Candidate", "How", "LabelIndex"]

How = Literal["preferred", "other", "hidden", "uri", "code", "joined", "words", "alike"]
HOW: Final[tuple[How, ...]] = (
    "uri", "code", "preferred", "other", "hidden", "joined", "words", "alike",
)  # fmt: skip
"""The kinds of match, the nearest first."""
KINDS: Final[tuple[ConceptKind, ...]] = ("occupation", "skill")
"""The kinds of concepts that are looked up."""
_LIKE_WORDS: Final = 4
"""So many words of the taxonomy are taken for a word that it has not."""
_SAME_WORD: Final = 0.75
"""From which likeness of letters on two words are taken for one."""
_LEAST: Final = 0.7
"""From which likeness of letters on a label is worth showing."""
_COMPARED: Final = 400
"""So many labels are compared letter by letter, those first that share most words."""
_SAME: Final = 1.0
_JOINED: Final = 0.95
_ALL_WORDS: Final = 0.9
_PART: Final = 0.8
"""What is not the same ranks below what is, and says so by its score: a name with blanks elsewhere,
one with all words, one that only looks alike."""
_FURTHER: Final = 3
"""So many letters may a word be longer or shorter than one that it is taken for."""
_LONGEST: Final = 200
_MOST_WORDS: Final = 12
"""Words of a text that are compared; a name has hardly as many."""


@frozen(kw_only=True)
class Candidate(Displayed):
    """One concept that a text may mean."""

    uri: str
    label: str
    """The preferred name."""
    kind: ConceptKind
    how: How
    """How it was matched: by its `uri` or `code`; by its `preferred`, another or a hidden name,
    case, accents, punctuation and blanks apart; `joined`, blanks and hyphens left out altogether;
    by all `words` of the text; or because it looks `alike`."""
    matched: str
    """The name that was matched."""
    lang: str
    """The language of that name; empty for an address or code."""
    score: float
    """1 where the names are the same, else how near they are."""

    @property
    def exact(self) -> bool:
        """Whether the text is a name, the address or the code of it."""
        return self.score == _SAME


@frozen
class _Label:
    """One name of one concept."""

    concept: Concept
    how: How
    text: str
    lang: str


class LabelIndex:
    """The names of many concepts, by the words in them."""

    def __init__(self, concepts: Iterable[Concept], lang: str) -> None:
        """Take the names up."""
        self._labels: list[_Label] = []
        self._same: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        self._keys: dict[str, list[_Label]] = {}
        for concept in concepts:
            self._take(concept, lang)

    def _take(self, concept: Concept, lang: str) -> None:
        keys: tuple[tuple[How, str], ...] = (("uri", concept.uri), ("code", concept.code))
        for how, key in keys:
            if key:
                self._keys.setdefault(key, []).append(_Label(concept, how, key, ""))
        for how, text, language in _names(concept, lang):
            place, plain = len(self._labels), folded(text)
            if not plain:
                continue
            self._labels.append(_Label(concept, how, text, language))
            self._same.setdefault(plain, []).append(place)
            self._joined.setdefault(plain.replace(" ", ""), []).append(place)
            for word in set(plain.split()):
                self._words.setdefault(word, []).append(place)

    def find(
        self, text: str, *, lang: str | None = None, kind: str | None = None, most: int = 10
    ) -> tuple[Candidate, ...]:
        """Rank the concepts that a text may mean, the nearest first; all that are exact.

        Raises:
            UnknownIdError: There is no such kind.
        """
        if kind is not None and kind not in KINDS:
            raise UnknownIdError("kind of concept", kind, KINDS)
        best: dict[str, Candidate] = {}
        for label, how, score in self._matches(text[:_LONGEST].strip()):
            concept = label.concept
            if kind not in (None, concept.kind) or (lang and label.lang not in ("", lang)):
                continue
            known = best.get(concept.uri)
            if known is None or (-score, HOW.index(how)) < (-known.score, HOW.index(known.how)):
                best[concept.uri] = Candidate(
                    uri=concept.uri,
                    label=concept.label,
                    kind=concept.kind,
                    how=how,
                    matched=label.text,
                    lang=label.lang,
                    score=round(score, 3),
                )
        ranked = sorted(best.values(), key=lambda c: (-c.score, HOW.index(c.how), c.label, c.uri))
        return tuple(ranked[: max(most, sum(one.exact for one in ranked))])

    def _matches(self, text: str) -> Iterator[tuple[_Label, How, float]]:
        for label in self._keys.get(text, ()):
            yield label, label.how, _SAME
        plain = folded(text)
        if not plain:
            return
        for place in self._same.get(plain, ()):
            yield self._labels[place], self._labels[place].how, _SAME
        joined = plain.replace(" ", "")
        for place in self._joined.get(joined, ()):
            yield self._labels[place], "joined", _JOINED
        yield from self._near(plain)

    def _near(self, plain: str) -> Iterator[tuple[_Label, How, float]]:
        """Give labels that have the words, or words like them, and labels that look alike."""
        words = list(dict.fromkeys(plain.split()))[:_MOST_WORDS]
        shared: dict[int, float] = {}
        whole: dict[int, int] = {}
        for word in words:
            nearness: dict[int, float] = {}
            for known, ratio in self._like(word):
                for place in self._words[known]:
                    nearness[place] = max(ratio, nearness.get(place, 0.0))
            for place, ratio in nearness.items():
                shared[place] = shared.get(place, 0.0) + ratio
                whole[place] = whole.get(place, 0) + 1
        ranked = sorted(shared, key=lambda place: (-shared[place], self._distance(place, plain)))
        for place in ranked[:_COMPARED]:
            label = self._labels[place]
            name = folded(label.text)
            if whole[place] == len(words):
                part = min(1.0, len(plain) / len(name))
                how: How = "words" if shared[place] == len(words) else "alike"
                yield label, how, _ALL_WORDS * shared[place] / len(words) * _scaled(part)
                continue
            ratio = SequenceMatcher(None, plain, name, autojunk=False).ratio()
            if ratio >= _LEAST:
                yield label, "alike", _PART * ratio

    def _distance(self, place: int, plain: str) -> tuple[int, int]:
        return abs(len(self._labels[place].text) - len(plain)), place

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Give the word, if the taxonomy has it, else those that look like it, and how much."""
        if word in self._words:
            return [(word, 1.0)]
        near = [known for known in self._words if abs(len(known) - len(word)) <= _FURTHER]
        found = get_close_matches(word, near, n=_LIKE_WORDS, cutoff=_SAME_WORD)
        return [(known, SequenceMatcher(None, word, known).ratio()) for known in found]


def _scaled(part: float) -> float:
    """Say how near a name with all words is, by the part of it that they are."""
    return _PART + (1 - _PART) * part


def _names(concept: Concept, lang: str) -> Iterator[tuple[How, str, str]]:
    yield "preferred", concept.label, lang
    for text in concept.other_labels:
        yield "other", text, lang
    for text in concept.hidden_labels:
        yield "hidden", text, lang
    for language, names in concept.further.items():
        for place, text in enumerate(names):
            yield "other" if place else "preferred", text, language
