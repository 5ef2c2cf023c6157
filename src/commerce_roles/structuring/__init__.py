"""Plain data to values: strict, every fault at once, each with its file and path.

`read_document` turns a file into plain data, `structure` plain data into a value of the model,
`frame` rows of plain data into a data frame, `rows_of` a data frame into rows.

May import: `model`, `errors`.
"""

from commerce_roles.structuring.converting import structure
from commerce_roles.structuring.documents import (
    LARGEST_FILE,
    TOO_DEEP,
    parse_document,
    read_document,
    read_text,
    unusable,
)
from commerce_roles.structuring.framing import frame, is_frame, rows_of
from commerce_roles.structuring.shapes import is_collection, is_mapping, is_sequence, shown, thawed

__all__ = [
    "LARGEST_FILE",
    "TOO_DEEP",
    "frame",
    "is_collection",
    "is_frame",
    "is_mapping",
    "is_sequence",
    "parse_document",
    "read_document",
    "read_text",
    "rows_of",
    "shown",
    "structure",
    "thawed",
    "unusable",
]
