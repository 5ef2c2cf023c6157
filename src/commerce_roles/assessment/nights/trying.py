"""A dry run: other facts tried on a table or a file before they are used."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from attrs import evolve

from commerce_roles.assessment.nights.causes import Causes
from commerce_roles.assessment.nights.counting import Counting
from commerce_roles.assessment.nights.reporting import TableReview
from commerce_roles.assessment.tables.earlier.keys import no_column
from commerce_roles.assessment.tables.faults import Fault, merged, raise_faults
from commerce_roles.assessment.tables.gathering import columns_named
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, needed
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.sources import opened_file
from commerce_roles.assessment.tables.walking import pieces_of, rejects_of, walked
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import TableError
from commerce_roles.model import FrozenMap

__all__ = ["review_file", "review_table"]


def review_table(  # noqa: PLR0913 as assess_table
    table: Any,  # noqa: ANN401 a table of any package
    new: Catalogue,
    *,
    catalogue: Catalogue | None = None,
    key: str | None = None,
    on_unknown: Literal["reject", "other"] = "reject",
    coerce: bool = False,
    columns: Mapping[str, str] | None = None,
    categories: Mapping[str, Mapping[str, str | None]] | None = None,
) -> TableReview:
    """Try other facts on a table: how many rows move per role, and which rules and bands move them.

    Nothing is written, and the table stays as it is. Lazy and distributed tables are read into
    memory as far as they tell something.

    Args:
        table: A table of any kind that `assess_table` takes.
        new: The facts that are tried.
        catalogue: The facts that they are held against; the library's own where left out.
        key: The column by which examples are named; by their number, from 1, where left out.
        on_unknown: As for `assess_table`.
        coerce: As for `assess_table`.
        columns: As for `assess_table`.
        categories: As for `assess_table`.

    Raises:
        TableError: With every fault, by the one facts or the other; or there is no such column.
        TypeError: It is no table that is known here.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> strict = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": 45}}}})
        >>> shops = [{"shop": "Hilo", "sector": "clothing", "monthly_orders": 450}, {"shop": "Lex"}]
        >>> found = review_table(shops, strict, key="shop")
        >>> found.moved, [(why.shift.kind, why.shift.old, why.shift.new) for why in found.why]
        (1, [('band', 40, 45)])
        >>> found.why[0].examples
        ('Hilo',)
    """
    needed("numpy")
    options = Options(
        on_unknown=on_unknown,
        coerce=coerce,
        columns=FrozenMap(columns or {}),
        categories=FrozenMap(categories or {}),
    )
    if key is not None and key not in (names := columns_named(table)):
        raise TableError([no_column(key, names, "key")])
    found, rejected, faults = _tried(
        (table, table), (catalogue or load_catalogue(), new), options, key
    )
    raise_faults([Fault(one.problem, np.unique(one.rows)) for one in merged(faults)])
    return _review(found, rejected, key, new)


def review_file(  # noqa: PLR0913 as assess_file
    source: str | Path,
    new: Catalogue,
    *,
    catalogue: Catalogue | None = None,
    key: str | None = None,
    options: Options | None = None,
    delimiter: str = ",",
    decimal: str = ".",
) -> TableReview:
    """Try other facts on a CSV, Parquet or JSON Lines file, piece by piece.

    A row that one of the facts refuses is left out, and counted in `rejected`.

    Args:
        source: The file; its ending says the format.
        new: The facts that are tried.
        catalogue: The facts that they are held against; the library's own where left out.
        key: The column by which examples are named; by their number, from 1, where left out.
        options: How columns and words are read.
        delimiter: What stands between the cells of a CSV file.
        decimal: The decimal sign of a CSV file.

    Raises:
        TableError: The file cannot be read, or its columns are wrong.
    """
    both = (catalogue or load_catalogue(), new)
    read = options or Options()
    sources = tuple(opened_file(Path(source), facts, read, delimiter, decimal) for facts in both)
    if sources[0].kind == "csv":
        read = evolve(read, coerce=True)
    found, rejected, _ = _tried(sources, both, read, key)
    return _review(found, rejected, key, new)


def _tried(
    tables: Sequence[Foreign], both: tuple[Catalogue, Catalogue], options: Options, key: str | None
) -> tuple[Counting, int, list[Fault]]:
    old, new = both
    counting = Counting(Causes(old, new), tuple(dict.fromkeys((*old.roles, *new.roles))))
    keep = () if key is None else (key,)
    rejected = 0
    faults: list[Fault] = []
    ways = [
        pieces_of(table, facts, options, keep) for table, facts in zip(tables, both, strict=True)
    ]
    for (piece, kept), (other, _) in zip(*ways, strict=True):
        if key is not None and key not in kept and piece.numbers:
            raise TableError([no_column(key, columns_named(piece.table), "key")])
        wrong: tuple[list[Fault], list[Fault]] = ([*piece.faults], [*other.faults])
        sides = (walked(piece, kept, old, options), walked(other, {}, new, options))
        for before, after in zip(*sides, strict=True):
            wrong[0].extend(before.faults)
            wrong[1].extend(after.faults)
            counting.add(
                before.decided.roles,
                after.decided.roles,
                before.good & after.good,
                _names(before.kept.get(key or ""), before.numbers),
                before.numbers,
            )
        left = {**rejects_of(piece, wrong[0]), **rejects_of(other, wrong[1])}
        rejected += len(left)
        faults += [*wrong[0], *wrong[1]]
    return counting, rejected, faults


def _names(keys: Foreign, numbers: Array) -> Sequence[int | str]:
    found: list[int | str] = (numbers if keys is None else keys).tolist()
    return found


def _review(found: Counting, rejected: int, key: str | None, new: Catalogue) -> TableReview:
    old = found.causes.before or new
    return TableReview(
        businesses=found.rows,
        rejected=rejected,
        moves=found.moves(),
        why=found.whys(),
        key=key or "",
        hashes=(old.decision_hash, new.decision_hash),
        versions=(old.version, new.version),
        catalogue=new,
    )
