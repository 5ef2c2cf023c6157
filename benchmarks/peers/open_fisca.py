"""OpenFisca: every input, quantity, table and verdict a variable, worked out on numpy arrays."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Plan
from commerce_roles.expressions import (
    All,
    Boolean,
    Choice,
    Combine,
    Compare,
    Count,
    Domain,
    Form,
    Greatest,
    Integer,
    Literal,
    Member,
    Not,
    Ordered,
    Product,
    Ref,
    SetOf,
    Size,
    Value,
)
from commerce_roles.expressions import Any as Either
from commerce_roles.model import Verdict
from peers.contest import Contestant, Decider, Outcome, Ranked, ids_of, plan_for

__all__ = ["contestants", "on_table"]

PERIOD = "2026"
Read = Any
"""Gives the array of a variable."""


def evaluated(form: Form, read: Read, names: Mapping[str, str]) -> Any:
    """Work a form out on arrays; of a set there is a variable for each word."""

    def inner(part: Form) -> Any:
        return evaluated(part, read, names)

    match form:
        case Literal(value=value):
            return value
        case Ref(key=key):
            return read(names[key])
        case Not(operand=operand):
            return np.logical_not(inner(operand))
        case All(operands=operands):
            return np.logical_and.reduce([inner(part) for part in operands])
        case Either(operands=operands):
            return np.logical_or.reduce([inner(part) for part in operands])
        case Compare(operator=operator, left=left, right=right):
            return _COMPARE[operator](inner(left), inner(right))
        case Member(item=Literal(value=word), container=Ref(key=key)):
            return read(f"{names[key]}_{word}")
        case Member(item=item, container=Literal(value=frozenset() as words)):
            return np.isin(inner(item), sorted(words))
        case Size(container=Ref(key=key, domain=SetOf(options=options))):
            return sum(read(f"{names[key]}_{word}").astype(int) for word in sorted(options or ()))
        case Size(
            container=Combine(
                operator="&", left=Ref(key=key), right=Literal(value=frozenset() as w)
            )
        ):
            return sum(read(f"{names[key]}_{word}").astype(int) for word in sorted(w))
        case Count(operands=operands):
            return sum(inner(part).astype(int) for part in operands)
        case Product(left=left, right=right):
            return inner(left) * inner(right)
        case Greatest(operands=operands):
            return np.maximum.reduce([inner(part) for part in operands])
        case _:
            raise NotImplementedError(form)


_COMPARE: dict[str, Any] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal,
    ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def contestants(engine: Engine, values: list[dict[str, Value]]) -> Iterator[Contestant]:
    """Give a simulation of one entity: its inputs set, its verdicts and tables worked out."""
    plan = plan_for(engine)
    system, wanted = _system(engine, plan)
    builder = SimulationBuilder()

    def decide(case: dict[str, Any]) -> dict[str, int]:
        simulation = builder.build_default_simulation(system, count=1)
        for name, value in case.items():
            simulation.set_input(name, PERIOD, value)
        return {name: simulation.calculate(name, PERIOD)[0] for name in wanted}

    def read(found: dict[str, int]) -> Outcome:
        roles, ranks = plan.roles.values(), tuple(Verdict)
        masks = [
            sum(
                1 << table.bit + int(found[f"{table.table}_row"])
                for table in role.tables
                if found[f"{table.table}_row"] >= 0
            )
            for role in roles
        ]
        return (
            tuple(ranks[int(found[f"{role.role}_rank"])] for role in roles),
            tuple(int(found[f"{role.role}_score"]) for role in roles),
            ids_of(plan, masks),
        )

    yield Contestant(
        "OpenFisca, one entity", [_arrays(plan, engine, v) for v in values], decide, read
    )


def on_table(engine: Engine, values: list[dict[str, Value]], times: int = 1) -> Decider:
    """Give a simulation of many entities at once: scores and ranks alone are asked for.

    The businesses are taken several times over, so that a million need not be written as mappings.
    """
    plan = plan_for(engine)
    system, _ = _system(engine, plan)
    single = [_arrays(plan, engine, v) for v in values]
    inputs = {
        name: np.tile(np.concatenate([one[name] for one in single]), times) for name in single[0]
    }
    count = len(values) * times

    def decide() -> list[Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=count)
        for name, column in inputs.items():
            simulation.set_input(name, PERIOD, column)
        return [
            simulation.calculate(f"{role}_{part}", PERIOD)
            for role in plan.roles
            for part in ("rank", "score")
        ]

    def read(found: list[Any]) -> Ranked:
        return [tuple(map(int, row)) for row in zip(*found, strict=True)]

    return decide, read


def _system(engine: Engine, plan: Plan) -> tuple[TaxBenefitSystem, list[str]]:
    """Make every input, quantity, table, score and rank a variable; name those of results."""
    shop = build_entity(key="shop", plural="shops", label="", is_person=True)
    system = TaxBenefitSystem([shop])
    names = {key: key for key in (*plan.inputs, *plan.steps)}
    names |= {key: f"{role}_rank" for key, role in plan.verdicts.items()}

    def variable(name: str, kind: type, formula: Any = None) -> None:
        own: dict[str, Any] = {
            "value_type": kind, "entity": shop, "definition_period": DateUnit.YEAR, "label": name,
        }  # fmt: skip
        if kind is str:
            own["default_value"] = ""
        if formula is not None:
            own["formula"] = formula
        system.add_variable(type(name, (Variable,), own))

    for key in plan.inputs:
        domain = engine.catalogue.program.inputs[key]
        if isinstance(domain, SetOf):
            for word in sorted(domain.options or ()):
                variable(f"{key}_{word}", bool)
        else:
            variable(key, _kind(domain))
    wanted: list[str] = []
    for key, form in plan.steps.items():
        if key not in plan.verdicts:
            variable(key, _kind(form.domain), _formula(form, names))
            continue
        role = plan.roles[plan.verdicts[key]]
        for table in role.tables:
            variable(f"{table.table}_row", int, _row(table.whens, names))
        variable(f"{role.role}_score", int, _score(role))
        variable(names[key], int, _rank(role))
        wanted += [names[key], f"{role.role}_score", *(f"{t.table}_row" for t in role.tables)]
    return system, wanted


def _kind(domain: Domain) -> type:
    match domain:
        case Boolean():
            return bool
        case Integer() | Ordered():
            return int
        case Choice():
            return str
        case _:
            return float


def _arrays(plan: Plan, engine: Engine, values: Mapping[str, Value]) -> dict[str, Any]:
    """Write a business as arrays of one: sets as a yes or no for each word."""
    found: dict[str, Any] = {}
    for key in plan.inputs:
        domain, value = engine.catalogue.program.inputs[key], values[key]
        if isinstance(domain, SetOf) and isinstance(value, frozenset):
            found |= {f"{key}_{word}": np.array([word in value]) for word in domain.options or ()}
        else:
            found[key] = np.array([value])
    return found


def _formula(form: Form, names: Mapping[str, str]) -> Any:
    def formula(shop: Any, period: Any) -> Any:
        return evaluated(form, lambda name: shop(name, period), names)

    return formula


def _row(whens: tuple[Form, ...], names: Mapping[str, str]) -> Any:
    def formula(shop: Any, period: Any) -> Any:
        def read(name: str) -> Any:
            return shop(name, period)

        return np.select([evaluated(w, read, names) for w in whens], [*range(len(whens))], -1)

    return formula


def _score(role: Any) -> Any:
    points = [(t.table, np.array([*t.gives, 0])) for t in role.of("points")]

    def formula(shop: Any, period: Any) -> Any:
        return sum(gives[shop(f"{table}_row", period)] for table, gives in points)

    return formula


def _rank(role: Any) -> Any:
    bounds = [
        (np.maximum if table.decides == "floor" else np.minimum, table.table,
         np.array([*table.gives, 0 if table.decides == "floor" else 3]))
        for table in role.tables
        if table.decides != "points"
    ]  # fmt: skip

    def formula(shop: Any, period: Any) -> Any:
        rank = np.searchsorted(role.bands, shop(f"{role.role}_score", period), side="right")
        for bound, table, gives in bounds:
            rank = bound(rank, gives[shop(f"{table}_row", period)])
        return rank

    return formula
