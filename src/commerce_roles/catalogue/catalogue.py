"""The facts as one immutable value, and the loader that makes it."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Final, TypeVar, cast

import attrs

from commerce_roles.catalogue.checking import check_references
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS, widen
from commerce_roles.catalogue.linking import link
from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import Facts, Overlay, builtin_facts, lay_over, raise_problems
from commerce_roles.errors import CatalogueError, Problem, UnknownIdError
from commerce_roles.model import (
    Claim,
    Constant,
    Contradiction,
    Cost,
    Evidence,
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
    Verdict,
    Word,
    is_value,
)
from commerce_roles.structuring import is_mapping, is_sequence, structure

__all__ = ["Catalogue", "load_catalogue"]

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
        return _digest({**self.entities, **lazy, "catalogue": self._head})

    @cached_property
    def decision_hash(self) -> str:
        """SHA-256 over what can move a decision; texts and evidence cannot."""
        kinds = {kind: facts for kind, facts in self.entities.items() if kind not in _SPOKEN}
        return _digest({**kinds, "catalogue": self._head}, without=_SILENT)

    @property
    def _head(self) -> Mapping[str, object]:
        return {"levels": list(self.levels), "bands": dict(self.bands)}

    @cached_property
    def _lazy(self) -> Mapping[str, FrozenMap[str, object]]:
        problems: list[Problem] = []
        read = {kind: _structured(self._facts, kind, problems) for kind in LAZY_KINDS}
        self._facts.problems.extend(problems)
        raise_problems(self._facts)
        return read


def load_catalogue(*overlays: Overlay) -> Catalogue:
    """Load the library's facts, with overlays laid over them in order.

    Args:
        overlays: Folders of TOML or JSON, single files, or mappings of the same form. They add
            facts; a known id needs `replaces = true`. The form is told in `data/README.md`.

    Raises:
        CatalogueError: With every fault of every file: unknown keys and names, wrong types,
            expressions that mix types or could overflow, references to nothing.

    Examples:
        >>> more = {"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}}
        >>> "toys" in load_catalogue(more).sectors
        True
    """
    return _load(overlays) if overlays else _builtin()


@cache
def _builtin() -> Catalogue:
    return _load(())


def _load(overlays: tuple[Overlay, ...]) -> Catalogue:
    facts = builtin_facts()
    for overlay in overlays:
        lay_over(facts, overlay)
    head = _head(facts)
    kinds = [kind for kind in KINDS if kind not in LAZY_KINDS]
    entities = FrozenMap({kind: _structured(facts, kind, facts.problems) for kind in kinds})
    raise_problems(facts)  # a fact that was not made would leave problems in all that reads it
    check_references(entities, facts, head.levels)
    program = link(entities, head.levels, head.bands, head.languages, facts)
    raise_problems(facts)
    return Catalogue(
        head.version, head.languages, head.levels, head.bands, entities, program, facts
    )


@attrs.frozen(kw_only=True)
class _Head:
    """The `[catalogue]` table."""

    id: str
    version: str
    languages: tuple[str, ...]
    levels: tuple[str, ...]
    bands: FrozenMap[str, int]
    evidence: Evidence = attrs.field(factory=Evidence)


def _head(facts: Facts) -> _Head:
    head, problems = structure(facts.head, _Head)
    facts.problems.extend(attrs.evolve(p, path=f"catalogue.{p.path}") for p in problems)
    if head is None:
        raise CatalogueError(facts.problems)
    missing = [verdict for verdict in Verdict if verdict not in head.bands]
    if missing:
        message = f"there is no band for {', '.join(missing)}"
        facts.problems.append(Problem(message, "catalogue.bands", "add it"))
        raise_problems(facts)
    return head


def _structured(facts: Facts, kind: str, problems: list[Problem]) -> FrozenMap[str, object]:
    found: dict[str, object] = {}
    for identifier in sorted(facts.entries[kind]):
        raw = widen(kind, identifier, facts.entries[kind][identifier])
        value, faults = structure(raw, KINDS[kind])
        file = facts.file_of(kind, identifier)
        for fault in faults:
            path = ".".join(part for part in (kind, identifier, fault.path) if part)
            problems.append(Problem(fault.message, path, fault.remedy, file))
        if value is not None:
            found[identifier] = value
    return FrozenMap(found)


def _digest(facts: Mapping[str, object], *, without: frozenset[str] = frozenset()) -> str:
    """Hash facts in one canonical form: sorted, NFC, defaults left out, numbers as written."""
    plain = _plain(facts, without)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def _plain(value: object, without: frozenset[str]) -> object:
    if is_value(value):
        pairs = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        return {
            a.name: _plain(part, without)
            for a, part in pairs
            if a.name not in without and part not in ("", (), None) and part != a.default
        }
    if is_mapping(value):
        return {str(key): _plain(part, without) for key, part in value.items()}
    if is_sequence(value):
        return [_plain(part, without) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
