"""The fast functions give what the tree walkers give, on any rules and any state of knowledge."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.profiles import partial
from strategies.rule_books import answers, part_of, rule_books
from strategies.sampling import businesses

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Decided, Known, Ranged
from commerce_roles.catalogue import VERDICTS, Catalogue, Program, load_catalogue
from commerce_roles.expressions import (
    Bound,
    Interval,
    Rails,
    Value,
    bound,
    evaluate,
    exactly,
    key_of,
    unknown,
)
from commerce_roles.model import Verdict

CATALOGUES = (load_catalogue(), load_catalogue(OVERLAY))
KINDS = ("points", "floor", "cap")


def walked(program: Program, values: dict[str, Value]) -> dict[str, Value]:
    found = dict(values)
    for step in program.steps:
        found[step.key] = evaluate(step.form, found)
    return found


def bounded(program: Program, known: Known) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for key, domain in program.inputs.items():
        value = known.values.get(key)
        if value is None:
            found[key] = known.ranges.get(key) or unknown(domain)
        else:
            found[key] = exactly(domain, value)
    for step in program.steps:
        found[step.key] = bound(step.form, found)
    return found


def compare_values(catalogue: Catalogue, values: dict[str, Value], decided: Decided) -> None:
    """See that verdicts, scores and the rules that fired are those of the tree walker."""
    engine, found = Engine.of(catalogue), walked(catalogue.program, values)
    fired = engine.rules_fired(decided)
    for place, role in enumerate(engine.roles):
        assert decided.verdicts[place] == VERDICTS.levels[int(str(found[key_of("verdict", role)]))]
        assert decided.scores[place] == found[key_of("score", role)]
        assert [rule.id for rule in fired[role]] == [
            next(rule.id for rule in instance.rules if evaluate(rule.when, found))
            for kind in KINDS
            for instance in catalogue.program.instances_of(kind, role)
            if any(evaluate(rule.when, found) for rule in instance.rules)
        ]


def compare_bounds(catalogue: Catalogue, known: Known, ranged: Ranged) -> None:
    """See that ranges, and what surely or possibly fires, are those of the tree walker."""
    engine, found = Engine.of(catalogue), bounded(catalogue.program, known)
    for place, role in enumerate(engine.roles):
        low, high = interval(found[key_of("verdict", role)])
        assert ranged.lowest[place] == VERDICTS.levels[int(low)]
        assert ranged.highest[place] == VERDICTS.levels[int(high)]
        low, high = interval(found[key_of("score", role)])
        assert (ranged.lowest_scores[place], ranged.highest_scores[place]) == (low, high)
        sure, may = expected_masks(catalogue.program, role, found)
        assert (ranged.fired[place], ranged.open[place]) == (sure, may)


def expected_masks(program: Program, role: str, found: dict[str, Bound]) -> tuple[int, int]:
    sure = may = bit = 0
    for instance in (i for kind in KINDS for i in program.instances_of(kind, role)):
        reached: list[int] = []
        for row, rule in enumerate(instance.rules):
            rails = bound(rule.when, found)
            assert isinstance(rails, Rails)
            reached += [row] if rails.possibly else []
            if rails.surely:
                break
        else:
            reached.append(-1)
        bits = sum(1 << bit + row for row in reached if row >= 0)
        sure, may = (sure + bits, may) if len(reached) == 1 else (sure, may + bits)
        bit += len(instance.rules)
    return sure, may


def interval(found: Bound) -> Interval:
    assert isinstance(found, Interval)
    return found


@given(rule_books(), st.lists(answers(), min_size=1, max_size=4))
def test_what_is_known_is_decided_as_the_walker_does(
    catalogue: Catalogue, told: list[dict[str, Value]]
) -> None:
    """Two-valued law: any rules, any answers."""
    engine = Engine.of(catalogue)
    for answered in told:
        values = {**engine.values({}), **answered}
        compare_values(catalogue, values, engine.verdicts(values))


@given(rule_books(), st.lists(answers().flatmap(part_of), min_size=1, max_size=4))
def test_what_may_be_is_bounded_as_the_walker_does(
    catalogue: Catalogue, told: list[tuple[dict[str, Value], dict[str, Interval]]]
) -> None:
    """Three-valued law: any rules, any state of knowledge; with and without ranges."""
    engine = Engine.of(catalogue)
    nothing = engine.known({}).values
    for values, ranges in told:
        own = {key: values.get(key) for key in nothing}
        for known in (Known(own, {}), Known(own, {k: ranges[k] for k in ranges if k in own})):
            compare_bounds(catalogue, known, engine.ranges(known))


@given(rule_books(), answers())
def test_full_knowledge_leaves_nothing_open(
    catalogue: Catalogue, answered: dict[str, Value]
) -> None:
    """The two functions meet."""
    engine = Engine.of(catalogue)
    values = {**engine.values({}), **answered}
    ranged = engine.ranges(Known({key: values[key] for key in engine.known({}).values}, {}))
    assert engine.verdicts(values) == (ranged.lowest, ranged.lowest_scores, ranged.fired)
    assert ranged.highest == ranged.lowest
    assert ranged.highest_scores == ranged.lowest_scores
    assert not any(ranged.open)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=["own", "a fourth role"])
def test_many_businesses_are_decided_as_the_walker_does(catalogue: Catalogue) -> None:
    engine = Engine.of(catalogue)
    for profile in businesses(catalogue, seed=7, number=150):
        values = engine.values(profile)
        compare_values(catalogue, values, engine.verdicts(values))


@given(partial(CATALOGUES[1]))
def test_the_real_rules_are_bounded_as_the_walker_does(profile: dict[str, Any]) -> None:
    engine = Engine.of(CATALOGUES[1])
    known = engine.known(profile)
    compare_bounds(engine.catalogue, known, engine.ranges(known))
    someone = {"nobody reads this": Interval(0, 1)}
    assert engine.ranges(known) == engine.ranges(Known(known.values, someone))


@given(partial())
def test_an_assessment_says_the_same(profile: dict[str, Any]) -> None:
    """The lean functions and the whole assessment are one decision."""
    engine = Engine.of(CATALOGUES[0])
    result, decided = engine.decide(profile), engine.verdicts(engine.values(profile))
    ranged = engine.ranges(engine.known(profile))
    for place, role in enumerate(engine.roles):
        assert decided.verdicts[place] == result[role].verdict
        assert decided.scores[place] == result[role].score
        assert ranged.lowest[place] <= result[role].possible[0]
        assert ranged.highest[place] >= result[role].possible[-1]


@given(rule_books(), answers())
def test_a_trace_tells_what_every_table_saw(
    catalogue: Catalogue, answered: dict[str, Value]
) -> None:
    engine = Engine.of(catalogue)
    values = {**engine.values({}), **answered}
    found, decided = walked(catalogue.program, values), engine.verdicts(values)
    traces = engine.trace(values)
    for role, score in zip(engine.roles, decided.scores, strict=True):
        own = [trace for trace in traces if trace.place.role == role]
        points = [t.gives for t in own if t.place.decides == "points" and isinstance(t.gives, int)]
        assert sum(points) == score
        fired = [trace.rule for trace in own if trace.rule is not None]
        assert (*fired,) == engine.rules_fired(decided)[role]
        for trace in own:
            assert trace.rule is None or evaluate(trace.rule.when, found)
            for key, value in trace.saw.items():
                assert (value.rank if isinstance(value, Verdict) else value) == found[key]


NASTY = ["') or exec('1/0", '"""', "\\", "{x}", "k0", "v1\n", "given", "'", "ñ☃"]


def test_words_of_an_overlay_stay_words() -> None:
    """Whatever an author writes as a word, it is compared, never run."""
    labelled = {"label": {"en": "n", "es": "n"}, "question": {"en": "?", "es": "?"}}
    overlay = {
        "field": {"odd": {"type": "set", "options": NASTY, **labelled}},
        "table": {
            "odd_points": {
                "decides": "points",
                "role": "each",
                "message": "reason.cm_field",
                "params": {"sector": "sector"},
                "rules": [
                    {"when": f"{word!r} in odd", "then": number}
                    for number, word in enumerate(NASTY, 1)
                    if word.isprintable() and "\\" not in word
                ],
                "basis": "assumption",
                "why": "Ours.",
            }
        },
    }
    engine = Engine.of(load_catalogue(overlay))
    for word in NASTY:
        values = {**engine.values({}), "odd": frozenset({word})}
        compare_values(engine.catalogue, values, engine.verdicts(values))
        known = Known({**engine.known({}).values, "odd": frozenset({word})}, {})
        compare_bounds(engine.catalogue, known, engine.ranges(known))
