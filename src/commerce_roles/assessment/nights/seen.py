"""The results of a run read back: verdicts, masks of rules that fired, what stands."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from commerce_roles.assessment.scoring import Plan
from commerce_roles.assessment.tables.earlier.keys import keys_in, no_column
from commerce_roles.assessment.tables.earlier.runs import ranks_of
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.gathering import columns_named, gathered
from commerce_roles.assessment.tables.ladders import columns_of_masks
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array
from commerce_roles.assessment.tables.results import HASH
from commerce_roles.errors import Problem

__all__ = ["RoleSeen", "Seen", "role_seen", "seen_of"]


@frozen(eq=False)
class RoleSeen:
    """What a role got, row by row."""

    verdict: Array
    """Ranks."""
    masks: tuple[Array, ...]
    """Of the rules that fired; none where they are of facts that are not at hand."""
    standing: Array | None
    """Ranks of the verdicts that stand, where the run tells them."""

    def at(self, places: Array) -> "RoleSeen":
        """Give the same of other rows, by their places."""
        standing = None if self.standing is None else self.standing[places]
        return RoleSeen(self.verdict[places], tuple(m[places] for m in self.masks), standing)


@frozen(eq=False)
class Seen:
    """A run: its keys and what each role got."""

    keys: Foreign
    decision_hash: str
    """Of the facts by which it was decided; empty where there is no row."""
    roles: Mapping[str, RoleSeen]


def role_seen(cells: Mapping[str, Foreign], role: str, masks: int) -> tuple[RoleSeen, list[Fault]]:
    """Read what a role got.

    Args:
        cells: Columns of Arrow, by name.
        role: The role.
        masks: How many columns of its mask are read.
    """
    verdict, faults = ranks_of(cells[f"{role}_verdict"], f"{role}_verdict")
    standing = None
    if f"{role}_standing" in cells:
        standing, wrong = ranks_of(cells[f"{role}_standing"], f"{role}_standing")
        faults += wrong
    own = tuple(
        cells[f"{role}_fired_{number}"].to_numpy(zero_copy_only=False)
        for number in range(1, masks + 1)
    )
    return RoleSeen(verdict, own, standing), faults


def seen_of(
    table: Foreign, key: str, where: str, roles: Sequence[str], plans: Mapping[str, Plan]
) -> tuple[Seen, list[Fault]]:
    """Read a run back, with all that is wrong with it.

    Args:
        table: What `assess_table` gave back.
        key: The column by which rows are known.
        where: How it is called where something is wrong.
        roles: The roles that are looked for; one that the run does not have is left out.
        plans: The rules that are at hand, by the hash of their facts.
    """
    names = columns_named(table)
    keys, faults = keys_in(table, key, where)
    if HASH not in names:
        remedy = "give what assess_table gave back, with all its columns"
        faults.append(Fault(Problem("this is no result of assess_table", where, remedy), ()))
        return Seen(keys, "", {}), faults
    hashes = pyarrow().compute.unique(gathered(table, [HASH], where)[HASH].cast("string"))
    if len(hashes) > 1:
        remedy = "give one run at a time"
        message = f"its rows were decided by {len(hashes)} sets of facts"
        faults.append(Fault(Problem(message, f"{where}: {HASH}", remedy), ()))
    decided = str(hashes[0].as_py()) if len(hashes) else ""
    there = [role for role in roles if f"{role}_verdict" in names]
    columns: list[str] = []
    counts: dict[str, int] = {}
    for role in there:
        plan = plans[decided].roles.get(role) if decided in plans else None
        counts[role] = 0 if plan is None else columns_of_masks(plan)
        columns += [f"{role}_verdict", *(f"{role}_fired_{n + 1}" for n in range(counts[role]))]
        columns += [f"{role}_standing"] * (f"{role}_standing" in names)
    lacking = [name for name in columns if name not in names]
    faults += [Fault(no_column(name, names, where), ()) for name in lacking]
    if lacking:
        return Seen(keys, decided, {}), faults
    cells = gathered(table, columns, where)
    found: dict[str, RoleSeen] = {}
    for role in there:
        found[role], wrong = role_seen(cells, role, counts[role])
        faults += wrong
    return Seen(keys, decided, found), faults
