"""A frame of Dask on a cluster of its own gets what the same table gets here."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from strategies.influencers import OVERLAY
from strategies.sampling import businesses
from strategies.tables import arrow_table

from commerce_roles import assess_table, load_catalogue

distributed: Any = pytest.importorskip("distributed", reason="distributed is not installed")
dask: Any = pytest.importorskip("dask")
frames: Any = pytest.importorskip("dask.dataframe")
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of sockets that workers leave
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    )
    with cluster, distributed.Client(cluster) as found:
        yield found


def test_workers_decide_by_the_facts_that_travel_with_the_call(client: Any) -> None:
    """An overlay too: workers of other processes read no file of it."""
    catalogue = load_catalogue(OVERLAY)
    rows = [{k: v for k, v in row.items() if len(k) % 3} for row in businesses(catalogue, 5, 40)]
    table = arrow_table(rows, catalogue)
    with dask.config.set({"dataframe.convert-string": False}):
        frame = frames.from_pandas(table.to_pandas(), npartitions=4)
        found = assess_table(frame, catalogue=catalogue, results=["verdict", "score", "decided"])
        whole = client.compute(found).result()
    wanted = assess_table(table, catalogue=catalogue, results=["verdict", "score", "decided"])
    names = [name for name in wanted.column_names if name not in table.column_names]
    told = pa.Table.from_pandas(whole[names], preserve_index=False)
    assert told.to_pylist() == wanted.select(names).to_pylist()
