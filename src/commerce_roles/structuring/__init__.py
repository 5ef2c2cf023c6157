"""Plain data to values: strict, every fault at once, each with its file and path.

`read_document` turns a file into plain data, `parse_sheet` CSV into cells, `structure` plain data
into a value of the model, `frame` rows of plain data into a data frame, `rows_of` a data frame
into rows; what is `Tabled` writes itself as both. `Export` is what was written for other programs,
with what was lost. `in_form` asks for the form of a document, and
brings an older one to it. `sample_path` finds what there is to try it with.

May import: `model`, `errors`.
"""

from commerce_roles.structuring.converting import structure
from commerce_roles.structuring.documents import (
    LARGEST_FILE,
    TOO_DEEP,
    as_json,
    as_toml,
    parse_document,
    parse_line,
    read_bytes,
    read_document,
    read_text,
    unusable,
)
from commerce_roles.structuring.exporting import Export, Omitted
from commerce_roles.structuring.forms import Step, in_form
from commerce_roles.structuring.framing import FrameKind, Tabled, frame, is_frame, rows_of
from commerce_roles.structuring.sampling import sample_names, sample_path
from commerce_roles.structuring.shapes import (
    is_collection,
    is_finite,
    is_mapping,
    is_sequence,
    mismatch,
    shown,
    thawed,
)
from commerce_roles.structuring.sheets import (
    Cell,
    DecimalMark,
    Sheet,
    mark_of,
    number_in,
    parse_sheet,
)
from commerce_roles.structuring.strangers import strangers

__all__ = [
    "LARGEST_FILE",
    "TOO_DEEP",
    "Cell",
    "DecimalMark",
    "Export",
    "FrameKind",
    "Omitted",
    "Sheet",
    "Step",
    "Tabled",
    "as_json",
    "as_toml",
    "frame",
    "in_form",
    "is_collection",
    "is_finite",
    "is_frame",
    "is_mapping",
    "is_sequence",
    "mark_of",
    "mismatch",
    "number_in",
    "parse_document",
    "parse_line",
    "parse_sheet",
    "read_bytes",
    "read_document",
    "read_text",
    "rows_of",
    "sample_names",
    "sample_path",
    "shown",
    "strangers",
    "structure",
    "thawed",
    "unusable",
]
