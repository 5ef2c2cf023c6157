"""A team that takes very long to prove best, composed by a process that is to be interrupted.

Everybody costs the same and brings a few of many skills: as few people as can be with all skills
are a covering problem without any hold for a bound. Run as a program, it writes a line when it
begins, and what was found as JSON when it ends.
"""

import random
import sys
from importlib import import_module

from commerce_roles.assessment.need import Need, Needs, SkillNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.catalogue import load_catalogue
from commerce_roles.model import FrozenMap, Money
from commerce_roles.model.person import Person
from commerce_roles.staffing import compose_team

_PEOPLE, _SKILLS, _EACH = 300, 60, 6


def main() -> None:
    """Compose, and write what was found before the end or before Ctrl-C."""
    draw = random.Random(7)  # noqa: S311 no secret
    catalogue = load_catalogue()
    skills = sorted(catalogue.skills)[:_SKILLS]
    role = min(catalogue.roles)
    needs = Needs(
        level="minimum",
        levels=("minimum",),
        proficiency=("basic", "working", "advanced", "expert"),
        language_levels=FrozenMap(),
        full_post=143.0,
        roles={
            role: Need(
                role=role,
                hours=FrozenMap(minimum=Estimate(10, 10, 10)),
                skills=tuple(SkillNeed(skill=skill) for skill in skills),
            )
        },
    )
    people = [
        Person(
            id=f"p{place:03}",
            capacity=100,
            cost=Money(amount=1000, currency="EUR"),
            skills=dict.fromkeys(draw.sample(skills, _EACH), ""),
        )
        for place in range(_PEOPLE)
    ]
    import_module("scipy.optimize")
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    found = compose_team(people, needs, traits=True)
    sys.stdout.write(found.to_json() + "\n")


if __name__ == "__main__":
    main()
