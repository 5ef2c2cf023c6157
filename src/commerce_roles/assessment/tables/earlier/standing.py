"""Hysteresis: a verdict that stands moves only for good reason, or after some runs.

It moves where the score lies outside its band by more than some points, where a floor or a cap of
today does not allow it, or where today's verdict was another for some runs in a row.
"""

from collections.abc import Sequence

from attrs import frozen

from commerce_roles.assessment.scoring import RolePlan
from commerce_roles.assessment.tables.ladders import MASK, TOP
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, TableError
from commerce_roles.showing import Displayed

__all__ = ["Steady", "limits", "stepped", "wrong_number"]


@frozen
class Steady(Displayed):
    """When a verdict that stands moves."""

    points: int
    """How many points outside the band are not yet enough."""
    runs: int
    """After how many runs in a row today's verdict stands; 1: at once."""

    @classmethod
    def of(
        cls, catalogue: Catalogue, points: int | None = None, runs: int | None = None
    ) -> "Steady":
        """Take what the caller says, else what the facts say.

        Raises:
            TableError: Less than 0 points or 1 run, or no whole number.
        """
        facts = catalogue.steadiness
        found: list[int] = []
        problems: list[Problem] = []
        for name, value, least in (("points", points, 0), ("runs", runs, 1)):
            own = facts[name].value if value is None and name in facts else value
            taken = least if own is None else own
            problems += wrong_number(name, taken, least)
            found.append(taken)
        if problems:
            raise TableError(problems)
        return cls(*found)


def wrong_number(name: str, value: object, least: int) -> list[Problem]:
    """Say what is wrong where a whole number from some number on is wanted."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return []
    remedy = f"give a whole number from {least}"
    return [Problem(f"{value!r:.60} is no number of {name}", name, remedy)]


def limits(plan: RolePlan, masks: Sequence[Array]) -> tuple[Array, Array]:
    """Give the floor and the cap, as ranks, that the rules that fired bring about."""
    floor: Array = np.zeros(np.shape(masks[0]), np.int8)
    cap: Array = np.full(np.shape(masks[0]), TOP, np.int8)
    for table in plan.of("floor"):
        for row, rank in enumerate(table.gives):
            floor = np.where(_fired(masks, table.bit + row), np.maximum(floor, rank), floor)
    for table in plan.of("cap"):
        for row, rank in enumerate(table.gives):
            cap = np.where(_fired(masks, table.bit + row), np.minimum(cap, rank), cap)
    return floor, cap


def _fired(masks: Sequence[Array], bit: int) -> Array:
    column, place = divmod(bit, MASK)
    return (masks[column] >> place & 1).astype(bool)


def stepped(
    plan: RolePlan,
    today: tuple[Array, Array, Sequence[Array]],
    before: tuple[Array, Array],
    steady: Steady,
) -> tuple[Array, Array]:
    """Give the verdict that stands after tonight, and for how long another has been waiting.

    Args:
        plan: The rules of the role.
        today: Ranks of tonight's verdicts, scores, and the masks of rules that fired.
        before: Ranks of the verdicts that stood, -1 where none did, and runs waited.
        steady: When a verdict that stands moves.
    """
    verdict, score, masks = today
    stood, waited = before
    floor, cap = limits(plan, masks)
    bands = np.array([0, *plan.bands], np.int64)
    rises, falls = verdict > stood, verdict < stood
    above = score - bands[np.minimum(stood + 1, TOP)] + 1
    below = bands[np.maximum(stood, 0)] - score
    forced = (rises & (floor > stood)) | (falls & (cap < stood))
    beyond = (rises & (above > steady.points)) | (falls & (below > steady.points))
    waiting = np.where(verdict == stood, 0, waited + 1)
    moves = (stood < 0) | forced | beyond | (waiting >= steady.runs)
    return np.where(moves, verdict, stood), np.where(moves, 0, waiting)
