"""Rules by which a strategy chooses: what their conditions may name, and whether they are right.

They are read when a strategy is drafted, by no decision, so they are checked and not linked.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import ExpressionError, Problem
from commerce_roles.expressions import (
    Boolean,
    Domain,
    Form,
    Integer,
    Ref,
    Scope,
    SetOf,
    check,
    key_of,
    whole,
)
from commerce_roles.model import (
    BudgetShare,
    Constant,
    CrisisSeverity,
    FrozenMap,
    Selection,
    SelectionRule,
)

__all__ = [
    "CANDIDATE_FACTS", "CHOSEN", "STRATEGY_FACTS", "Choices", "check_choices", "choice_form",
]  # fmt: skip

_MOST: Final = 100_000
_FEW: Final = 1_000
_ACCESSORS: Final = {"kpis": "kpi", "existing_roles": "fte"}
"""By the first part of an input, how expressions ask for the second."""
_COUNT: Final = Integer(0, _MOST)
CHOSEN: Final[Mapping[str, str]] = {
    "objective": "chosen_objectives",
    "channel": "chosen_channels",
    "content_format": "chosen_formats",
    "tactic": "chosen_tactics",
}
"""By the kind of facts that a selection is about, what was chosen of it."""
STRATEGY_FACTS: Final[Mapping[str, Domain]] = {
    "hours_week": _COUNT,
    "hours_known": Boolean(),
    "level_rank": _COUNT,
    **dict.fromkeys(CHOSEN.values(), SetOf(None, _FEW)),
}
"""What a selection and its rules may name beside the business itself."""
CANDIDATE_FACTS: Final[Mapping[str, Domain]] = {
    "used": Boolean(),
    "told": Boolean(),
    "measure": _COUNT,
    "kpis_known": _COUNT,
    "serves": _COUNT,
    "channels_named": _COUNT,
    "channels_met": _COUNT,
    "formats_named": _COUNT,
    "formats_met": _COUNT,
    "work_named": _COUNT,
    "work_met": _COUNT,
}
"""What a rule may name of the candidate; `data/README.md` says what each means."""


def choice_form(
    text: str, program: Program, constants: Mapping[str, Constant], *, candidate: bool = False
) -> Form:
    """Read an expression over a business, what was chosen already, and a candidate.

    Raises:
        ExpressionError: It is no expression, or names what is not known.
    """
    return check(text, _scope(program, constants, candidate=candidate))


def _scope(program: Program, constants: Mapping[str, Constant], *, candidate: bool) -> Scope:
    named: dict[str, Form] = {name: whole(c.value) for name, c in constants.items()}
    named |= {key: Ref(domain, key) for key, domain in program.inputs.items()}
    for key, domain in program.inputs.items():
        group, _, part = key.partition(".")
        if part:
            named[key_of(_ACCESSORS.get(group, group), part)] = Ref(domain, key)
    named |= {step.key: Ref(step.form.domain, step.key) for step in program.steps}
    facts = {**STRATEGY_FACTS, **(CANDIDATE_FACTS if candidate else {})}
    return Scope({**named, **{name: Ref(domain, name) for name, domain in facts.items()}})


@frozen
class Choices:
    """What a strategy chooses by."""

    selections: FrozenMap[str, Selection]
    rules: FrozenMap[str, SelectionRule]
    shares: FrozenMap[str, BudgetShare]
    severities: FrozenMap[str, CrisisSeverity]


def check_choices(
    choices: Choices, constants: Mapping[str, Constant], program: Program, facts: Facts
) -> None:
    """Find selections and rules whose expressions are none, or name what is not there."""
    selections, rules, shares = choices.selections, choices.rules, choices.shares
    asked: list[tuple[str, str, str, str, bool, type[Domain]]] = [
        *(("selection", s.id, "most", s.most, False, Integer) for s in selections.values()),
        *(("selection_rule", r.id, "when", r.when, True, Boolean) for r in rules.values()),
        *(("budget_share", s.id, "when", s.when, False, Boolean) for s in shares.values()),
        *(
            ("crisis_severity", s.id, "when", s.when, False, Boolean)
            for s in choices.severities.values()
        ),
    ]
    for kind, identifier, path, text, candidate, wanted in asked:
        file = facts.file_of(kind, identifier)
        try:
            form = choice_form(text, program, constants, candidate=candidate)
        except ExpressionError as error:
            where, remedy = f"{kind}.{identifier}.{path}", f"mend {text!r}"
            facts.problems.append(Problem(error.message, where, remedy, file))
            continue
        if not isinstance(form.domain, wanted):
            word = "condition" if wanted is Boolean else "whole number"
            where = f"{kind}.{identifier}.{path}"
            facts.problems.append(Problem(f"this is no {word}", where, f"mend {text!r}", file))
    _check_candidates(selections, rules.values(), facts)


def _check_candidates(
    selections: Mapping[str, Selection], rules: Iterable[SelectionRule], facts: Facts
) -> None:
    for rule in rules:
        for name in _strangers(selections, rule, facts):
            kind = selections[rule.selection].of
            where = f"selection_rule.{rule.id}.candidates"
            message = f"there is no {kind} {name!r}"
            file = facts.file_of("selection_rule", rule.id)
            facts.problems.append(Problem(message, where, "name another, or leave it out", file))


def _strangers(
    selections: Mapping[str, Selection], rule: SelectionRule, facts: Facts
) -> Iterator[str]:
    selection = selections.get(rule.selection)
    if selection is not None:
        yield from (one for one in rule.candidates if one not in facts.entries[selection.of])
