"""What-ifs written in one line, as on the command line: `leave p2`, `train p1 seo advanced`."""

import shlex
from collections.abc import Callable, Mapping
from typing import Final

from commerce_roles.errors import TeamError, UnknownIdError, nearest
from commerce_roles.staffing.matching import match_role
from commerce_roles.staffing.offering import read_offers
from commerce_roles.staffing.reading import read_team
from commerce_roles.staffing.supposing import Scenario

__all__ = ["what_if"]

_FORMS: Final[Mapping[str, str]] = {
    "hire": "hire FILE, with the people who join and the roles they would hold",
    "leave": "leave PERSON",
    "train": "train PERSON SKILL LEVEL, or a language and its level",
    "combine": "combine PERSON ROLE [HOURS]",
    "outsource": "outsource ROLE [OFFERS_FILE OFFER]",
    "grow": "grow FIELD VALUE; x2 multiplies, several words join a list",
}
"""How each is written."""


def what_if(scenario: Scenario, text: str) -> Scenario:
    """Take one step that is written in a line.

    The words are `hire`, `leave`, `train`, `combine`, `outsource` and `grow`; what has blanks in
    it stands in quotes.

    Raises:
        TeamError: The line says nothing of the kind, or what it says cannot be done.
        UnknownIdError: There is no such person or role.
        ProfileError: The business cannot grow like that.

    Examples:
        >>> from commerce_roles import read_profile
        >>> from commerce_roles.staffing import read_team, scenario
        >>> today = scenario(read_profile("examples/clothing_retailer.toml"),
        ...                  read_team("examples/teams/clothing_three.toml"))
        >>> what_if(what_if(today, "leave p1"), "grow monthly_orders x2").title()
        'Gone: p1. The business grows: orders a month: 900.'
        >>> what_if(today, "leve p1")
        Traceback (most recent call last):
        commerce_roles.errors.TeamError: what-if: 'leve' is no what-if; did you mean leave?
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        message = f"{text!r:.60} cannot be read: {error}"
        raise TeamError.of(message, path="what-if", remedy=_every()) from None
    word, rest = words[0] if words else "", words[1:]
    if word not in _STEPS:
        near = nearest(word, list(_STEPS))
        remedy = f"did you mean {near[0]}?" if near else _every()
        raise TeamError.of(f"{word!r:.40} is no what-if", path="what-if", remedy=remedy)
    try:
        return _STEPS[word](scenario, rest)
    except _Unfit:
        message = f"{text!r:.80} says too little or too much"
        raise TeamError.of(message, path="what-if", remedy=f"write {_FORMS[word]}") from None


class _Unfit(Exception):  # noqa: N818 a signal inside this module
    """The words of a step do not fit its form."""


def _every() -> str:
    return f"write one of {', '.join(_FORMS)}"


def _exactly(rest: list[str], *counts: int) -> None:
    if len(rest) not in counts:
        raise _Unfit


def _hours(words: list[str]) -> float | None:
    if not words:
        return None
    try:
        return float(words[0])
    except ValueError:
        raise _Unfit from None


def _hire(scenario: Scenario, rest: list[str]) -> Scenario:
    _exactly(rest, 1)
    joining = read_team(rest[0], catalogue=scenario.catalogue)
    for person in joining.people:
        held = [one for one in joining.assignments or () if one.person == person.id]
        hours = {one.hours for one in held}
        if len(hours) > 1:
            message = f"{person.id} holds roles for different hours"
            remedy = "hire them with one role, then combine"
            raise TeamError.of(message, path="what-if", remedy=remedy)
        roles = tuple(one.role for one in held)
        scenario = scenario.hire(person, *roles, hours=next(iter(hours), None))
    return scenario


def _leave(scenario: Scenario, rest: list[str]) -> Scenario:
    _exactly(rest, 1)
    return scenario.leave(rest[0])


def _train(scenario: Scenario, rest: list[str]) -> Scenario:
    _exactly(rest, 3)
    return scenario.train(rest[0], rest[1], rest[2])


def _role(scenario: Scenario, text: str) -> str:
    match = match_role(scenario.catalogue, text)
    if not match.id:
        raise UnknownIdError("role", text, scenario.catalogue.roles, near=match.candidates)
    return match.id


def _combine(scenario: Scenario, rest: list[str]) -> Scenario:
    _exactly(rest, 2, 3)
    return scenario.combine(rest[0], _role(scenario, rest[1]), hours=_hours(rest[2:]))


def _outsource(scenario: Scenario, rest: list[str]) -> Scenario:
    _exactly(rest, 1, 3)
    role = _role(scenario, rest[0])
    if len(rest) == 1:
        return scenario.outsource(role)
    offers = {one.id: one for one in read_offers(rest[1], catalogue=scenario.catalogue)}
    if rest[2] not in offers:
        raise UnknownIdError("offer", rest[2], offers)
    return scenario.outsource(role, offers[rest[2]])


def _grow(scenario: Scenario, rest: list[str]) -> Scenario:
    if len(rest) < 2:  # noqa: PLR2004 a field and what it grows to
        raise _Unfit
    key, words = rest[0], rest[1:]
    value: object = [_plain(word) for word in words] if len(words) > 1 else _plain(words[0])
    before = getattr(scenario.profile, key, None)
    if isinstance(before, frozenset) or _is_set(scenario, key):
        value = [str(word) for word in words]
    return scenario.grow({key: value})


def _is_set(scenario: Scenario, key: str) -> bool:
    field = scenario.catalogue.fields.get(key)
    return field is not None and field.type == "set"


def _plain(word: str) -> object:
    """Read a number or yes and no; all else stays a word."""
    if word in ("true", "false"):
        return word == "true"
    try:
        number = float(word)
    except ValueError:
        return word
    return int(number) if number.is_integer() else number


_STEPS: Final[Mapping[str, Callable[[Scenario, list[str]], Scenario]]] = {
    "hire": _hire,
    "leave": _leave,
    "train": _train,
    "combine": _combine,
    "outsource": _outsource,
    "grow": _grow,
}
