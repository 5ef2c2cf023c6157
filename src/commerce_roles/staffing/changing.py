"""What the steps of a what-if make of people, of who holds what, and of answers."""

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import InputError, TeamError
from commerce_roles.model import Offer
from commerce_roles.model.person import Assignment, Person, SkillHeld
from commerce_roles.staffing.matching import Levels
from commerce_roles.structuring import is_collection

__all__ = ["given_out", "grown", "kept", "supplier_of", "taught", "trained"]

_OUTSIDE: Final = "outside"
"""The id of a supplier of whom nothing was told."""


def trained(person: Person, skill: str, level: str, levels: Levels) -> Person:
    """Raise somebody's level of a skill; nobody unlearns what they know."""
    order = levels.proficiency
    held = person.skill(skill)
    if held is not None and held.level and order.index(held.level) >= order.index(level):
        return person
    others = [one for one in person.skills or () if one.skill != skill]
    return evolve(person, skills=[*others, SkillHeld(skill=skill, level=level)])


def taught(person: Person, tag: str, step: str, levels: Levels) -> Person:
    """Raise somebody's level of a language; nobody unlearns what they know."""
    order = list(levels.language_levels())
    told = dict(person.languages or {})
    if told.get(tag) and order.index(told[tag]) >= order.index(step):
        return person
    return evolve(person, languages={**told, tag: step})


def grown(key: str, before: object, value: object) -> object:
    """Add to a set, multiply a number by `x2`, take all else as it is.

    Raises:
        InputError: What is to be multiplied is no number, or was not told.

    Examples:
        >>> grown("channels", ["blog"], ["tiktok"]), grown("monthly_orders", 450, "x2")
        (['blog', 'tiktok'], 900)
    """
    if isinstance(value, str) and value[:1] == "x" and value[1:].replace(".", "", 1).isdigit():
        if isinstance(before, bool) or not isinstance(before, int | float):
            message = f"{value} of what was not told as a number"
            raise InputError.of(message, path=key, remedy="write the number itself")
        more = before * float(value[1:])
        return round(more) if isinstance(before, int) else more
    if is_collection(value) and (is_collection(before) or before is None):
        return sorted({*map(str, before or ()), *map(str, value)})
    return value


# ---------------------------------------------------------------------- work that is given out


def supplier_of(offer: Offer | None) -> Person:
    """Give whom work is given to: what they can do is not known, unless it is told later."""
    if offer is None:
        return Person(id=_OUTSIDE, employment="agency")
    return Person(id=offer.id, capacity=offer.hours, cost=offer.price, employment="agency")


def given_out(catalogue: Catalogue, role: str, offer: Offer | None) -> tuple[str, ...]:
    """List the tasks of a role that an offer names; empty where all of it is given out.

    Raises:
        TeamError: The offer names tasks, and none of this role.
    """
    if offer is None or not offer.tasks:
        return ()
    own = _tasks_of(catalogue, role)
    named = own & {one.task for one in offer.tasks}
    if not named:
        message = f"the offer {offer.id} names no task of {role}"
        raise TeamError.of(message, remedy="give out another role, or mend the offer")
    return () if named == own else tuple(sorted(named))


def kept(
    catalogue: Catalogue, assignments: Iterable[Assignment], role: str, tasks: tuple[str, ...]
) -> list[Assignment]:
    """Leave everybody what they hold without what is given out of a role; no tasks: all of it."""
    found: list[Assignment] = []
    for one in assignments:
        if one.role != role:
            found.append(one)
        elif tasks:
            rest = set(one.tasks or _tasks_of(catalogue, role)) - set(tasks)
            found += [evolve(one, tasks=tuple(sorted(rest)))] if rest else []
    return found


def _tasks_of(catalogue: Catalogue, role: str) -> set[str]:
    return {task.id for task in catalogue.tasks.values() if task.responsible == role}
