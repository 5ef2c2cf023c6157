"""Tables of businesses: a million assessed at once, each row as `assess` would.

Rules run on whole columns, on three rails: the least and the most that may be, and the best
estimate. A null becomes two rails apart, and no data frame's own logic of nulls is ever asked.
What missing answers leave open is exact, as for one business: where the rails leave more than one
outcome, rows of which the same is left are asked about once (`possible`).

| module | what it does |
|---|---|
| `assessing`, `explaining` | the front doors: a table, and one row of it |
| `frames`, `columns`, `flattening` | tables of other packages, cells of Python, rows of mappings |
| `clusters` | lazy frames, Dask, Spark: part by part |
| `arrow_tables` | columns of Arrow, chunk by chunk |
| `layout`, `telling`, `judged`, `faults` | which column tells what; what all tell; what is wrong |
| `arrow_reading`, `posts` | cells of Arrow judged and read |
| `wanted`, `results` | which results are asked for; their columns |
| `elsewhere` | tables that their own engine decides, in expressions of Narwhals |
| `earlier`, `gathering` | earlier runs beside tonight's; columns of tables of any kind |
| `batching`, `sources`, `sinks` | files assessed in pieces, taken up where a run stopped |
| `cutting` | rows of files counted, tables cut, sets read from text |
| `kernel` | answers in, results out |
| `answers` | what was told, and what stands for it where nothing was |
| `planning`, `writing` | the rules as one list of operations |
| `rails`, `numbers`, `texts`, `sets`, `choosing` | columns of each kind, what is done with them |
| `ladders` | points, floors, caps, verdicts, masks of rules |
| `cells`, `possible`, `shapes` | all that missing answers leave open |

May import: what `assessment` may; `numpy` and `pyarrow`, which come with the extra `tables`; every
package of tables is imported only for a table of it.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.tables.assessing import assess_table
    from commerce_roles.assessment.tables.batching import BatchResult, assess_file
    from commerce_roles.assessment.tables.explaining import explain_row
    from commerce_roles.assessment.tables.layout import Options

__all__ = ["BatchResult", "Options", "assess_file", "assess_table", "explain_row"]

_HOMES: Final = {
    "BatchResult": "commerce_roles.assessment.tables.batching",
    "Options": "commerce_roles.assessment.tables.layout",
    "assess_file": "commerce_roles.assessment.tables.batching",
    "assess_table": "commerce_roles.assessment.tables.assessing",
    "explain_row": "commerce_roles.assessment.tables.explaining",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
