"""Tables become forms: scores, verdicts, who does it, and what is said about it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Final

from commerce_roles.catalogue.linking.names import Names, Unlinked
from commerce_roles.catalogue.linking.speaking import Site, Speech
from commerce_roles.catalogue.program import Instance, LinkedRule
from commerce_roles.errors import ExpressionError, nearest
from commerce_roles.expressions import (
    Choice,
    Compare,
    Count,
    Form,
    Literal,
    Ordered,
    Scope,
    Value,
    add,
    first,
    greatest,
    key_of,
    least,
    whole,
)
from commerce_roles.model import FrozenMap, Role, Rule, Sourcing, Table, Verdict

__all__ = ["ALLOWANCES", "MERGES", "VERDICTS", "Deciding", "points_key"]

VERDICTS: Final = Ordered(tuple(Verdict))
"""The verdicts as a type of the language, lowest first."""
ALLOWANCES: Final = ("forbidden", "owner_accountable", "allowed", "condition", "note")
"""What a combination may be, in the order in which it is said."""
MERGES: Final = ("merge", "separate")
_SOURCINGS: Final = tuple(Sourcing)
_ROLE_TABLES: Final = ("points", "floor", "cap", "sourcing")
_PAIR_TABLES: Final = ("combination", "merge")
_EACH, _OTHERS = "each", "others"
_OWNER: Final = "owner"
DURATION: Final = "duration"
"""The parameter of a clock's sentence."""
_PARTIES: Final = ("accountable", "approver", "responsible")
_NAMED: Final[Mapping[str, str]] = {
    "cluster": "crisis_cluster",
    "response": "crisis_response",
    "strategy": "crisis_strategy",
    "avoid": "crisis_strategy",
}
"""What tables give that is a fact of its own, with its kind."""


def points_key(table: str, role: str) -> str:
    """Write the key of the points that one table gives one role."""
    return key_of("points", table, role)


class Deciding:
    """Links every table; holds what they share."""

    def __init__(
        self,
        names: Names,
        tables: Mapping[str, Table],
        roles: Mapping[str, Role],
        bands: Mapping[str, int],
        speech: Speech,
    ) -> None:
        """Define scores, verdicts, sourcing and merges under their names."""
        self.names = names
        self.roles = roles
        self.bands = bands
        self.speech = speech
        self.targets = {
            table.id: self._targets(table, tables.values()) for table in tables.values()
        }
        self.tables = tables
        for role in roles:
            self._define_role(role)
        for pair in combinations(sorted(roles), 2):
            merge = self._tables("merge", pair)
            names.builders[key_of("merge", *pair)] = self._choice(merge, pair, MERGES, "separate")

        for decides in ("cluster", "response"):
            found = self._tables(decides, ())
            words = {str(rule.then) for table in found for rule in table.rules}
            names.builders[decides] = self._choice(found, (), tuple(sorted(words)), "")

    def instances(self) -> tuple[Instance, ...]:
        """Write every table out for everything it is about."""
        for table in self.tables.values():
            self._check_form(table)
        found: list[Instance] = []
        for table in self.tables.values():
            for roles in self.targets[table.id]:
                rules = self._rules(table, roles)
                if rules is not None:
                    found.append(Instance(table, roles, rules))
        return tuple(found)

    def _check_form(self, table: Table) -> None:
        """See that rules can be told apart, and that there is always an answer."""
        ids = [rule.id or str(position) for position, rule in enumerate(table.rules, 1)]
        twice = sorted({identifier for identifier in ids if ids.count(identifier) > 1})
        if twice:
            self._problem(table, "rules", f"the id {', '.join(twice)} stands twice", "rename one")
        if table.decides == "answer" and table.rules[-1].when != "True":
            self._problem(table, "rules", "the last rule must always hold", 'write when = "True"')

    # ------------------------------------------------------------------ whom a table is about

    def _targets(self, table: Table, all_tables: Iterable[Table]) -> list[tuple[str, ...]]:
        if table.decides in _ROLE_TABLES:
            return [(role,) for role in self._role_targets(table, all_tables)]
        if table.decides in _PAIR_TABLES:
            return self._pair_targets(table)
        if table.role or table.pair:
            self._problem(table, "", "such a table is about the business", "leave the key out")
        return [()]

    def _role_targets(self, table: Table, all_tables: Iterable[Table]) -> list[str]:
        if table.role == _EACH:
            return list(self.roles)
        if table.role == _OTHERS:
            own = {t.role for t in all_tables if t.decides == table.decides}
            return [role for role in self.roles if role not in own]
        if table.role in self.roles:
            return [table.role]
        near = nearest(table.role, list(self.roles))
        remedy = f"did you mean {near[0]}?" if near else "name a role, each or others"
        self._problem(table, "role", f"{table.role!r} is no role", remedy)
        return []

    def _pair_targets(self, table: Table) -> list[tuple[str, ...]]:
        pairs: list[tuple[str, ...]] = list(combinations(sorted(self.roles), 2))
        same = {pair for pair in pairs if len({self.roles[role].area for role in pair}) == 1}
        match table.pair:
            case "each":
                return pairs
            case "same_area":
                return [pair for pair in pairs if pair in same]
            case "other_area":
                return [pair for pair in pairs if pair not in same]
            case (one, other) if tuple(sorted((one, other))) in pairs:
                return [tuple(sorted((one, other)))]
            case _:
                remedy = "name two roles, each, same_area or other_area"
                self._problem(table, "pair", f"{table.pair!r} is no pair of roles", remedy)
                return []

    def _tables(self, decides: str, roles: tuple[str, ...]) -> list[Table]:
        """Give the tables about a role or pair: those for each before its own."""
        found = [
            t for t in self.tables.values() if t.decides == decides and roles in self.targets[t.id]
        ]
        return sorted(found, key=lambda table: _EACH not in (table.role, table.pair))

    # ------------------------------------------------------------------ a role's steps

    def _define_role(self, role: str) -> None:
        builders = self.names.builders
        tables = self._tables("points", (role,))
        for table in tables:
            builders[points_key(table.id, role)] = self._points(table, role)
        builders[key_of("score", role)] = self._score([t.id for t in tables], role)
        builders[key_of("floor", role)] = lambda: self._bound("floor", role)
        builders[key_of("cap", role)] = lambda: self._bound("cap", role)
        builders[key_of("verdict", role)] = lambda: self._verdict(role)
        sourcing = self._tables("sourcing", (role,))
        builders[key_of("sourcing", role)] = self._choice(
            sourcing, (role,), _SOURCINGS, Sourcing.OWNER
        )

    def _points(self, table: Table, role: str) -> Callable[[], Form]:
        def build() -> Form:
            cases = [
                (self._when(table, position, (role,)), self._then(table, rule))
                for position, rule in enumerate(table.rules)
            ]
            return first([(when, _literal(then)) for when, then in cases], whole(0))

        return build

    def _score(self, tables: list[str], role: str) -> Callable[[], Form]:
        keys = [points_key(table, role) for table in tables]
        return lambda: add([whole(0), *(self._read(key) for key in keys)])

    def _read(self, key: str) -> Form:
        self.names.link(key)
        return self.names[key]

    def _bound(self, decides: str, role: str) -> Form:
        """Give the highest floor or the lowest cap, as a rank."""
        top = len(VERDICTS.levels) - 1
        bounds: list[Form] = []
        for table in self._tables(decides, (role,)):
            cases = [
                (self._when(table, position, (role,)), _literal(self._then(table, rule)))
                for position, rule in enumerate(table.rules)
            ]
            ranks = [(when, _number(then)) for when, then in cases]
            bounds.append(first(ranks, whole(0 if decides == "floor" else top)))
        if decides == "floor":
            return greatest([whole(0), *bounds])
        return least([whole(top), *bounds])

    def _verdict(self, role: str) -> Form:
        """Give the band of the score, raised by the floor, lowered by the cap."""
        score = self._read(key_of("score", role))
        steps = [whole(self.bands[verdict]) for verdict in VERDICTS.levels[1:]]
        band = Count(tuple(Compare(">=", score, step) for step in steps))
        floor, cap = self._read(key_of("floor", role)), self._read(key_of("cap", role))
        rank = least([cap, greatest([band, floor])])
        # from the highest down, so that the bounds of a verdict are those of its rank
        ranks = range(len(VERDICTS.levels) - 1, 0, -1)
        cases = [(Compare(">=", rank, whole(r)), Literal(VERDICTS, r)) for r in ranks]
        return first(cases, Literal(VERDICTS, 0))

    def _choice(
        self, tables: list[Table], roles: tuple[str, ...], words: tuple[str, ...], otherwise: str
    ) -> Callable[[], Form]:
        domain = Choice(frozenset(words))

        def build() -> Form:
            cases = [
                (self._when(table, position, roles), Literal(domain, self._then(table, rule)))
                for table in tables
                for position, rule in enumerate(table.rules)
            ]
            return first(cases, Literal(domain, otherwise))

        return build

    # ------------------------------------------------------------------ a rule

    def _scope(self, roles: tuple[str, ...]) -> Scope:
        words = ("self",) if len(roles) == 1 else ("one", "other")
        return self.names.scope(dict(zip(words, roles, strict=False)))

    def _when(self, table: Table, position: int, roles: tuple[str, ...]) -> Form:
        text = table.rules[position].when
        path = f"table.{table.id}.rules[{position}].when"
        file = self.names.facts.file_of("table", table.id)
        return self.names.check(text, self._scope(roles), path, file)

    def _then(self, table: Table, rule: Rule) -> Value:
        """Check what a rule gives against what its table decides."""
        words = self._words(table)
        if words is None:
            wanted: type = str if table.decides == "answer" else int
            if type(rule.then) is wanted:
                return rule.then
            kind = "a word" if wanted is str else "a whole number"
            self._problem(table, "rules", f"{kind} is wanted, this is {rule.then!r}", "mend `then`")
        elif rule.then in words:
            return rule.then
        else:
            near = nearest(str(rule.then), words)
            message = f"{rule.then!r} is not one of {', '.join(words)}"
            remedy = f"did you mean {near[0]}?" if near else "mend `then`"
            self._problem(table, "rules", message, remedy)
        raise Unlinked(table.id)

    def _words(self, table: Table) -> tuple[str, ...] | None:
        """Give the words that a table may give; None where it gives numbers, or a message."""
        if table.decides in _NAMED:
            return tuple(sorted(self.names.facts.entries[_NAMED[table.decides]]))
        if table.decides in _PARTIES:
            return (*self.roles, _OWNER)
        return _ALLOWED.get(table.decides)

    def _rules(self, table: Table, roles: tuple[str, ...]) -> tuple[LinkedRule, ...] | None:
        """Link a table's rules with what they say; None if one could not be linked."""
        found: list[LinkedRule] = []
        file = self.names.facts.file_of("table", table.id)
        try:
            for position, rule in enumerate(table.rules):
                message = rule.message or table.message
                path = f"table.{table.id}.rules[{position}]"
                found.append(
                    LinkedRule(
                        f"{table.id}/{rule.id or position + 1}",
                        rule,
                        self._when(table, position, roles),
                        self._then(table, rule),
                        message,
                        self.speech.parameters(
                            message,
                            {**table.params, **rule.params, **_duration(table, rule)},
                            Site(roles, self._scope(roles), path, file),
                        )
                        if message
                        else FrozenMap(),
                    )
                )
        except (Unlinked, ExpressionError):
            return None
        return tuple(found)

    def _problem(self, table: Table, key: str, message: str, remedy: str) -> None:
        self.names.problem("table", f"{table.id}.{key}" if key else table.id, message, remedy)


_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "floor": VERDICTS.levels,
    "cap": VERDICTS.levels,
    "sourcing": _SOURCINGS,
    "combination": ALLOWANCES,
    "merge": MERGES,
}


def _duration(table: Table, rule: Rule) -> Mapping[str, str]:
    """Let the sentence of a clock say the minutes that the clock gives."""
    return {DURATION: str(rule.then)} if table.decides == "clock" else {}


def _literal(value: Value) -> Form:
    if isinstance(value, int):
        return whole(value)
    return Literal(Choice(frozenset({str(value)})), value)


def _number(form: Form) -> Form:
    word = form.value if isinstance(form, Literal) else ""
    return whole(VERDICTS.levels.index(str(word)))
