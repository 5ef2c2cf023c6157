"""All facts, by kind and id, with the names that they have in each language."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, Generic, TypeVar, cast

import attrs

from commerce_roles import model
from commerce_roles.catalogue.hashing import Entries, digest, plain
from commerce_roles.catalogue.head import Head
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS
from commerce_roles.catalogue.making import make
from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import HEAD, Facts, raise_problems
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap, Name
from commerce_roles.structuring import is_mapping, is_sequence, thawed

__all__ = ["Holding"]

T = TypeVar("T")

_SPOKEN: Final = frozenset({"message", "unit", "parameter", "word", *LAZY_KINDS})
"""Kinds that speak, or are spoken of, and cannot move a decision."""
_SILENT: Final = frozenset(
    {"label", "definition", "phrases", "first_steps", "question", "help", "where", "anchors",
     "evidence", "message", "params", "note", "again", "defaulted", "unit", "cost_to_ask",
     "changeable", "asked_when", "origin", "aliases", "skills", "kpis", "cadence", "publishes",
     "consulted",
     "informed", "precedes", "governed_by", "approves", "work", "horizon", "formula", "stage",
     "core", "owner", "movers", "direction", "least", "channels", "seasonal"}
)  # fmt: skip
"""Keys of the other kinds that only speak, or serve other features."""
_PRICED: Final = ("cost", "loading")
"""Kinds whose unit says what a number is for, and so decides."""


class _Of(Generic[T]):
    """The facts of one kind, by id."""

    def __init__(self, kind: str, value: type[T]) -> None:
        """Name the kind and the class of its facts."""
        self.kind = kind
        self.value = value

    def __get__(self, catalogue: "Holding | None", _: object = None) -> FrozenMap[str, T]:
        """Give the facts of the kind."""
        if catalogue is None:
            return FrozenMap()
        return cast("FrozenMap[str, T]", catalogue.of(self.kind))


@attrs.frozen(eq=False, slots=False)
class Holding:
    """All facts, and the program that they make; what can be asked of them is `Catalogue`'s."""

    head: Head
    """Version, languages, levels, bands."""
    entities: FrozenMap[str, Entries] = attrs.field(repr=False)
    """The facts that decide, by kind and id."""
    _linked: Callable[[], Program] = attrs.field(repr=False)
    """Gives the rules, linked."""
    facts: Facts = attrs.field(repr=False)
    """The facts as they were read, with the file of each."""
    _made: dict[str, Entries] = attrs.field(repr=False)
    """The facts of the other kinds, where they were made already."""

    roles = _Of("role", model.Role)
    responsibilities = _Of("responsibility", model.Responsibility)
    requirements = _Of("requirement", model.Requirement)
    skills = _Of("skill", model.Skill)
    disciplines = _Of("discipline", model.Discipline)
    fields = _Of("field", model.Field)
    quantities = _Of("quantity", model.Quantity)
    tasks = _Of("task", model.Task)
    tables = _Of("table", model.Table)
    constants = _Of("constant", model.Constant)
    messages = _Of("message", model.Message)
    units = _Of("unit", model.Unit)
    parameters = _Of("parameter", model.Parameter)
    words = _Of("word", model.Word)
    channels = _Of("channel", Name)
    objectives = _Of("objective", model.Objective)
    sectors = _Of("sector", Name)
    stages = _Of("stage", Name)
    principles = _Of("principle", model.Principle)
    content_formats = _Of("content_format", Name)
    tools = _Of("tool", Name)
    tactics = _Of("tactic", model.Tactic)
    guardrails = _Of("guardrail", model.Guardrail)
    member_columns = _Of("member_column", model.MemberColumn)
    member_tests = _Of("member_test", model.MemberTest)
    loyalty_steps = _Of("loyalty_step", model.LoyaltyStep)
    lint_rules = _Of("lint_rule", model.LintRule)
    affinity_criteria = _Of("affinity_criterion", model.AffinityCriterion)
    kpis = _Of("kpi", model.Kpi)
    measures = _Of("measure", model.Measure)
    kpi_units = _Of("kpi_unit", model.KpiUnit)
    measure_rules = _Of("measure_rule", model.MeasureRule)
    metric_trees = _Of("metric_tree", model.MetricTree)
    costs = _Of("cost", model.Cost)
    loadings = _Of("loading", model.Loading)
    businesses = _Of("business", model.Business)
    proficiencies = _Of("proficiency", model.Proficiency)
    scales = _Of("scale", model.Scale)
    concepts = _Of("concept", model.ConceptRef)
    concept_gaps = _Of("concept_gap", model.ConceptGap)
    team_rules = _Of("team_rule", model.TeamRule)
    delegations = _Of("delegation", model.Delegation)
    sharings = _Of("sharing", model.Sharing)
    closings = _Of("closing", model.Closing)
    selections = _Of("selection", model.Selection)
    selection_rules = _Of("selection_rule", model.SelectionRule)
    cadences = _Of("cadence", model.Cadence)
    budget_shares = _Of("budget_share", model.BudgetShare)
    control_points = _Of("control_point", model.ControlPoint)
    budget_rules = _Of("budget_rule", model.BudgetRule)
    goal_rules = _Of("goal_rule", model.GoalRule)
    crisis_triggers = _Of("crisis_trigger", model.CrisisTrigger)
    crisis_severities = _Of("crisis_severity", model.CrisisSeverity)
    crisis_steps = _Of("crisis_step", model.CrisisStep)
    steadiness = _Of("steadiness", model.Steadiness)
    segments = _Of("segment", model.Segment)
    translations = _Of("translation", model.Translation)
    articles = _Of("article", model.Article)
    sections = _Of("section", model.Section)
    claims = _Of("claim", model.Claim)
    contradictions = _Of("contradiction", model.Contradiction)
    sources = _Of("source", model.Source)
    supports = _Of("support", model.Support)

    @cached_property
    def program(self) -> Program:
        """The rules, linked."""
        return self._linked()

    def __getstate__(self) -> dict[str, object]:
        """Travel with the rules linked; what links them stays behind."""
        return {**self.__dict__, "program": self.program, "_linked": None}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        """Arrive."""
        self.__dict__.update(state)

    def __eq__(self, other: object) -> bool:
        """Compare by content."""
        return isinstance(other, Holding) and self.hash == other.hash

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.hash)

    def of(self, kind: str) -> Entries:
        """Give the facts of a kind, by id; descriptions and evidence are made on first use.

        Raises:
            UnknownIdError: There is no such kind.
        """
        if kind in self.entities:
            return self.entities[kind]
        if kind not in KINDS:
            raise UnknownIdError("kind of fact", kind, KINDS)
        if kind not in self._made:
            self._made[kind] = make(self.facts, kind, self.facts.problems)
            raise_problems(self.facts)
        return self._made[kind]

    def ids(self, kind: str) -> frozenset[str]:
        """List the ids of a kind, without making its facts.

        Raises:
            UnknownIdError: There is no such kind.
        """
        if kind not in KINDS:
            raise UnknownIdError("kind of fact", kind, KINDS)
        return frozenset(self.facts.entries[kind])

    # ------------------------------------------------------------------ names

    @property
    def version(self) -> str:
        """The version of the facts."""
        return self.head.version

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every sentence has, the first being the fallback."""
        return self.head.languages

    @property
    def notice(self) -> str:
        """Under which terms the facts may be passed on; empty where nothing is said."""
        return self.head.notice

    @property
    def label_languages(self) -> tuple[str, ...]:
        """The languages in which things have names."""
        return self.head.label_languages

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of service, least first."""
        return self.head.levels

    @property
    def bands(self) -> FrozenMap[str, int]:
        """The score from which each verdict holds."""
        return self.head.bands

    def aliases(self, kind: str) -> Mapping[str, str]:
        """Give the ids of a kind's names by their other names.

        Raises:
            UnknownIdError: There is no such kind.
        """
        found: dict[str, str] = {}
        for identifier in sorted(self.ids(kind)):
            aliases = self.facts.entries[kind][identifier].get("aliases", ())
            if is_sequence(aliases):
                found.update({str(alias): identifier for alias in aliases})
        return found

    def text(self, texts: Mapping[str, str], language: str) -> str:
        """Choose a text by language, falling back on the catalogue's own languages in order."""
        for wanted in (language, *self.languages):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()), "")

    def names(self, kind: str, identifier: str) -> Mapping[str, str]:
        """Give all names of a fact, by language; empty where it has none.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> load_catalogue().names("role", "community_manager")["mr"]
            'कम्युनिटी मॅनेजर'
        """
        fact = self.of(kind).get(identifier)
        own: object = getattr(fact, "label", None) or getattr(fact, "text", None)
        further = self.facts.entries["translation"].get(f"{kind}.{identifier}", {})
        named = {key: str(part) for key, part in further.items() if key in self.label_languages}
        return {**named, **own} if is_mapping(own) else named  # type: ignore[dict-item]

    def label(self, kind: str, identifier: str, language: str) -> str:
        """Name a fact in a language, else in the first that has a name; the id if none has."""
        return self.text(self.names(kind, identifier), language) or identifier

    def word(self, group: str, identifier: str, language: str) -> str:
        """Give the word that stands for an id; the id itself where there is none."""
        name = f"{group}.{identifier}"
        return self.label("word", name, language) if name in self.words else identifier

    def heading(self, group: str, identifier: str, language: str) -> str:
        """Give the word that stands for an id, with a capital first letter."""
        word = self.word(group, identifier, language)
        return word[:1].upper() + word[1:]

    # ------------------------------------------------------------------ content

    def to_dict(self) -> dict[str, object]:
        """Write all facts as plain data, which `load_catalogue(base=…)` reads again.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> catalogue = load_catalogue()
            >>> load_catalogue(base=catalogue.to_dict()) == catalogue
            True
        """
        kinds = {kind: entries for kind, entries in self.facts.entries.items() if entries}
        retired: dict[str, list[str]] = {}
        for kind, identifier in sorted(self.facts.retired):
            retired.setdefault(kind, []).append(identifier)
        graves = {"retired": retired} if retired else {}
        written: dict[str, object] = thawed({HEAD: self.facts.head, **kinds, **graves})
        return written

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content of all facts, whatever files they stand in."""
        kinds = {kind: self.of(kind).digest() for kind in KINDS}
        return digest({**kinds, HEAD: plain(self.head)})

    @cached_property
    def decision_hash(self) -> str:
        """SHA-256 over what can move a decision; texts and evidence cannot."""
        kinds = {
            kind: facts.digest(_SILENT - {"unit"} if kind in _PRICED else _SILENT)
            for kind, facts in self.entities.items()
            if kind not in _SPOKEN
        }
        return digest({**kinds, HEAD: {"levels": list(self.levels), "bands": dict(self.bands)}})
