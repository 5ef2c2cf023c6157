"""What was told of a team, judged against the catalogue: ids, names and numbers."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, TeamError, nearest
from commerce_roles.model import Money
from commerce_roles.model.limits import LONGEST_ID, MONTH_HOURS, MOST_MONEY
from commerce_roles.model.person import Person, Team
from commerce_roles.staffing.matching import Levels, language_tag

__all__ = ["judge_money", "judge_team", "judged", "known", "within"]

_FEW: Final = 20


def judged(team: Team, catalogue: Catalogue) -> Team:
    """Give a team back if nothing is wrong with it.

    Raises:
        TeamError: With every fault.
    """
    problems = judge_team(team, catalogue)
    if problems:
        raise TeamError(problems)
    return team


def judge_team(team: Team, catalogue: Catalogue) -> list[Problem]:
    """List what is wrong: two people of one id, unknown names, numbers out of bounds."""
    return list(_team(team, catalogue))


def _team(team: Team, catalogue: Catalogue) -> Iterator[Problem]:
    counts = Counter(person.id for person in team.people)
    for identifier, count in sorted(counts.items()):
        if count > 1:
            message = f"{count} people have this id"
            yield Problem(message, f"people.{identifier}", "give everybody one of their own")
    for person in team.people:
        yield from _person(person, catalogue)
    for position, one in enumerate(team.assignments or ()):
        path = f"assignments[{position}]"
        yield from known(f"{path}.person", "person", one.person, list(counts))
        yield from known(f"{path}.role", "role", one.role, list(catalogue.roles))
        yield from within(f"{path}.hours", one.hours, MONTH_HOURS)
        for task in one.tasks:
            yield from known(f"{path}.tasks", "task", task, list(catalogue.tasks))
    pairs = Counter((one.person, one.role) for one in team.assignments or () if not one.tasks)
    for (identifier, role), count in sorted(pairs.items()):
        if count > 1:
            message = f"{identifier} holds {role} {count} times"
            yield Problem(message, "assignments", "add the hours up in one")
    for key in ("dual", "onboarded"):
        for identifier in getattr(team, key):
            yield from known(key, "person", identifier, list(counts))


def _person(person: Person, catalogue: Catalogue) -> Iterator[Problem]:
    path = f"people.{person.id}"
    if not person.id.strip() or len(person.id) > LONGEST_ID or not person.id.isprintable():
        yield Problem(f"{person.id!r:.40} is no id", "people", "write one line, not empty")
    levels = Levels(catalogue)
    told = Counter(held.skill for held in person.skills or ())
    for held in person.skills or ():
        inner = f"{path}.skills.{held.skill}"
        yield from known(inner, "skill", held.skill, list(catalogue.skills))
        if held.level and held.level not in levels.proficiency:
            yield Problem(f"{held.level!r:.40} is no level", inner, levels.remedy(held.level))
        if told[held.skill] > 1:
            yield Problem("this skill stands twice", inner, "leave one out")
    steps = levels.language_levels()
    for tag, level in (person.languages or {}).items():
        if not language_tag(catalogue, tag):
            yield Problem(
                f"{tag!r:.40} is no language tag (BCP 47)",
                f"{path}.languages",
                "write es, en or pt-BR",
            )
        if level and level not in steps:
            message = f"{level!r:.40} is no level of a language"
            remedy = levels.remedy(level, "language")
            yield Problem(message, f"{path}.languages.{tag}", remedy)
    yield from within(f"{path}.capacity", person.capacity, MONTH_HOURS)
    yield from judge_money(f"{path}.cost", person.cost, catalogue)
    for absence in person.absences:
        if absence.start > absence.end:
            message = f"it ends before it begins: {absence.start} to {absence.end}"
            yield Problem(message, f"{path}.absences", "turn the two days round")


def judge_money(path: str, money: Money | None, catalogue: Catalogue) -> Iterator[Problem]:
    """Find what is wrong with an amount: less than nothing, or in no currency there is."""
    if money is None:
        return
    yield from within(f"{path}.amount", money.amount, MOST_MONEY)
    if money.currency:
        yield from known(
            f"{path}.currency", "currency", money.currency, sorted(catalogue.ids("currency"))
        )


def known(path: str, kind: str, name: str, names: list[str]) -> Iterator[Problem]:
    """Find an id that is none, and name the nearest."""
    if name not in names:
        near = nearest(name, names)
        listed = f"there are {', '.join(names)}" if 0 < len(names) <= _FEW else ""
        remedy = f"did you mean {near[0]}?" if near else listed or "check its spelling"
        yield Problem(f"there is no {kind} {name!r:.60}", path, remedy)


def within(path: str, number: float | None, most: float) -> Iterator[Problem]:
    """Find a number that is less than 0 or too large; one that was not told is right."""
    if number is None:
        return
    if number < 0:
        yield Problem(f"{number:g} is less than 0", path, "leave it out if unknown")
    elif not number <= most:
        yield Problem(f"{number:g} is out of bounds", path, f"write at most {most:,.0f}")
