"""Small problems of composing a team, and all their answers: every way, one by one."""

from collections.abc import Iterator
from itertools import chain, combinations, product

from hypothesis import strategies as st

from commerce_roles.staffing.composing.problem import (
    Candidate,
    Demand,
    Post,
    Problem,
    Requirement,
)

State = tuple[tuple[int, ...], int, int, int]
"""Hours that are left to do, requirements met (a bit each), people, posts that changed hands."""


# ---------------------------------------------------------------------- problems


@st.composite
def problems(  # noqa: PLR0913 sizes by name
    draw: st.DrawFn,
    *,
    most_people: int = 12,
    hourly: bool = True,
    limits: bool = True,
    absence: bool = False,
    most_posts: int = 3,
) -> Problem:
    """Draw a team of up to twelve, up to three posts, and whatever may be demanded."""
    count = draw(st.integers(1, most_posts))
    posts = tuple(
        Post(role=f"role{place}", hours=hours, inside=draw(st.integers(0, min(1, hours))))
        for place, hours in enumerate(draw(st.lists(st.integers(0, 4), min_size=count,
                                                    max_size=count)))
    )  # fmt: skip
    requirements = tuple(
        Requirement(
            kind="skill",
            id=f"skill{place}",
            post=draw(st.integers(-1, count - 1)),
            points=draw(st.integers(0, 3)),
        )
        for place in range(draw(st.integers(0, 4)))
    )
    pairs = tuple(combinations(range(count), 2))
    apart = tuple(pair for pair in pairs if limits and draw(st.booleans()))
    size = draw(st.integers(0, most_people))
    people = tuple(
        sorted(
            (
                _candidate(draw, f"p{place:02}", count, len(requirements), apart, hourly=hourly)
                for place in range(size)
            ),
            key=lambda one: one.content,
        )
    )

    def maybe(low: int, high: int) -> int | None:
        return draw(st.none() | st.integers(low, high)) if limits else None

    return Problem(
        candidates=people,
        posts=posts,
        requirements=requirements,
        budget=maybe(0, 30),
        headcount=maybe(0, 4),
        posts_each=maybe(1, 2),
        apart=apart,
        outside=not limits or draw(st.booleans()),
        onboarded=limits and draw(st.booleans()),
        least=draw(st.integers(0, 1)),
        absence=draw(st.sampled_from((50, 100))) if absence else None,
    )


def _candidate(  # noqa: PLR0913 what the problem has
    draw: st.DrawFn,
    name: str,
    posts: int,
    requirements: int,
    apart: tuple[tuple[int, int], ...],
    *,
    hourly: bool,
) -> Candidate:
    by_hour = hourly and draw(st.integers(0, 3)) == 0
    outside = draw(st.integers(0, 3)) == 0
    held = draw(st.sets(st.integers(0, posts - 1), min_size=1))
    return Candidate(
        id=name,
        month=draw(st.integers(0, 2)) if by_hour else draw(st.integers(0, 12)),
        hour=draw(st.integers(1, 4)) if by_hour else 0,
        capacity=draw(st.integers(1, 3)),
        posts=tuple(sorted(held)),
        brings=frozenset(draw(st.sets(st.integers(0, requirements - 1))) if requirements else ()),
        outside=outside,
        onboarded=draw(st.booleans()) or not outside,
        waived=frozenset(pair for pair in apart if draw(st.integers(0, 3)) == 0),
        today=frozenset(draw(st.sets(st.sampled_from(sorted(held))))),
    )


# ---------------------------------------------------------------------- all answers


def answers(problem: Problem, lost: frozenset[Demand] = frozenset()) -> dict[State, int]:
    """Give every state that some team reaches, with its least cost."""
    nodes = _nodes(problem, lost)
    start = tuple(hours for _, _, hours in nodes)
    found: dict[State, int] = {(start, 0, 0, 0): 0}
    for candidate in problem.candidates:
        options = list(_options(problem, candidate, nodes, lost))
        reached: dict[State, int] = {}
        for (left, met, heads, changed), cost in found.items():
            gone = (left, met, heads, changed + len(candidate.today))
            if cost < reached.get(gone, cost + 1):
                reached[gone] = cost
            for given, brought, paid, moved in options:
                rest = tuple(max(0, want - done) for want, done in zip(left, given, strict=True))
                state = (rest, met | brought, heads + 1, changed + moved)
                if cost + paid < reached.get(state, cost + paid + 1):
                    reached[state] = cost + paid
        found = reached
    return found


def _nodes(problem: Problem, lost: frozenset[Demand]) -> list[tuple[int, bool, int]]:
    nodes: list[tuple[int, bool, int]] = []
    for place, post in enumerate(problem.posts):
        inside = 0 if Demand("inside", place) in lost else post.inside
        nodes.append((place, False, post.hours - inside))
        nodes.append((place, True, inside))
    return nodes


def _options(
    problem: Problem,
    candidate: Candidate,
    nodes: list[tuple[int, bool, int]],
    lost: frozenset[Demand],
) -> Iterator[tuple[tuple[int, ...], int, int, int]]:
    for held in _subsets(candidate.posts):
        if not held or not allowed(problem, candidate, held, lost):
            continue
        brought = 0
        for place in candidate.brings:
            if problem.requirements[place].post in (-1, *held):
                brought |= 1 << place
        may = [
            range(min(candidate.capacity, hours) + 1)
            if post in held and not (inside and candidate.outside)
            else range(1)
            for post, inside, hours in nodes
        ]
        for given in product(*may):
            taken = sum(
                max(
                    problem.least_of(post),
                    sum(h for (own, _, _), h in zip(nodes, given, strict=True) if own == post),
                )
                for post in held
            )
            if taken <= candidate.capacity:
                paid = candidate.month + candidate.hour * taken
                yield given, brought, paid, len(candidate.today ^ set(held))


def _subsets(posts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(posts, size) for size in range(len(posts) + 1))


def allowed(
    problem: Problem, candidate: Candidate, held: tuple[int, ...], lost: frozenset[Demand]
) -> bool:
    """Say whether the rules let somebody hold these posts."""
    many = problem.posts_each is not None and len(held) > problem.posts_each
    if many and Demand("posts_each") not in lost:
        return False
    if candidate.outside and not problem.outside and Demand("outside") not in lost:
        return False
    taught = candidate.onboarded or not candidate.outside
    if problem.onboarded and not taught and Demand("onboarded") not in lost:
        return False
    return all(
        not set(pair) <= set(held) or pair in candidate.waived or Demand("apart", *pair) in lost
        for pair in problem.apart
    )


def least(problem: Problem, lost: frozenset[Demand] = frozenset()) -> int | None:
    """Give the least cost at which all is met that is demanded; None where that cannot be."""
    costs = [cost for _, cost in _fitting(problem, lost)]
    return min(costs, default=None)


def _fitting(problem: Problem, lost: frozenset[Demand]) -> Iterator[tuple[State, int]]:
    nodes = _nodes(problem, lost)
    for state, cost in answers(problem, lost).items():
        left, met, heads, _ = state
        undone = any(
            hours and Demand("hours", nodes[place][0]) not in lost
            for place, hours in enumerate(left)
        )
        unmet = any(
            not met >> place & 1 and Demand("requirement", place) not in lost
            for place in range(len(problem.requirements))
        )
        if undone or unmet or not _limits(problem, lost, heads, cost):
            continue
        yield state, cost


def _limits(problem: Problem, lost: frozenset[Demand], heads: int, cost: int) -> bool:
    dear = problem.budget is not None and cost > problem.budget
    many = problem.headcount is not None and heads > problem.headcount
    return not (dear and Demand("budget") not in lost) and not (
        many and Demand("headcount") not in lost
    )


def covered(problem: Problem) -> list[tuple[int, int]]:
    """Give the cost and the coverage of everything that the rules and limits allow."""
    found: list[tuple[int, int]] = []
    for (left, met, heads, _), cost in answers(problem).items():
        if _limits(problem, frozenset(), heads, cost):
            points = sum(
                one.points for place, one in enumerate(problem.requirements) if met >> place & 1
            )
            found.append((cost, sum(post.hours for post in problem.posts) - sum(left) + points))
    return found


def changed_least(problem: Problem) -> tuple[int, int] | None:
    """Give the least number of posts that change hands, and the least cost at that."""
    found = [(changed, cost) for (_, _, _, changed), cost in _fitting(problem, frozenset())]
    return min(found, default=None)


def smallest_conflict(problem: Problem) -> int | None:
    """Give how few demands contradict each other already; None where all can be met."""
    demands = list(problem.demands())
    for size in range(len(demands) + 1):
        for kept in combinations(demands, size):
            if least(problem, frozenset(demands) - set(kept)) is None:
                return size
    return None


# ---------------------------------------------------------------------- whoever is away


def least_whoever_is_away(problem: Problem) -> int | None:
    """Give the least cost at which all is met with everybody, and a share of it without any one.

    Everybody is paid by the month: then what a team can do is told by Hall's condition alone.
    """
    best: int | None = None
    choices = [
        [
            held
            for held in _subsets(one.posts)
            if allowed(problem, one, held, frozenset()) or not held
            if sum(map(problem.least_of, held)) <= one.capacity
        ]
        for one in problem.candidates
    ]
    for held in product(*choices):
        team = {place: posts for place, posts in enumerate(held) if posts}
        cost = sum(problem.candidates[place].month for place in team)
        if best is not None and cost >= best:
            continue
        if not _limits(problem, frozenset(), len(team), cost):
            continue
        share = problem.absence or 0
        without = ({p: s for p, s in team.items() if p != gone} for gone in team or (-1,))
        if (
            _does(problem, team, 100, inside=True)
            and _meets(problem, team, 2)
            and all(_does(problem, rest, share, inside=False) for rest in without)
        ):
            best = cost
    return best


def _does(problem: Problem, team: dict[int, tuple[int, ...]], share: int, *, inside: bool) -> bool:
    """Say whether every set of work has enough hours in the hands of those who may do it."""
    nodes = [(place, False, post.hours - (post.inside if inside else 0))
             for place, post in enumerate(problem.posts)]  # fmt: skip
    nodes += [(place, True, post.inside) for place, post in enumerate(problem.posts) if inside]
    for size in range(1, len(nodes) + 1):
        for work in combinations(nodes, size):
            there = 0
            for place, posts in team.items():
                outside = problem.candidates[place].outside
                reach = {post for post, stays, _ in work if not (stays and outside)}
                if reach.isdisjoint(posts):
                    continue
                kept = sum(map(problem.least_of, set(posts) - reach)) if inside else 0
                there += problem.candidates[place].capacity - kept
            if there * 100 < share * sum(hours for _, _, hours in work):
                return False
    return True


def _meets(problem: Problem, team: dict[int, tuple[int, ...]], times: int) -> bool:
    for place, one in enumerate(problem.requirements):
        having = [
            person
            for person, posts in team.items()
            if place in problem.candidates[person].brings and one.post in (-1, *posts)
        ]
        if len(having) < times:
            return False
    return True
