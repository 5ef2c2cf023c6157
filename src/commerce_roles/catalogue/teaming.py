"""Rules about how posts are held: what their conditions may name, and whether they are right.

They are read once a team is known, by no decision, so they are checked and not linked.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.catalogue.linking import placeholders
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import ExpressionError, Problem
from commerce_roles.expressions import Boolean, Domain, Form, Integer, Ref, Scope, check, whole
from commerce_roles.model import Constant, FrozenMap, Message, TeamRule

__all__ = ["TEAM_FACTS", "check_team_rules", "team_condition"]

_MOST: Final = 100_000
_COUNT: Final = Integer(0, _MOST)

TEAM_FACTS: Final[Mapping[str, Mapping[str, Domain]]] = {
    "person": {
        "roles_held": _COUNT,
        "pairs_forbidden": _COUNT,
        "declared_dual": Boolean(),
        "supervises_self": Boolean(),
        "approves_own": _COUNT,
        "controls_own": _COUNT,
        "is_owner": Boolean(),
        "outside": Boolean(),
        "onboarded": Boolean(),
        "people_led": _COUNT,
        "tasks_that_stay": _COUNT,
        "has_hours": Boolean(),
        "hours_reserved_beyond": Boolean(),
    },
    "offer": {
        "accounts_known": Boolean(),
        "accounts_with_supplier": Boolean(),
        "onboarding_known": Boolean(),
        "onboarding": Boolean(),
        "price_known": Boolean(),
        "hours_short": Boolean(),
        "notice_days": _COUNT,
        "response_known": Boolean(),
        "channels_missing": _COUNT,
        "languages_missing": _COUNT,
        "tasks_that_stay": _COUNT,
        "tasks_covered": _COUNT,
        "tasks_left": _COUNT,
    },
    "role": {
        "holders": _COUNT,
        "holders_outside": _COUNT,
        "superior_held": Boolean(),
        "reports_to_owner": Boolean(),
    },
}
"""What a condition may name, by what the rule is about; `data/README.md` says what each means."""
_SUPPLIED: Final = frozenset({"person", "post", "who", "names", "channels", "languages", "tasks"})
"""Parameters of messages that are known without an expression."""


def team_condition(text: str, about: str, constants: Mapping[str, Constant]) -> Form:
    """Read an expression over what is known of a person's posts, or of a role's holders.

    Raises:
        ExpressionError: It is no expression, or names what is not known.
    """
    named: dict[str, Form] = {name: whole(c.value) for name, c in constants.items()}
    named |= {name: Ref(domain, name) for name, domain in TEAM_FACTS[about].items()}
    return check(text, Scope(named))


def check_team_rules(
    rules: FrozenMap[str, TeamRule],
    constants: Mapping[str, Constant],
    messages: Mapping[str, Message],
    facts: Facts,
) -> None:
    """Find rules whose condition is none, or whose message asks for what nothing gives."""
    for rule in rules.values():
        file = facts.file_of("team_rule", rule.id)
        for path, message, remedy in _faults(rule, constants, messages):
            where = f"team_rule.{rule.id}.{path}"
            facts.problems.append(Problem(message, where, remedy, file))


def _faults(
    rule: TeamRule, constants: Mapping[str, Constant], messages: Mapping[str, Message]
) -> Iterator[tuple[str, str, str]]:
    for path, text in (("when", rule.when), *rule.params.items()):
        try:
            form = team_condition(text, rule.about, constants)
        except ExpressionError as error:
            yield path, error.message, f"mend {text!r}"
            continue
        if path == "when" and not isinstance(form.domain, Boolean):
            yield path, "this is no condition", f"mend {text!r}"
    spoken = messages.get(rule.message)
    if spoken is None:
        return  # a reference to nothing is told already
    wanted = frozenset[str]().union(*map(placeholders, spoken.text.values()))
    for name in sorted(wanted - _SUPPLIED - set(rule.params)):
        yield "params", f"nothing says what {{{name}}} is", f'write params = {{{name} = "…"}}'
