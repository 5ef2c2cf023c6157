"""Generated Python is equal to the walkers, for any expression and any state of knowledge."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies.language import DOMAINS, FORMS, SCOPE, expressions, knowledge, values
from strategies.profiles import partial

from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.catalogue import load_catalogue
from commerce_roles.expressions import (
    Bound,
    Form,
    Ref,
    bound,
    check,
    evaluate,
    exactly,
    first,
    generate_bounds,
    generate_values,
)

CATALOGUE = load_catalogue()


def steps_of(texts: list[str]) -> list[tuple[str, Form]]:
    """Check some expressions as steps, and choose among them by a condition in a last one."""
    steps = [(f"step {number}", check(text, SCOPE)) for number, text in enumerate(texts)]
    alike: dict[object, list[Form]] = {}
    for key, form in steps:
        scale = getattr(form.domain, "scale", None)
        alike.setdefault((type(form.domain), scale), []).append(Ref(form.domain, key))
    for kind, forms in alike.items():
        if len(forms) > 1:
            cases = [(FORMS["p"], forms[0]), (FORMS["q"], forms[1])]
            steps.append((f"choice of {kind}", first(cases, forms[-1])))
    return steps


@given(st.lists(expressions, min_size=1, max_size=6), values)
def test_generated_values_are_the_walkers(texts: list[str], given_values: dict[str, Any]) -> None:
    """Two-valued law."""
    steps = steps_of(texts)
    found = generate_values(steps)(given_values)
    walked = dict(given_values)
    for key, form in steps:
        walked[key] = evaluate(form, walked)
        assert found[key] == walked[key]
        assert type(found[key]) is type(walked[key])


@given(st.lists(expressions, min_size=1, max_size=6), knowledge())
def test_generated_bounds_are_the_walkers(
    texts: list[str], known: tuple[dict[str, Bound], dict[str, Any]]
) -> None:
    """Three-valued law."""
    bounds, _ = known
    steps = steps_of(texts)
    found = generate_bounds(steps)(bounds)
    walked = dict(bounds)
    for key, form in steps:
        walked[key] = bound(form, walked)
        assert found[key] == walked[key]
        assert type(found[key]) is type(walked[key])


@given(expressions, values)
def test_what_is_known_is_bounded_to_its_value(text: str, given_values: dict[str, Any]) -> None:
    """The three-valued function on full knowledge gives what the two-valued one gives."""
    form = check(text, SCOPE)
    bounds = {key: exactly(domain, given_values[key]) for key, domain in DOMAINS.items()}
    value = generate_values([("found", form)])(given_values)["found"]
    assert generate_bounds([("found", form)])(bounds)["found"] == exactly(form.domain, value)


@given(partial())
def test_the_whole_decision_is_the_walkers(told: dict[str, Any]) -> None:
    """The real rules, at the point and over what is possible."""
    profile = profile_of(told, catalogue=CATALOGUE)
    decision = decide(CATALOGUE.program, judge(profile, CATALOGUE))
    values_walked = {key: decision.values[key] for key in CATALOGUE.program.inputs}
    bounds_walked = {key: decision.bounds[key] for key in CATALOGUE.program.inputs}
    for step in CATALOGUE.program.steps:
        values_walked[step.key] = evaluate(step.form, values_walked)
        bounds_walked[step.key] = bound(step.form, bounds_walked)
        assert decision.values[step.key] == values_walked[step.key]
        assert decision.bounds[step.key] == bounds_walked[step.key]


@given(partial(), st.data())
def test_after_one_change_only_what_reads_it_is_worked_out(
    told: dict[str, Any], data: st.DataObject
) -> None:
    """Change law: at the point and over what is possible, equal to working everything out."""
    program = CATALOGUE.program
    decision = decide(program, judge(profile_of(told, catalogue=CATALOGUE), CATALOGUE))
    key = data.draw(st.sampled_from(sorted(program.inputs)))
    domain = program.inputs[key]
    value = evaluate(program.defaults[key], decision.values)
    values = {**decision.values, key: value}
    assert program.values_again(values, [key]) == program.values_of(values)
    bounds = {**decision.bounds, key: exactly(domain, value)}
    wanted = tuple(data.draw(st.lists(st.sampled_from([s.key for s in program.steps]), max_size=3)))
    whole = program.bounds_of(bounds)
    again, needed = program.bounds_again(bounds, [key], wanted), program.bounds_for(wanted)(bounds)
    for step in program.needed(wanted):
        assert again[step.key] == needed[step.key] == whole[step.key]
