"""One role's result followed back: every rule about it, every hour, every assumption."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.asking import cost_of, extremes, makes_sense
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.explaining.explanation import Explanation
from commerce_roles.assessment.explaining.seen import (
    Assumed,
    BearsOn,
    Known,
    Reading,
    RuleSeen,
    State,
    TableSeen,
    TaskSeen,
)
from commerce_roles.assessment.outcome import RoleAssessment
from commerce_roles.assessment.showing import (
    as_told,
    domain_of,
    hours_of_task,
    quantity_called,
    quantity_key,
    shown,
    tasks_of,
)
from commerce_roles.assessment.statements import merged, statement
from commerce_roles.catalogue import (
    VERDICTS,
    Catalogue,
    Instance,
    LinkedRule,
    hours_key,
    points_key,
)
from commerce_roles.expressions import (
    All,
    Amount,
    Compare,
    Form,
    Integer,
    Interval,
    Ref,
    Witness,
    evaluate,
    exactly,
    key_of,
    references,
    witness,
)
from commerce_roles.expressions import Literal as Constant
from commerce_roles.model import Evidence, FrozenMap, Verdict

__all__ = ["see"]

_NEAR: Final = 5
"""A number is near a limit where no more than a fifth of the limit is missing."""


def see(found: RoleAssessment, decision: Decision, catalogue: Catalogue) -> Explanation:
    """Follow one role's result back to what was told.

    Args:
        found: The result.
        decision: The decision it is part of.
        catalogue: The facts by which it was decided.
    """
    return _Seeing(found, decision, catalogue).explanation()


@attrs.frozen(slots=False)
class _Seeing:
    found: RoleAssessment
    decision: Decision
    catalogue: Catalogue
    _readings: dict[str, Reading] = attrs.field(factory=dict[str, Reading], init=False)

    @property
    def role(self) -> str:
        return self.found.role

    def explanation(self) -> Explanation:
        found = self.found
        points, floors, caps = (
            tuple(self._tables(decides)) for decides in ("points", "floor", "cap")
        )
        sourcing = tuple(self._sourcing())
        tasks = tuple(self._tasks())
        return Explanation(
            role=found.role,
            verdict=found.verdict,
            possible=found.possible,
            band=self._band,
            score=found.score,
            score_range=found.score_range,
            margin_up=found.margin_up,
            margin_down=found.margin_down,
            bands=self.catalogue.bands,
            points=points,
            floors=floors,
            caps=caps,
            choice=found.sourcing,
            sourcing=sourcing,
            hours=found.hours,
            tasks=tuple(sorted((t for t in tasks if t.hours.high), key=_longest_first)),
            idle=tuple(task for task in tasks if not task.hours.high),
            assumed=tuple(self._assumed()),
            readings=FrozenMap(sorted(self._readings.items())),
            catalogue=self.catalogue,
        )

    # ------------------------------------------------------------------ rules

    @cached_property
    def _named(self) -> Mapping[str, Form]:
        """The conditions with a name, which a witness opens."""
        forms = self.decision.program.forms
        return {key: form for key, form in forms.items() if self._quantity(key)}

    def _quantity(self, key: str) -> bool:
        return quantity_called(key) in self.catalogue.quantities

    @cached_property
    def _band(self) -> Verdict:
        score = self.decision.whole(key_of("score", self.role))
        reached = [v for v in VERDICTS.levels if score >= self.catalogue.bands[v]]
        return Verdict(reached[-1] if reached else VERDICTS.levels[0])

    def _tables(self, decides: str) -> Iterator[TableSeen]:
        for instance in self.decision.program.instances_of(decides, self.role):
            rules = tuple(self._rules(instance, fired=False))
            table = TableSeen(table=instance.table.id, decides=instance.table.decides, rules=rules)
            if decides == "points":
                low, high = self.decision.interval(points_key(instance.table.id, self.role))
                yield attrs.evolve(table, least=int(low), most=int(high))
            else:
                near = table.fired is None and any(self._near(rule) for rule in rules)
                yield attrs.evolve(table, matters=self._matters(table), nearly=near)

    def _sourcing(self) -> Iterator[TableSeen]:
        """See who does it: tables for each role before the role's own, one rule in all."""
        found = self.decision.program.instances_of("sourcing", self.role)
        fired = False
        for instance in sorted(found, key=lambda one: one.table.role != "each"):
            rules = tuple(self._rules(instance, fired=fired))
            fired = fired or any(rule.state == "fired" for rule in rules)
            yield TableSeen(table=instance.table.id, decides=instance.table.decides, rules=rules)

    def _rules(self, instance: Instance, *, fired: bool) -> Iterator[RuleSeen]:
        for rule in instance.rules:
            found = self._witness(rule.when)
            state: State = "failed"
            if found.holds:
                state = "covered" if fired else "fired"
                fired = True
            yield self._rule(rule, instance, found, state)

    def _rule(
        self,
        rule: LinkedRule,
        instance: Instance,
        found: Witness,
        state: State,
    ) -> RuleSeen:
        said = statement(rule, instance, self.decision) if self._says(rule, state) else None
        return RuleSeen(
            rule=rule.id,
            gives=rule.then if isinstance(rule.then, int) else str(rule.then),
            state=state,
            open=not found.certain,
            witness=found,
            statement=said,
            evidence=merged(rule.rule.evidence, instance.table.evidence),
        )

    def _says(self, rule: LinkedRule, state: str) -> bool:
        return state == "fired" and bool(rule.message)

    def _witness(self, form: Form) -> Witness:
        found = witness(form, self.decision.values, self.decision.bounds, self._named)
        self._read(found)
        return found

    def _read(self, found: Witness) -> None:
        for key in references(found.form):
            self._reading(key)
        for part in found.parts:
            self._read(part)

    def _matters(self, table: TableSeen) -> bool:
        """Say whether a floor or cap made the verdict another than that of the points."""
        fired, verdict = table.fired, self.decision.verdict(self.role)
        if fired is None or fired.gives != verdict.value or verdict == self._band:
            return False
        rank = VERDICTS.levels.index(str(fired.gives))
        floor = self.decision.whole(key_of("floor", self.role))
        if table.decides == "floor":
            return rank > self._band.rank
        return rank < max(self._band.rank, floor)

    def _near(self, rule: RuleSeen) -> bool:
        """Say whether a rule nearly holds: something unknown could do it, or little is missing."""
        found = rule.witness
        if rule.open:
            return True
        several = isinstance(found.form, All) and len(found.form.operands) > 1
        return found.missing == 1 and any(
            self._close(leaf, several=several) for leaf in found.leaves
        )

    def _close(self, found: Witness, *, several: bool) -> bool:
        """Say whether little is missing: a number near its limit, or one answer among several."""
        if found.parts:
            return any(self._close(leaf, several=several) for p in found.parts for leaf in p.leaves)
        match found.form:
            case Compare(left=Ref(domain=Integer() | Amount()) as left, right=Constant() as limit):
                wanted: float = evaluate(limit, self.decision.values)
                missing: float = abs(wanted - evaluate(left, self.decision.values))
                return missing * _NEAR <= abs(wanted)
            case _:
                return several

    # ------------------------------------------------------------------ values

    def _reading(self, key: str) -> Reading:
        if key not in self._readings:
            self._readings[key] = self._made(key)
        return self._readings[key]

    def _made(self, key: str) -> Reading:
        decision, domain = self.decision, domain_of(self.decision, key)
        known: Known = "told"
        if key in decision.program.forms:
            known = "derived"
        elif key in decision.told.ranges:
            known = "range"
        elif key not in decision.told.values:
            known = "default"
        possible = decision.bounds[key]
        ends = None
        if isinstance(possible, Interval) and possible.low != possible.high:
            ends = as_told(possible.low, domain), as_told(possible.high, domain)
        links = decision.program.links.get(key, ()) if self._quantity(key) else ()
        return Reading(
            key=key,
            value=shown(decision, key),
            known=known,
            certain=self._settled(key),
            ends=ends,
            reads=tuple(map(self._reading, links)),
        )

    def _tasks(self) -> Iterator[TaskSeen]:
        level = self.catalogue.levels[0]
        for task in tasks_of(self.catalogue, self.role, level):
            hours = hours_of_task(self.decision, task, level)
            quantity = self._reading(quantity_key(self.decision, task, level))
            yield TaskSeen(task=task, hours=hours, quantity=quantity)

    def _assumed(self) -> Iterator[Assumed]:
        """List the answers that were not given and could change what was found."""
        for key in self.decision.defaulted:
            if not cost_of(self.catalogue, key) or not makes_sense(self.decision, key):
                continue
            bears_on = tuple(self._bears_on(key))
            if bears_on:
                yield Assumed(
                    field=key,
                    value=shown(self.decision, key),
                    bears_on=bears_on,
                    evidence=self._default_evidence(key),
                )

    @cached_property
    def _outcome(self) -> Mapping[BearsOn, tuple[str, ...]]:
        """The steps of what was found that are still open."""
        steps: dict[BearsOn, tuple[str, ...]] = {
            "verdict": tuple(key_of(what, self.role) for what in ("score", "floor", "cap")),
            "hours": (hours_key(self.role, self.catalogue.levels[0]),),
            "sourcing": (key_of("sourcing", self.role),),
        }
        return {
            what: tuple(step for step in own if not self._settled(step))
            for what, own in steps.items()
        }

    def _settled(self, key: str) -> bool:
        domain = domain_of(self.decision, key)
        return self.decision.bounds[key] == exactly(domain, self.decision.values[key])

    def _bears_on(self, key: str) -> Iterator[BearsOn]:
        """Say which of what was found an answer could change."""
        program, before = self.decision.program, self.decision.bounds
        steps = tuple(step for own in self._outcome.values() for step in own)
        if not any(key in program.reads[step] for step in steps):
            return
        bounds_of = program.bounds_for(steps)
        answers = [bounds_of({**before, key: end}) for end in extremes(program.inputs[key])]
        for what, own in self._outcome.items():
            if what == "verdict" and self.decision.outcomes(self.role) is not None:
                moves = self.decision.can_tell(self.role, key)
            else:
                moves = any(after[step] != before[step] for after in answers for step in own)
            if moves:
                yield what

    def _default_evidence(self, key: str) -> Evidence:
        """Give what a default rests on; one that gives no points is an assumption of ours."""
        field = self.catalogue.fields.get(key)
        if field is not None and field.evidence.basis:
            return field.evidence
        return Evidence(basis="assumption")


def _longest_first(seen: TaskSeen) -> tuple[float, str]:
    return -seen.hours.typical, seen.task.id
