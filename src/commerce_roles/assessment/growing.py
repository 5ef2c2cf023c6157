"""A business that grows: decided anew with other answers, and where its hours pass a limit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.needing import served_at
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.posts import hours_of
from commerce_roles.catalogue import ESTIMATES, PRODUCTIVE, Catalogue, hours_key, load_catalogue
from commerce_roles.errors import ProfileError, UnknownIdError
from commerce_roles.expressions import Integer, SetOf, Value
from commerce_roles.model import BusinessProfile, FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["Growth", "growth_of"]

_NAMED_KINDS: Final = ("channel", "language")
"""Kinds whose sets grow one by one."""
_MOST_IN_A_SET: Final = 30
"""Channels or languages that are tried."""


@frozen(kw_only=True)
class Growth(Displayed):
    """Where one person stops being enough, as one answer grows and all others stay.

    `earliest`, `typical`, `latest` are the first values, from today's on, at which the hours pass
    what one person has, at their high, typical and low estimate: today's value where they do so
    already, None where they never do within the answer's bounds.
    """

    field: str
    now: int
    """The value, or the size of a set, today: as told, or as estimated."""
    earliest: int | None
    typical: int | None
    latest: int | None
    added: tuple[str, ...] = ()
    """For a set: what was added, in order, up to the typical value."""

    @property
    def passed(self) -> bool:
        """Whether one person is not enough today already, at the typical estimate."""
        return self.typical is not None and self.typical <= self.now


def growth_of(
    profile: BusinessProfile,
    *,
    roles: Sequence[str] = (),
    level: str = "",
    hours: float | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Growth, ...]:
    """Say at which orders, messages, channels, languages … one person stops being enough.

    Each answer grows by itself. Where another answer was not told, its estimate grows along.

    Args:
        profile: The business as it is.
        roles: The roles in one hand; left out, all.
        level: The level of service; left out, the least.
        hours: Hours a month that one person has; left out, those of a full post.
        catalogue: The facts; the library's own where left out.

    Raises:
        ProfileError: With every fault of the profile; hours below 0.
        UnknownIdError: There is no such role or level.

    Examples:
        >>> shop = BusinessProfile(channels={"instagram"}, messages_needing_reply_month=200)
        >>> path = growth_of(shop, roles=["community_manager"])
        >>> [(g.field, g.typical) for g in path if g.field == "messages_needing_reply_month"]
        [('messages_needing_reply_month', 1303)]
    """
    facts = catalogue or load_catalogue()
    wanted = tuple(roles) or tuple(facts.roles)
    for role in wanted:
        if role not in facts.roles:
            raise UnknownIdError("role", role, facts.roles)
    served = served_at(facts, level)
    if hours is not None and not hours >= 0:
        remedy = "write a number of at least 0, or leave it out"
        raise ProfileError.of(f"{hours:g} is no number of hours", path="hours", remedy=remedy)
    decision = decide(facts.program, judge(profile, facts))
    most = float(facts.constants[PRODUCTIVE].value) if hours is None else hours
    growing = _Growing(decision, facts, wanted, served, most)
    return tuple(growing.all())


@frozen
class _Growing:
    decision: Decision
    catalogue: Catalogue
    roles: tuple[str, ...]
    level: str
    most: float

    def all(self) -> Iterator[Growth]:
        read = {
            key
            for role in self.roles
            for key in self.decision.program.reads[hours_key(role, self.level)]
        }
        for key, field in self.catalogue.fields.items():
            domain = self.decision.program.inputs[key]
            if key not in self._reading(read):
                continue
            if field.seasonal and isinstance(domain, Integer):
                yield from self._number(key, domain.high)
            elif field.options in _NAMED_KINDS and isinstance(domain, SetOf):
                yield from self._set(key, str(field.options))

    def _reading(self, read: set[str]) -> set[str]:
        """Give the inputs that hours read, and those from which unknown ones are estimated."""
        links = self.decision.program.default_links
        found = set(read)
        for key in reversed(list(links)):
            if key in found and key in self.decision.defaulted:
                found.update(links[key])
        return found

    def _hours(self, changes: Mapping[str, Value]) -> Estimate:
        told = self.decision.told
        ranges = {key: value for key, value in told.ranges.items() if key not in changes}
        values = FrozenMap({**told.values, **changes})
        grown = decide(self.decision.program, evolve(told, values=values, ranges=FrozenMap(ranges)))
        parts = [hours_of(grown, role, self.level) for role in self.roles]
        return sum(parts, Estimate(0.0, 0.0, 0.0))

    def _number(self, key: str, high: int) -> Iterator[Growth]:
        now = self.decision.whole(key)
        yield from self._grown(key, now, high, lambda value: value)

    def _set(self, key: str, kind: str) -> Iterator[Growth]:
        value = self.decision.values[key]
        told = sorted(value) if isinstance(value, frozenset) else []
        others = [name for name in sorted(self.catalogue.ids(kind)) if name not in told]
        order = [*told, *others][: max(len(told), _MOST_IN_A_SET)]
        sets = self._grown(key, len(told), len(order), lambda size: frozenset(order[:size]))
        for found in sets:
            yield evolve(found, added=tuple(order[len(told) : found.typical or len(told)]))

    def _grown(
        self, key: str, now: int, high: int, answer: Callable[[int], Value]
    ) -> Iterator[Growth]:
        """Find where the hours pass the limit; nothing for an answer on which none depend."""

        def beyond(end: str) -> Callable[[int], bool]:
            return lambda value: getattr(self._hours({key: answer(value)}), end) > self.most

        if self._hours({key: answer(high)}) != self._hours({key: answer(now)}):
            low, typical, top = (_first(beyond(end), now, high) for end in ESTIMATES)
            yield Growth(field=key, now=now, earliest=top, typical=typical, latest=low)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """Find the least whole number at which something that never ceases to hold begins to."""
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
