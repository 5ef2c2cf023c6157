"""What the page needs to have a team told: skills by name, the steps of levels, a sample."""

from typing import Final

from commerce_roles.staffing import sample_team, team_data
from making.playground.texts import Words

__all__ = ["team_words"]

_SAMPLE: Final = "clothing_three"


def team_words(words: Words) -> dict[str, object]:
    """Give the names that a team is told with, in the language of the page."""
    catalogue = words.catalogue
    return {
        "skills": {skill: words.name("skill", skill) for skill in catalogue.skills},
        "levels": {step: words.name("proficiency", step) for step in catalogue.proficiencies},
        "sample": team_data(sample_team(_SAMPLE, catalogue=catalogue), names=False),
    }
