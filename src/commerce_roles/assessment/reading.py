"""A business from a mapping or a file, with every fault named at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

import attrs

from commerce_roles.assessment.judging import judge
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, Problem, ProfileError
from commerce_roles.model import BusinessProfile, Crisis, ExistingPost
from commerce_roles.showing import Displayed
from commerce_roles.structuring import (
    is_mapping,
    is_sequence,
    mismatch,
    read_document,
    shown,
    strangers,
)

__all__ = ["Rate", "profile_of", "read_profile"]

_KEYS: Final = tuple(attribute.name for attribute in attrs.fields(BusinessProfile))
_CRISIS: Final = tuple(attribute.name for attribute in attrs.fields(Crisis))
_POST: Final = tuple(attribute.name for attribute in attrs.fields(ExistingPost))
_MAPS: Final = ("existing_roles", "kpis", "more")
_NO_FIELD: Final = "there is no such field"
_MONEY: Final = frozenset({"amount", "currency"})


@attrs.frozen
class Rate(Displayed):
    """What one unit of a currency is worth in euro, on a day."""

    euro: float
    as_of: str
    """The day, as YYYY-MM-DD."""


def read_profile(
    path: str | Path,
    *,
    catalogue: Catalogue | None = None,
    rates: Mapping[str, Rate] | None = None,
) -> BusinessProfile:
    """Read a business from a TOML or JSON file and judge every answer; `-` is standard input.

    Args:
        path: The file.
        catalogue: The facts to judge by; the library's own where left out.
        rates: Rates for amounts that are told as `{amount, currency}`.

    Raises:
        ProfileError: With every fault of the file.

    Examples:
        >>> read_profile("examples/clothing_retailer.toml").sector
        'clothing'
    """
    name = "standard input" if str(path) == "-" else str(path)
    facts = catalogue or load_catalogue()
    try:
        profile = profile_of(read_document(path), catalogue=facts, rates=rates)
        judge(profile, facts)
    except InputError as error:
        raise ProfileError([attrs.evolve(p, file=name) for p in error.problems]) from None
    return profile


def profile_of(
    data: Mapping[str, object],
    *,
    catalogue: Catalogue | None = None,
    rates: Mapping[str, Rate] | None = None,
) -> BusinessProfile:
    """Make a profile of a mapping; a null is unknown, a field of an overlay may stand anywhere.

    Raises:
        ProfileError: With every unknown key and every part of a wrong shape, and then with every
            wrong answer among the rest. Where all can be read, who uses the profile judges it.

    Examples:
        >>> profile_of({"sector": "legal", "monthly_orders": None})
        BusinessProfile(sector='legal')
    """
    if not is_mapping(data):
        message, remedy = mismatch("a table of keys", data)
        raise ProfileError.of(message, remedy=remedy)
    facts = catalogue or load_catalogue()
    reading = _Reading(facts, rates or {})
    profile = reading.profile(data)
    if reading.problems:
        raise ProfileError([*reading.problems, *_wrong_answers(profile, facts)])
    return profile


def _wrong_answers(profile: BusinessProfile, catalogue: Catalogue) -> tuple[Problem, ...]:
    try:
        judge(profile, catalogue)
    except ProfileError as error:
        return error.problems
    return ()


@attrs.define
class _Reading:
    catalogue: Catalogue
    rates: Mapping[str, Rate]
    problems: list[Problem] = attrs.field(factory=list[Problem])

    def profile(self, data: Mapping[str, object]) -> BusinessProfile:
        told: dict[str, object] = {}
        more: dict[str, object] = {}
        further = [key for key in self.catalogue.fields if "." not in key]
        known = {key: value for key, value in data.items() if value is not None}
        self.problems.extend(
            strangers(known, [*_KEYS, *further], message=_NO_FIELD, otherwise="leave it out")
        )
        for key, value in known.items():
            if key in _KEYS:
                told[key] = self._part(key, value)
            elif key in further:
                more[key] = value
        if more:
            told["more"] = {**cast("Mapping[str, object]", told.get("more", {})), **more}
        return BusinessProfile(**told)  # type: ignore[arg-type]  # judged with all other answers

    def _part(self, key: str, value: object) -> object:
        if key == "crisis":
            return self._crisis(value)
        if key == "existing_posts":
            return self._posts(value)
        if key in _MAPS:
            return self._map(key, value)
        if is_mapping(value) and frozenset(value) == _MONEY:
            return self._money(key, value)
        return value

    def _map(self, key: str, value: object) -> Mapping[str, object]:
        if is_mapping(value):
            return {str(name): part for name, part in value.items() if part is not None}
        self._shape(key, "a table of keys", value)
        return {}

    def _crisis(self, value: object) -> Crisis | None:
        if not is_mapping(value):
            self._shape("crisis", "a table of keys", value)
            return None
        self._strangers("crisis", value, _CRISIS)
        told = {key: value[key] for key in _CRISIS if key in value}
        return Crisis(**told)  # type: ignore[arg-type]  # judged with all other answers

    def _posts(self, value: object) -> tuple[ExistingPost, ...]:
        if not is_sequence(value):
            self._shape("existing_posts", "a list of tables", value)
            return ()
        return tuple(self._post(f"existing_posts[{n}]", post) for n, post in enumerate(value))

    def _post(self, path: str, value: object) -> ExistingPost:
        """Make a post of what can be read; where nothing can, it holds the place of the post."""
        if not is_mapping(value):
            self._shape(path, "a table of keys", value)
            return ExistingPost(title="")
        self._strangers(path, value, _POST)
        told = {"title": "", **{key: value[key] for key in _POST if key in value}}
        if not is_sequence(told.get("roles", ())):
            self._shape(f"{path}.roles", "a list of roles", told.pop("roles"))
        return ExistingPost(**told)  # type: ignore[arg-type]  # judged with all other answers

    def _money(self, key: str, value: Mapping[str, object]) -> object:
        """Bring an amount in another currency to euro by the caller's own rate."""
        amount, currency = value["amount"], str(value["currency"])
        if currency == "EUR":
            return amount
        rate = self.rates.get(currency)
        if rate is None:
            message = f"no rate was given for {currency}"
            remedy = f"give --rate {currency}=<euro for one>@<YYYY-MM-DD>, or write euro"
            self.problems.append(Problem(message, key, remedy))
            return None
        if is_sequence(amount):
            return [_exchanged(end, rate) for end in amount]
        return _exchanged(amount, rate)

    def _strangers(self, path: str, value: Mapping[str, object], known: tuple[str, ...]) -> None:
        self.problems.extend(strangers(value, known, path))

    def _shape(self, path: str, wanted: str, value: object) -> None:
        message = f"{wanted} is wanted, this is {shown(value)}"
        self.problems.append(Problem(message, path, "see examples/"))


def _exchanged(amount: object, rate: Rate) -> object:
    """Bring one amount to euro; what is no number stays, to be reported with its place."""
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return amount
    return amount * rate.euro
