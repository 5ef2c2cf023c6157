"""On whom work leans: what only one person covers, and who could stand in."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from commerce_roles.model import FrozenMap
from commerce_roles.staffing.covered import Cover
from commerce_roles.staffing.framing import joined
from commerce_roles.structuring import Tabled

__all__ = ["SinglePoint", "single_points"]


@frozen(kw_only=True)
class SinglePoint(Tabled):
    """What would be uncovered, were one person away."""

    person: str
    roles: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    stand_ins: FrozenMap[str, tuple[str, ...]] = FrozenMap()
    """For what others of the team can do, as `kind.id`: their ids."""

    @property
    def without(self) -> tuple[str, ...]:
        """Tasks for which nobody could stand in."""
        return tuple(task for task in self.tasks if f"task.{task}" not in self.stand_ins)

    def rows(self) -> list[dict[str, object]]:
        """Write it as flat rows, one for each thing that leans on the person."""
        parts = {
            "role": self.roles,
            "task": self.tasks,
            "skill": self.skills,
            "language": self.languages,
        }
        return [
            {
                "person": self.person,
                "kind": kind,
                "id": one,
                "stand_ins": joined(self.stand_ins.get(f"{kind}.{one}", ())),
            }
            for kind, ids in parts.items()
            for one in ids
        ]


def single_points(covers: Iterable[Cover]) -> tuple[SinglePoint, ...]:
    """Give, in the order of ids, everybody on whom alone something essential leans."""
    alone = [(cover.by[0], cover) for cover in covers if _alone(cover)]
    return tuple(
        _point(person, [cover for who, cover in alone if who == person])
        for person in sorted({who for who, _ in alone})
    )


def _alone(cover: Cover) -> bool:
    return len(cover.by) == 1 and not cover.perhaps and cover.essential


def _point(person: str, covers: list[Cover]) -> SinglePoint:
    def ids(kind: str) -> Iterator[str]:
        return (cover.id for cover in covers if cover.kind == kind)

    return SinglePoint(
        person=person,
        roles=tuple(ids("role")),
        tasks=tuple(ids("task")),
        skills=tuple(ids("skill")),
        languages=tuple(ids("language")),
        stand_ins=FrozenMap(
            {f"{cover.kind}.{cover.id}": cover.stand_ins for cover in covers if cover.stand_ins}
        ),
    )
