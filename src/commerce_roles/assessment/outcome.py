"""What an assessment says, as frozen values: no language, no layout."""

from collections.abc import Mapping

from attrs import frozen

from commerce_roles.model import Basis, BusinessProfile, Estimate, FrozenMap, Sourcing, Verdict
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = [
    "Answer",
    "AskAgain",
    "Charge",
    "Clock",
    "Combination",
    "CrisisAdvice",
    "DefaultUsed",
    "Estimate",
    "Findings",
    "OpenQuestion",
    "Post",
    "Price",
    "Reason",
    "RoleAssessment",
    "Statement",
    "StrategyAdvice",
]

Parameters = FrozenMap[str, object]


@frozen(kw_only=True)
class Statement(Displayed):
    """A sentence to be said: a message with its parameters, and what it rests on."""

    id: str
    params: Parameters = FrozenMap()
    rule: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Publications besides the articles."""
    contradictions: tuple[str, ...] = ()
    """Where the sources disagree about it; the resolution used stands in the catalogue."""
    basis: Basis = "derived"


@frozen(kw_only=True)
class Reason(Displayed):
    """A rule that spoke for or bounded a verdict."""

    statement: Statement
    points: int = 0
    at_least: Verdict | None = None
    at_most: Verdict | None = None


@frozen(kw_only=True)
class RoleAssessment(Displayed):
    """What one role gets."""

    role: str
    verdict: Verdict
    """The best estimate on what was told."""
    possible: tuple[Verdict, ...]
    """All verdicts that the missing answers leave open, lowest first."""
    exact: bool
    """Whether `possible` and the ranges hold exactly what missing answers can bring about.

    Otherwise they hold at least that: the rules compare what has too many values to try."""
    score: int
    score_range: tuple[int, int]
    """The lowest and the highest score that the missing answers leave open."""
    margin_up: int | None
    """Points to the next verdict; None where no points would help."""
    margin_down: int | None
    """Points whose loss lowers the verdict; None where none would."""
    margin_up_range: tuple[int, int] | None
    """The least and the most that the missing answers leave open; None: never, or not exact."""
    margin_down_range: tuple[int, int] | None
    """As above, of the points whose loss lowers the verdict."""
    hours: FrozenMap[str, Estimate]
    """Hours a month by level of service, least first."""
    hours_range: FrozenMap[str, tuple[float, float]]
    """By level, the bounds of typical hours a month, whatever the missing answers are."""
    held_fte: float
    gap_fte: float
    """What is missing at the first level, in full posts."""
    support: Estimate
    """Hours at the first level beyond a full post: one person in charge, others support."""
    sourcing: Sourcing
    sourcing_decided: bool
    sourcing_reasons: tuple[Statement, ...]
    reasons: tuple[Reason, ...]

    @property
    def decided(self) -> bool:
        """Whether no missing answer can change the verdict."""
        return len(self.possible) == 1

    @property
    def wide_open(self) -> bool:
        """Whether three or more verdicts are possible, so that an estimate says little."""
        return len(self.possible) > 2  # noqa: PLR2004 two neighbours are a useful answer


@frozen(kw_only=True)
class Combination(Displayed):
    """Whether one person may hold two roles."""

    roles: tuple[str, str]
    allowed: bool
    owner_accountable: bool
    """Whether the owner must answer for plans and approvals."""
    decided: bool
    conditions: tuple[Statement, ...]


@frozen(kw_only=True)
class Price(Displayed):
    """What a post costs a month, in the currency of the country."""

    low: float
    typical: float
    high: float
    currency: str
    country: str
    contract: str
    as_of: str
    stale: bool
    basis: Basis


@frozen(kw_only=True)
class Post(Displayed):
    """One line of the answer: roles in one hand."""

    roles: tuple[str, ...]
    sourcing: Sourcing
    hours: Estimate
    fte: float
    """The share of a full post, at most 1: one person is in charge."""
    support: Estimate
    """Hours beyond a full post, which helpers give under the one in charge."""
    price: Price | None = None
    """None: unknown for this country, or the owner's own time."""


@frozen(kw_only=True)
class AskAgain(Displayed):
    """A value of one field from which the answer changes."""

    field: str
    above: float
    """The largest value at which it does not."""
    statement: Statement


@frozen(kw_only=True)
class Answer(Displayed):
    """One recommendation for the whole business."""

    statement: Statement
    leads: tuple[Statement, ...] = ()
    """What is said before it."""
    monday: Statement | None = None
    posts: tuple[Post, ...] = ()
    costs: tuple[Statement, ...] = ()
    first_steps: tuple[Statement, ...] = ()
    first_tasks: tuple[str, ...] = ()
    ask_again: tuple[AskAgain, ...] = ()


@frozen(kw_only=True)
class StrategyAdvice(Displayed):
    """One thing to say in a crisis, or never to say."""

    strategy: str
    response: str
    """The response that it is part of."""
    statement: Statement


@frozen(kw_only=True)
class Clock(Displayed):
    """By when something must be said."""

    minutes: int
    """From the first alarm."""
    statement: Statement


@frozen(kw_only=True)
class Charge(Displayed):
    """Who is in charge of something."""

    party: str
    """A role, or `owner`."""
    decided: bool
    """Whether no missing answer can change it."""
    statement: Statement


@frozen(kw_only=True)
class CrisisAdvice(Displayed):
    """What kind of crisis it is, what to say and what never, by when, and who does it."""

    state: str
    """`exposed` or `active`."""
    cluster: str
    """The kind, by how much responsibility people see (SCCT)."""
    response: str
    """The main response that fits."""
    possible_clusters: tuple[str, ...]
    """All kinds that the missing answers leave open."""
    possible_responses: tuple[str, ...]
    ask: str
    """The field to ask for where kind or response are open; empty where they are settled."""
    use: tuple[StrategyAdvice, ...]
    """What to say, in order: information comes first."""
    avoid: tuple[StrategyAdvice, ...]
    """What not to say; whatever contradicts what is said is always there."""
    clocks: tuple[Clock, ...]
    """The earliest first; none before the crisis is on."""
    accountable: Charge | None
    """Who decides when and how to react."""
    approver: Charge | None
    """Who approves what is published."""
    responsible: Charge | None
    """Who answers in public."""
    kind: Statement | None
    """What kind it is, in a sentence."""
    main: Statement | None
    """The main response, in a sentence."""
    advice: tuple[Statement, ...]
    """What else to do, in order."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The kind and the response in a sentence each, then further advice."""
        return tuple(said for said in (self.kind, self.main, *self.advice) if said is not None)

    @property
    def decided(self) -> bool:
        """Whether kind and response are settled, whatever the missing answers are."""
        return len(self.possible_clusters) < 2 and len(self.possible_responses) < 2  # noqa: PLR2004


@frozen(kw_only=True)
class DefaultUsed(Displayed):
    """A field that was not told, and what stood for it."""

    field: str
    value: object
    roles: tuple[str, ...]


@frozen(kw_only=True)
class OpenQuestion(Displayed):
    """A field whose answer could change a verdict."""

    field: str
    roles: tuple[str, ...]
    """The roles that it could change."""
    gain: float = 0.0
    """How much it can be expected to settle, where that was worked out."""


@frozen(kw_only=True)
class Findings:
    """Everything that was found about one business."""

    profile: BusinessProfile
    catalogue_version: str
    catalogue_hash: str
    decision_hash: str
    roles: FrozenMap[str, RoleAssessment]
    answer: Answer
    combinations: tuple[Combination, ...]
    crisis: CrisisAdvice | None
    defaults: tuple[DefaultUsed, ...]
    """What stood for answers that were not given."""
    questions: tuple[OpenQuestion, ...]
    """What to answer next, cheapest first."""
    warnings: tuple[Statement, ...]
    """First what does not fit together in the answers, then what to watch out for."""


def frozen_params(params: Mapping[str, object]) -> Parameters:
    """Freeze parameters, also those that are mappings or lists."""
    return FrozenMap({key: _freeze(value) for key, value in params.items()})


def _freeze(value: object) -> object:
    if is_mapping(value):
        return FrozenMap({str(key): _freeze(part) for key, part in value.items()})
    if is_sequence(value):
        return tuple(_freeze(part) for part in value)
    return value
