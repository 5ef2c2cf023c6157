"""What was told, judged against the fields: types, domains and names, every fault at once."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import define, field, fields, frozen

from commerce_roles.catalogue import MEASURED, MINUTES, PRODUCTIVE, Catalogue, options_of
from commerce_roles.errors import Problem, ProfileError, nearest
from commerce_roles.expressions import Amount, Domain, Integer, Interval, Ordered, Value, key_of
from commerce_roles.model import BusinessProfile, ExistingPost, Field, FrozenMap, Range
from commerce_roles.model.limits import LONGEST_TEXT, MONTH_HOURS, MOST_FTE, MOST_POSTS, MOST_WORDS
from commerce_roles.structuring import is_collection, is_finite, shown, strangers

__all__ = ["Told", "judge", "judge_answer"]

_NUMBERS: Final = ("count", "money", "number")
_SUBTAGS: Final = "-"


@frozen
class Told:
    """The inputs that are known, by key; everything else is unknown."""

    values: FrozenMap[str, Value]
    """Known exactly."""
    ranges: FrozenMap[str, Interval]
    """Known to lie between two ends."""


def judge(profile: BusinessProfile, catalogue: Catalogue) -> Told:
    """Judge every answer of a profile against its field.

    Raises:
        ProfileError: With every fault: wrong types, values out of bounds, unknown names.
    """
    judgement = _Judgement(catalogue)
    for fld in catalogue.fields.values():
        judgement.answer(fld, _told(profile, fld.id))
    judgement.strangers(profile)
    judgement.kpis(profile)
    judgement.posts(profile)
    if judgement.problems:
        raise ProfileError(judgement.problems)
    return Told(FrozenMap(judgement.values), FrozenMap(judgement.ranges))


def judge_answer(
    fld: Field, value: object, catalogue: Catalogue
) -> tuple[Value, tuple[Problem, ...]]:
    """Judge one answer to one field, as `judge` does; the value is None where it is no answer.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> facts = load_catalogue()
        >>> judge_answer(facts.fields["competition"], "high", facts)
        (2, ())
        >>> print(judge_answer(facts.fields["employees"], -3, facts)[1][0])
        employees: -3 is out of bounds; write a number from 0 to 1,000,000
    """
    judgement = _Judgement(catalogue)
    judgement.answer(fld, value)
    return judgement.values.get(fld.id), tuple(judgement.problems)


def _told(profile: BusinessProfile, identifier: str) -> object:
    group, _, part = identifier.partition(".")
    if part:
        return getattr(getattr(profile, group, None), part, None)
    if hasattr(profile, identifier):
        return getattr(profile, identifier)
    return None if profile.more is None else profile.more.get(identifier)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and is_finite(value)


def _as_range(value: object) -> object:
    """Take two ends for a range: in a field that an overlay brought, nothing did so yet."""
    match value:
        case (int() | float() as low, int() | float() as high):
            return Range(low, high)
        case _:
            return value


@define
class _Judgement:
    catalogue: Catalogue
    values: dict[str, Value] = field(factory=dict[str, Value])
    ranges: dict[str, Interval] = field(factory=dict[str, Interval])
    problems: list[Problem] = field(factory=list[Problem])

    def _fault(self, path: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(message, path, remedy))

    def answer(self, fld: Field, value: object) -> None:
        """Take one answer, or say what is wrong with it."""
        if value is None:
            return
        if fld.type in _NUMBERS:
            self._number(fld.id, value, self.catalogue.program.inputs[fld.id])
            return
        take: Mapping[str, Callable[[Field, object], None]] = {
            "yes_no": self._yes_no,
            "ordered": self._level,
            "choice": self._word,
            "text": self._word,
            "set": self._words,
        }
        take[fld.type](fld, value)

    # ------------------------------------------------------------------ numbers

    def _number(self, path: str, value: object, domain: Domain) -> None:
        if not isinstance(domain, Integer | Amount):
            return
        value = _as_range(value)
        if not isinstance(value, Range):
            number = self._within(path, value, domain)
            if number is not None:
                self.values[path] = number
            return
        low = self._within(f"{path}[0]", value.low, domain)
        high = self._within(f"{path}[1]", value.high, domain)
        if low is None or high is None:
            return
        if low > high:
            remedy = f"write [{high:g}, {low:g}]"
            self._fault(path, f"the range is upside down: {low:g} to {high:g}", remedy)
        elif low == high:
            self.values[path] = low
        else:
            self.ranges[path] = Interval(low, high)

    def _within(self, path: str, value: object, domain: Integer | Amount) -> float | None:
        whole = isinstance(domain, Integer)
        wanted = "a whole number" if whole else "a number"
        if isinstance(value, bool) or not isinstance(value, int | float):
            remedy = "write a number without quotes, or a range [low, high]"
            self._fault(path, f"{wanted} is wanted, this is {shown(value)}", remedy)
            return None
        if not is_finite(value):
            message = f"{wanted} is wanted, this is {shown(value)}"
            self._fault(path, message, "leave it out if unknown")
            return None
        if whole and value != int(value):
            self._fault(path, f"{wanted} is wanted, this is {value}", f"write {round(value)}")
            return None
        if not domain.low <= value <= domain.high:
            remedy = f"write a number from {domain.low:g} to {domain.high:,.0f}"
            self._fault(path, f"{value:g} is out of bounds", remedy)
            return None
        return int(value) if whole else float(value)

    # ------------------------------------------------------------------ words

    def _yes_no(self, fld: Field, value: object) -> None:
        if isinstance(value, bool):
            self.values[fld.id] = value
        else:
            message = f"yes or no is wanted, this is {shown(value)}"
            self._fault(fld.id, message, "write true or false")

    def _level(self, fld: Field, value: object) -> None:
        domain = self.catalogue.program.inputs[fld.id]
        levels = domain.levels if isinstance(domain, Ordered) else ()
        if isinstance(value, str) and value in levels:
            self.values[fld.id] = levels.index(value)
        else:
            self._stranger(fld.id, value, levels)

    def _word(self, fld: Field, value: object) -> None:
        word = self._legal(fld, fld.id, value)
        if word is not None:
            self.values[fld.id] = word

    def _words(self, fld: Field, value: object) -> None:
        if not is_collection(value):
            message = f"a list is wanted, this is {shown(value)}"
            self._fault(fld.id, message, f"write [{shown(value)}]")
            return
        if len(value) > MOST_WORDS:
            message = f"there are {len(value):,} entries"
            self._fault(fld.id, message, f"give at most {MOST_WORDS}")
            return
        members = sorted(value, key=repr)
        words = [self._legal(fld, f"{fld.id}[{shown(member)}]", member) for member in members]
        if None not in words:
            self.values[fld.id] = frozenset(word for word in words if word is not None)

    def _legal(self, fld: Field, path: str, value: object) -> str | None:
        """Give the legal word for a value, or say what is wrong with it."""
        if fld.options == "month":
            return self._month(path, value)
        if not isinstance(value, str):
            self._fault(path, f"a text is wanted, this is {shown(value)}", "put it in quotes")
            return None
        if not value.strip() or len(value) > LONGEST_TEXT or not value.isprintable():
            message = f"this is no usable text: {shown(value)}"
            self._fault(path, message, f"write one line of at most {LONGEST_TEXT} characters")
            return None
        if fld.options == "language":
            return self._language(path, value)
        if isinstance(fld.options, str) and fld.options:
            aliases = self.catalogue.aliases(fld.options)
            value = aliases.get(value, value)
            if fld.open or value in self.catalogue.ids(fld.options):
                return value
            self._stranger(path, value, sorted(self.catalogue.ids(fld.options)))
            return None
        options = options_of(fld, self.catalogue.entities)
        if options is None or value in options:
            return value
        self._stranger(path, value, sorted(options))
        return None

    def _month(self, path: str, value: object) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool) and value in range(1, 13):
            return str(value)
        self._fault(path, f"a month is wanted, this is {shown(value)}", "write 1 to 12")
        return None

    def _language(self, path: str, value: str) -> str | None:
        """Accept a BCP 47 tag of a language, with a script or region where given."""
        first, *others = value.split(_SUBTAGS)
        known = self.catalogue.ids("language")
        regions = self.catalogue.ids("country")
        plausible = all(
            part in regions or (part.isascii() and part.isalnum() and 3 <= len(part) <= 8)  # noqa: PLR2004 BCP 47
            for part in others
        )
        if first in known and plausible:
            return value
        near = nearest(first.lower(), sorted(known)) if first.lower() not in known else ()
        hint = near[0] if near else "es, en or pt-BR"
        tag = _SUBTAGS.join([first.lower(), *others]) if first.lower() in known else ""
        self._fault(path, f"{shown(value)} is no language tag (BCP 47)", f"write {tag or hint}")
        return None

    def _stranger(self, path: str, value: object, known: "tuple[str, ...] | list[str]") -> None:
        near = nearest(str(value), list(known))
        hint = f"did you mean {near[0]}? " if near else ""
        allowed = ", ".join(known) if len(known) <= 30 else f"{', '.join(known[:12])} …"  # noqa: PLR2004 a screen
        self._fault(path, f"{shown(value)} is not known here", f"{hint}Allowed are {allowed}")

    # ------------------------------------------------------------------ what is no field

    def strangers(self, profile: BusinessProfile) -> None:
        """Refuse what was told beside all fields."""
        own = [attribute.name for attribute in fields(BusinessProfile)]
        told: Mapping[str, object] = profile.more or {}
        for key in told:
            if key in own:
                self._fault(f"more.{key}", "a profile has a place for it", f"write {key} itself")
        known = [*own, *self.catalogue.fields]
        message, remedy = "there is no such field", "leave it out"
        self.problems.extend(strangers(told, known, "more", message=message, otherwise=remedy))

    def kpis(self, profile: BusinessProfile) -> None:
        """Take the figures that were told."""
        if profile.kpis is None:
            return
        for key, value in profile.kpis.items():
            path = f"kpis.{key}"
            if key in self.catalogue.kpis:
                self._number(path, value, self.catalogue.program.inputs[path])
            else:
                near = nearest(str(key), list(self.catalogue.kpis))
                remedy = f"did you mean {near[0]}?" if near else "see: commerce-roles show kpis"
                self._fault(path, "there is no such KPI", remedy)
        self.values[MEASURED] = frozenset(map(str, profile.kpis))

    def posts(self, profile: BusinessProfile) -> None:
        """Take the posts there are, by role: full-time equivalents, minutes inside and outside."""
        roles = self.catalogue.roles
        if profile.existing_roles is not None:
            for key in profile.existing_roles:
                if key not in roles:
                    self._stranger(f"existing_roles.{key}", key, sorted(roles))
        given = {**(profile.existing_roles or {})}
        held = {(role, place): 0 for role in roles for place in ("inside", "outside")}
        posts = list(self._posts(profile))
        for post in posts:
            for role in post.roles:
                held[role, post.place] += post.hours * MINUTES // len(post.roles)
        full = self.catalogue.constants[PRODUCTIVE].value
        known = profile.existing_roles is not None or profile.existing_posts is not None
        for role in roles:
            path = f"existing_roles.{role}"
            minutes = held[role, "inside"] + held[role, "outside"]
            fte = given.get(role, minutes / (full * MINUTES))
            if known:
                self._number(path, fte, Amount(0, MOST_FTE))
            if profile.existing_posts is None and _is_number(fte):
                held[role, "inside"] = math.floor(min(fte, MOST_FTE) * full * MINUTES + 0.5)
            if known:
                for place in ("inside", "outside"):
                    self.values[key_of("held", role, place)] = held[role, place]

    def _posts(self, profile: BusinessProfile) -> Iterator[ExistingPost]:
        posts = profile.existing_posts or ()
        if len(posts) > MOST_POSTS:
            self._fault("existing_posts", f"there are {len(posts)} posts", f"give {MOST_POSTS}")
            return
        for position, post in enumerate(posts):
            path = f"existing_posts[{position}]"
            faults = len(self.problems)
            if post.place not in {"inside", "outside"}:
                self._stranger(f"{path}.place", post.place, ("inside", "outside"))
            for role in post.roles:
                if role not in self.catalogue.roles:
                    self._stranger(f"{path}.roles", role, sorted(self.catalogue.roles))
            self._within(f"{path}.hours", post.hours, Integer(0, MONTH_HOURS))
            if len(self.problems) == faults:
                yield post
