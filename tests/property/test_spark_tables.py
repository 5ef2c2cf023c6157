"""A frame of Spark gets what the same table gets here; run where pyspark is installed."""

from collections.abc import Iterator
from typing import Any

import pytest
from strategies.sampling import businesses
from strategies.tables import arrow_table

from commerce_roles import assess_table, load_catalogue

sql: Any = pytest.importorskip("pyspark.sql")
pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # of pyspark about pandas 3
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of the gateway to Java
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    found = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    started = found.getOrCreate()
    yield started
    started.stop()


def test_a_frame_of_spark_is_assessed_on_its_workers(session: Any) -> None:
    catalogue = load_catalogue()
    rows = [{k: v for k, v in row.items() if len(k) % 3} for row in businesses(catalogue, 5, 60)]
    table = arrow_table(rows, catalogue)
    frame = session.createDataFrame(table)
    found = assess_table(frame)
    assert type(found) is type(frame)
    told = sorted((row.asDict(recursive=True) for row in found.collect()), key=lambda r: r["row"])
    assert told == assess_table(table).to_pylist()
