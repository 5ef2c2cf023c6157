"""What is said of a composed team: demands, lacks, reasons and concessions, as statements."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.staffing.composing.composed import (
    Concession,
    Given,
    Lack,
    Placing,
)
from commerce_roles.staffing.composing.conflicting import GivingWay
from commerce_roles.staffing.composing.planning import Plan, broken, plan_of
from commerce_roles.staffing.composing.problem import MILLS, TEAM, TENTHS, Demand
from commerce_roles.staffing.composing.stating import Stated

__all__ = ["Telling", "money", "share"]

_PERCENT: Final = 100
_CENT: Final = Decimal("0.01")
_FEW: Final = 40
"""Of larger teams, what happens without each is not worked out hour by hour."""


def money(mills: int) -> Decimal:
    """Give mills in units of the currency: to the cent where they are whole cents."""
    amount = Decimal(mills) / MILLS
    return amount.quantize(_CENT) if mills % (MILLS // _PERCENT) == 0 else amount


def share(coverage: int, most: int) -> Fraction:
    """Give coverage as a part of all there is to cover; where there is nothing, all of it."""
    return Fraction(coverage, most) if most else Fraction(1)


def _said(message: str, **params: object) -> Statement:
    return Statement(id=message, params=frozen_params(params), rule="compose")


@frozen
class Telling:
    """Turns what was found into statements."""

    stated: Stated
    full_post: float
    """Hours a month of a full post."""

    # ------------------------------------------------------------------ values

    def given(self, plan: Plan) -> tuple[Given, ...]:
        """Tell who gives what."""
        problem = plan.problem
        alone: dict[tuple[int, int], list[str]] = {}
        for place, people in enumerate(plan.bringing):
            requirement = problem.requirements[place]
            if len(people) == 1:
                alone.setdefault((people[0], requirement.post), []).append(requirement.id)
        found = [
            Given(
                person=problem.candidates[person].id,
                role=problem.posts[post].role,
                hours=hours / TENTHS,
                fte=round(hours / TENTHS / self.full_post, 3),
                alone=tuple(sorted(alone.get((person, post), ()))),
            )
            for (person, post), hours in plan.hours.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.person, one.role)))

    def _money(self, mills: int) -> dict[str, object]:
        amount = str(money(mills))
        currency = self.stated.currency
        return {"low": amount, "typical": amount, "high": amount, "currency": currency}

    # ------------------------------------------------------------------ demands

    def demand(self, demand: Demand) -> Statement:
        """Say what is demanded."""
        problem = self.stated.problem
        if demand.kind == "requirement":
            return self._required("demand", demand.place)
        if demand.kind in ("hours", "inside"):
            post = problem.posts[demand.place]
            tenths = post.hours if demand.kind == "hours" else post.inside
            return _said(f"compose.demand.{demand.kind}", post=post.role, needed=tenths / TENTHS)
        if demand.kind == "apart":
            names = (problem.posts[demand.place].role, problem.posts[demand.other].role)
            return _said("compose.demand.apart", names=names)
        params: dict[str, object] = {}
        if demand.kind == "budget":
            params = {"money": self._money(problem.budget or 0)}
        elif demand.kind == "headcount":
            params = {"people": problem.headcount}
        elif demand.kind == "posts_each":
            params = {"jobs": problem.posts_each}
        elif demand.kind == "outside_hours":
            params = {"needed": (problem.outside_hours or 0) / TENTHS}
        elif demand.kind == "absence":
            params = {"percent": problem.absence}
        return _said(f"compose.demand.{demand.kind}", **params)

    def _required(self, group: str, place: int, alone: tuple[int, ...] = ()) -> Statement:
        """Say what is required; where it lacks if somebody is away who alone brings it, that."""
        one = self.stated.problem.requirements[place]
        params: dict[str, object] = {one.kind: one.id}
        message = f"compose.{group}.{one.kind}"
        if one.post == TEAM:
            message += "_of_team"
        else:
            params["post"] = self.stated.problem.posts[one.post].role
        if alone:
            message += "_away"
            params["person"] = self.stated.problem.candidates[alone[0]].id
        elif one.level:
            params["level"] = one.level
        else:
            message += "_any"
        return _said(message, **params)

    # ------------------------------------------------------------------ what is lacking

    def lacks(self, plan: Plan) -> Iterator[Lack]:
        """Tell what a plan does not cover."""
        problem = plan.problem
        for (place, inside), tenths in sorted(plan.open.items()):
            role, hours = problem.posts[place].role, tenths / TENTHS
            kind: Literal["hours", "inside"] = "inside" if inside else "hours"
            message = "hours_away" if plan.robust and not inside else kind
            said = _said(f"compose.lack.{message}", post=role, needed=hours)
            yield Lack(kind=kind, id=role, role=role, hours=hours, statement=said)
        for place, one in enumerate(problem.requirements):
            if place not in plan.met:
                role = "" if one.post == TEAM else problem.posts[one.post].role
                said = self._required("lack", place, plan.bringing[place])
                yield Lack(kind=one.kind, id=one.id, role=role, hours=None, statement=said)

    # ------------------------------------------------------------------ why

    def placings(self, plan: Plan | None) -> tuple[Placing, ...]:
        """Tell why everybody is part of the team or is not."""
        problem = self.stated.problem
        held = dict(plan.choice) if plan is not None else {}
        found: list[Placing] = []
        for place, candidate in enumerate(problem.candidates):
            if plan is not None and place in held:
                reasons = tuple(self._chosen(plan, place, held[place]))
            else:
                reasons = (_said("compose.why.not_needed", person=candidate.id),)
            found.append(Placing(person=candidate.id, chosen=place in held, reasons=reasons))
        for one in self.stated.left_out:
            params = {"skills": one.lacking} if one.lacking else {}
            said = _said(f"compose.why.{one.why}", person=one.person, **params)
            found.append(Placing(person=one.person, chosen=False, reasons=(said,)))
        return tuple(sorted(found, key=lambda one: one.person))

    def _chosen(self, plan: Plan, place: int, posts: tuple[int, ...]) -> Iterator[Statement]:
        problem = plan.problem
        person = problem.candidates[place].id
        names = tuple(problem.posts[post].role for post in posts)
        before = set(broken(plan))
        alone = [n for n, people in enumerate(plan.bringing) if people == (place,)]
        skills = tuple(sorted({problem.requirements[n].id for n in alone
                               if problem.requirements[n].kind == "skill"}))  # fmt: skip
        tags = tuple(sorted({problem.requirements[n].id for n in alone
                             if problem.requirements[n].kind == "language"}))  # fmt: skip
        if skills:
            yield _said("compose.why.skills", person=person, names=names, skills=skills)
        if tags:
            yield _said("compose.why.languages", person=person, names=names, languages=tags)
        undone = self._undone(plan, place)
        if undone:
            yield _said("compose.why.hours", person=person, names=names, needed=undone / TENTHS)
        elif not alone:
            rest = tuple(one for one in plan.choice if one[0] != place)
            kept = plan_of(problem, rest, keep=True)
            worse = set(broken(kept)) - before if len(plan.choice) <= _FEW else set[Demand]()
            message = "compose.why.rules" if worse else "compose.why.cheaper"
            yield _said(message, person=person, names=names)

    def _undone(self, plan: Plan, place: int) -> int:
        """Give the tenths of an hour that nobody of the others could take on."""
        if len(plan.choice) > _FEW:
            return 0
        rest = tuple(one for one in plan.choice if one[0] != place)
        without = plan_of(plan.problem, rest, keep=True)
        return max(0, sum(without.open.values()) - sum(plan.open.values()))

    # ------------------------------------------------------------------ said openly

    def declared(self, plan: Plan) -> Iterator[Statement]:
        """Tell which posts in one hand have to be said openly, and who let them be."""
        problem = plan.problem
        pairs = dict.fromkeys(self.stated.waived, "told")
        pairs |= dict.fromkeys(self.stated.advised, "advised")
        for person, posts in sorted(plan.choice, key=lambda one: problem.candidates[one[0]].id):
            candidate = problem.candidates[person]
            held = {problem.posts[post].role for post in posts}
            for pair, source in sorted(pairs.items()):
                if set(pair) <= held:
                    message = f"compose.declared.{source}"
                    yield _said(message, person=candidate.id, names=pair)
            for one, other in sorted(candidate.waived):
                if {one, other} <= set(posts):
                    names = (problem.posts[one].role, problem.posts[other].role)
                    yield _said("compose.declared.told", person=candidate.id, names=names)

    # ------------------------------------------------------------------ what gives way

    def concession(self, way: GivingWay) -> Concession:
        """Tell what it takes that a demand gives way."""
        demand = self.demand(way.demand)
        if not way.enough or way.plan is None:
            message = "compose.way.unknown" if way.enough is None else "compose.way.not_enough"
            return Concession(demand=demand, enough=way.enough, statement=_said(message))
        params: dict[str, object] = {"money": self._money(way.plan.cost)}
        kind = way.demand.kind
        message = "compose.way.goes"
        if way.to is not None:
            message = f"compose.way.{kind}"
            if kind in ("hours", "inside"):
                params |= {"needed": way.to / TENTHS, "post": self._role(way.demand)}
            elif kind == "outside_hours":
                params |= {"needed": way.to / TENTHS}
            elif kind == "headcount":
                params |= {"people": way.to}
            elif kind == "posts_each":
                params |= {"jobs": way.to}
        return Concession(
            demand=demand,
            enough=True,
            statement=_said(message, **params),
            cost=money(way.plan.cost),
            given=self.given(way.plan),
        )

    def _role(self, demand: Demand) -> str:
        return self.stated.problem.posts[demand.place].role
