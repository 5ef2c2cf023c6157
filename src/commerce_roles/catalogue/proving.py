"""What can be proven of rules without any business: what never holds, matters or is read.

Exact over the product of the domains of all inputs, within a budget. Conditions that compare what
has too many values to try (hours of work, say) are left open, and it is reported: what is found
dead is dead all the same, but not all that is dead is found. Rules that cannot be linked, cycles
among decisions and sums that could overflow are errors already when facts are loaded.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.program import Instance, LinkedRule, Program
from commerce_roles.diagrams import Conditions, Outcomes, sweep
from commerce_roles.errors import InexactError
from commerce_roles.expressions import (
    All,
    Bounds,
    Compare,
    Form,
    Literal,
    Not,
    evaluate,
    references,
    unknown,
    walk,
)
from commerce_roles.model import Finding, Verdict

__all__ = ["prove"]

_MOST_NODES: Final = 2_000


def prove(catalogue: Holding) -> tuple[Finding, ...]:
    """Check the rules of a catalogue: dead rules, verdicts, gates and fields.

    | rule | what it means |
    |---|---|
    | `never_holds`, `always_holds` | a condition that no business, or every business, meets |
    | `switched_off` | a condition that no business meets as long as a constant is what it is |
    | `unreachable_rule` | a rule that never comes into play, for earlier ones of its table hold |
    | `idle_floor`, `idle_cap` | a bound that never matters, for a stronger one always holds too |
    | `overruled_floor` | a floor under which there is always a lower cap, which wins |
    | `unreachable_verdict` | a verdict that no business can get |
    | `unread_field` | a field that no rule, task or estimate reads |
    | `partly_checked` | conditions that compare what has too many values to try are left open |
    | `not_checked` | too many rules or cells |
    """
    return (
        *_tables(catalogue.program),
        *_gates(catalogue.program),
        *_verdicts(catalogue.program),
        *_fields(catalogue),
    )


# ---------------------------------------------------------------------- tables


def _tables(program: Program) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[Finding, int]] = {}
    written: dict[str, int] = {}
    for instance in program.instances:
        written[instance.table.id] = written.get(instance.table.id, 0) + 1
        for finding in _table(program, instance):
            first, times = seen.get((finding.rule, finding.where), (finding, 0))
            seen[finding.rule, finding.where] = (first, times + 1)
    for (_, where), (finding, times) in seen.items():
        # A table about each role is wrong only if it is so for every role.
        if times == written[where.removeprefix("table.").partition("/")[0]]:
            yield finding


def _table(program: Program, instance: Instance) -> Iterator[Finding]:
    where = f"table.{instance.table.id}"
    conditions = _conditions(program, [rule.when for rule in instance.rules])
    found: list[Finding] = []
    try:
        if conditions is not None:
            every = set(range(len(instance.rules)))
            reached = every if instance.collects else conditions.reached
            for position, rule in enumerate(instance.rules):
                found.extend(_rule(conditions, position, rule, reached=position in reached))
            if conditions.open_ends:
                found.append(_partly_checked(where))
    except InexactError:
        conditions = None
    yield from found if conditions else (_not_checked(where),)


def _rule(
    conditions: Conditions, position: int, rule: LinkedRule, *, reached: bool
) -> Iterator[Finding]:
    when = rule.rule.when
    if not conditions.can_hold(position):
        off = _switched_off(rule.when)
        yield Finding(
            rule="switched_off" if off else "never_holds",
            severity="note" if off else "warning",
            where=f"table.{rule.id}",
            message=f"no business meets {when!r}",
            remedy="it comes into play when the constant in it is changed"
            if off
            else "mend the condition, or take the rule out",
        )
    elif not reached:
        yield Finding(
            rule="unreachable_rule",
            where=f"table.{rule.id}",
            message=f"whenever {when!r} holds, an earlier rule of the table does",
            remedy="move it before the rule that covers it, or take it out",
        )
    elif when != "True" and not conditions.can_fail(position):
        yield Finding(
            rule="always_holds",
            where=f"table.{rule.id}",
            message=f"every business meets {when!r}",
            remedy='write when = "True" and make it the last, or mend the condition',
        )


def _switched_off(form: Form) -> bool:
    """Say whether a condition compares constants that do not fit, such as a role's settings."""
    return any(
        isinstance(part, Compare) and not references(part) and not evaluate(part, {})
        for part in walk(form)
    )


def _conditions(program: Program, forms: Sequence[Form]) -> Conditions | None:
    """Take conditions apart over cells; None where that cannot be done."""
    rungs = {ladder.key for ladder in program.ladders.values()}
    steps = {step.key: step.form for step in program.steps if step.key not in rungs}
    domains = {**program.inputs, **{key: program.forms[key].domain for key in rungs}}
    try:
        return Conditions(forms, steps, domains, most=_MOST_NODES)
    except InexactError:
        return None


def _not_checked(where: str) -> Finding:
    message = "there are too many rules, or cells of answers, to try"
    return Finding(rule="not_checked", where=where, message=message, severity="note")


def _partly_checked(where: str) -> Finding:
    message = "some conditions compare what has too many values to try; those are left open"
    return Finding(rule="partly_checked", where=where, message=message, severity="note")


# ---------------------------------------------------------------------- floors and caps


def _gates(program: Program) -> Iterator[Finding]:
    for role in program.roles:
        try:
            yield from list(_gates_of(program, role))
        except InexactError:
            yield _not_checked(f"role.{role}")


def _gates_of(program: Program, role: str) -> Iterator[Finding]:
    floors = _gate_rules(program, "floor", role)
    caps = _gate_rules(program, "cap", role)
    rules = [*floors, *caps]
    conditions = _conditions(program, [*map(_fires, rules)])
    if conditions is None:
        raise InexactError
    places = {rule.id: position for position, (_, rule) in enumerate(rules)}

    def alone(rule: LinkedRule, others: Iterable[LinkedRule]) -> bool:
        """Say whether a rule can bound a verdict without some others doing so too."""
        return conditions.holds_without(places[rule.id], [places[r.id] for r in others])

    for instance, rule in floors:
        if not conditions.can_hold(places[rule.id]):
            continue
        if not alone(rule, (cap for _, cap in caps if cap.number < rule.number)):
            yield Finding(
                rule="overruled_floor",
                where=f"table.{rule.id}",
                message=f"whenever it lifts {role}, a lower cap holds, and caps win",
                remedy="mend one of the two conditions",
            )
        elif not alone(rule, (r for i, r in floors if i != instance and r.number >= rule.number)):
            yield _idle(role, rule, "floor")
    for instance, rule in caps:
        stronger = [r for i, r in caps if i != instance and r.number <= rule.number]
        if conditions.can_hold(places[rule.id]) and not alone(rule, stronger):
            yield _idle(role, rule, "cap")


def _idle(role: str, rule: LinkedRule, kind: str) -> Finding:
    return Finding(
        rule=f"idle_{kind}",
        where=f"table.{rule.id}",
        message=f"whenever it bounds {role}, another {kind} that is as strong does too",
        remedy="take it out, or mend its condition",
        severity="note",
    )


def _gate_rules(program: Program, decides: str, role: str) -> list[tuple[Instance, LinkedRule]]:
    return [
        (instance, rule)
        for instance in program.instances_of(decides, role)
        for rule in instance.rules
    ]


def _fires(entry: tuple[Instance, LinkedRule]) -> Form:
    """Give the condition under which a rule is the first of its table that holds."""
    instance, rule = entry
    earlier = instance.rules[: instance.rules.index(rule)]
    return All((rule.when, *(Not(other.when) for other in earlier)))


# ---------------------------------------------------------------------- verdicts and fields


def _verdicts(program: Program) -> Iterator[Finding]:
    nothing = {key: unknown(domain) for key, domain in program.inputs.items()}
    for role in program.roles:
        outcomes = _outcomes(program, role, nothing)
        if outcomes is None:
            yield _not_checked(f"role.{role}")
            continue
        reached = set(outcomes.rungs)
        for verdict in Verdict:
            if verdict.rank not in reached:
                yield Finding(
                    rule="unreachable_verdict",
                    where=f"role.{role}",
                    message=f"no business can get {verdict.value!r}",
                    remedy="see that the points reach its band, and that no bound hides it",
                )


def _outcomes(program: Program, role: str, nothing: Bounds) -> Outcomes | None:
    diagram = program.diagram(role)
    try:
        return None if diagram is None else sweep(diagram, nothing)
    except InexactError:
        return None


def _fields(catalogue: Holding) -> Iterator[Finding]:
    program = catalogue.program
    read = {link for links in program.links.values() for link in links}
    forms = [
        *program.defaults.values(),
        *program.conditions.values(),
        *program.asked_when.values(),
        *(rule.when for instance in program.instances for rule in instance.rules),
        *(
            form
            for instance in program.instances
            for rule in instance.rules
            for parameter in rule.parameters.values()
            for form in parameter.forms
        ),
    ]
    read |= {key for form in forms if not isinstance(form, Literal) for key in references(form)}
    for field in catalogue.fields.values():
        if field.question and field.id not in read:
            yield Finding(
                rule="unread_field",
                where=f"field.{field.id}",
                message="it is asked for, and no rule, task or estimate reads it",
                remedy="let one read it, or see that something else needs the answer",
                severity="note",
            )
