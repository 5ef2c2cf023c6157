"""What tasks require and people know, as a meta-network counts it: skills and languages.

A task that wants languages wants the essential ones of its role, each a piece of knowledge of its
own, `language:es`. Traits are described and matched to nobody, and so are no knowledge here.

May import: needs, people, who holds what, how languages are met.
"""

from typing import Final

from commerce_roles.assessment.need import Need, Needs, TaskNeed
from commerce_roles.model.person import Team
from commerce_roles.staffing.fitting import TRAIT, spoken

__all__ = ["known_by", "required"]

_LANGUAGE: Final = "language:"


def required(task: TaskNeed, need: Need, needs: Needs) -> set[str]:
    """Give the knowledge that a task of a role requires."""
    found = set(task.skills) - _traits(needs) - set(need.language_skills)
    if not set(need.language_skills).isdisjoint(task.skills):
        found |= {
            f"{_LANGUAGE}{one.language}" for one in need.languages if one.necessity == "essential"
        }
    return found


def known_by(team: Team, needs: Needs) -> set[tuple[str, str]]:
    """Pair people with what they know: skills told of them, and languages that some role asks for.

    At whatever level: how well somebody knows it is for the fit to say.
    """
    passed = _traits(needs).union(*(need.language_skills for need in needs.values()))
    skills = {
        (person.id, held.skill)
        for person in team.people
        for held in person.skills or ()
        if held.skill not in passed
    }
    asked = {one.language for need in needs.values() for one in need.languages}
    languages = {
        (person.id, f"{_LANGUAGE}{tag}")
        for person in team.people
        for tag in asked
        if spoken(person.languages or {}, tag) is not None
    }
    return skills | languages


def _traits(needs: Needs) -> set[str]:
    return {skill.skill for need in needs.values() for skill in need.skills if skill.kind == TRAIT}
