"""The kinds of facts, the value each becomes, and the short forms that TOML allows."""

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from commerce_roles import model
from commerce_roles.model import Evidence, Name
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = [
    "EVIDENCE_KINDS",
    "KINDS",
    "LAZY_KINDS",
    "NAME_KINDS",
    "PLURALS",
    "Raw",
    "kind_of",
    "widen",
]

Raw = Mapping[str, object]
"""A fact as TOML or JSON gives it."""

NAME_KINDS: Final = ("channel", "objective", "sector", "content_format", "sales_channel")
"""Kinds whose facts are names that a business may give."""

EVIDENCE_KINDS: Final = ("claim", "source", "contradiction")
"""Kinds that other facts rest on."""

STANDARD_KINDS: Final = ("country", "language", "currency")
"""Kinds whose ids are codes of a standard."""

_DECIDING: Final[Mapping[str, type[object]]] = {
    "constant": model.Constant,
    "role": model.Role,
    "field": model.Field,
    "quantity": model.Quantity,
    "task": model.Task,
    "table": model.Table,
    "message": model.Message,
    "unit": model.Unit,
    "parameter": model.Parameter,
    "word": model.Word,
    **dict.fromkeys(NAME_KINDS, Name),
    "objective": model.Objective,
    "kpi": model.Kpi,
    "cost": model.Cost,
    "loading": model.Loading,
}
"""Kinds that a decision reads, or that speak for it: made when the catalogue is loaded."""

_DESCRIBING: Final[Mapping[str, type[object]]] = {
    "responsibility": model.Responsibility,
    "requirement": model.Requirement,
    "skill": model.Skill,
    "discipline": model.Discipline,
    "proficiency": model.Proficiency,
    "background": model.Background,
    "education": model.Education,
    "selection_criterion": model.Criterion,
    "need_criterion": model.NeedCriterion,
    "measure": model.Measure,
    "kpi_unit": model.KpiUnit,
    "measure_rule": model.MeasureRule,
    "metric_tree": model.MetricTree,
    "stage": Name,
    "tool": Name,
    "tactic": model.Tactic,
    "principle": model.Principle,
    "affinity_criterion": model.AffinityCriterion,
    "guardrail": model.Guardrail,
    "member_column": model.MemberColumn,
    "member_test": model.MemberTest,
    "loyalty_step": model.LoyaltyStep,
    "lint_rule": model.LintRule,
    "crisis_cluster": model.CrisisCluster,
    "crisis_response": model.CrisisResponse,
    "crisis_strategy": model.CrisisStrategy,
    "crisis_trigger": model.CrisisTrigger,
    "crisis_severity": model.CrisisSeverity,
    "crisis_step": model.CrisisStep,
    "business": model.Business,
    "scale": model.Scale,
    "concept": model.ConceptRef,
    "concept_gap": model.ConceptGap,
    "team_rule": model.TeamRule,
    "delegation": model.Delegation,
    "sharing": model.Sharing,
    "closing": model.Closing,
    "selection": model.Selection,
    "selection_rule": model.SelectionRule,
    "cadence": model.Cadence,
    "budget_share": model.BudgetShare,
    "control_point": model.ControlPoint,
    "budget_rule": model.BudgetRule,
    "goal_rule": model.GoalRule,
    "steadiness": model.Steadiness,
    "segment": model.Segment,
    "translation": model.Translation,
    **dict.fromkeys(STANDARD_KINDS, Name),
    "article": model.Article,
    "section": model.Section,
    "claim": model.Claim,
    "contradiction": model.Contradiction,
    "source": model.Source,
    "support": model.Support,
}

LAZY_KINDS: Final = tuple(_DESCRIBING)
"""Kinds whose facts are made on first use only; none of them holds a rule."""

KINDS: Final[Mapping[str, type[object]]] = {**_DECIDING, **_DESCRIBING}
"""Every kind of fact but `catalogue` itself."""

PLURALS: Final[Mapping[str, str]] = {
    kind: {
        "quantity": "quantities",
        "country": "countries",
        "currency": "currencies",
        "responsibility": "responsibilities",
        "proficiency": "proficiencies",
        "education": "education",
        "selection_criterion": "selection_criteria",
        "need_criterion": "need_criteria",
        "affinity_criterion": "affinity_criteria",
        "business": "businesses",
        "crisis_strategy": "crisis_strategies",
        "crisis_severity": "crisis_severities",
        "steadiness": "steadiness",
    }.get(kind, f"{kind}s")
    for kind in KINDS
}
"""How many facts of a kind are called."""


def kind_of(name: str) -> str:
    """Give the kind that a word names, in the singular or plural; empty if none.

    Examples:
        >>> kind_of("need_criteria"), kind_of("task"), kind_of("shoe")
        ('need_criterion', 'task', '')
    """
    return next((kind for kind, plural in PLURALS.items() if name in (kind, plural)), "")


_EVIDENCE: Final = frozenset(attribute.name for attribute in attrs.fields(Evidence))


def widen(kind: str, identifier: str, raw: Raw) -> Raw:
    """Write a fact out: its id, and the languages of a text in one place.

    Examples:
        >>> widen("word", "verdict.needed", {"en": "needed", "es": "necesario"})
        {'text': {'en': 'needed', 'es': 'necesario'}, 'id': 'verdict.needed'}
    """
    widened = _SHORT.get(kind, dict)(raw)
    return {**widened, "id": identifier}


def _texts(key: str) -> Callable[[Raw], Raw]:
    def gather(raw: Raw) -> Raw:
        kept = {name: part for name, part in raw.items() if name in _EVIDENCE}
        texts = {name: part for name, part in raw.items() if name not in _EVIDENCE}
        return {**kept, key: texts}

    return gather


def _field(raw: Raw) -> Raw:
    anchors = raw.get("anchors")
    if not is_sequence(anchors):
        return raw
    return {**raw, "anchors": [_anchor(anchor) for anchor in anchors]}


def _anchor(anchor: object) -> object:
    if not is_mapping(anchor):
        return anchor
    texts = {name: part for name, part in anchor.items() if name != "value"}
    return {"text": texts, **{name: anchor[name] for name in anchor if name == "value"}}


_TRANSLATION: Final = frozenset(attribute.name for attribute in attrs.fields(model.Translation))


def _translation(raw: Raw) -> Raw:
    kept = {name: part for name, part in raw.items() if name in _TRANSLATION}
    return {**kept, "label": {name: part for name, part in raw.items() if name not in kept}}


_SHORT: Final[Mapping[str, Callable[[Raw], Raw]]] = {
    "translation": _translation,
    "message": _texts("text"),
    "word": _texts("text"),
    "unit": _texts("forms"),
    "field": _field,
}
