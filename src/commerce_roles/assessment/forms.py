"""The form `assessment/1`, part by part: what other programs may rely on.

Typed dictionaries, so that type checkers prove that the writer writes exactly this; the JSON
Schema, the OpenAPI components and the TypeScript types are derived from them. May import: `model`.
"""

from typing import Annotated, Literal, TypedDict

from commerce_roles.model import Basis, Sourcing, Verdict

__all__ = [
    "AdviceForm", "AgainForm", "AnswerForm", "AssessmentForm", "BoundForm", "CatalogueForm",
    "ChargeForm", "ClockForm", "CombinationForm", "CrisisForm", "DefaultForm", "EstimateForm",
    "MarginForm", "MarginRangeForm", "PostForm", "PriceForm", "QuestionForm", "ReasonForm",
    "RoleForm", "SentenceForm", "SourcingForm", "SourcingWord", "VerdictWord",
]  # fmt: skip


VerdictWord = Annotated[str, Verdict]
"""A verdict as a text."""
SourcingWord = Annotated[str, Sourcing]
"""Who does the work, as a text."""


class EstimateForm(TypedDict):
    """A number of which a low, a typical and a high value are told."""

    low: float
    typical: float
    high: float


class SentenceForm(TypedDict):
    """A sentence, and what it rests on."""

    id: str
    """The same in every language."""
    params: dict[str, object]
    text: str
    lang: str
    """The language of the text."""
    rule: str
    """The rule that says it; empty where none does."""
    claims: list[str]
    sources: list[str]
    contradictions: list[str]
    basis: Basis


class BoundForm(TypedDict, total=False):
    """How low or high a rule lets the verdict be."""

    at_least: VerdictWord
    at_most: VerdictWord


class ReasonForm(SentenceForm, BoundForm):
    """A rule that fired: points, or a bound of the verdict."""

    points: int


class PriceForm(TypedDict):
    """What a post costs a month."""

    low: float
    typical: float
    high: float
    currency: str
    """ISO 4217."""
    country: str
    contract: str
    as_of: str | None
    """The year of the figure; null where it is not known."""
    stale: bool
    basis: Basis


class PostForm(TypedDict):
    """Roles in one hand."""

    roles: list[str]
    sourcing: SourcingWord
    hours_per_month: EstimateForm
    fte: float
    """The share of a full post, at most 1."""
    support_hours_per_month: EstimateForm
    cost_per_month: PriceForm | None
    """Null: unknown for this country, or the owner's own time."""


class AgainForm(TypedDict):
    """From which value on to ask again."""

    field: str
    above: float
    message: SentenceForm


class AnswerForm(TypedDict):
    """What to do."""

    id: str
    params: dict[str, object]
    text: str
    rule: str
    leads: list[SentenceForm]
    monday: SentenceForm | None
    posts: list[PostForm]
    costs: list[SentenceForm]
    first_steps: list[str]
    """Ids of tasks."""
    first_step_messages: list[SentenceForm]
    ask_again_when: list[AgainForm]


class MarginForm(TypedDict):
    """How far the score is from another verdict; null: no score reaches one."""

    down: int | None
    up: int | None


class MarginRangeForm(TypedDict):
    """The least and the most that the margins may be; null: never, or not exact."""

    down: list[int] | None
    up: list[int] | None


class SourcingForm(TypedDict):
    """Who does the work, and why."""

    choice: SourcingWord
    decided: bool
    reasons: list[SentenceForm]


class RoleForm(TypedDict):
    """What was found for one role."""

    verdict: VerdictWord
    possible: list[VerdictWord]
    """The verdicts that the missing answers leave open, lowest first."""
    decided: bool
    exact: bool
    score: int
    """0 to 100."""
    score_range: list[int]
    """The lowest and the highest that the missing answers leave open."""
    margin: MarginForm
    margin_range: MarginRangeForm
    hours_per_month: dict[str, EstimateForm]
    """By level of service."""
    hours_range: dict[str, list[float]]
    """By level of service the least and the most that the missing answers leave open."""
    held_fte: float
    gap_fte: float
    support_hours_per_month: EstimateForm
    sourcing: SourcingForm
    reasons: list[ReasonForm]


class CombinationForm(TypedDict):
    """Whether two roles may be in one hand."""

    roles: list[str]
    allowed: bool
    owner_accountable: bool
    decided: bool
    conditions: list[SentenceForm]


class AdviceForm(TypedDict):
    """A strategy of response, to use or to avoid."""

    strategy: str
    response: str
    message: SentenceForm


class ClockForm(TypedDict):
    """Within how many minutes something is done."""

    minutes: int
    message: SentenceForm


class ChargeForm(TypedDict):
    """Who is in charge: a role, or the owner."""

    party: str
    decided: bool
    message: SentenceForm


class CrisisForm(TypedDict):
    """What to do in a crisis."""

    state: str
    cluster: str
    response: str
    decided: bool
    possible_clusters: list[str]
    possible_responses: list[str]
    ask: str | None
    """The field that would decide most."""
    use: list[AdviceForm]
    avoid: list[AdviceForm]
    clocks: list[ClockForm]
    accountable: ChargeForm | None
    approver: ChargeForm | None
    responsible: ChargeForm | None
    advice: list[SentenceForm]


class DefaultForm(TypedDict):
    """What stood for an answer that was not given."""

    field: str
    value: object
    roles: list[str]
    """The roles whose verdict it could change."""


class QuestionForm(TypedDict):
    """What to ask next."""

    field: str
    text: str
    could_change: list[str]


class CatalogueForm(TypedDict):
    """The facts that decided."""

    version: str
    hash: str
    """Of all facts."""
    decision_hash: str
    """Of what can move a decision."""


class AssessmentForm(TypedDict):
    """An assessment of a business."""

    format: Literal["assessment/1"]
    lang: str
    catalogue: CatalogueForm
    answer: AnswerForm
    roles: dict[str, RoleForm]
    combinations: list[CombinationForm]
    crisis: CrisisForm | None
    defaults: list[DefaultForm]
    questions: list[QuestionForm]
    """The cheapest to ask first."""
    warnings: list[SentenceForm]
