"""The loader: facts read, overlays laid over them, checked, and linked into one catalogue."""

from functools import cache

import attrs

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.checking import check_references
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS
from commerce_roles.catalogue.linking import link
from commerce_roles.catalogue.making import make
from commerce_roles.catalogue.reading import Facts, Overlay, builtin_facts, lay_over, raise_problems
from commerce_roles.errors import CatalogueError, Problem
from commerce_roles.model import Evidence, FrozenMap, Verdict
from commerce_roles.structuring import structure

__all__ = ["load_catalogue"]


def load_catalogue(*overlays: Overlay) -> Catalogue:
    """Load the library's facts, with overlays laid over them in order.

    Args:
        overlays: Folders of TOML or JSON, single files, or mappings of the same form. They add
            facts; a known id needs `replaces = true`. The form is told in `data/README.md`.

    Raises:
        CatalogueError: With every fault of every file: unknown keys and names, wrong types,
            expressions that mix types or could overflow, references to nothing.

    Examples:
        >>> more = {"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}}
        >>> "toys" in load_catalogue(more).sectors
        True
    """
    return _load(overlays) if overlays else _builtin()


@cache
def _builtin() -> Catalogue:
    return _load(())


def _load(overlays: tuple[Overlay, ...]) -> Catalogue:
    facts = builtin_facts()
    for overlay in overlays:
        lay_over(facts, overlay)
    head = _head(facts)
    kinds = [kind for kind in KINDS if kind not in LAZY_KINDS]
    entities = FrozenMap({kind: make(facts, kind, facts.problems) for kind in kinds})
    raise_problems(facts)  # a fact that was not made would leave problems in all that reads it
    check_references(entities, facts, head.levels)
    program = link(entities, head.levels, head.bands, head.languages, facts)
    raise_problems(facts)
    return Catalogue(
        head.version, head.languages, head.levels, head.bands, entities, program, facts
    )


@attrs.frozen(kw_only=True)
class _Head:
    """The `[catalogue]` table."""

    id: str
    version: str
    languages: tuple[str, ...]
    levels: tuple[str, ...]
    bands: FrozenMap[str, int]
    evidence: Evidence = attrs.field(factory=Evidence)


def _head(facts: Facts) -> _Head:
    head, problems = structure(facts.head, _Head)
    facts.problems.extend(attrs.evolve(p, path=f"catalogue.{p.path}") for p in problems)
    if head is None:
        raise CatalogueError(facts.problems)
    missing = [verdict for verdict in Verdict if verdict not in head.bands]
    if missing:
        message = f"there is no band for {', '.join(missing)}"
        facts.problems.append(Problem(message, "catalogue.bands", "add it"))
        raise_problems(facts)
    return head
