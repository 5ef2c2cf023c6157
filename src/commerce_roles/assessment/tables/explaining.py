"""One row of a table, explained as `assess` explains it."""

from collections.abc import Mapping
from typing import Any, Literal

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.explaining import Explanation
from commerce_roles.assessment.tables.flattening import flat, plain, profile_data
from commerce_roles.assessment.tables.judged import Words
from commerce_roles.assessment.tables.layout import Options, layout_of
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.expressions import Ordered
from commerce_roles.model import FrozenMap
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["explain_row"]


def explain_row(  # noqa: PLR0913 as assess_table
    row: Any,  # noqa: ANN401 a row of any package
    role: str,
    *,
    catalogue: Catalogue | None = None,
    on_unknown: Literal["reject", "other"] = "reject",
    columns: Mapping[str, str] | None = None,
    categories: Mapping[str, Mapping[str, str | None]] | None = None,
) -> Explanation:
    """Say why a row of a table got its verdict about a role: as `assess(…).explain(role)` does.

    Args:
        row: A mapping by column, a row of pandas (`df.loc[7]`), or a table of one row.
        role: The role.
        catalogue: The facts to decide by; the library's own where left out.
        on_unknown: As for `assess_table`.
        columns: As for `assess_table`.
        categories: As for `assess_table`.

    Raises:
        TableError: Two columns tell the same, or one what there is not.
        ProfileError: With every fault of the row.
        UnknownIdError: There is no such role.

    Examples:
        >>> shop = {"shop": 1, "sector": "clothing", "monthly_orders": 450}
        >>> explain_row(shop, "ecommerce_manager").verdict.value
        'recommended'
    """
    facts = catalogue or load_catalogue()
    options = Options(
        on_unknown=on_unknown,
        columns=FrozenMap(columns or {}),
        categories=FrozenMap(categories or {}),
    )
    cells = {name: plain(value) for name, value in flat(_mapping(row), facts)}
    layout = layout_of(list(cells), facts, options)
    data = profile_data(cells, layout)
    words = Words(facts, options)
    return assess(
        {key: _meant(key, value, words) for key, value in data.items()}, catalogue=facts
    ).explanation(role)


def _mapping(row: Any) -> Mapping[str, object]:  # noqa: ANN401 a row of any package
    """Give a row as a mapping."""
    if is_mapping(row):
        return {str(name): value for name, value in row.items()}
    for name in ("to_pylist", "to_dicts"):
        if hasattr(row, name):
            rows: list[dict[str, object]] = getattr(row, name)()
            return rows[0] if len(rows) == 1 else _no_row(row)
    convert = getattr(row, "to_dict", None)
    data: object = None
    if callable(convert):
        data = convert("records") if hasattr(row, "columns") else convert()
    if is_sequence(data) and len(data) == 1:
        data = data[0]
    return {str(k): v for k, v in data.items()} if is_mapping(data) else _no_row(row)


def _no_row(row: object) -> Mapping[str, object]:
    message = f"one row is wanted, as a mapping or as a table of one row, this is {type(row)}"
    raise TypeError(message)


def _meant(key: str, value: object, words: Words) -> object:
    """Give a cell with the caller's words replaced by ours; what is wrong stays, to be judged."""
    fld = words.catalogue.fields.get(key)
    if is_mapping(value):
        return {name: _meant(f"{key}.{name}", part, words) for name, part in value.items()}
    if fld is None:
        return value
    if fld.type == "set" and is_sequence(value):
        return [word for entry in value for word in _entry(fld.id, entry, words)]
    if not isinstance(value, str):
        return value
    judged = words.judge(fld, value)
    if judged.problem is not None:
        return value
    domain = words.catalogue.program.inputs[key]
    if isinstance(domain, Ordered) and isinstance(judged.value, int):
        return domain.levels[judged.value]
    return judged.value


def _entry(key: str, entry: object, words: Words) -> list[object]:
    judged = words.judge(words.catalogue.fields[key], entry)
    if judged.problem is not None:
        return [entry]
    found = sorted(judged.value) if isinstance(judged.value, frozenset) else []
    return [int(word) for word in found] if isinstance(entry, int) else list(found)
