"""Members judged by the catalogue's tests: met, not met, or not told; never better or worse."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import define, field, frozen

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
from commerce_roles.model import LoyaltyStep, MemberColumn, MemberTest
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
    """Ask every test of every member.

    A part of the profile that no test decides leaves open whether anybody belongs.
    """
    rules = rules_of(catalogue)
    asking = {name: _Asking(form, catalogue.member_columns) for name, form in rules.forms.items()}
    tests = [asking[f"member_test.{test.id}"] for test in rules.tests]
    steps = [asking[f"loyalty_step.{step.id}"] for step in rules.steps]
    decides = {test.criterion: place for place, test in enumerate(rules.tests)}
    parts = [decides.get(criterion) for criterion in rules.criteria]
    for identifier, row in zip(members.ids, members.rows, strict=True):
        told = dict(zip(members.columns, row, strict=True))
        met = tuple(test.met(told) for test in tests)
        yield Judged(
            id=identifier,
            met=met,
            belongs=_all(None if place is None else met[place] for place in parts),
            steps=_steps(rules.steps, [step.met(told) for step in steps]),
        )


@define
class _Asking:
    """One condition; what it says of the same cells is worked out once."""

    form: Form
    columns: Mapping[str, MemberColumn]
    found: dict[tuple[Told, ...], bool | None] = field(factory=dict[tuple[Told, ...], bool | None])
    names: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.names = references(self.form)

    def met(self, told: Mapping[str, Told]) -> bool | None:
        cells = tuple(map(told.get, self.names))
        if cells not in self.found:
            self.found[cells] = self._work_out(cells)
        return self.found[cells]

    def _work_out(self, cells: tuple[Told, ...]) -> bool | None:
        bounds: dict[str, Bound] = {}
        for name, cell in zip(self.names, cells, strict=True):
            domain = column_domain(self.columns[name])
            bounds[name] = unknown(domain) if cell is None else exactly(domain, cell)
        rails = bound(self.form, bounds)
        if not isinstance(rails, Rails) or rails.surely != rails.possibly:
            return None
        return rails.surely


def _all(answers: Iterable[bool | None]) -> bool | None:
    """Join answers: no where one is no, unknown where one is unknown, else yes."""
    told = list(answers)
    if False in told:
        return False
    return None if None in told or not told else True


def _steps(steps: Sequence[LoyaltyStep], met: Sequence[bool | None]) -> tuple[str, ...]:
    """List the steps on which a member may stand: it meets those below, and not the next."""
    names = ("", *(step.id for step in steps))
    found: list[str] = []
    for place, name in enumerate(names):
        if place and met[place - 1] is False:
            break
        following = met[place] if place < len(met) else False
        if following is not True:
            found.append(name)
    return tuple(found)
