"""The library's own documents: TOML to edit, read once and then from one JSON file.

Reading so much TOML takes ten times as long as JSON. A wheel is built with the documents merged
in one JSON file. A checkout keeps them so where Python keeps its own compiled files, with the hash
of all TOML they were read from: after any edit, the TOML is read anew.
"""

import json
import sys
from pathlib import Path
from typing import Final

from commerce_roles.catalogue.merging import KEPT, digest_of, documents_of, keep, texts_of
from commerce_roles.catalogue.reading import Documents
from commerce_roles.structuring import is_mapping

__all__ = ["DATA", "builtin_documents", "merged_documents"]

DATA: Final = Path(__file__).parent.parent / "data"
"""The library's own facts."""
_MERGED: Final = "compiled.json"


def builtin_documents() -> Documents:
    """Read the facts that come with the library, in the fastest way there is."""
    merged = merged_documents()
    if merged is not None:
        return merged
    texts = texts_of(DATA)
    digest = digest_of(texts)
    kept = _kept(digest)
    if kept is not None:
        return kept
    documents = documents_of(texts)
    if not sys.dont_write_bytecode:
        keep(DATA, digest, documents)
    return documents


def merged_documents() -> Documents | None:
    """Read every TOML file of the facts as a wheel keeps them in one file; None outside one."""
    merged = DATA / _MERGED
    if not merged.is_file():
        return None
    documents: Documents = json.loads(merged.read_text(encoding="utf-8"))
    return documents


def _kept(digest: str) -> Documents | None:
    """Give what was kept, if it was read from the same files; what is kept wrongly counts not."""
    try:
        kept: object = json.loads((DATA / KEPT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not is_mapping(kept) or kept.get("digest") != digest:
        return None
    documents = kept.get("documents")
    if not is_mapping(documents):
        return None
    return {name: document for name, document in documents.items() if is_mapping(document)}
