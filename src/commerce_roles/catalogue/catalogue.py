"""The facts as one immutable value."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, TypeVar, cast

import attrs

from commerce_roles.catalogue.hashing import digest
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS
from commerce_roles.catalogue.making import make
from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import Facts, raise_problems
from commerce_roles.errors import Problem, UnknownIdError
from commerce_roles.model import (
    Claim,
    Constant,
    Contradiction,
    Cost,
    Field,
    FrozenMap,
    Kpi,
    Loading,
    Message,
    Name,
    Parameter,
    Quantity,
    Role,
    Skill,
    Source,
    Table,
    Task,
    Unit,
    Word,
)
from commerce_roles.structuring import is_sequence

__all__ = ["Catalogue"]

T = TypeVar("T")

_SPOKEN: Final = frozenset({"message", "unit", "parameter", "word", "skill", *LAZY_KINDS})
"""Kinds that speak, or are spoken of, and cannot move a decision."""
_SILENT: Final = frozenset(
    {"label", "definition", "phrases", "first_steps", "question", "help", "where", "anchors",
     "evidence", "message", "params", "note", "again", "defaulted", "unit", "cost_to_ask",
     "changeable", "asked_when", "origin", "aliases", "skills", "kpis", "cadence", "consulted",
     "informed", "precedes", "governed_by", "approves", "work"}
)  # fmt: skip
"""Keys of the other kinds that only speak, or serve other features."""


@attrs.frozen(eq=False, slots=False)
class Catalogue:
    """All facts: roles, tasks, rules, names, sentences, evidence; and the program they make.

    Every kind is a mapping by id. Two catalogues are equal if they hold the same facts.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> catalogue = load_catalogue()
        >>> sorted(catalogue.roles)
        ['community_manager', 'ecommerce_manager', 'social_media_manager']
        >>> catalogue.tasks["create_posts"].responsible
        'community_manager'
    """

    version: str
    languages: tuple[str, ...]
    """The languages that every sentence has, the first being the fallback."""
    levels: tuple[str, ...]
    """The levels of service, least first."""
    bands: FrozenMap[str, int]
    """The score from which each verdict holds."""
    entities: FrozenMap[str, FrozenMap[str, object]] = attrs.field(repr=False)
    """Facts by kind and id, but for the evidence."""
    program: Program = attrs.field(repr=False)
    """The rules, linked."""
    _facts: Facts = attrs.field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Compare by content."""
        return isinstance(other, Catalogue) and self.hash == other.hash

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.hash)

    def of(self, kind: str) -> FrozenMap[str, object]:
        """Give the facts of a kind, by id.

        Raises:
            UnknownIdError: There is no such kind.
        """
        if kind in LAZY_KINDS:
            return self._lazy[kind]
        if kind not in self.entities:
            raise UnknownIdError("kind of fact", kind, KINDS)
        return self.entities[kind]

    def _typed(self, kind: str, _: type[T]) -> FrozenMap[str, T]:
        return cast("FrozenMap[str, T]", self.of(kind))

    @property
    def roles(self) -> FrozenMap[str, Role]:
        """The posts."""
        return self._typed("role", Role)

    @property
    def fields(self) -> FrozenMap[str, Field]:
        """The inputs of a business."""
        return self._typed("field", Field)

    @property
    def quantities(self) -> FrozenMap[str, Quantity]:
        """The countables and named conditions."""
        return self._typed("quantity", Quantity)

    @property
    def tasks(self) -> FrozenMap[str, Task]:
        """The work."""
        return self._typed("task", Task)

    @property
    def tables(self) -> FrozenMap[str, Table]:
        """The rules."""
        return self._typed("table", Table)

    @property
    def constants(self) -> FrozenMap[str, Constant]:
        """The named whole numbers."""
        return self._typed("constant", Constant)

    @property
    def messages(self) -> FrozenMap[str, Message]:
        """The sentences."""
        return self._typed("message", Message)

    @property
    def units(self) -> FrozenMap[str, Unit]:
        """How numbers are said."""
        return self._typed("unit", Unit)

    @property
    def parameters(self) -> FrozenMap[str, Parameter]:
        """The parameters of sentences."""
        return self._typed("parameter", Parameter)

    @property
    def words(self) -> FrozenMap[str, Word]:
        """The words that stand for ids."""
        return self._typed("word", Word)

    @property
    def channels(self) -> FrozenMap[str, Name]:
        """Networks and other channels."""
        return self._typed("channel", Name)

    @property
    def objectives(self) -> FrozenMap[str, Name]:
        """What a business may want."""
        return self._typed("objective", Name)

    @property
    def sectors(self) -> FrozenMap[str, Name]:
        """Lines of business that the catalogue lists."""
        return self._typed("sector", Name)

    @property
    def skills(self) -> FrozenMap[str, Skill]:
        """What a person can do or know."""
        return self._typed("skill", Skill)

    @property
    def kpis(self) -> FrozenMap[str, Kpi]:
        """The figures by which work is judged."""
        return self._typed("kpi", Kpi)

    @property
    def costs(self) -> FrozenMap[str, Cost]:
        """Prices by country, role and contract."""
        return self._typed("cost", Cost)

    @property
    def loadings(self) -> FrozenMap[str, Loading]:
        """What employers pay on top of gross pay, by country."""
        return self._typed("loading", Loading)

    @property
    def claims(self) -> FrozenMap[str, Claim]:
        """What the articles say; read on first use."""
        return self._typed("claim", Claim)

    @property
    def sources(self) -> FrozenMap[str, Source]:
        """What else was read; read on first use."""
        return self._typed("source", Source)

    @property
    def contradictions(self) -> FrozenMap[str, Contradiction]:
        """Where claims disagree, with the resolution used; read on first use."""
        return self._typed("contradiction", Contradiction)

    def ids(self, kind: str) -> frozenset[str]:
        """List the ids of a kind, without making its facts.

        Raises:
            UnknownIdError: There is no such kind.
        """
        if kind not in KINDS:
            raise UnknownIdError("kind of fact", kind, KINDS)
        return frozenset(self._facts.entries[kind])

    def aliases(self, kind: str) -> Mapping[str, str]:
        """Give the ids of a kind's names by their other names.

        Raises:
            UnknownIdError: There is no such kind.
        """
        found: dict[str, str] = {}
        for identifier in sorted(self.ids(kind)):
            aliases = self._facts.entries[kind][identifier].get("aliases", ())
            if is_sequence(aliases):
                found.update({str(alias): identifier for alias in aliases})
        return found

    def text(self, texts: Mapping[str, str], language: str) -> str:
        """Choose a text by language, falling back on the catalogue's own languages in order."""
        for wanted in (language, *self.languages):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()), "")

    def word(self, group: str, identifier: str, language: str) -> str:
        """Give the word that stands for an id; the id itself where there is none."""
        found = self.words.get(f"{group}.{identifier}")
        return identifier if found is None else self.text(found.text, language)

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content of all facts, whatever files they stand in."""
        lazy = {kind: self._facts.entries[kind] for kind in LAZY_KINDS}
        return digest({**self.entities, **lazy, "catalogue": self._head})

    @cached_property
    def decision_hash(self) -> str:
        """SHA-256 over what can move a decision; texts and evidence cannot."""
        kinds = {kind: facts for kind, facts in self.entities.items() if kind not in _SPOKEN}
        return digest({**kinds, "catalogue": self._head}, without=_SILENT)

    @property
    def _head(self) -> Mapping[str, object]:
        return {"levels": list(self.levels), "bands": dict(self.bands)}

    @cached_property
    def _lazy(self) -> Mapping[str, FrozenMap[str, object]]:
        problems: list[Problem] = []
        read = {kind: make(self._facts, kind, problems) for kind in LAZY_KINDS}
        self._facts.problems.extend(problems)
        raise_problems(self._facts)
        return read
