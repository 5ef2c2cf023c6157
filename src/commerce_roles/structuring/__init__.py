"""Plain data to values: strict, every fault at once, each with its file and path.

`read_document` turns a file into plain data, `structure` plain data into a value of the model.

May import: `model`, `errors`.
"""

from commerce_roles.structuring.converting import structure
from commerce_roles.structuring.documents import LARGEST_FILE, parse_document, read_document

__all__ = ["LARGEST_FILE", "parse_document", "read_document", "structure"]
