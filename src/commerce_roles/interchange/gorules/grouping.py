"""The tables that are read together, with the value that each of their rules gives."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue, Instance, LinkedRule
from commerce_roles.expressions import Value, key_of, references
from commerce_roles.interchange.gorules.writing import Cases

__all__ = ["MARK", "Group", "groups_of"]

MARK: Final = "table "
"""What tells the key of a table from that of a step."""
_CHOOSING: Final = frozenset({"sourcing", "merge", "cluster", "response"})
"""Kinds of tables that are read one after the other, until a rule holds."""
_OF_POSTS: Final = frozenset({"answer", "lead", "step"})
"""Kinds of tables about the posts that roles are put together into."""
_RANKED: Final = frozenset({"floor", "cap"})


@frozen
class Group:
    """Rules of which the first that holds counts, or each that does."""

    key: str
    decides: str
    roles: tuple[str, ...]
    rules: tuple[LinkedRule, ...]
    collects: bool
    """Whether every rule that holds counts."""

    @property
    def cases(self) -> Cases:
        """The rules as the cases of a choice, as the program makes it."""
        return tuple((rule.when, self.value(rule)) for rule in self.rules)

    @property
    def name(self) -> str:
        """The key without the mark."""
        return self.key.removeprefix(MARK)

    @property
    def ranked(self) -> bool:
        """Whether what a rule gives is a verdict, of which the rank counts."""
        return self.decides in _RANKED

    def value(self, rule: LinkedRule) -> Value:
        """Give what counts of a rule."""
        return rule.number if self.ranked else rule.then


def groups_of(catalogue: Catalogue) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Group all tables; those that read what only the put-together posts know are left out.

    Returns:
        The groups, and the ids of the rules that were left out.
    """
    program = catalogue.program
    known = {*program.inputs, *program.forms}
    groups: list[Group] = []
    lost: list[str] = []
    for key, instances in _together(program.instances).items():
        decides, roles = instances[0].decides, instances[0].roles
        rules = [rule for instance in instances for rule in instance.rules]
        kept = [rule for rule in rules if known.issuperset(references(rule.when))]
        collects = instances[0].collects
        if decides in _OF_POSTS or not (collects or len(kept) == len(rules)):
            kept = []
        lost.extend(rule.id for rule in rules if rule not in kept)
        if kept:
            groups.append(Group(key, decides, roles, tuple(kept), collects))
    return tuple(groups), tuple(dict.fromkeys(lost))


def _together(instances: tuple[Instance, ...]) -> Mapping[str, list[Instance]]:
    found: dict[str, list[Instance]] = {}
    for key, instance in _keyed(instances):
        found.setdefault(key, []).append(instance)
    return found


def _keyed(instances: tuple[Instance, ...]) -> Iterator[tuple[str, Instance]]:
    """Give tables with the key of their group, those for each role or pair before its own."""
    each = [i for i in instances if "each" in (i.table.role, i.table.pair)]
    for instance in (*each, *(i for i in instances if i not in each)):
        alone = instance.decides not in _CHOOSING
        names = (instance.table.id, *instance.roles) if alone else instance.roles
        yield MARK + key_of(instance.decides, *names), instance
