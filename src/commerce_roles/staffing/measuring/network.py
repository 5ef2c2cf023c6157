"""The meta-network: who has which skill, who does which task, which task asks for which skill.

Sources: K. Carley, Summary of Key Network Measures for Characterizing Organizational
Architectures, 2002; D. Krackhardt and K. Carley, A PCANS Model of Structure in Organizations, 1998.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module
from typing import Any, Final

from attrs import frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.errors import MissingPackageError, Problem, TeamError, nearest
from commerce_roles.model.person import Team
from commerce_roles.showing import Displayed
from commerce_roles.staffing.assigning import Posts, tasks_of
from commerce_roles.staffing.measuring.counting import Matrix
from commerce_roles.staffing.measuring.knowing import known_by, required

__all__ = ["MetaNetwork", "meta_network", "network_of"]

Pairs = Iterable[tuple[str, str]]
_SHOWN: Final = 20


@frozen(kw_only=True, eq=False, slots=False)
class MetaNetwork(Displayed):
    """People, skills, tasks, and what joins them; all matrices are sparse and of zeros and ones."""

    agents: tuple[str, ...]
    skills: tuple[str, ...]
    tasks: tuple[str, ...]
    holds: Matrix
    """People × skills: who has what."""
    does: Matrix
    """People × tasks: who is assigned to what."""
    asks: Matrix
    """Skills × tasks: what each task requires."""
    precedes: Matrix
    """Tasks × tasks: which comes right before which."""
    talks: Matrix
    """People × people: who talks or reports to whom."""

    @cached_property
    def required(self) -> Matrix:
        """People × skills: how many of their tasks require a skill, AT·KTᵀ; worked out once."""
        return (self.does @ self.asks.T).tocsr()

    @cached_property
    def used(self) -> Matrix:
        """People × skills: how many of their tasks require a skill they have, (AT·KTᵀ)∘AK."""
        return self.required.multiply(self.holds)

    @cached_property
    def brought(self) -> Matrix:
        """Skills × tasks: whether anybody who is assigned brings the skill, [AKᵀ·AT]."""
        return self.holds.astype(bool).T.tocsr() @ self.does.astype(bool)

    @cached_property
    def met(self) -> Matrix:
        """Skills × tasks: whether what a task requires is brought to it, [AKᵀ·AT]∘KT."""
        return self.brought.multiply(self.asks)

    def __repr__(self) -> str:
        """Say how large it is."""
        sizes = len(self.agents), len(self.skills), len(self.tasks)
        return f"<MetaNetwork {sizes[0]} people, {sizes[1]} skills, {sizes[2]} tasks>"


def network_of(  # noqa: PLR0913 parts of the network by name
    agents: Iterable[str],
    skills: Iterable[str],
    tasks: Iterable[str],
    *,
    holds: Pairs = (),
    does: Pairs = (),
    asks: Pairs = (),
    precedes: Pairs = (),
    talks: Pairs = (),
) -> MetaNetwork:
    """Make a meta-network of pairs of ids.

    Args:
        agents: People, by id.
        skills: Skills, by id.
        tasks: Tasks, by id.
        holds: Person and skill.
        does: Person and task.
        asks: Skill and task: the task requires the skill.
        precedes: Task and the task that comes right after it.
        talks: Person and the person they talk or report to.

    Raises:
        TeamError: With every id that is told twice, and every pair that names an unknown one.
        MissingPackageError: scipy is not installed.

    Examples:
        >>> net = network_of(["a"], ["seo"], ["post"], does=[("a", "post")], asks=[("seo", "post")])
        >>> net
        <MetaNetwork 1 people, 1 skills, 1 tasks>
    """
    people, things, work = tuple(agents), tuple(skills), tuple(tasks)
    faults = [
        fault
        for kind, ids in (("agents", people), ("skills", things), ("tasks", work))
        for fault in _twice(kind, ids)
    ]
    parts = {
        "holds": (people, things, tuple(holds)),
        "does": (people, work, tuple(does)),
        "asks": (things, work, tuple(asks)),
        "precedes": (work, work, tuple(precedes)),
        "talks": (people, people, tuple(talks)),
    }
    for name, (left, right, pairs) in parts.items():
        faults += _unknown(name, left, right, pairs)
    if faults:
        raise TeamError(faults[:_SHOWN])
    matrices = {name: _matrix(*part) for name, part in parts.items()}
    return MetaNetwork(agents=people, skills=things, tasks=work, **matrices)


def _twice(kind: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    for one in sorted(
        {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else ()
    ):
        yield Problem(f"{one!r:.60} is told twice", kind, "leave one out")


def _unknown(
    name: str, left: tuple[str, ...], right: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> Iterator[Problem]:
    sides = (frozenset(left), left), (frozenset(right), right)
    for position, pair in enumerate(pairs):
        for one, (known, listed) in zip(pair, sides, strict=True):
            if one not in known:
                near = nearest(str(one), listed)
                remedy = f"did you mean {near[0]}?" if near else "tell it first"
                yield Problem(f"{one!r:.60} is not known", f"{name}[{position}]", remedy)


def _matrix(
    left: tuple[str, ...], right: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> Matrix:
    rows, columns = ({one: place for place, one in enumerate(side)} for side in (left, right))
    places = dict.fromkeys(pairs)
    sparse = scipy_sparse()
    # half as wide as what Python's own integers become: a large organisation is walked as fast
    ones = array("i", [1]) * len(places)
    found = (
        array("i", (rows[one] for one, _ in places)),
        array("i", (columns[other] for _, other in places)),
    )
    return sparse.csr_array((ones, found), shape=(len(left), len(right)), dtype="int32")


def scipy_sparse() -> Any:  # noqa: ANN401 a module that may be missing
    """Give scipy's sparse matrices.

    Raises:
        MissingPackageError: scipy is not installed.
    """
    try:
        return import_module("scipy.sparse")
    except ImportError:
        raise MissingPackageError("scipy", "solve") from None


def meta_network(team: Team, needs: Needs) -> MetaNetwork:
    """Make the meta-network of a team and what has to be staffed, at the level planned for.

    A person has a skill or a language if it was told of them, at whatever level; does the tasks of
    the roles they hold; and talks to whoever holds the role that one of theirs reports to, and
    back. Traits are matched to nobody, and so are left out.

    Raises:
        MissingPackageError: scipy is not installed.

    Examples:
        >>> import commerce_roles as cr
        >>> from commerce_roles.staffing import read_team
        >>> team = read_team("examples/teams/clothing_three.toml")
        >>> shop = cr.read_profile("examples/clothing_retailer.toml")
        >>> meta_network(team, cr.assess(shop).needs())
        <MetaNetwork 3 people, 35 skills, 26 tasks>
    """
    posts = Posts(team, needs)
    work = {
        task.task: (role, task)
        for role, need in needs.items()
        for task in tasks_of(need, needs.level)
        if task.task
    }
    held = known_by(team, needs)
    asked = {
        (knowledge, name)
        for name, (role, task) in work.items()
        for knowledge in required(task, needs[role], needs)
    }
    does = {
        (one.person.id, name)
        for name, (role, _) in work.items()
        for one in posts.by_role[role]
        if one.does(name)
    }
    plans = {
        (plan, name)
        for name, (_, task) in work.items()
        for plan in task.governed_by
        if plan in work
    }
    lines = {
        pair
        for need in needs.values()
        for above in posts.by_role.get(need.reports_to, ())
        for below in posts.by_role[need.role]
        if above.person.id != below.person.id
        for pair in ((above.person.id, below.person.id), (below.person.id, above.person.id))
    }
    return network_of(
        [person.id for person in team.people],
        sorted({skill for _, skill in held} | {skill for skill, _ in asked}),
        sorted(work),
        holds=sorted(held),
        does=sorted(does),
        asks=sorted(asked),
        precedes=sorted(plans),
        talks=sorted(lines),
    )
