"""Findings as a Parquet file: the rows of the CSV, with types, and every text exactly as it is."""

from __future__ import annotations

import io

from rashomon.errors import ExportError
from rashomon.views.exports.findings import Selection
from rashomon.views.exports.tables import COLUMNS, rows


def write(selection: Selection) -> bytes:
    """One row group, zstd. Raises ExportError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError('Parquet needs pyarrow; install it with: pip install "rashomon[parquet]"') from error
    types = {str: pa.string(), int: pa.int64()}
    schema = pa.schema(
        [pa.field(name, types[kind]) for name, kind in COLUMNS],
        metadata={"format": selection.dossier["format"], "story": selection.dossier["story"]["title"]},
    )
    columns = list(zip(*rows(selection), strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
    return stream.getvalue()
