"""The engine: one immutable catalogue, any number of businesses."""

from collections.abc import Callable, Mapping
from functools import cached_property

from attrs import frozen

from commerce_roles.assessment.advising import advise
from commerce_roles.assessment.answering import answer_of
from commerce_roles.assessment.asking import bearings, defaults_used, open_questions
from commerce_roles.assessment.assessment import Assessment
from commerce_roles.assessment.deciding import Decision, decide, point_of
from commerce_roles.assessment.judging import Told, judge
from commerce_roles.assessment.outcome import (
    Combination,
    Reason,
    RoleAssessment,
    Statement,
)
from commerce_roles.assessment.posts import beyond, held_hours, hours_of, pairs_of, put_together
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.scoring import (
    Decided,
    Known,
    Plan,
    Ranged,
    TableTrace,
    decider,
    plan_of,
    ranger,
    rules_of,
    tracer,
)
from commerce_roles.assessment.statements import certain, collected, first_fired, statement
from commerce_roles.catalogue import (
    ALLOWANCES,
    PRODUCTIVE,
    SUPPLIED,
    VERDICTS,
    Catalogue,
    Instance,
    LinkedRule,
    load_catalogue,
)
from commerce_roles.expressions import Rails, Texts, Value, Values, bound, evaluate, key_of
from commerce_roles.model import BusinessProfile, FrozenMap, Sourcing
from commerce_roles.showing import Displayed

__all__ = ["Engine"]

_FORBIDDEN, _OWNER = "forbidden", "owner_accountable"


@frozen(slots=False)
class Engine(Displayed):
    """Decides by one catalogue; immutable, so that it may be shared between threads.

    `decide` gives everything there is to say. Where a program asks many times and wants verdicts
    only, `values` and `verdicts`, or `known` and `ranges`, give them some thousand times as fast.

    Examples:
        >>> engine = Engine.of(load_catalogue())
        >>> engine.decide({"sector": "legal"})["ecommerce_manager"].verdict
        <Verdict.NOT_NEEDED: 'not_needed'>
        >>> values = engine.values({"sector": "clothing", "monthly_orders": 450})
        >>> decided = engine.verdicts(values)
        >>> engine.roles[1], decided.verdicts[1].value, decided.scores[1]
        ('ecommerce_manager', 'recommended', 40)
        >>> busier = engine.verdicts({**values, "monthly_orders": 4500})
        >>> [rule.id for rule in engine.rules_fired(busier)["ecommerce_manager"]]
        ['ecm_shop/2', 'ecm_size/1']
    """

    catalogue: Catalogue

    def __getstate__(self) -> dict[str, object]:
        """Leave generated functions behind; they are made again when asked for."""
        return {"catalogue": self.catalogue}

    @classmethod
    def of(cls, catalogue: Catalogue | None = None) -> "Engine":
        """Give the engine of a catalogue; the library's own where left out."""
        return cls(catalogue or load_catalogue())

    def decide(self, profile: BusinessProfile | Mapping[str, object]) -> Assessment:
        """Assess one business.

        Raises:
            ProfileError: With every fault of the profile.
        """
        business = (
            profile
            if isinstance(profile, BusinessProfile)
            else profile_of(profile, catalogue=self.catalogue)
        )
        decision = decide(self.catalogue.program, judge(business, self.catalogue))
        whole = put_together(decision, self.catalogue)
        catalogue = self.catalogue
        roles = {role: _role(decision, role, catalogue) for role in catalogue.roles}
        combinations = tuple(
            _combination(decision, pair) for pair in pairs_of(tuple(catalogue.roles))
        )
        bearing = bearings(decision, catalogue)
        undecided = frozenset(role for role, found in roles.items() if not found.decided)
        return Assessment(
            profile=business,
            catalogue_version=catalogue.version,
            catalogue_hash=catalogue.hash,
            decision_hash=catalogue.decision_hash,
            roles=FrozenMap(roles),
            answer=answer_of(decision, whole, catalogue),
            combinations=combinations,
            crisis=advise(decision, catalogue),
            defaults=defaults_used(decision, bearing),
            questions=open_questions(decision, bearing, catalogue, undecided),
            warnings=_warnings(decision, whole.facts, catalogue),
            catalogue=catalogue,
        )

    # ------------------------------------------------------------------ verdicts and nothing else

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in the order in which `verdicts` and `ranges` give them."""
        return self.catalogue.program.roles

    def values(self, profile: BusinessProfile | Mapping[str, object]) -> dict[str, Value]:
        """Give every input the value that was told, else its default, as `verdicts` takes them.

        The keys are those of the fields, levels are ranks from 0, sets are frozen sets. The
        mapping is the caller's own: change a value and ask again.

        Raises:
            ProfileError: With every fault of the profile.
        """
        return point_of(self.catalogue.program, self._told(profile))[0]

    @cached_property
    def verdicts(self) -> Callable[[Values], Decided]:
        """Decide from the value of every input: a function, made of the rules when first asked for.

        It judges nothing: what `values` gives, and what is of the same types, is right.
        """
        return decider(self._plan)

    def known(self, profile: BusinessProfile | Mapping[str, object]) -> Known:
        """Give what is known of every input that verdicts read, as `ranges` takes it.

        Raises:
            ProfileError: With every fault of the profile.
        """
        told = self._told(profile)
        values = {key: told.values.get(key) for key in self._plan.inputs}
        return Known(values, {key: told.ranges[key] for key in values if key in told.ranges})

    @cached_property
    def ranges(self) -> Callable[[Known], Ranged]:
        """Bound verdicts and scores, and say which rules surely and possibly fire: a function.

        Examples:
            >>> engine = Engine.of(load_catalogue())
            >>> ranged = engine.ranges(engine.known({"sells_online": False}))
            >>> ranged.lowest[1].value, ranged.highest[1].value
            ('not_needed', 'needed')
        """
        return ranger(self._plan, self.catalogue.program)

    def rules_fired(self, outcome: Decided | Ranged) -> Mapping[str, tuple[LinkedRule, ...]]:
        """List, by role, the rules that an outcome says fired: points, then floors, then caps."""
        plans = self._plan.roles.items()
        return FrozenMap(
            {
                role: rules_of(plan, mask)
                for (role, plan), mask in zip(plans, outcome.fired, strict=True)
            }
        )

    @cached_property
    def trace(self) -> Callable[[Values], tuple[TableTrace, ...]]:
        """Say, table by table, which rule fires and what it sees: a function, as `verdicts`.

        Examples:
            >>> engine = Engine.of(load_catalogue())
            >>> traces = engine.trace(engine.values({"monthly_orders": 450}))
            >>> [(t.gives, dict(t.saw)) for t in traces if t.place.table == "ecm_size"]
            [(20, {'orders': 450, 'online_revenue_eur_year': 0.0})]
        """
        return tracer(self._plan)

    def _told(self, profile: BusinessProfile | Mapping[str, object]) -> Told:
        if not isinstance(profile, BusinessProfile):
            profile = profile_of(profile, catalogue=self.catalogue)
        return judge(profile, self.catalogue)

    @cached_property
    def _plan(self) -> Plan:
        return plan_of(self.catalogue.program)


# ---------------------------------------------------------------------- one role


def _role(decision: Decision, role: str, catalogue: Catalogue) -> RoleAssessment:
    verdict = decision.verdict(role)
    score = decision.whole(key_of("score", role))
    outcomes = decision.outcomes(role)
    margins = outcomes.margins if outcomes else (None, None)
    floor, cap = (decision.whole(key_of(bound, role)) for bound in ("floor", "cap"))
    up = None
    if verdict.rank < min(cap, len(VERDICTS.levels) - 1):
        up = catalogue.bands[VERDICTS.levels[verdict.rank + 1]] - score
    down = None if verdict.rank <= floor else score - catalogue.bands[verdict] + 1
    held = held_hours(decision, role)
    full = catalogue.constants[PRODUCTIVE].value
    first = hours_of(decision, role, catalogue.levels[0])
    choice, decided, reasons = _sourcing(decision, role)
    return RoleAssessment(
        role=role,
        verdict=verdict,
        possible=decision.possible(role),
        exact=outcomes is not None,
        score=score,
        score_range=decision.score_range(role),
        margin_up=up if up is None or up > 0 else None,
        margin_down=down if down is None or down > 0 else None,
        margin_up_range=margins[0],
        margin_down_range=margins[1],
        hours=FrozenMap({level: hours_of(decision, role, level) for level in catalogue.levels}),
        hours_range=FrozenMap(
            {level: decision.hours_range(role, level) for level in catalogue.levels}
        ),
        held_fte=round(held / full, 2),
        gap_fte=round(max(0.0, first.typical - held) / full, 2),
        support=beyond(first, full),
        sourcing=choice,
        sourcing_decided=decided,
        sourcing_reasons=reasons,
        reasons=reasons_of(decision, role),
    )


def reasons_of(decision: Decision, role: str) -> tuple[Reason, ...]:
    """Give the rules that gave a role points, most first, then those that bound its verdict."""
    found: list[Reason] = []
    for instance in decision.program.instances_of("points", role):
        rule = first_fired(instance, decision)
        if rule is not None and isinstance(rule.then, int):
            found.append(Reason(statement=statement(rule, instance, decision), points=rule.then))
    found.sort(key=lambda reason: (-reason.points, reason.statement.rule))
    return (*found, *_bounding(decision, role))


def _bounding(decision: Decision, role: str) -> list[Reason]:
    """Give the floors and caps that made the verdict what it is."""
    verdict = decision.verdict(role)
    found: list[Reason] = []
    for decides in ("floor", "cap"):
        for instance in decision.program.instances_of(decides, role):
            rule = first_fired(instance, decision)
            if rule is not None and rule.then == verdict.value:
                said = statement(rule, instance, decision)
                floor, cap = (verdict, None) if decides == "floor" else (None, verdict)
                found.append(Reason(statement=said, at_least=floor, at_most=cap))
    return found


def _sourcing(decision: Decision, role: str) -> tuple[Sourcing, bool, tuple[Statement, ...]]:
    key = key_of("sourcing", role)
    choice = Sourcing(str(decision.values[key]))
    possible = decision.bounds[key]
    decided = isinstance(possible, Texts) and possible.options == frozenset({choice.value})
    rules = [
        (instance, rule)
        for instance in _ordered(decision.program.instances_of("sourcing", role))
        for rule in instance.rules
    ]
    for position, (instance, rule) in enumerate(rules):
        if evaluate(rule.when, decision.values):
            supplied: Mapping[str, object] | None = None
            if rule.rule.prefers:
                supplied = {SUPPLIED: _without(decision, rules[position + 1 :], choice)}
            said = statement(rule, instance, decision, supplied=supplied)
            return choice, decided, (said,)
    return choice, decided, ()


def _ordered(instances: tuple[Instance, ...]) -> list[Instance]:
    """Bring tables for each role before a role's own, as they are linked."""
    return sorted(instances, key=lambda instance: instance.table.role != "each")


def _without(decision: Decision, later: list[tuple[Instance, LinkedRule]], choice: Sourcing) -> str:
    """Say what the choice would be without a leaning."""
    for _, rule in later:
        if not rule.rule.prefers and evaluate(rule.when, decision.values):
            return str(rule.then)
    return choice.value


# ---------------------------------------------------------------------- pairs, warnings


def _combination(decision: Decision, pair: tuple[str, str]) -> Combination:
    effects: list[tuple[str, Statement]] = []
    decided = True
    for instance in decision.program.instances_of("combination", *pair):
        for rule in instance.rules:
            rails = bound(rule.when, decision.bounds)
            if isinstance(rails, Rails) and rule.then == _FORBIDDEN:
                decided = decided and rails.surely == rails.possibly
            if evaluate(rule.when, decision.values):
                effects.append((str(rule.then), statement(rule, instance, decision)))
    effects.sort(key=lambda effect: ALLOWANCES.index(effect[0]))
    forbidden = [said for effect, said in effects if effect == _FORBIDDEN]
    return Combination(
        roles=pair,
        allowed=not forbidden,
        owner_accountable=not forbidden and any(effect == _OWNER for effect, _ in effects),
        decided=decided,
        conditions=tuple(forbidden or [said for _, said in effects]),
    )


def _warnings(
    decision: Decision, facts: Mapping[str, Value], catalogue: Catalogue
) -> tuple[Statement, ...]:
    said = [
        *certain("inconsistency", decision),
        *collected("warning", decision, facts, heaviest_first=True),
    ]
    for key in decision.defaulted:
        field = catalogue.fields.get(key)
        if field is not None and field.defaulted and _read_by_sourcing(decision, key, catalogue):
            said.append(Statement(id=field.defaulted, rule=f"field.{key}", basis="assumption"))
    return tuple(said)


def _read_by_sourcing(decision: Decision, key: str, catalogue: Catalogue) -> bool:
    """Say whether who does the work could be another if an unknown answer were known."""
    return any(
        key in decision.program.reads[key_of("sourcing", role)]
        and decision.bounds[key_of("sourcing", role)]
        != Texts(frozenset({str(decision.values[key_of("sourcing", role)])}))
        for role in catalogue.roles
        if decision.values[key_of("sourcing", role)] in (Sourcing.IN_HOUSE, Sourcing.EXTERNAL)
    )
