"""The measures of a team as a meta-network, all at once, as values."""

from attrs import frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.structuring import Tabled

__all__ = ["Number", "Surveyed"]

Number = int | float | None
"""What a measure comes to; None where it is undefined."""


@frozen(kw_only=True, repr=False)
class Surveyed(Tabled):
    """Every measure of a team, of each person's work, and of each task.

    The functions of `measuring` say in their docstrings how each is worked out, and after whom.
    """

    measured: Team
    """Whose work was measured, without names."""
    needs: Needs
    level: str
    """The level of service whose work is meant."""
    team: FrozenMap[str, Number]
    """By the name of the measure."""
    people: FrozenMap[str, FrozenMap[str, Number]]
    """By measure, then by id: of the work that somebody holds, and no mark that they get."""
    tasks: FrozenMap[str, FrozenMap[str, Number]]
    """By measure, then by id."""
    need_to_talk: tuple[tuple[str, str], ...]
    """Pairs of people whose work needs them to talk, each once."""

    def rows(self) -> list[dict[str, object]]:
        """Write every measure as a flat row."""
        told = [("team", "", measure, value) for measure, value in self.team.items()]
        for about, measures in (("person", self.people), ("task", self.tasks)):
            told += [
                (about, one, measure, value)
                for measure, values in measures.items()
                for one, value in values.items()
            ]
        return [
            {"about": about, "id": one or None, "measure": measure, "value": value}
            for about, one, measure, value in told
        ]
