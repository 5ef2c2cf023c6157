"""The answer for the whole business: what to do, at what cost, first steps, when to ask again."""

from collections.abc import Iterator
from typing import Final

from commerce_roles.assessment.asking_again import ask_again
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import Answer, Post, Statement, frozen_params
from commerce_roles.assessment.posts import Whole
from commerce_roles.assessment.statements import collected, first_fired, statement
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import CatalogueError
from commerce_roles.model import FrozenMap, Sourcing

__all__ = ["answer_of"]

_MOST_AGAIN: Final = 2


def answer_of(decision: Decision, whole: Whole, catalogue: Catalogue) -> Answer:
    """Put the recommendation together from the answer's tables."""
    said, monday, told = _answer(decision, whole, catalogue)
    steps = tuple(_steps(decision, whole, catalogue, monday=monday is None)) if told else ()
    beside = collected("step", decision, whole.facts) if told else ()
    return Answer(
        statement=said,
        leads=collected("lead", decision, whole.facts),
        monday=monday,
        posts=whole.posts,
        costs=tuple(_costs(whole.posts, decision)),
        first_steps=(*(step for step, _ in steps), *beside),
        first_tasks=tuple(dict.fromkeys(task for _, task in steps)),
        ask_again=ask_again(decision, catalogue)[:_MOST_AGAIN],
    )


def _supplied(whole: Whole) -> dict[str, object]:
    """Give the parameters that only the posts know."""
    first = whole.posts[0].roles[0] if whole.posts else ""
    return {"first_post": first} if first else {}


def _answer(
    decision: Decision, whole: Whole, catalogue: Catalogue
) -> tuple[Statement, Statement | None, bool]:
    """Give the answer, what to do on Monday, and whether first steps are told."""
    for instance in decision.program.instances_of("answer"):
        rule = first_fired(instance, decision, whole.facts)
        if rule is not None:
            said = statement(rule, instance, decision, whole.facts, _supplied(whole))
            monday = f"{said.id}.monday"
            known = monday in catalogue.messages
            then = Statement(id=monday, rule=said.rule) if known else None
            return said, then, rule.rule.first_steps
    message = "there is no table that decides the answer"
    raise CatalogueError.of(message, path="table", remedy="add one")


def _steps(
    decision: Decision, whole: Whole, catalogue: Catalogue, *, monday: bool
) -> Iterator[tuple[Statement, str]]:
    """Give the first steps of the first post: those of the highest verdict it reaches."""
    for role in (role for post in whole.posts[:1] for role in post.roles[:1]):
        verdict = decision.verdict(role)
        steps = [step for step in catalogue.roles[role].first_steps if step.verdict <= verdict]
        highest = max((step.verdict.rank for step in steps), default=0)
        for step in steps:
            if step.verdict.rank == highest and (monday or step.when != "monday"):
                yield Statement(id=step.message, rule=f"role.{role}"), step.task


def _costs(posts: tuple[Post, ...], decision: Decision) -> Iterator[Statement]:
    """Say what the posts cost; where nothing is known, say that."""
    country = decision.values.get("country")
    for post in posts:
        if post.sourcing is Sourcing.OWNER:
            continue
        if post.price is None:
            if isinstance(country, str):
                yield Statement(
                    id="cost.unknown_role",
                    params=FrozenMap({"names": post.roles, "country": country}),
                )
            continue
        price = post.price
        money = {
            "low": price.low,
            "typical": price.typical,
            "high": price.high,
            "currency": price.currency,
        }
        params = {"names": post.roles, "money": money, "contract": price.contract}
        if not price.as_of:
            yield Statement(id="cost.known_undated", params=frozen_params(params))
            continue
        params["year"] = price.as_of
        message = "cost.known_old" if price.stale else "cost.known"
        yield Statement(id=message, params=frozen_params(params))
