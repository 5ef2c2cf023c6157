"""Tables that are worked on later or elsewhere: lazy frames, Dask, Spark; part by part."""

from collections.abc import Callable, Iterator

from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, needed, pyarrow
from commerce_roles.catalogue import Catalogue

__all__ = ["on_dask", "on_polars_lazy", "on_spark"]

Assess = Callable[[Foreign, Catalogue, Options], Foreign]


def on_polars_lazy(table: Foreign, assess: Callable[[Foreign], Foreign]) -> Foreign:
    """Assess a lazy frame when it is collected."""
    polars = needed("polars")
    schema = dict(table.collect_schema())
    names = list(schema)
    empty = polars.DataFrame(schema={name: schema[name] for name in names})
    return table.map_batches(
        assess,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
        schema=assess(empty).schema,
    )


def on_dask(table: Foreign, assess: Assess, catalogue: Catalogue, options: Options) -> Foreign:
    """Assess a frame of Dask, partition by partition, where each of them is."""
    meta = assess(table._meta, catalogue, options)  # noqa: SLF001 the empty frame that Dask keeps
    return table.map_partitions(assess, catalogue, options, meta=meta)


def on_spark(
    table: Foreign,
    schema: Foreign,
    assess: Assess,
    catalogue: Catalogue,
    options: Options,
) -> Foreign:
    """Assess a frame of Spark, batch by batch, on its workers; `schema` is that of the results."""
    types = needed("pyspark.sql.types", "tables")
    arrow = pyarrow()
    kinds = {
        "int32": types.IntegerType(),
        "int64": types.LongType(),
        "double": types.DoubleType(),
        "bool": types.BooleanType(),
    }
    fields = [field for field in table.schema.fields if field.name not in schema.names]
    fields += [
        types.StructField(field.name, kinds.get(str(field.type), types.StringType()))
        for field in schema
    ]

    def part(batches: Iterator[Foreign]) -> Iterator[Foreign]:
        for batch in batches:
            found = assess(batch, catalogue, options)
            columns = [
                column.dictionary_decode() if arrow.types.is_dictionary(column.type) else column
                for column in found.columns
            ]
            yield arrow.RecordBatch.from_arrays(columns, names=found.schema.names)

    return table.mapInArrow(part, types.StructType(fields))
