"""The tables of SQLite: tenants with what they decide by, and records of their businesses.

A record holds answers about a business, verdicts and hours; names, titles and texts that were
written freely are left out of it (`Assessment.record`), and nothing about people gets here.
"""

import json
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from attrs import frozen

__all__ = ["Keeping", "Record", "Tables", "Tenant"]

Record = Mapping[str, object]

_TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS facts (
    hash TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tenant (
    id TEXT PRIMARY KEY, overlay TEXT NOT NULL, base TEXT NOT NULL REFERENCES facts,
    version TEXT NOT NULL, hash TEXT NOT NULL, decision_hash TEXT NOT NULL,
    revision INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS business (
    tenant TEXT NOT NULL REFERENCES tenant ON DELETE CASCADE, id TEXT NOT NULL,
    record TEXT NOT NULL, PRIMARY KEY (tenant, id)) STRICT;
"""
_SECONDS = 5.0
"""How long one waits for another who writes."""


@frozen(kw_only=True)
class Tenant:
    """A tenant and the facts that it is pinned to."""

    id: str
    overlay: Mapping[str, object]
    base: str
    """The hash of what the overlay is laid over."""
    version: str
    hash: str
    decision_hash: str
    revision: int = 0
    """Rises whenever something of the tenant is written."""


class Keeping:
    """A database; every use has a connection of its own, so that threads share none."""

    def __init__(self, path: Path) -> None:
        """Name the file; `create` makes its tables."""
        self._path = path

    def create(self) -> None:
        """Make the tables that are missing."""
        with closing(sqlite3.connect(self._path)) as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def tables(self, *, write: bool = False) -> Generator["Tables"]:
        """Open the tables for one transaction: all of it is written, or nothing."""
        connection = sqlite3.connect(self._path, timeout=_SECONDS, isolation_level=None)
        with closing(connection):
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            with connection:
                yield Tables(connection)


class Tables:
    """What can be read and written within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection."""
        self._connection = connection

    def facts(self, digest: str) -> Mapping[str, object] | None:
        """Give facts as `Catalogue.to_dict` wrote them."""
        return self._json("SELECT document FROM facts WHERE hash = ?", digest)

    def keep_facts(self, digest: str, document: Mapping[str, object]) -> None:
        """Keep facts, once for all tenants."""
        values = digest, json.dumps(document)
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", values)

    def tenant(self, identifier: str) -> Tenant | None:
        """Give a tenant."""
        wanted = "SELECT * FROM tenant WHERE id = ?"
        row = self._connection.execute(wanted, (identifier,)).fetchone()
        if row is None:
            return None
        names = "id", "overlay", "base", "version", "hash", "decision_hash", "revision"
        told = dict(zip(names, row, strict=True))
        return Tenant(**{**told, "overlay": json.loads(told["overlay"])})

    def keep_tenant(self, tenant: Tenant) -> None:
        """Write a tenant, new or changed."""
        self._connection.execute(
            "INSERT INTO tenant VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " overlay = excluded.overlay, base = excluded.base, version = excluded.version,"
            " hash = excluded.hash, decision_hash = excluded.decision_hash,"
            " revision = revision + 1",
            (
                tenant.id,
                json.dumps(tenant.overlay),
                tenant.base,
                tenant.version,
                tenant.hash,
                tenant.decision_hash,
                tenant.revision,
            ),
        )

    def forget_tenant(self, identifier: str) -> bool:
        """Delete a tenant with all its businesses; False if there is none."""
        done = self._connection.execute("DELETE FROM tenant WHERE id = ?", (identifier,))
        return done.rowcount > 0

    def record(self, tenant: str, business: str) -> Record | None:
        """Give the record of a business."""
        wanted = "SELECT record FROM business WHERE tenant = ? AND id = ?"
        return self._json(wanted, tenant, business)

    def records(self, tenant: str) -> dict[str, Record]:
        """Give the records of all businesses of a tenant, by id."""
        wanted = "SELECT id, record FROM business WHERE tenant = ? ORDER BY id"
        rows = self._connection.execute(wanted, (tenant,))
        return {identifier: json.loads(text) for identifier, text in rows}

    def keep_records(self, tenant: str, records: Mapping[str, Record]) -> None:
        """Write records in place of those of the same businesses."""
        rows = [(tenant, identifier, json.dumps(record)) for identifier, record in records.items()]
        self._connection.executemany("INSERT OR REPLACE INTO business VALUES (?, ?, ?)", rows)
        self._touch(tenant)

    def forget_record(self, tenant: str, business: str) -> bool:
        """Delete the record of a business; False if there is none."""
        wanted = "DELETE FROM business WHERE tenant = ? AND id = ?"
        gone = self._connection.execute(wanted, (tenant, business)).rowcount > 0
        self._touch(tenant)
        return gone

    def _touch(self, tenant: str) -> None:
        wanted = "UPDATE tenant SET revision = revision + 1 WHERE id = ?"
        self._connection.execute(wanted, (tenant,))

    def _json(self, wanted: str, *values: str) -> Mapping[str, object] | None:
        row = self._connection.execute(wanted, values).fetchone()
        if row is None:
            return None
        found: Mapping[str, object] = json.loads(row[0])
        return found
