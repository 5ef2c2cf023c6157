"""The posts that there are: a column of lists, read one row after the other."""

import attrs

from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.assessment.tables.rails import kind_of_domain, np
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import ProfileError
from commerce_roles.expressions import key_of

__all__ = ["posts_read"]


def posts_read(
    array: Foreign, told: dict[str, Told], layout: Layout, plans: TablePlans, catalogue: Catalogue
) -> list[Fault]:
    """Add what posts tell to what else is told, and give what is wrong with them.

    Args:
        array: A column of Arrow, of lists of posts.
        told: What other columns tell; it grows.
        layout: Which column tells what.
        plans: The rules, as operations.
        catalogue: The facts.
    """
    name, rows = layout.posts, len(array)
    faults: list[Fault] = []
    keys = [
        key
        for role in catalogue.roles
        for key in (
            f"existing_roles.{role}",
            key_of("held", role, "inside"),
            key_of("held", role, "outside"),
        )
        if key in plans.inputs
    ]
    values = {key: np.zeros(rows, kind_of_domain(plans.program.inputs[key])) for key in keys}
    known = np.zeros(rows, np.bool_)
    for key in keys:
        if key in told:
            values[key], known = np.array(told[key].values), np.array(told[key].known)
    fte = {
        role: np.array(told[f"existing_roles.{role}"].values)
        for role in layout.roles
        if f"existing_roles.{role}" in told
    }
    for row, posts in enumerate(array.to_pylist()):
        if posts is None:
            continue
        data: dict[str, object] = {"existing_posts": posts}
        if known[row]:
            data["existing_roles"] = {role: own[row].item() for role, own in fte.items()}
        try:
            judged = judge(profile_of(data, catalogue=catalogue), catalogue)
        except ProfileError as error:
            own = np.array([row])
            faults += [Fault(attrs.evolve(one, path=name), own) for one in error.problems]
            continue
        known[row] = True
        for key in keys:
            values[key][row] = judged.values[key]
    told.update({key: Told(values[key], known) for key in keys})
    return faults
