"""What a tenant decides by, and what other facts would move.

A tenant goes on deciding by the facts that it began with, until it is upgraded: its overlay is
laid over a copy of the library's facts of that day, kept once for all tenants. Neither a new
version of the library nor a new overlay of its own moves a verdict unseen.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import evolve, field, frozen

from commerce_roles import Catalogue, Engine, load_catalogue
from commerce_roles.catalogue import Change
from commerce_roles.errors import InputError, Problem
from commerce_roles.structuring import is_mapping
from service.keeping import Keeping, Record, Tenant
from service.problems import Refusal

__all__ = ["Facts", "Move", "Upgrade", "pinned", "upgrade_of"]

_BASES = 4
"""How many copies of the library's facts are held in memory; each takes some twenty megabytes."""


class Facts:
    """Finds the catalogue of a tenant: the library's facts as pinned, its overlay over them."""

    def __init__(self, own: Catalogue, keeping: Keeping) -> None:
        """Name the facts of today, and where earlier ones are kept."""
        self.own = own
        self._keeping = keeping
        self._read_once = lru_cache(_BASES)(self._read)

    def base(self, tenant: Tenant) -> Catalogue:
        """Give the library's facts as a tenant is pinned to them.

        Raises:
            CatalogueError: The version of the library that runs cannot read them.
        """
        return self._read_once(tenant.base)

    def of(self, tenant: Tenant) -> Catalogue:
        """Give what a tenant decides by.

        Raises:
            Refusal: The version of the library that runs cannot read the pinned facts.
        """
        try:
            found = load_catalogue(tenant.overlay, base=self.base(tenant))
        except InputError as error:
            detail = "this version of the library cannot read the pinned facts"
            raise Refusal("other_facts", detail, error.problems) from None
        if found.decision_hash != tenant.decision_hash:
            raise Refusal("other_facts", "the pinned facts decide otherwise than when pinned")
        return found

    def _read(self, digest: str) -> Catalogue:
        if digest == self.own.hash:
            return self.own
        with self._keeping.tables() as tables:
            document = tables.facts(digest)
        return load_catalogue(base=document)


def pinned(identifier: str, overlay: Mapping[str, object], base: Catalogue) -> Tenant:
    """Pin a tenant to a base with its overlay over it.

    Raises:
        CatalogueError: With every fault of the overlay.
    """
    catalogue = load_catalogue(overlay, base=base)
    return Tenant(
        id=identifier,
        overlay=overlay,
        base=base.hash,
        version=catalogue.version,
        hash=catalogue.hash,
        decision_hash=catalogue.decision_hash,
    )


@frozen
class Move:
    """Something that comes out differently."""

    business: str
    role: str
    what: str
    """`verdict` or `sourcing`."""
    old: object
    """None where the role is new."""
    new: object
    """None where the role is gone."""


@frozen(kw_only=True)
class Upgrade:
    """What other facts would change for a tenant; nothing is written yet."""

    step: str
    """`none`, `patch`, `minor` or `major`, as for versions of facts; `unknown` where the pinned
    facts can be read no longer."""
    changes: tuple[Change, ...]
    moves: tuple[Move, ...]
    records: Mapping[str, Record] = field(repr=False)
    """Every business, assessed again."""


def upgrade_of(records: Mapping[str, Record], old: Catalogue | None, new: Catalogue) -> Upgrade:
    """Assess all businesses of a tenant by other facts; the old ones may be unreadable by now.

    Raises:
        Refusal: The other facts refuse what a business told; every fault names the business.
    """
    engine = Engine.of(new)
    again: dict[str, Record] = {}
    faults: list[Problem] = []
    for business, record in records.items():
        profile = record["profile"]
        try:
            again[business] = engine.decide(profile if is_mapping(profile) else {}).record()
        except InputError as error:
            faults += [evolve(p, path=f"{business}.{p.path}") for p in error.problems]
    if faults:
        raise Refusal("other_facts", "the new facts refuse what businesses told", faults)
    difference = old.diff(new) if old else None
    moves = [move for key in records for move in _moves(key, records[key], again[key])]
    return Upgrade(
        step=difference.step if difference else "unknown",
        changes=difference.changes if difference else (),
        moves=tuple(moves),
        records=again,
    )


def _moves(business: str, old: Record, new: Record) -> Iterator[Move]:
    before, after = _roles(old), _roles(new)
    for role in sorted({*before, *after}):
        for what in ("verdict", "sourcing"):
            was, now = (side.get(role, {}).get(what) for side in (before, after))
            if was != now:
                yield Move(business, role, what, was, now)


def _roles(record: Record) -> dict[str, Mapping[str, object]]:
    roles = record["roles"]
    parts = roles.items() if is_mapping(roles) else ()
    return {role: found for role, found in parts if is_mapping(found)}
