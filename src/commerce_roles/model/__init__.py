"""The words: frozen values for everything the library speaks of.

Values only; whatever needs the whole catalogue is a function of a higher layer. People stand in
`model.person`, which is imported by itself: whoever imports this package sees none.

May import: `errors`.
"""

from commerce_roles.model.business import Business
from commerce_roles.model.community import (
    AffinityCriterion,
    CrisisCluster,
    CrisisResponse,
    CrisisStrategy,
    Guardrail,
    NeedCriterion,
    Principle,
    Tactic,
)
from commerce_roles.model.concept import ConceptGap, ConceptRef
from commerce_roles.model.cost import Contract, Cost, Loading
from commerce_roles.model.crisis import CrisisSeverity, CrisisStep, CrisisTrigger
from commerce_roles.model.estimate import Estimate, tenth
from commerce_roles.model.evidence import (
    Article,
    Basis,
    Claim,
    Contradiction,
    Evidence,
    Place,
    Section,
    Source,
    Support,
    Tier,
)
from commerce_roles.model.finding import Finding
from commerce_roles.model.frozen_map import FrozenMap, is_value
from commerce_roles.model.label import Label
from commerce_roles.model.lint import LintRule, Severity
from commerce_roles.model.measuring import (
    Kpi,
    KpiUnit,
    Measure,
    MeasureRule,
    MetricPart,
    MetricTree,
)
from commerce_roles.model.membership import LoyaltyStep, MemberColumn, MemberTest
from commerce_roles.model.money import Money, Per
from commerce_roles.model.naming import Discipline, Name, Objective, Proficiency, Skill, Translation
from commerce_roles.model.offer import Offer, OfferedTask
from commerce_roles.model.profile import BusinessProfile, Crisis, ExistingPost, Range
from commerce_roles.model.question import Anchor, Field, FieldType
from commerce_roles.model.reference import (
    ADJUSTABLE,
    Mention,
    Reference,
    kind_named,
    mentions,
    references,
)
from commerce_roles.model.role import (
    Background,
    Criterion,
    Education,
    FirstStep,
    Requirement,
    Responsibility,
    Role,
)
from commerce_roles.model.rules import Decides, Rule, Table
from commerce_roles.model.scale import Scale, ScaleStep
from commerce_roles.model.speech import Message, Parameter, Unit, Word
from commerce_roles.model.spending import BudgetRule
from commerce_roles.model.strategy import (
    BudgetShare,
    Cadence,
    ControlPoint,
    GoalRule,
    Selection,
    SelectionRule,
)
from commerce_roles.model.tables import Segment, Steadiness
from commerce_roles.model.teamwork import Closing, Delegation, Sharing, TeamRule
from commerce_roles.model.verdict import Sourcing, Verdict
from commerce_roles.model.work import Constant, Effort, Phase, Quantity, Task

__all__ = [
    "ADJUSTABLE", "AffinityCriterion", "Anchor", "Article", "Background", "Basis", "BudgetRule",
    "BudgetShare", "Business", "BusinessProfile", "Cadence", "Claim", "Closing", "ConceptGap",
    "ConceptRef", "Constant", "Contract", "Contradiction", "ControlPoint", "Cost", "Crisis",
    "CrisisCluster", "CrisisResponse", "CrisisSeverity", "CrisisStep", "CrisisStrategy",
    "CrisisTrigger", "Criterion", "Decides", "Delegation", "Discipline", "Education", "Effort",
    "Estimate", "Evidence", "ExistingPost", "Field", "FieldType", "Finding", "FirstStep",
    "FrozenMap", "GoalRule", "Guardrail", "Kpi", "KpiUnit", "Label", "LintRule", "Loading",
    "LoyaltyStep", "Measure", "MeasureRule", "MemberColumn", "MemberTest", "Mention", "Message",
    "MetricPart", "MetricTree", "Money", "Name", "NeedCriterion", "Objective", "Offer",
    "OfferedTask", "Parameter", "Per", "Phase", "Place", "Principle", "Proficiency", "Quantity",
    "Range", "Reference", "Requirement", "Responsibility", "Role", "Rule", "Scale", "ScaleStep",
    "Section", "Segment", "Selection", "SelectionRule", "Severity", "Sharing", "Skill", "Source",
    "Sourcing", "Steadiness", "Support", "Table", "Tactic", "Task", "TeamRule", "Tier",
    "Translation", "Unit", "Verdict", "Word", "is_value", "kind_named", "mentions", "references",
    "tenth",
]  # fmt: skip
