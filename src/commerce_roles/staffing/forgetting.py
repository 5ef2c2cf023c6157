"""Taking people out: names, ids, or all that was told of one of them."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from commerce_roles.errors import UnknownIdError
from commerce_roles.model.person import Team

__all__ = ["forget", "made_up", "nameless", "redact"]


def nameless(team: Team) -> Team:
    """Take the names of people out."""
    return evolve(team, people=[evolve(person, name="") for person in team.people])


def made_up(ids: Iterable[str]) -> dict[str, str]:
    """Make up an id for each that was told: the same for the same ids.

    Examples:
        >>> made_up(["rossi", "bianchi"])
        {'bianchi': 'person_1', 'rossi': 'person_2'}
    """
    told = sorted(set(ids))
    width = len(str(len(told)))
    return {one: f"person_{place:0{width}}" for place, one in enumerate(told, 1)}


def redact(team: Team, ids: Mapping[str, str] | None = None) -> Team:
    """Put made-up ids in place of those that were told, and take out names, evidence and texts.

    The same people get the same ids while the team has the same members. What is left (skills,
    hours, cost, days away) may still point at somebody in a small team: it is pseudonymous.

    Args:
        team: People, and who holds what.
        ids: The made-up ids by those that were told; left out, they are made up here.

    Examples:
        >>> from commerce_roles.model.person import Person
        >>> redact(Team(people=[Person(id="maria.rossi", name="Maria")])).people[0]
        Person(id='person_1', skills=None, languages=None, capacity=None, cost=None, ...)
    """
    new = ids or made_up(person.id for person in team.people)
    people = [
        evolve(
            person,
            id=new[person.id],
            name="",
            skills=None
            if person.skills is None
            else [evolve(held, evidence=None, told="") for held in person.skills],
        )
        for person in team.people
    ]
    assignments = team.assignments
    return Team(
        people=people,
        assignments=None
        if assignments is None
        else [evolve(one, person=new[one.person]) for one in assignments if one.person in new],
        dual=[new[one] for one in team.dual if one in new],
        onboarded=[new[one] for one in team.onboarded if one in new],
    )


def forget(team: Team, person: str) -> Team:
    """Take a person out, with everything that was told of them.

    Raises:
        UnknownIdError: There is no such person.

    Examples:
        >>> from commerce_roles.model.person import Person
        >>> forget(Team(people=[Person(id="a"), Person(id="b")], dual=["a"]), "a").dual
        ()
    """
    if team.person(person) is None:
        raise UnknownIdError("person", person, [one.id for one in team.people])
    assignments = team.assignments
    return Team(
        name=team.name,
        people=[one for one in team.people if one.id != person],
        assignments=None
        if assignments is None
        else [one for one in assignments if one.person != person],
        dual=[one for one in team.dual if one != person],
        onboarded=[one for one in team.onboarded if one != person],
        unmatched=tuple(one for one in team.unmatched if one.person != person),
    )
