"""Small problems of composing a team, and all their answers: every way, one by one."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

from hypothesis import strategies as st

from commerce_roles.staffing.composing.problem import (
    Candidate,
    Demand,
    Post,
    Problem,
    Requirement,
)

State = tuple[tuple[int, ...], int, int, int, int]
"""Hours that are left to do, requirements met (a bit each), people, posts that changed hands,
hours given by people from outside, where these are limited."""


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
        outside_hours=maybe(0, 3),
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
    found: dict[State, int] = {(start, 0, 0, 0, 0): 0}
    limit = problem.outside_hours
    most = 0 if limit is None or Demand("outside_hours") in lost else limit + 1
    for candidate in problem.candidates:
        options = list(_options(problem, candidate, nodes, lost))
        reached: dict[State, int] = {}
        for (left, met, heads, changed, outside), cost in found.items():
            gone = (left, met, heads, changed + len(candidate.today), outside)
            if cost < reached.get(gone, cost + 1):
                reached[gone] = cost
            for given, brought, paid, moved, taken in options:
                rest = tuple(max(0, want - done) for want, done in zip(left, given, strict=True))
                sent = min(most, outside + (taken if candidate.outside else 0))
                state = (rest, met | brought, heads + 1, changed + moved, sent)
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
) -> Iterator[tuple[tuple[int, ...], int, int, int, int]]:
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
                yield given, brought, paid, len(candidate.today ^ set(held)), taken


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
        left, met, heads, _, outside = state
        undone = any(
            hours and Demand("hours", nodes[place][0]) not in lost
            for place, hours in enumerate(left)
        )
        unmet = any(
            not met >> place & 1 and Demand("requirement", place) not in lost
            for place in range(len(problem.requirements))
        )
        if undone or unmet or not _limits(problem, lost, heads, cost, outside):
            continue
        yield state, cost


def _limits(problem: Problem, lost: frozenset[Demand], heads: int, cost: int, outside: int) -> bool:
    sent = problem.outside_hours is not None and outside > problem.outside_hours
    if sent and Demand("outside_hours") not in lost:
        return False
    dear = problem.budget is not None and cost > problem.budget
    many = problem.headcount is not None and heads > problem.headcount
    return not (dear and Demand("budget") not in lost) and not (
        many and Demand("headcount") not in lost
    )


def covered(problem: Problem) -> list[tuple[int, int]]:
    """Give the cost and the coverage of everything that the rules and limits allow."""
    found: list[tuple[int, int]] = []
    for (left, met, heads, _, outside), cost in answers(problem).items():
        if _limits(problem, frozenset(), heads, cost, outside):
            points = sum(
                one.points for place, one in enumerate(problem.requirements) if met >> place & 1
            )
            found.append((cost, sum(post.hours for post in problem.posts) - sum(left) + points))
    return found


def changed_least(problem: Problem) -> tuple[int, int] | None:
    """Give the least number of posts that change hands, and the least cost at that."""
    found = [(changed, cost) for (_, _, _, changed, _), cost in _fitting(problem, frozenset())]
    return min(found, default=None)


# ---------------------------------------------------------------------- what cannot be met together


def violations(problem: Problem) -> list[frozenset[Demand]]:
    """Give what each team leaves unmet; of two of which one leaves less, that one alone.

    Every team is tried, with everybody in every set of posts, whatever the rules say.
    """
    posts = problem.posts
    start = (tuple((0, 0) for _ in posts), 0, 0, 0, frozenset[Demand]())
    found: dict[tuple[Any, ...], int] = {start: 0}
    for candidate in problem.candidates:
        options = list(_free_options(problem, candidate))
        reached = dict(found)
        for (done, met, heads, outside, broken), cost in found.items():
            for given, brought, paid, sent, rules in options:
                state = (
                    tuple(
                        (min(post.hours, a + c), min(post.inside, b + d))
                        for post, (a, b), (c, d) in zip(posts, done, given, strict=True)
                    ),
                    met | brought,
                    0 if problem.headcount is None else min(problem.headcount + 1, heads + 1),
                    0
                    if problem.outside_hours is None
                    else min(problem.outside_hours + 1, outside + sent),
                    broken | rules,
                )
                whole = 0 if problem.budget is None else min(problem.budget + 1, cost + paid)
                if whole < reached.get(state, whole + 1):
                    reached[state] = whole
        found = reached
    left = {_unmet(problem, state, cost) for state, cost in found.items()}
    return [one for one in left if not any(other < one for other in left)]


def _free_options(problem: Problem, candidate: Candidate) -> Iterator[tuple[Any, ...]]:
    """Give all that somebody may do, and which rules that breaks; of two, not what does less."""
    best: dict[tuple[Any, ...], int] = {}
    for held in _subsets(candidate.posts):
        if not held:
            continue
        rules = frozenset(
            demand
            for demand in problem.demands()
            if demand.kind in ("apart", "posts_each", "outside", "onboarded")
            and not allowed(problem, candidate, held, frozenset(problem.demands()) - {demand})
        )
        brought = sum(
            1 << place
            for place in candidate.brings
            if problem.requirements[place].post in (-1, *held)
        )
        least = [problem.least_of(post) for post in held]
        for hours in product(*(range(low, candidate.capacity + 1) for low in least)):
            taken = sum(hours)
            if taken > candidate.capacity:
                continue
            given = tuple(
                (amount, 0 if candidate.outside else amount)
                for amount in (dict(zip(held, hours, strict=True)).get(p, 0)
                               for p in range(len(problem.posts)))
            )  # fmt: skip
            sent = taken if candidate.outside else 0
            key = (given, brought, sent, rules)
            paid = candidate.month + candidate.hour * taken
            best[key] = min(paid, best.get(key, paid))
    for (given, brought, sent, rules), paid in best.items():
        yield given, brought, paid, sent, rules


def _unmet(problem: Problem, state: tuple[Any, ...], cost: int) -> frozenset[Demand]:
    done, met, heads, outside, broken = state
    left = set(broken)
    for place, (post, (hours, inside)) in enumerate(zip(problem.posts, done, strict=True)):
        left |= {Demand("hours", place)} if hours < post.hours else set()
        left |= {Demand("inside", place)} if inside < post.inside else set()
    left |= {
        Demand("requirement", place)
        for place in range(len(problem.requirements))
        if not met >> place & 1
    }
    for kind, amount, limit in (
        ("budget", cost, problem.budget),
        ("headcount", heads, problem.headcount),
        ("outside_hours", outside, problem.outside_hours),
    ):
        if limit is not None and amount > limit:
            left.add(Demand(kind))  # type: ignore[arg-type] # one of the kinds
    return frozenset(left)


def together(kept: frozenset[Demand], left: list[frozenset[Demand]]) -> bool:
    """Say whether some team meets all that is kept; without its hours, a post has none inside."""
    asked = {one for one in kept if one.kind != "inside" or Demand("hours", one.place) in kept}
    return any(one.isdisjoint(asked) for one in left)


def smallest_conflict(demands: list[Demand], left: list[frozenset[Demand]]) -> int | None:
    """Give how few demands contradict each other already; None where all can be met."""
    if together(frozenset(demands), left):
        return None
    for size in range(len(demands) + 1):
        for kept in combinations(demands, size):
            if not together(frozenset(kept), left):
                return size
    return None


# ---------------------------------------------------------------------- whoever is away


def teams(problem: Problem) -> Iterator[tuple[dict[int, tuple[int, ...]], int]]:
    """Give every team within the limits with what it costs, everybody being paid by the month."""
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
        if _limits(problem, frozenset(), len(team), cost, 0):
            yield team, cost


def standing(problem: Problem) -> Iterator[tuple[int, int, int]]:
    """Give what each team costs, covers and changes, of which a share stands whoever is away.

    What a team can do is told by Hall's condition alone: every set of work has enough hours in
    the hands of those who may do it, everybody being paid by the month.
    """
    nodes = [(place, inside) for place in range(len(problem.posts)) for inside in (False, True)]
    most = [
        post.inside if inside else post.hours - post.inside
        for post in problem.posts
        for inside in (False, True)
    ]
    share = problem.absence or 0
    for team, cost in teams(problem):
        here = _supplies(problem, team, nodes, bound=True)
        away = [
            _supplies(problem, {p: s for p, s in team.items() if p != gone}, nodes, bound=False)
            for gone in team
        ]
        points = sum(
            one.points for place, one in enumerate(problem.requirements)
            if _bringing(problem, team, place) > 1
        )  # fmt: skip
        changed = sum(
            len(one.today ^ set(team.get(place, ())))
            for place, one in enumerate(problem.candidates)
        )
        done = max(
            sum(hours)
            for hours in product(*(range(number + 1) for number in most))
            if all(sum(hours[n] for n in work) <= there for work, there in here.items())
            if all(
                sum(hours[n] for n in work) * share <= there * 100
                for rest in away
                for work, there in rest.items()
            )
        )
        yield cost, done + points, changed


def _supplies(
    problem: Problem,
    team: dict[int, tuple[int, ...]],
    nodes: list[tuple[int, bool]],
    *,
    bound: bool,
) -> dict[tuple[int, ...], int]:
    """Give the hours that there are for every set of work.

    Bound: everybody gives the least hours to the posts they hold, and what stays inside does.
    """
    found: dict[tuple[int, ...], int] = {}
    for size in range(1, len(nodes) + 1):
        for work in combinations(range(len(nodes)), size):
            there = 0
            for place, posts in team.items():
                outside = bound and problem.candidates[place].outside
                reach = {nodes[n][0] for n in work if not (nodes[n][1] and outside)}
                if reach.isdisjoint(posts):
                    continue
                kept = sum(map(problem.least_of, set(posts) - reach)) if bound else 0
                there += problem.candidates[place].capacity - kept
            found[work] = there
    return found


def _bringing(problem: Problem, team: dict[int, tuple[int, ...]], requirement: int) -> int:
    asked = problem.requirements[requirement].post
    return sum(
        requirement in problem.candidates[person].brings and asked in (-1, *posts)
        for person, posts in team.items()
    )
