"""What is said of how posts are held: the catalogue's rules about teams, asked of one team."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.need import Need, TaskNeed
from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue, team_condition
from commerce_roles.expressions import Form, Value, evaluate
from commerce_roles.model import TeamRule
from commerce_roles.staffing.assigning import Posts, tasks_of
from commerce_roles.staffing.framing import joined
from commerce_roles.structuring import Tabled

__all__ = ["About", "Finding", "findings", "fired"]

_OWNER: Final = "owner"
_APPROVE: Final = "approve"
_EXECUTE: Final = "execute"
_STAYS: Final = "stays"


About = Literal["person", "role", "offer"]


@frozen(kw_only=True)
class Finding(Tabled):
    """One rule that holds of somebody's posts, of a role and all who hold it, or of an offer."""

    rule: str
    about: About
    id: str
    """The person, the role or the offer."""
    weight: int
    """1, worth knowing; 2, to be settled; 3, to be settled first."""
    statement: Statement

    def rows(self) -> list[dict[str, object]]:
        """Write it as one flat row."""
        return [
            {
                "rule": self.rule,
                "about": self.about,
                "of": self.id,
                "weight": self.weight,
                "claims": joined(self.statement.claims),
            }
        ]


def findings(posts: Posts, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Ask every rule of everybody's posts and of every role; the heaviest first."""
    found = [*_of_people(posts, catalogue), *_of_roles(posts, catalogue)]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.rule, one.id)))


@lru_cache(maxsize=16)
def _rules(catalogue: Catalogue, about: str) -> tuple[tuple[TeamRule, Form, dict[str, Form]], ...]:
    return tuple(
        (
            rule,
            team_condition(rule.when, about, catalogue.constants),
            {
                name: team_condition(text, about, catalogue.constants)
                for name, text in rule.params.items()
            },
        )
        for rule in catalogue.team_rules.values()
        if rule.about == about
    )


def fired(
    catalogue: Catalogue,
    about: About,
    identifier: str,
    values: Mapping[str, Value],
    params: Mapping[str, object],
) -> Iterator[Finding]:
    """Give the rules about something that hold of it, each with its sentence."""
    for rule, when, forms in _rules(catalogue, about):
        if evaluate(when, values):
            worked_out = {name: evaluate(form, values) for name, form in forms.items()}
            evidence = rule.evidence
            said = Statement(
                id=rule.message,
                params=frozen_params({**params, **worked_out}),
                rule=f"team_rule.{rule.id}",
                claims=evidence.claims,
                contradictions=evidence.contradictions,
                basis=evidence.basis or "assumption",
            )
            yield Finding(
                rule=rule.id, about=about, id=identifier, weight=rule.weight, statement=said
            )


# ---------------------------------------------------------------------- one person


def _of_people(posts: Posts, catalogue: Catalogue) -> Iterator[Finding]:
    for identifier in posts.people:
        values = person_facts(posts, identifier)
        params = {
            "person": identifier,
            "names": posts.by_person[identifier],
            "tasks": _that_stay(posts, identifier),
        }
        yield from fired(catalogue, "person", identifier, values, params)


def person_facts(posts: Posts, identifier: str) -> dict[str, Value]:
    """Give what a rule may ask of one person's posts."""
    person, roles = posts.people[identifier], posts.by_person[identifier]
    needs, team = posts.needs, posts.team
    pairs = [needs.combination(*pair) for pair in combinations(roles, 2)]
    tasks = list(_tasks(posts, identifier))
    approved = {plan for task in tasks for plan in _approves(task, roles)}
    mine = {task.task for task in tasks}
    reserved = posts.reserved(identifier)
    return {
        "roles_held": len(roles),
        "pairs_forbidden": sum(pair is not None and not pair.allowed for pair in pairs),
        "declared_dual": identifier in team.dual,
        "supervises_self": any(needs[role].reports_to in roles for role in roles),
        "approves_own": len(approved & mine),
        "controls_own": _controls_own(posts, tasks, roles),
        "is_owner": person.employment == _OWNER,
        "outside": person.outside,
        "onboarded": identifier in team.onboarded,
        "people_led": len(_led(posts, identifier)),
        "tasks_that_stay": len(_that_stay(posts, identifier)),
        "has_hours": person.capacity is None or person.capacity > 0,
        "hours_reserved_beyond": (
            reserved is not None and person.capacity is not None and reserved > person.capacity
        ),
    }


def _tasks(posts: Posts, identifier: str) -> Iterator[TaskNeed]:
    """Give the tasks that a person does."""
    for role, held in posts.held_by[identifier].items():
        tasks = tasks_of(posts.needs[role], posts.needs.level)
        yield from (task for task in tasks if held.does(task.task))


def _approves(task: TaskNeed, roles: tuple[str, ...]) -> tuple[str, ...]:
    """List the plans that a task approves, where the person answers for the approval."""
    return task.approves if task.phase == _APPROVE and task.accountable in roles else ()


def _controls_own(posts: Posts, tasks: list[TaskNeed], roles: tuple[str, ...]) -> int:
    """Count the work of a person whose every plan nobody else makes, answers for or approves."""
    mine = {task.task: task for task in tasks}
    checked = {
        plan
        for need in posts.needs.values()
        for task in tasks_of(need, posts.needs.level)
        if task.phase == _APPROVE and task.accountable not in roles
        for plan in task.approves
    }

    def own(plan: str) -> bool:
        task = mine.get(plan)
        return task is not None and task.accountable in roles and plan not in checked

    active = {
        task.task for need in posts.needs.values() for task in tasks_of(need, posts.needs.level)
    }
    count = 0
    for task in tasks:
        plans = [plan for plan in task.governed_by if plan in active]
        count += task.phase == _EXECUTE and bool(plans) and all(map(own, plans))
    return count


def _that_stay(posts: Posts, identifier: str) -> tuple[str, ...]:
    """List the tasks of a person that somebody inside has to do."""
    return tuple(sorted(t.task for t in _tasks(posts, identifier) if t.outside == _STAYS))


def _led(posts: Posts, identifier: str) -> set[str]:
    """List those who hold a role that reports to one of a person's."""
    roles = posts.by_person[identifier]
    return {
        held.person.id
        for need in posts.needs.values()
        if need.reports_to in roles
        for held in posts.by_role[need.role]
    } - {identifier}


# ---------------------------------------------------------------------- one role


def _of_roles(posts: Posts, catalogue: Catalogue) -> Iterator[Finding]:
    for role, need in posts.needs.items():
        values = role_facts(posts, need)
        who = tuple(held.person.id for held in posts.by_role[role])
        yield from fired(catalogue, "role", role, values, {"post": role, "who": who})


def role_facts(posts: Posts, need: Need) -> dict[str, Value]:
    """Give what a rule may ask of a role and all who hold it."""
    holders = posts.by_role[need.role]
    whole = [held for held in holders if not held.tasks]
    return {
        "holders": len(whole),
        "holders_outside": sum(held.person.outside for held in whole),
        "superior_held": bool(posts.by_role.get(need.reports_to)),
        "reports_to_owner": need.reports_to not in posts.needs,
    }
