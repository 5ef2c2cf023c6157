"""Rows of businesses as one table of Arrow, and what `assess` says of each row."""

from typing import Any, Final

import pyarrow as pa

from commerce_roles.assessment import Assessment, Engine
from commerce_roles.assessment.tables.columns import flat_columns
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import key_of

PLAIN: Final = {"existing_posts"}


def expected(result: Assessment, catalogue: Catalogue) -> dict[str, Any]:
    """Give the result columns of one row, as `assess` and the engine have them."""
    engine = Engine.of(catalogue)
    decided = engine.verdicts(engine.values(result.profile))
    ranged = engine.ranges(engine.known(result.profile))
    found: dict[str, Any] = {}
    for place, role in enumerate(engine.roles):
        own = result[role]
        hours = own.hours[catalogue.levels[0]]
        found |= {
            f"{role}_verdict": own.verdict.value,
            f"{role}_score": own.score,
            f"{role}_score_min": own.score_range[0],
            f"{role}_score_max": own.score_range[1],
            f"{role}_decided": own.decided,
            f"{role}_margin_up": own.margin_up,
            f"{role}_margin_down": own.margin_down,
            f"{role}_hours_low": hours.low,
            f"{role}_hours_typical": hours.typical,
            f"{role}_hours_high": hours.high,
            f"{role}_sourcing": own.sourcing.value,
            f"{role}_fired_1": decided.fired[place],
            f"{role}_unknown_1": ranged.open[place],
        }
        assert key_of("verdict", role) in catalogue.program.forms
    return {**found, "decision_hash": catalogue.decision_hash}


def arrow_table(rows: list[dict[str, Any]], catalogue: Catalogue) -> pa.Table:
    """Make a table of Arrow with a column for every field that some row tells."""
    columns = {"row": list(range(len(rows))), **flat_columns(rows, catalogue)}
    return pa.table({name: pa.array(cells) for name, cells in columns.items()})
