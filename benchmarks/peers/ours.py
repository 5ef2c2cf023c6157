"""This library: the fast functions, the whole assessment, and the function written by hand."""

from collections.abc import Iterator, Mapping
from functools import partial
from random import Random
from typing import Any

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Decided, Known, Ranged, TableTrace
from commerce_roles.expressions import Interval, Value
from commerce_roles.model import Verdict
from peers import by_hand
from peers.contest import Contestant, Outcome, ids_of, plan_for

__all__ = ["contestants", "hand_written"]

Values = Mapping[str, Value]


def contestants(engine: Engine, values: list[dict[str, Value]]) -> Iterator[Contestant]:
    """Give the fast functions: on full knowledge, and on less and less."""
    plan = plan_for(engine)

    def decided(found: Decided) -> Outcome:
        return found.verdicts, found.scores, ids_of(plan, found.fired)

    def known(found: Ranged) -> Outcome:
        return found.lowest, found.lowest_scores, ids_of(plan, found.fired)

    yield Contestant("ours: verdicts", values, engine.verdicts, decided)
    whole = [Known({key: v[key] for key in plan.inputs}, {}) for v in values]
    yield Contestant("ours: ranges, all answers known", whole, engine.ranges, known)
    for share in (30, 50, 80):
        some = [_without(case, share, seed) for seed, case in enumerate(whole)]
        name = f"ours: ranges, {share} % of answers unknown"
        yield Contestant(name, some, engine.ranges, None)
    between = [_between(case, seed) for seed, case in enumerate(whole)]
    name = "ours: ranges, 30 % of answers unknown, half of those between two ends"
    yield Contestant(name, between, engine.ranges)
    yield Contestant("ours: trace, decoded", values, engine.trace, partial(_traced, engine))


def _without(case: Known, share: int, seed: int) -> Known:
    random = Random(seed)  # noqa: S311 no secret
    return Known(
        {k: None if random.random() * 100 < share else v for k, v in case.values.items()}, {}
    )


def _between(case: Known, seed: int) -> Known:
    random, some = Random(seed), _without(case, 30, seed)  # noqa: S311 no secret
    ranges = {
        key: Interval(value // 2, 2 * value + 10)
        for key, value in case.values.items()
        if some.values[key] is None
        and isinstance(value, int)
        and not isinstance(value, bool)
        and random.random() < 0.5
    }
    return Known(some.values, ranges)


def _traced(engine: Engine, traces: tuple[TableTrace, ...]) -> Outcome:
    """Read an outcome out of a trace: what it tells is enough to work everything out."""
    verdicts: list[Verdict] = []
    scores: list[int] = []
    fired: list[frozenset[str]] = []
    bands = engine.catalogue.bands
    for role in engine.roles:
        own = [trace for trace in traces if trace.place.role == role]
        points = [t.gives for t in own if t.place.decides == "points" and isinstance(t.gives, int)]
        score = sum(points)
        verdict = max(v for v in Verdict if score >= bands[v])
        verdict = max([verdict, *(Verdict(str(t.gives)) for t in own if _given(t, "floor"))])
        verdict = min([verdict, *(Verdict(str(t.gives)) for t in own if _given(t, "cap"))])
        verdicts.append(verdict)
        scores.append(score)
        fired.append(frozenset(trace.rule.id for trace in own if trace.rule is not None))
    return tuple(verdicts), tuple(scores), tuple(fired)


def _given(trace: TableTrace, decides: str) -> bool:
    return trace.place.decides == decides and trace.gives is not None


def hand_written(values: list[dict[str, Value]]) -> Contestant:
    """Give the function written by hand."""

    def read(found: by_hand.Found) -> Outcome:
        fired = (
            frozenset(rule for place, rule in enumerate(rules) if mask >> place & 1)
            for rules, mask in zip(by_hand.RULES, found.fired, strict=True)
        )
        return found.verdicts, found.scores, tuple(fired)

    return Contestant("a function written by hand", values, by_hand.decide, read)


def whole_assessment(name: str, profiles: list[dict[str, Any]], engine: Engine) -> Contestant:
    """Give the whole assessment: mapping in, result out."""
    return Contestant(name, profiles, engine.decide)
