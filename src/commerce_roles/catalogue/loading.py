"""The loader: facts read, overlays laid over them, checked, and linked into one catalogue."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Final, cast

from commerce_roles.catalogue.builtin import builtin_documents
from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.checking import check_references
from commerce_roles.catalogue.choosing import Choices, check_choices
from commerce_roles.catalogue.hashing import Entries
from commerce_roles.catalogue.head import Head, head_of
from commerce_roles.catalogue.keeping import Kept, weight_of
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS
from commerce_roles.catalogue.linking import link
from commerce_roles.catalogue.making import make, uncollected
from commerce_roles.catalogue.membership import Membership, check_membership
from commerce_roles.catalogue.overlaying import lay, lay_base
from commerce_roles.catalogue.program import Program
from commerce_roles.catalogue.reading import (
    Documents,
    Facts,
    Overlay,
    raise_problems,
    read,
)
from commerce_roles.catalogue.sharing import share
from commerce_roles.catalogue.teaming import check_team_rules
from commerce_roles.catalogue.weighing import check_numbers
from commerce_roles.errors import Problem
from commerce_roles.model import (
    BudgetShare,
    Constant,
    CrisisSeverity,
    FrozenMap,
    LoyaltyStep,
    MemberColumn,
    MemberTest,
    Message,
    Selection,
    SelectionRule,
    TeamRule,
)

__all__ = ["load_catalogue"]

_NOTHING: Final = re.compile(r"(?:nothing is called|there is no \w+|no \w+ is called) ([^;]*)")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def load_catalogue(
    *overlays: Overlay, base: Catalogue | Mapping[str, object] | None = None
) -> Catalogue:
    """Load the library's facts, with overlays laid over them in order.

    The last catalogues are kept, by content, so that a process that serves many tenants loads
    each once while it is in use; `catalogue.keeping` says how many.

    Args:
        overlays: Folders of TOML or JSON, single files, or mappings of the same form. They add
            facts, replace known ones (`replaces = true`), change single numbers (`adjust`) and
            take facts out (`retire`). The form is told in `data/README.md`.
        base: What they are laid over: a catalogue, or the mapping that `Catalogue.to_dict` wrote.
            Left out, the library's own facts.

    Raises:
        CatalogueError: With every fault of every file: unknown keys and names, wrong types,
            expressions that mix types or could overflow, references to nothing.

    Examples:
        >>> more = {"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}}
        >>> "toys" in load_catalogue(more).sectors
        True
        >>> lower = {"adjust": {"catalogue": {"bands": {"needed": 55}}}}
        >>> load_catalogue(lower).bands["needed"]
        55
    """
    if base is None and not overlays:
        return _builtin()
    below = base if isinstance(base, Catalogue) else _builtin() if base is None else _whole(base)
    problems: list[Problem] = []
    laid = [read(overlay, problems) for overlay in overlays]
    if not problems and not any(document for found in laid for document in found.values()):
        return below
    if problems:  # they are told with all else that is wrong
        return _laid(below, laid, problems)
    try:
        contents = [json.dumps([*documents.values()], sort_keys=True) for documents in laid]
    except TypeError:  # something that no file could hold, such as a date: told by the making
        return _laid(below, laid, problems)
    key = (_state(below), *map(_hashed, contents))
    weight = weight_of(sum(map(len, contents)))
    return _KEPT.get(key, lambda: _laid(below, laid, problems), weight)


_KEPT: Kept[tuple[str, ...], Catalogue] = Kept()


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _state(below: Catalogue) -> str:
    """Write what decides whether an overlay may be laid: the content, and who touched what."""
    facts = below.facts
    return repr((below.hash, sorted(facts.layers.items()), sorted(facts.retired)))


@cache
def _builtin() -> Catalogue:
    """Load the library's own facts; that they refer to each other rightly is tested.

    So their rules are linked when the first decision reads them, and what only describes is made
    when it is first looked at.
    """
    with uncollected(lasting=True):
        facts = lay_base(builtin_documents())
        head = head_of(facts)
        made = {kind: make(facts, kind, facts.problems) for kind in KINDS if kind not in LAZY_KINDS}
    raise_problems(facts)
    entities = FrozenMap(made)

    def program() -> Program:
        linked = _linked(head, entities, facts, set(), None)
        raise_problems(facts)
        return linked

    return Catalogue(head, entities, program, facts, {})


def _whole(mapping: Mapping[str, object]) -> Catalogue:
    problems: list[Problem] = []
    facts = lay_base(read(mapping, problems))
    facts.problems[:0] = problems
    return _compiled(facts, None)


def _laid(below: Catalogue, overlays: list[Documents], problems: list[Problem]) -> Catalogue:
    facts = below.facts.copy()
    facts.problems.extend(problems)
    for documents in overlays:
        lay(facts, documents)
    return _compiled(facts, below)


def _compiled(facts: Facts, below: Catalogue | None) -> Catalogue:
    """Make, check and link facts.

    All faults are told at once, so a fact that cannot be used does not end the run: where it
    replaces another, that one stands in for it; where it is new, what misses it says nothing.
    """
    head = head_of(facts, below.head if below else None)
    made = {kind: make(facts, kind, facts.problems, below) for kind in KINDS}
    check_references(made, facts, head.levels, below)
    _check_team_rules(made, facts)
    _check_membership(made, facts)
    made = check_numbers(made, facts, below)
    broken = {name for kind in KINDS for name in facts.entries[kind] if name not in made[kind]}
    entities = FrozenMap({kind: made.pop(kind) for kind in KINDS if kind not in LAZY_KINDS})
    program = _linked(head, entities, facts, broken, below)
    if not broken:
        _check_choices(made, entities, program, facts)
    raise_problems(facts)
    return Catalogue(head, entities, lambda: program, facts, made)


def _check_team_rules(made: Mapping[str, FrozenMap[str, object]], facts: Facts) -> None:
    check_team_rules(
        cast("FrozenMap[str, TeamRule]", made["team_rule"]),
        cast("FrozenMap[str, Constant]", made["constant"]),
        cast("FrozenMap[str, Message]", made["message"]),
        facts,
    )


def _check_membership(made: Mapping[str, FrozenMap[str, object]], facts: Facts) -> None:
    membership = Membership(
        cast("FrozenMap[str, MemberColumn]", made["member_column"]),
        cast("FrozenMap[str, MemberTest]", made["member_test"]),
        cast("FrozenMap[str, LoyaltyStep]", made["loyalty_step"]),
    )
    check_membership(membership, facts)


def _check_choices(
    made: Mapping[str, FrozenMap[str, object]],
    entities: Mapping[str, FrozenMap[str, object]],
    program: Program,
    facts: Facts,
) -> None:
    choices = Choices(
        cast("FrozenMap[str, Selection]", made["selection"]),
        cast("FrozenMap[str, SelectionRule]", made["selection_rule"]),
        cast("FrozenMap[str, BudgetShare]", made["budget_share"]),
        cast("FrozenMap[str, CrisisSeverity]", made["crisis_severity"]),
    )
    constants = cast("FrozenMap[str, Constant]", entities["constant"])
    check_choices(choices, constants, program, facts)


def _missed(message: str) -> set[str]:
    """Give the names that a problem says there are not."""
    found = _NOTHING.search(message)
    return set(_NAME.findall(found[1])) if found else set()


def _linked(
    head: Head,
    entities: FrozenMap[str, Entries],
    facts: Facts,
    broken: set[str],
    below: Catalogue | None,
) -> Program:
    """Link the rules; what the catalogue below has linked alike is shared with it."""
    if below and head == below.head and _same(entities, below.entities):
        return below.program
    known = len(facts.problems)
    program = link(entities, head.levels, head.bands, head.languages, facts)
    consequences = [p for p in facts.problems[known:] if broken & _missed(p.message)]
    for problem in consequences:
        facts.problems.remove(problem)
    return share(program, below.program) if below else program


def _same(one: Mapping[str, Entries], other: Mapping[str, Entries]) -> bool:
    return all(one[kind] is other[kind] for kind in one)
