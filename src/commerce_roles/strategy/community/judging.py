"""Members judged by the catalogue's tests: met, not met, or not told; never better or worse."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from commerce_roles.catalogue import Catalogue, column_domain, member_form
from commerce_roles.expressions import (
    Bound,
    Form,
    Rails,
    bound,
    exactly,
    references,
    unknown,
)
from commerce_roles.model import LoyaltyStep, MemberTest
from commerce_roles.strategy.community.member import Judged, Members, Told

__all__ = ["Rules", "judge_members", "rules_of"]


@frozen(eq=False)
class Rules:
    """The catalogue's tests and steps, read once."""

    tests: tuple[MemberTest, ...]
    """Parts of the profile in their order, then groups by id."""
    criteria: tuple[str, ...]
    """The parts of the profile, in their order."""
    steps: tuple[LoyaltyStep, ...]
    """From the lowest up."""
    forms: Mapping[str, Form]
    """By the id of a test or a step, as `kind.id`."""
    asked: tuple[str, ...]
    """The columns that a condition reads."""


@lru_cache(maxsize=8)
def rules_of(catalogue: Catalogue) -> Rules:
    """Read every condition over members."""
    order = {c.id: c.order for c in catalogue.affinity_criteria.values()}
    tests = sorted(
        catalogue.member_tests.values(),
        key=lambda one: (not one.criterion, order.get(one.criterion, 0), one.id),
    )
    steps = sorted(catalogue.loyalty_steps.values(), key=lambda one: one.order)
    columns = catalogue.member_columns
    forms = {f"member_test.{one.id}": member_form(one, columns) for one in tests}
    forms |= {f"loyalty_step.{one.id}": member_form(one, columns) for one in steps}
    read = {name for form in forms.values() for name in references(form)}
    return Rules(
        tests=tuple(tests),
        criteria=tuple(sorted(order, key=lambda one: (order[one], one))),
        steps=tuple(steps),
        forms=forms,
        asked=tuple(name for name in columns if name in read),
    )


def judge_members(members: Members, catalogue: Catalogue) -> Iterator[Judged]:
    """Ask every test of every member; equal rows are asked once.

    A part of the profile that no test decides leaves open whether anybody belongs.
    """
    rules = rules_of(catalogue)
    found: dict[tuple[Told, ...], tuple[tuple[bool | None, ...], bool | None, tuple[str, ...]]] = {}
    for identifier, row in zip(members.ids, members.rows, strict=True):
        if row not in found:
            bounds = _bounds(dict(zip(members.columns, row, strict=True)), catalogue)
            met = tuple(_met(rules.forms[f"member_test.{t.id}"], bounds) for t in rules.tests)
            decided = dict(zip((t.criterion for t in rules.tests), met, strict=True))
            belongs = _all(decided.get(one) for one in rules.criteria)
            found[row] = met, belongs, _steps(rules, bounds)
        met, belongs, steps = found[row]
        yield Judged(id=identifier, met=met, belongs=belongs, steps=steps)


def _bounds(told: Mapping[str, Told], catalogue: Catalogue) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for name, column in catalogue.member_columns.items():
        domain, value = column_domain(column), told.get(name)
        found[name] = unknown(domain) if value is None else exactly(domain, value)
    return found


def _met(form: Form, bounds: Mapping[str, Bound]) -> bool | None:
    rails = bound(form, bounds)
    if not isinstance(rails, Rails) or rails.surely != rails.possibly:
        return None
    return rails.surely


def _all(answers: Iterable[bool | None]) -> bool | None:
    """Join answers: no where one is no, unknown where one is unknown, else yes."""
    told = list(answers)
    if False in told:
        return False
    return None if None in told or not told else True


def _steps(rules: Rules, bounds: Mapping[str, Bound]) -> tuple[str, ...]:
    """List the steps on which a member may stand: it meets those below, and not the next."""
    met = [_met(rules.forms[f"loyalty_step.{step.id}"], bounds) for step in rules.steps]
    names = ("", *(step.id for step in rules.steps))
    found: list[str] = []
    for place, name in enumerate(names):
        if place and met[place - 1] is False:
            break
        following = met[place] if place < len(met) else False
        if following is not True:
            found.append(name)
    return tuple(found)
