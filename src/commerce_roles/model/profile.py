"""A business, as far as it was told: the input of every assessment. It holds no person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, cast

from attrs import field, fields, frozen

from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["BusinessProfile", "Crisis", "ExistingPost", "Range"]


@frozen
class Range(Displayed):
    """A number that is known only to lie between two ends, both included."""

    low: float
    high: float


Number = int | float | Range | None
Words = frozenset[str] | None


def _number(value: object) -> Number:
    """Take a pair as a range; what is no number stays, to be reported with its place."""
    if isinstance(value, list | tuple):
        ends = cast("Sequence[float]", value)
        if len(ends) == 2:  # noqa: PLR2004 a pair
            return Range(*ends)
    return cast("Number", value)


def _words(value: object) -> Words:
    """Freeze a collection of words; what is none stays, to be reported with its place."""
    if not isinstance(value, list | tuple | set | frozenset):
        return cast("Words", value)
    members = cast("Iterable[str]", value)
    try:
        return frozenset(members)
    except TypeError:
        return cast("Words", tuple(members))


def _numbers(value: Mapping[str, float] | None) -> FrozenMap[str, float] | None:
    return FrozenMap(value) if isinstance(value, Mapping) else value


def _anything(value: Mapping[str, object] | None) -> FrozenMap[str, object] | None:
    if not isinstance(value, Mapping):
        return value
    return FrozenMap((key, _frozen(part)) for key, part in value.items())


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(cast("list[object]", value))
    return frozenset(cast("set[object]", value)) if isinstance(value, set) else value


def _ids(value: Iterable[str]) -> tuple[str, ...]:
    """Keep the order of a list; what is no collection stays as one, to be reported."""
    if isinstance(value, set | frozenset):
        return tuple(sorted(value, key=repr))
    return tuple(value) if isinstance(value, list | tuple) else (cast("str", value),)


def _posts(value: "Iterable[ExistingPost] | None") -> "tuple[ExistingPost, ...] | None":
    return tuple(value) if isinstance(value, list | tuple) else value  # type: ignore[return-value]


@frozen(kw_only=True)
class Crisis(Displayed):
    """What is known of a threat to the good name, in the terms of SCCT."""

    trigger: str | None = None
    responsibility: str | None = None
    """How much a fair outsider holds the business responsible: very_low … high."""
    mention_volume_ratio: Number = field(default=None, converter=_number)
    """Mentions as a multiple of a normal day's."""
    sentiment_change_points: Number = field(default=None, converter=_number)
    """Change of the share of friendly messages, in points of 100."""
    history: bool | None = None
    """Whether there was such a crisis before."""
    prior_reputation: str | None = None


@frozen(kw_only=True)
class ExistingPost(Displayed):
    """A post there is today: not a person."""

    title: str
    roles: tuple[str, ...] = field(default=(), converter=_ids)
    """The roles it covers."""
    place: Literal["inside", "outside"] = "inside"
    hours: int = 0
    """Hours a month."""


@frozen(kw_only=True, repr=False)
class BusinessProfile(Displayed):
    """What was told of a business; everything is optional and None means unknown.

    An empty set is an answer (there is none); a number may be a range `[low, high]`. What each
    field means, its domain and its question stand in the catalogue's fields. Values are judged
    against them all at once, when the profile is assessed or read from a file.

    Examples:
        >>> shop = BusinessProfile(sector="clothing", channels={"instagram"}, monthly_orders=450)
        >>> shop.channels
        frozenset({'instagram'})
        >>> BusinessProfile(monthly_orders=[300, 500]).monthly_orders
        Range(low=300, high=500)
    """

    name: str | None = None
    country: str | None = None
    """ISO 3166 code of two letters."""
    currency: str | None = None
    """ISO 4217 code of three letters."""
    sector: str | None = None
    """A sector's id; any other text is a legal, unlisted sector."""
    business_model: str | None = None
    employees: Number = field(default=None, converter=_number)
    """People who work in the business, the owner included."""
    skus: Number = field(default=None, converter=_number)
    monthly_orders: Number = field(default=None, converter=_number)
    expected_monthly_orders: Number = field(default=None, converter=_number)
    monthly_visits: Number = field(default=None, converter=_number)
    followers_total: Number = field(default=None, converter=_number)
    messages_needing_reply_month: Number = field(default=None, converter=_number)
    community_active_members: Number = field(default=None, converter=_number)
    social_campaigns_month: Number = field(default=None, converter=_number)
    email_campaigns_month: Number = field(default=None, converter=_number)
    posts_per_channel_month: Number = field(default=None, converter=_number)
    videos_month: Number = field(default=None, converter=_number)
    promotions_month: Number = field(default=None, converter=_number)
    owner_hours_week: Number = field(default=None, converter=_number)
    online_revenue_eur_year: Number = field(default=None, converter=_number)
    social_ad_spend_eur_month: Number = field(default=None, converter=_number)
    budget_roles_eur_month: Number = field(default=None, converter=_number)
    sells_online: bool | None = None
    online_launch_planned: bool | None = None
    sells_abroad: bool | None = None
    has_strategy: bool | None = None
    m_commerce_gap: bool | None = None
    channels: Words = field(default=None, converter=_words)
    objectives: Words = field(default=None, converter=_words)
    content_formats: Words = field(default=None, converter=_words)
    sales_channels: Words = field(default=None, converter=_words)
    home_languages: Words = field(default=None, converter=_words)
    """BCP 47 tags."""
    sell_languages: Words = field(default=None, converter=_words)
    """BCP 47 tags."""
    content_of_interest: str | None = None
    competition: str | None = None
    crisis_state: str | None = None
    crisis: Crisis | None = None
    existing_roles: FrozenMap[str, float] | None = field(default=None, converter=_numbers)
    """Full-time equivalents by role; a role left out counts as 0."""
    existing_posts: tuple[ExistingPost, ...] | None = field(default=None, converter=_posts)
    kpis: FrozenMap[str, float] | None = field(default=None, converter=_numbers)
    """Values by KPI; a KPI left out stays unknown."""
    peak_months: Words = field(default=None, converter=_words)
    peak_factor: Number = field(default=None, converter=_number)
    """Busiest month as a multiple of a normal one."""
    more: FrozenMap[str, object] | None = field(default=None, converter=_anything)
    """Fields that an overlay or the catalogue adds."""

    def __repr__(self) -> str:
        """Show what was told, and nothing else."""
        told = ((a.name, getattr(self, a.name)) for a in fields(type(self)))
        shown = ", ".join(f"{name}={value!r}" for name, value in told if value is not None)
        return f"{type(self).__name__}({shown})"
