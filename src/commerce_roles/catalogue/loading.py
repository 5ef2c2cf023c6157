"""The loader: facts read, overlays laid over them, checked, and linked into one catalogue."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.checking import check_references
from commerce_roles.catalogue.head import head_of
from commerce_roles.catalogue.keeping import Kept
from commerce_roles.catalogue.kinds import KINDS, LAZY_KINDS
from commerce_roles.catalogue.linking import link
from commerce_roles.catalogue.making import make
from commerce_roles.catalogue.overlaying import lay, lay_base
from commerce_roles.catalogue.reading import (
    Documents,
    Facts,
    Overlay,
    builtin_documents,
    raise_problems,
    read,
)
from commerce_roles.errors import CatalogueError, Problem
from commerce_roles.model import FrozenMap

__all__ = ["load_catalogue"]


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
    read_overlays = [read(overlay, problems) for overlay in overlays]
    if problems:
        raise CatalogueError(problems)
    if not any(document for documents in read_overlays for document in documents.values()):
        return below
    key = (below.hash, *map(_content, read_overlays))
    return _KEPT.get(key, lambda: _laid(below, read_overlays))


_KEPT: Kept[tuple[str, ...], Catalogue] = Kept()


def _content(documents: Documents) -> str:
    text = json.dumps([*documents.values()], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _builtin() -> Catalogue:
    """Load the library's own facts; that they refer to each other rightly is tested."""
    facts = lay_base(builtin_documents())
    return _compiled(facts, [kind for kind in KINDS if kind not in LAZY_KINDS], None)


def _whole(mapping: Mapping[str, object]) -> Catalogue:
    return _compiled(lay_base({"": mapping}), list(KINDS), None)


def _laid(below: Catalogue, overlays: list[Documents]) -> Catalogue:
    facts = below.facts.copy()
    for documents in overlays:
        lay(facts, documents)
    return _compiled(facts, list(KINDS), below)


def _compiled(facts: Facts, kinds: list[str], below: Catalogue | None) -> Catalogue:
    """Make, check and link facts; kinds that are not made now are made on first use."""
    head = head_of(facts)
    made = {kind: make(facts, kind, facts.problems, below) for kind in kinds}
    raise_problems(facts)  # a fact that was not made would leave problems in all that reads it
    if len(made) == len(KINDS):
        check_references(made, facts, head.levels, below)
    entities = FrozenMap({kind: made.pop(kind) for kind in kinds if kind not in LAZY_KINDS})
    program = link(entities, head.levels, head.bands, head.languages, facts)
    raise_problems(facts)
    return Catalogue(head, entities, program, facts, made)
