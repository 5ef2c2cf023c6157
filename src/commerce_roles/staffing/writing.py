"""Teams and offers written out as files would tell them, so that they are read again the same."""

from collections.abc import Iterable
from datetime import date

from attrs import fields

from commerce_roles.model import Money, Offer
from commerce_roles.model.offer import OfferedTask
from commerce_roles.model.person import Assignment, Person, SkillHeld, Team
from commerce_roles.structuring import is_sequence

__all__ = ["offers_data", "team_data"]


def team_data(team: Team, *, names: bool = True) -> dict[str, object]:
    """Write a team as plain data that TOML and JSON can hold; days as texts.

    What was not told is left out. Levels are written as the catalogue's own steps, whatever scale
    they were told on; skills that were not matched are left out.

    Args:
        team: People, and who holds what.
        names: Whether the names of people are written too.

    Examples:
        >>> from commerce_roles.staffing import Person, Team, team_of
        >>> team = Team(people=[Person(id="p1", name="Ana", skills={"seo": "advanced"})])
        >>> team_data(team, names=False)
        {'people': [{'id': 'p1', 'skills': {'seo': {'level': 'advanced'}}}]}
        >>> team_of(team_data(team)) == team
        True
    """
    data: dict[str, object] = {"people": [_person(one, names=names) for one in team.people]}
    if team.name:
        data["name"] = team.name
    if team.assignments is not None:
        data["assignments"] = [_assignment(one) for one in team.assignments]
    for key, ids in (("dual", team.dual), ("onboarded", team.onboarded)):
        if ids:
            data[key] = list(ids)
    return data


def offers_data(offers: Iterable[Offer]) -> dict[str, object]:
    """Write offers as plain data that TOML and JSON can hold; what was not told is left out.

    Examples:
        >>> from commerce_roles.staffing import offers_of
        >>> offers = offers_of([{"id": "studio", "tasks": {"create_posts": 12}}])
        >>> offers_data(offers)
        {'offers': [{'id': 'studio', 'tasks': [{'task': 'create_posts', 'amount': 12.0}]}]}
        >>> offers_of(offers_data(offers)) == offers
        True
    """
    return {"offers": [_offer(one) for one in offers]}


def _offer(offer: Offer) -> dict[str, object]:
    told = {one.name: _told(getattr(offer, one.name)) for one in fields(Offer)}
    return {key: part for key, part in told.items() if part is not None and part != ""}


def _told(part: object) -> object:
    match part:
        case Money():
            return _money(part)
        case OfferedTask():
            amount = {} if part.amount is None else {"amount": part.amount}
            return {"task": part.task, **amount}
        case _ if is_sequence(part):
            return [_told(one) for one in part]
        case _:
            return part


def _person(person: Person, *, names: bool) -> dict[str, object]:
    data: dict[str, object] = {"id": person.id}
    if names and person.name:
        data["name"] = person.name
    if person.skills is not None:
        data["skills"] = {one.skill: _skill(one) for one in person.skills}
    if person.languages is not None:
        data["languages"] = dict(person.languages)
    if person.capacity is not None:
        data["capacity"] = person.capacity
    if person.cost is not None:
        data["cost"] = _money(person.cost)
    if person.employment != "employee":
        data["employment"] = person.employment
    if person.absences:
        data["absences"] = [
            {"start": one.start.isoformat(), "end": one.end.isoformat()} for one in person.absences
        ]
    return data


def _skill(held: SkillHeld) -> dict[str, object]:
    told = {"level": held.level, "evidence": held.evidence}
    return {key: value for key, value in told.items() if value}


def _money(money: Money) -> dict[str, object]:
    pairs = ((a.name, getattr(money, a.name)) for a in fields(Money))
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in pairs
        if value is not None
    }


def _assignment(one: Assignment) -> dict[str, object]:
    data: dict[str, object] = {"person": one.person, "role": one.role}
    if one.hours is not None:
        data["hours"] = one.hours
    if one.tasks:
        data["tasks"] = list(one.tasks)
    return data
