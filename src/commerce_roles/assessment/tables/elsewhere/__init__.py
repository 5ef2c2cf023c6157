"""Tables decided by their own engine: lazy frames of polars, relations of DuckDB, tables of ibis.

The rules run once over nodes in place of arrays (`nodes`), by the same kernel; what is left behind
is written out as expressions of Narwhals (`writing_out`). What the columns hold is looked at first,
in the engine (`looking`): words are judged, wrong values refused, and what has no nulls needs no
rails. Nulls never reach a rule: each column is split into what it says and whether it says it.

May import: what `tables` may; `narwhals`, which comes with the extra `tables`.
"""

from commerce_roles.assessment.tables.elsewhere.deciding import decided_elsewhere

__all__ = ["decided_elsewhere"]
