"""The front door for tables: one function, which gives back the kind of table that it was given."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeVar

from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import needed
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.model import FrozenMap

__all__ = ["assess_table"]

Table = TypeVar("Table")


def assess_table(  # noqa: PLR0913 each says one thing of how a table is read
    table: Table,
    *,
    catalogue: Catalogue | None = None,
    on_unknown: Literal["reject", "other"] = "reject",
    coerce: bool = False,
    columns: Mapping[str, str] | None = None,
    categories: Mapping[str, Mapping[str, str | None]] | None = None,
    results: Iterable[str] | None = None,
    previous: Any = None,  # noqa: ANN401 a table of any package, or several
    key: str | None = None,
    points: int | None = None,
    runs: int | None = None,
    window: int = 1,
) -> Table:
    """Say for every row of a table which roles the business needs, as `assess` would.

    A column tells what its name says: a field (`monthly_orders`), an end of a range
    (`monthly_orders_low` with `monthly_orders_high`), a member of a set (`channels.instagram`, yes
    or no), `crisis.trigger`, `kpis.<id>`, `existing_roles.<id>`. A field without a column, and a
    cell without a value, is not known. Every other column stays as it is.

    Args:
        table: A data frame of pandas, polars (lazy too) or Dask, a table of pyarrow, DuckDB,
            PySpark or ibis, or a sequence of mappings.
        catalogue: The facts to decide by; the library's own where left out.
        on_unknown: What becomes of a word that is not known here: a fault (`reject`), or the word
            `other` where the field has it, else not known; how often is told in a warning.
        coerce: Whether numbers and yes or no may be written as text.
        columns: For a column with another name, what it tells.
        categories: For a field, what words of yours mean here; None: not known.
        results: The result columns that are asked for, by what they end in, such as `verdict` and
            `score`, `fired` for all masks of rules; all of them where left out. Without
            `score_min`, `score_max` and `decided`, which no other engine can work out exactly, a
            lazy frame of polars, a relation of DuckDB and a table of ibis are decided by their own
            engine: what comes back is a query that has not run yet.
        previous: What an earlier run gave back, or several, the newest last; they may be tables of
            other packages than tonight's. None, or an empty list: this is the first night.
        key: The column by which a row is known from night to night: whole numbers or text.
        points: Up to how many points outside the band of the verdict that stands a score moves
            nothing yet; the facts' own number where left out (`steadiness`).
        runs: After how many runs in a row with another verdict that one stands; the facts' own
            number where left out. 1: at once.
        window: Over how many runs, with tonight's, seasonal fields are read: the mean of the
            numbers that the newest of them tell of a row. 1: tonight's number.

    Returns:
        A table of the same kind with these columns for each role: `<role>_verdict`, `_score`,
        `_score_min`, `_score_max`, `_decided`, `_margin_up`, `_margin_down`, `_hours_low`,
        `_hours_typical`, `_hours_high` (hours a month at the lowest level of service), `_sourcing`,
        `_fired_1`, `_unknown_1` (masks of rules; a further column for each 63 rules), and
        `decision_hash`. With `key`, for each role also `<role>_standing`, the verdict that stands,
        and `<role>_waiting`, how many runs in a row it was another; with `window` above 1,
        `<field>_mean`, what was read, for each seasonal field that the table tells.

    Raises:
        TableError: With every fault: the column, the rows, the value and what to do.
        TypeError: It is no table that is known here.
        MissingPackageError: A package is missing; the message says how to install it.

    Examples:
        >>> shops = [{"shop": 1, "sector": "clothing", "monthly_orders": 450}, {"shop": 2}]
        >>> for row in assess_table(shops):
        ...     print(row["shop"], row["ecommerce_manager_verdict"])
        1 recommended
        2 not_needed
        >>> first = assess_table(shops, key="shop")
        >>> shops[0]["monthly_orders"] = 1
        >>> again = assess_table(shops, previous=first, key="shop")
        >>> role = "ecommerce_manager"
        >>> [again[0][f"{role}_{name}"] for name in ("verdict", "standing", "waiting")]
        ['optional', 'optional', 0]
    """
    options = Options(
        on_unknown=on_unknown,
        coerce=coerce,
        columns=FrozenMap(columns or {}),
        categories=FrozenMap(categories or {}),
        results=() if results is None else (results,) if isinstance(results, str) else (*results,),
    )
    for package in ("numpy", "pyarrow"):
        needed(package)
    from commerce_roles.assessment.tables.tabulating import assessed, tonight

    facts = catalogue or load_catalogue()
    night = tonight(
        table, facts, options, previous=previous, key=key, points=points, runs=runs, window=window
    )
    found: Table = assessed(table, facts, options, night)
    return found
