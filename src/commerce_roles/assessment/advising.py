"""What to do in a crisis: its kind, what to say and what never, by when, and who does it.

Which rule gives what stands in the catalogue's tables; here they are only put together. What
contradicts the response that fits (`never_with`) is always among what to avoid.
"""

from collections.abc import Iterator
from typing import Final, cast

from commerce_roles.assessment.asking import cost_of, extremes, makes_sense
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import (
    Charge,
    Clock,
    CrisisAdvice,
    Statement,
    StrategyAdvice,
    frozen_params,
)
from commerce_roles.assessment.showing import shown
from commerce_roles.assessment.statements import collected, fired, first_fired, statement
from commerce_roles.catalogue import Catalogue, Instance, LinkedRule
from commerce_roles.expressions import Bounds, Rails, Texts, bound
from commerce_roles.model import CrisisResponse, CrisisStrategy

__all__ = ["advise"]

_STATE: Final = "crisis_state"
_CLUSTER, _RESPONSE = "cluster", "response"


def advise(decision: Decision, catalogue: Catalogue) -> CrisisAdvice | None:
    """Put the advice for a crisis together; None where there is none."""
    if not decision.whole(_STATE):
        return None
    return _Advising(decision, catalogue).advice()


class _Advising:
    def __init__(self, decision: Decision, catalogue: Catalogue) -> None:
        self.decision = decision
        self.catalogue = catalogue
        self.response = str(decision.values[_RESPONSE])

    def advice(self) -> CrisisAdvice:
        use = tuple(self._use())
        clusters, responses = (_options(self.decision.bounds, key) for key in (_CLUSTER, _RESPONSE))
        return CrisisAdvice(
            state=str(shown(self.decision, _STATE)),
            cluster=str(self.decision.values[_CLUSTER]),
            response=self.response,
            possible_clusters=clusters,
            possible_responses=responses,
            ask=self._ask() if len(clusters) > 1 or len(responses) > 1 else "",
            use=use,
            avoid=tuple(self._avoid(use)),
            clocks=tuple(self._clocks()),
            accountable=self._charge("accountable"),
            approver=self._charge("approver"),
            responsible=self._charge("responsible"),
            kind=self._first(_CLUSTER),
            main=self._first(_RESPONSE),
            advice=collected("advice", self.decision),
        )

    def _ask(self) -> str:
        """Give the missing answer that settles most of kind and response, the cheapest first."""
        program, before = self.decision.program, self.decision.bounds
        bounds_of = program.bounds_for((_CLUSTER, _RESPONSE))
        ranked: list[tuple[float, int, str]] = []
        for key in program.reads[_RESPONSE]:
            cost = cost_of(self.catalogue, key)
            if (
                key not in self.decision.defaulted
                or not cost
                or not makes_sense(self.decision, key)
            ):
                continue
            after = [bounds_of({**before, key: end}) for end in extremes(program.inputs[key])]
            left = [_options(found, name) for found in after for name in (_CLUSTER, _RESPONSE)]
            ranked.append((sum(map(len, left)) / len(after), cost, key))
        return min(ranked, default=(0.0, 0, ""))[2]

    def _first(self, decides: str) -> Statement | None:
        for instance, rule in self._rules(decides)[:1]:
            if rule.message:
                return statement(rule, instance, self.decision)
        return None

    def _rules(self, decides: str, *, every: bool = False) -> list[tuple[Instance, LinkedRule]]:
        """Give the rules that hold, in the order of the facts: the first of a table, or all."""
        found: list[tuple[Instance, LinkedRule]] = []
        for instance in self.decision.program.instances_of(decides):
            first = first_fired(instance, self.decision)
            rules = fired(instance, self.decision) if every else (first,) if first else ()
            found += [(instance, rule) for rule in rules]
        return found

    # ------------------------------------------------------------------ what to say

    def _use(self) -> Iterator[StrategyAdvice]:
        """Give what to say, in the order of the facts: information first."""
        for rule in self._rules("strategy", every=True):
            yield self._strategy(*rule)

    def _avoid(self, use: tuple[StrategyAdvice, ...]) -> Iterator[StrategyAdvice]:
        """Give what not to say: what the rules name, and whatever contradicts what is said."""
        named = [self._strategy(*rule) for rule in self._rules("avoid", every=True)]
        yield from named
        known = {one.strategy for one in (*use, *named)}
        against = {other for one in use for other in self._against(one.response)}
        for strategy in self._strategies().values():
            if strategy.response in against and strategy.id not in known:
                yield self._contradicting(strategy)

    def _strategies(self) -> "dict[str, CrisisStrategy]":
        return cast("dict[str, CrisisStrategy]", dict(self.catalogue.of("crisis_strategy")))

    def _against(self, response: str) -> tuple[str, ...]:
        found = self.catalogue.of("crisis_response")[response]
        return found.never_with if isinstance(found, CrisisResponse) else ()

    def _strategy(self, instance: Instance, rule: LinkedRule) -> StrategyAdvice:
        strategy = self._strategies()[str(rule.then)]
        said = statement(rule, instance, self.decision)
        return StrategyAdvice(strategy=strategy.id, response=strategy.response, statement=said)

    def _contradicting(self, strategy: CrisisStrategy) -> StrategyAdvice:
        chosen = cast("CrisisResponse", self.catalogue.of("crisis_response")[self.response])
        params = {"strategy": strategy.id, "response": chosen.id}
        said = Statement(
            id="crisis.never_mix",
            params=frozen_params(params),
            rule=f"crisis_response.{strategy.response}",
            claims=chosen.evidence.claims,
            sources=chosen.evidence.sources,
            basis=chosen.evidence.basis or "assumption",
        )
        return StrategyAdvice(strategy=strategy.id, response=strategy.response, statement=said)

    # ------------------------------------------------------------------ by when, and who

    def _clocks(self) -> Iterator[Clock]:
        found = [
            Clock(minutes=rule.then, statement=statement(rule, instance, self.decision))
            for instance, rule in self._rules("clock", every=True)
            if isinstance(rule.then, int)
        ]
        yield from sorted(found, key=lambda clock: (clock.minutes, clock.statement.rule))

    def _charge(self, decides: str) -> Charge | None:
        """Say who is in charge of something; None where no table says it."""
        decided = True
        for instance in self.decision.program.instances_of(decides):
            for rule in instance.rules:
                rails = bound(rule.when, self.decision.bounds)
                holds = first_fired(instance, self.decision) == rule
                decided = decided and isinstance(rails, Rails) and rails.surely == rails.possibly
                if holds:
                    said = statement(rule, instance, self.decision)
                    return Charge(party=str(rule.then), decided=decided, statement=said)
        return None


def _options(bounds: Bounds, key: str) -> tuple[str, ...]:
    """List the words that a step may still be."""
    found = bounds[key]
    options = found.options if isinstance(found, Texts) else None
    return tuple(sorted(str(word) for word in options or () if word))
