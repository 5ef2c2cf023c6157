"""Another engine, which shares no code with this library, decides the same from the same facts."""

import json
from collections.abc import Iterable
from itertools import combinations, product
from typing import Any

import pytest
import zen
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY, ROLE
from strategies.language import DOMAINS, SCOPE, expressions, values
from strategies.profiles import partial, whole
from strategies.sampling import businesses

from commerce_roles.assessment.contract import plain
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.catalogue import VERDICTS, Catalogue, LinkedRule, hours_key, load_catalogue
from commerce_roles.expressions import check, evaluate, key_of, references
from commerce_roles.interchange import decision_model
from commerce_roles.interchange.gorules.naming import paths_of, reading
from commerce_roles.interchange.gorules.writing import Writer
from commerce_roles.model import Business

CATALOGUES = {"own": load_catalogue(), "four": load_catalogue(OVERLAY)}
SEEDED = 600


def model(catalogue: Catalogue, *, tables: bool = True) -> zen.ZenDecision:
    written = json.dumps(decision_model(catalogue, tables=tables))
    return zen.ZenEngine().create_decision(written)


MODELS = {
    (name, tables): model(catalogue, tables=tables)
    for name, catalogue in CATALOGUES.items()
    for tables in (True, False)
}


def compare(name: str, profile: dict[str, Any], *, tables: bool = True) -> None:
    """See that the second engine decides what this library does."""
    catalogue = CATALOGUES[name]
    found = MODELS[name, tables].evaluate(profile)["result"]
    told = judge(profile_of(profile, catalogue=catalogue), catalogue)
    decision = decide(catalogue.program, told)
    for role in catalogue.roles:
        compare_role(found["roles"].pop(role), decision, role, catalogue)
    for one, other in combinations(sorted(catalogue.roles), 2):
        said, effects = found["pairs"][one].pop(other), rules(decision, "combination", one, other)
        assert sorted(said.pop("fired")) == sorted(rule.id for rule in effects)
        assert sorted(said.pop("effects")) == sorted(str(rule.then) for rule in effects)
        assert said.pop("allowed") == ("forbidden" not in {rule.then for rule in effects})
        assert said == {"merge": decision.values[key_of("merge", one, other)]}
    assert not any(found.pop("pairs").values())
    assert found.pop("crisis", None) == crisis_of(decision)
    assert found.pop("warnings") == [rule.id for rule in rules(decision, "warning")]
    assert found.pop("inconsistencies") == [rule.id for rule in rules(decision, "inconsistency")]
    assert found == {"roles": {}}


def compare_role(said: dict[str, Any], decision: Decision, role: str, catalogue: Catalogue) -> None:
    for level, hours in said.pop("hours").items():
        for estimate, number in hours.items():
            whole_hours = round(number * catalogue.program.scale)
            assert whole_hours == decision.values[hours_key(role, level, estimate)]
    ranks = {w: decision.whole(key_of(w, role)) for w in ("verdict", "floor", "cap")}
    sourced = rules(decision, "sourcing", role)
    assert said == {
        **{what: VERDICTS.levels[rank] for what, rank in ranks.items()},
        "score": decision.values[key_of("score", role)],
        "sourcing": decision.values[key_of("sourcing", role)],
        "sourcing_rule": sourced[0].id,
        "fired": [
            next(rule.id for rule in instance.rules if evaluate(rule.when, decision.values))
            for instance in decision.program.instances
            if instance.roles == (role,) and instance.decides in {"points", "floor", "cap"}
            if any(evaluate(rule.when, decision.values) for rule in instance.rules)
        ],
    }


def rules(decision: Decision, decides: str, *roles: str) -> list[LinkedRule]:
    """Give the rules that hold and do not read of posts, those for every role first."""
    found = sorted(
        decision.program.instances_of(decides, *roles), key=lambda i: i.table.role != "each"
    )
    return [
        rule
        for instance in found
        for rule in instance.rules
        if decision.values.keys() >= set(references(rule.when))
        and evaluate(rule.when, decision.values)
    ]


def crisis_of(decision: Decision) -> dict[str, Any] | None:
    if not decision.whole("crisis_state"):
        return None
    advice = [rule.id for rule in rules(decision, "advice")]
    return {**{what: decision.values[what] for what in ("cluster", "response")}, "advice": advice}


@given(expressions, values)
def test_any_expression_is_worth_the_same(text: str, known: dict[str, Any]) -> None:
    """The language: whatever the checker lets through, the other engine reads as this one does."""
    form, rounded = check(text, SCOPE), {**known, "x": round(known["x"], 2)}
    paths = paths_of("known", DOMAINS)
    data: dict[str, Any] = {}
    for key, path in paths.items():
        inner = data
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
        value = rounded[key]
        inner[path[-1]] = sorted(value) if isinstance(value, frozenset) else value
    written = Writer(lambda key: reading(paths[key])).write(form)
    found = zen.evaluate_expression(written, data)
    value = evaluate(form, rounded)
    assert ({*found} if isinstance(value, frozenset) else found) == value


@given(whole())
def test_complete_businesses_are_decided_the_same(profile: dict[str, Any]) -> None:
    """Verdicts, scores, bounds, hours, sourcing, pairs, crisis, and every rule that fired."""
    compare("own", profile)


@given(partial())
def test_what_is_missing_has_the_same_default(profile: dict[str, Any]) -> None:
    compare("own", profile)


@given(whole(CATALOGUES["four"]), st.booleans())
def test_a_fourth_role_is_decided_the_same(profile: dict[str, Any], tables: bool) -> None:  # noqa: FBT001 drawn
    assert ROLE in CATALOGUES["four"].roles
    compare("four", profile, tables=tables)


@pytest.mark.parametrize(("name", "tables"), MODELS)
def test_many_businesses_are_decided_the_same(name: str, tables: bool) -> None:  # noqa: FBT001 a case
    """The seeded law: from one-person shops to the largest legal answers, with cents."""
    for profile in businesses(CATALOGUES[name], seed=len(name) + tables, number=SEEDED):
        compare(name, profile, tables=tables)


@pytest.mark.parametrize("business", CATALOGUES["own"].businesses.values(), ids=lambda b: b.id)
def test_the_reference_businesses_are_decided_the_same(business: Business) -> None:
    compare("own", json.loads(json.dumps(plain(business.profile))))


def test_posts_there_are_count_the_same() -> None:
    for place, roles in product(("inside", "outside"), subsets(CATALOGUES["own"].roles)):
        posts = [
            {"title": "first", "roles": roles, "place": place, "hours": 67},
            {"title": "second", "roles": roles[:1], "hours": 10},
        ]
        for held in ({}, {"existing_roles": dict.fromkeys(roles[:2], 0.35)}):
            compare("own", {"sector": "clothing", "existing_posts": posts, **held})
            compare("own", {"sector": "clothing", **held})


def subsets(words: Iterable[str]) -> list[list[str]]:
    every = sorted(words)
    return [[*some] for size in range(1, len(every) + 1) for some in combinations(every, size)]


def test_the_second_engine_notices_one_point_more() -> None:
    """The comparison can fail: a model of other facts decides otherwise somewhere."""
    bands = {"adjust": {"catalogue": {"bands": {"recommended": 41}}}}
    other = model(load_catalogue(bands))
    differ = 0
    for profile in businesses(CATALOGUES["own"], seed=1, number=200):
        one = MODELS["own", True].evaluate(profile)["result"]["roles"]
        differ += one != other.evaluate(profile)["result"]["roles"]
    assert 0 < differ < 100
