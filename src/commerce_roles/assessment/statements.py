"""From rules that fired to sentences to be said, with their parameters worked out."""

from collections.abc import Mapping

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Instance, LinkedParameter, LinkedRule
from commerce_roles.expressions import Form, Integer, Ordered, Value, bound, evaluate
from commerce_roles.model import Evidence, tenth

__all__ = ["certain", "collected", "fired", "first_fired", "statement"]

Extra = Mapping[str, Value]


def first_fired(
    instance: Instance, decision: Decision, extra: Extra | None = None
) -> LinkedRule | None:
    """Give the first rule of a table that holds."""
    values = _values(decision, extra)
    return next((rule for rule in instance.rules if evaluate(rule.when, values)), None)


def fired(
    instance: Instance, decision: Decision, extra: Extra | None = None
) -> tuple[LinkedRule, ...]:
    """Give every rule of a table that holds."""
    values = _values(decision, extra)
    return tuple(rule for rule in instance.rules if evaluate(rule.when, values))


def statement(
    rule: LinkedRule,
    instance: Instance,
    decision: Decision,
    extra: Extra | None = None,
    supplied: Mapping[str, object] | None = None,
) -> Statement:
    """Make the sentence of a rule that fired."""
    values = _values(decision, extra)
    given = supplied or {}
    params = {
        name: _parameter(parameter, values)
        for name, parameter in rule.parameters.items()
        if name not in given
    }
    evidence = merged(rule.rule.evidence, instance.table.evidence)
    named = [p.cited.get(str(params.get(name)), ()) for name, p in rule.parameters.items()]
    claims = dict.fromkeys(claim for cited in (*named, evidence.claims) for claim in cited)
    return Statement(
        id=rule.message,
        params=frozen_params({**params, **given}),
        rule=rule.id,
        claims=tuple(claims),
        sources=evidence.sources,
        contradictions=evidence.contradictions,
        basis=evidence.basis or "assumption",
    )


def collected(
    decides: str, decision: Decision, extra: Extra | None = None, *, heaviest_first: bool = False
) -> tuple[Statement, ...]:
    """Make the sentences of every rule that holds, in the order of the numbers that rules give."""
    found = [
        (int(rule.then) if isinstance(rule.then, int) else 0, rule, instance)
        for instance in decision.program.instances_of(decides)
        for rule in fired(instance, decision, extra)
    ]
    found.sort(key=lambda entry: (-entry[0] if heaviest_first else entry[0], entry[1].id))
    return tuple(statement(rule, instance, decision, extra) for _, rule, instance in found)


def certain(decides: str, decision: Decision) -> tuple[Statement, ...]:
    """Make the sentences of rules that hold whatever the missing answers are, heaviest first."""
    found = [
        (int(rule.then) if isinstance(rule.then, int) else 0, rule, instance)
        for instance in decision.program.instances_of(decides)
        for rule in fired(instance, decision)
        if bound(rule.when, decision.bounds).surely
    ]
    found.sort(key=lambda entry: (-entry[0], entry[1].id))
    return tuple(statement(rule, instance, decision) for _, rule, instance in found)


def merged(own: Evidence, table: Evidence) -> Evidence:
    """Take a rule's own evidence where it has some, else its table's."""
    return own if own.basis or own.claims or own.sources else table


def _values(decision: Decision, extra: Extra | None) -> Mapping[str, Value]:
    return {**decision.values, **extra} if extra else decision.values


def _parameter(parameter: LinkedParameter, values: Mapping[str, Value]) -> object:
    if parameter.kind == "role":
        return parameter.roles[0]
    if parameter.kind == "roles":
        return parameter.roles
    numbers = [_plain(form, values) for form in parameter.forms]
    if len(numbers) == 1:
        return numbers[0]
    return dict(zip(("low", "typical", "high"), numbers, strict=True))


def _plain(form: Form, values: Mapping[str, Value]) -> object:
    """Work a parameter out as a person counts: hours divided out, levels by name."""
    value: Value = evaluate(form, values)
    match form.domain:
        case Integer(scale=scale) if scale > 1 and isinstance(value, int):
            return tenth(value / scale)
        case Ordered(levels=levels) if isinstance(value, int):
            return levels[value]
        case _:
            return value
