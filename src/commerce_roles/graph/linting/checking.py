"""The front door: a catalogue, a graph or a sheet in, everything found out."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from commerce_roles.catalogue import fold, load_catalogue
from commerce_roles.errors import CatalogueError, Problem, SheetError, nearest
from commerce_roles.graph.answers import Wording
from commerce_roles.graph.building import role_graph, words_of
from commerce_roles.graph.checking import check_graph
from commerce_roles.graph.linting.findings import SEVERITIES, Lint, Slip, finding_of
from commerce_roles.graph.linting.raci_rules import RACI_RULES
from commerce_roles.graph.linting.sheets import Sheet, read_sheet
from commerce_roles.graph.linting.spine import SPINE, Structure
from commerce_roles.graph.looking import nodes_of, resolve
from commerce_roles.graph.matrix import RaciMatrix, raci_matrix
from commerce_roles.graph.relations import Graph

if TYPE_CHECKING:
    from os import PathLike

    from commerce_roles.catalogue import Catalogue
    from commerce_roles.model import LintRule

__all__ = ["lint", "lint_raci", "read_raci"]

_SHEET = (
    "unknown_letters", "mixed_schemes", "same_task_twice", "same_role_twice", "no_role_name",
    "no_task_name", "column_not_read",
)  # fmt: skip
"""Rules that the reading of a sheet keeps."""
_NAMED = "plan_below_superior"
"""The rule of the spine that can be checked where a sheet uses names of the catalogue."""
_IN_SHEETS = (*_SHEET, *RACI_RULES, _NAMED)


def lint(
    structure: "Catalogue | Graph | None" = None,
    *,
    staffed: Collection[str] | None = None,
    catalogue: "Catalogue | None" = None,
) -> Lint:
    """Check who plans, approves and executes, the rules of RACI, KPIs and objectives.

    The rules are facts, `catalogue.lint_rules`, with what each says, how much it matters, its
    thresholds and its evidence; an overlay may adjust or retire them.

    Args:
        structure: A catalogue, or a graph of the form of `role_graph` that one has changed; the
            library's own facts where left out.
        staffed: The roles that somebody holds, so that who has no staffed superior may plan; all
            roles where left out.
        catalogue: The rules to check by; those of the structure, or the library's own.

    Raises:
        GraphError: The graph has not the form of `role_graph`.
        CatalogueError: There is a rule that nothing checks.
        UnknownIdError: There is no such role.

    Examples:
        >>> from commerce_roles import role_graph
        >>> lint().sound
        True
        >>> graph = role_graph()
        >>> graph.remove_edge("role:social_media_manager", "task:plan_community", "accountable")
        >>> graph.add_edge("role:community_manager", "task:plan_community", "accountable")
        'accountable'
        >>> lint(graph).findings[0].text["en"]
        'community manager is accountable for plan the community strategy and common identity, and reports to social media manager'
    """  # noqa: E501 what is printed stands on one line
    import networkx as nx

    if isinstance(structure, nx.MultiDiGraph):
        facts, graph, about = catalogue or load_catalogue(), structure, "graph"
        check_graph(graph)
    else:
        found = structure or catalogue or load_catalogue()
        facts, graph = catalogue or found, role_graph(found)
        about = f"{found.head.id} {found.version}"
    rules = _rules(facts)
    held = (
        nodes_of(graph, "role") if staffed is None else [resolve(graph, n, "role") for n in staffed]
    )
    it = Structure(graph, frozenset(held))
    matrix = raci_matrix(graph)
    slips: list[Slip] = []
    for name, rule in rules.items():
        if name in SPINE:
            slips.extend(SPINE[name](it, rule))
        elif name in RACI_RULES and matrix.rows:
            slips.extend(RACI_RULES[name](matrix, rule))
    checked = {name: rule for name, rule in rules.items() if name not in _SHEET}
    return _told(slips, checked, about, Wording.of(graph, graph))


def lint_raci(
    sheet: "str | PathLike[str] | RaciMatrix", *, catalogue: "Catalogue | None" = None
) -> Lint:
    """Check a RACI or DACI sheet: the rules of RACI, and every fault of the sheet itself.

    Where columns and rows are called as roles and tasks of the catalogue are, in any language, the
    spine is checked too: who has a superior among the columns answers for no plan or approval.

    Args:
        sheet: A CSV file, tasks as rows and roles as columns, or a matrix.
        catalogue: The rules, roles and tasks; the library's own where left out.

    Raises:
        SheetError: The sheet cannot be read as a table of letters at all.
        CatalogueError: There is a rule that nothing checks.
    """
    facts = catalogue or load_catalogue()
    rules = _rules(facts)
    read = Sheet(sheet, (), "") if isinstance(sheet, RaciMatrix) else read_sheet(Path(sheet))
    slips = [slip for slip in read.slips if slip.rule in rules]
    for name, check in RACI_RULES.items():
        if name in rules:
            slips.extend(check(read.matrix, rules[name]))
    if _NAMED in rules:
        slips.extend(_plans_of_subordinates(read.matrix, rules[_NAMED], facts))
    checked = {name: rule for name, rule in rules.items() if name in _IN_SHEETS}
    wording = Wording(read.matrix.wording.names, words_of(facts), facts.languages)
    return _told(slips, checked, read.file or "RACI", wording)


def read_raci(path: "str | PathLike[str]", *, catalogue: "Catalogue | None" = None) -> RaciMatrix:
    """Read a RACI or DACI sheet that has to be right: a CSV file, tasks as rows, roles as columns.

    Raises:
        SheetError: With every cell, row and column that cannot be read for what it is. Whether the
            letters make sense together is the matter of `lint_raci`.
    """
    facts = catalogue or load_catalogue()
    rules = _rules(facts)
    read = read_sheet(Path(path))
    wording = Wording(words=words_of(facts), languages=facts.languages)
    faults = [
        finding_of(slip, rules[slip.rule], wording)
        for slip in read.slips
        if slip.rule in rules and rules[slip.rule].severity == "error"
    ]
    if faults:
        raise SheetError(fault.problem(facts.languages[0], read.file) for fault in faults)
    from attrs import evolve

    return evolve(read.matrix, wording=wording)


def _rules(catalogue: "Catalogue") -> "dict[str, LintRule]":
    known = [*SPINE, *RACI_RULES, *_SHEET]
    unknown = [name for name in catalogue.lint_rules if name not in known]
    if unknown:
        raise CatalogueError(_unchecked(name, known, catalogue) for name in unknown)
    return {name: catalogue.lint_rules[name] for name in known if name in catalogue.lint_rules}


def _unchecked(name: str, known: list[str], catalogue: "Catalogue") -> Problem:
    near = nearest(name, known)
    remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}"
    file = catalogue.facts.file_of("lint_rule", name)
    return Problem("nothing checks this rule", f"lint_rule.{name}", remedy, file)


def _told(slips: list[Slip], rules: "dict[str, LintRule]", about: str, wording: Wording) -> Lint:
    findings = [finding_of(slip, rules[slip.rule], wording) for slip in slips]
    order = list(rules)
    findings.sort(key=lambda f: (SEVERITIES.index(f.severity), order.index(f.rule)))
    words = Wording(words=wording.words, languages=wording.languages)
    return Lint(about=about, findings=tuple(findings), rules=tuple(rules), wording=words)


def _plans_of_subordinates(
    matrix: RaciMatrix, rule: "LintRule", catalogue: "Catalogue"
) -> Iterator[Slip]:
    """Find plans and approvals for which a column answers whose superior is a column too."""
    called = _called(catalogue, "role")
    roles = {party: _meant(party, "role", called) for party in matrix.parties}
    held = {role: party for party, role in roles.items() if role}
    if not held:
        return
    graph, called = role_graph(catalogue), _called(catalogue, "task")
    staffed = frozenset(f"role:{role}" for role in held)
    for row in matrix.rows:
        task = _meant(row.task, "task", called)
        holders = [party for party in row.holders("A") if roles[party]]
        if not task or not holders:
            continue
        found = _with_accountables(graph, task, [roles[party] for party in holders])
        for slip in SPINE[rule.id](Structure(found, staffed), rule):
            party = held[str(slip.values["role"]).partition(":")[2]]
            superior = held[str(slip.values["superior"]).partition(":")[2]]
            values = {"task": row.task, "role": party, "superior": superior}
            yield Slip(slip.rule, matrix.place(row, party), values)


def _with_accountables(graph: Graph, task: str, roles: list[str]) -> Graph:
    """Cut out one task and all roles, with those accountable that a sheet names."""
    kept: Graph = graph.subgraph([f"task:{task}", *nodes_of(graph, "role")]).copy()
    for source, target, kind in list(kept.edges(keys=True)):
        if kind == "accountable":
            kept.remove_edge(source, target, kind)
    for role in roles:
        kept.add_edge(f"role:{role}", f"task:{task}", "accountable")
    return kept


def _called(catalogue: "Catalogue", kind: str) -> dict[str, str]:
    """Give the ids of a kind by every name that only one has, in any language."""
    found: dict[str, set[str]] = {}
    for identifier in catalogue.of(kind):
        further = catalogue.translations.get(f"{kind}.{identifier}")
        aliases = further.aliases.values() if further else ()
        names = [identifier, *catalogue.names(kind, identifier).values()]
        for name in (*names, *(alias for several in aliases for alias in several)):
            found.setdefault(fold(name), set()).add(identifier)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def _meant(text: str, kind: str, called: dict[str, str]) -> str:
    """Give the id of the one fact that a text names; empty where it names none or several."""
    return called.get(fold(text.removeprefix(f"{kind}:")), "")
