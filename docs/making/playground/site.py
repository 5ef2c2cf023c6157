"""Everything of the playground that the site is built with: pages, and the engine if it can be."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from commerce_roles.catalogue import Catalogue
from commerce_roles.structuring import as_json
from making.playground.bundling import archives
from making.playground.page import FOLDER, Engine, address, page
from making.playground.places import LOCK, PYODIDE, RUNTIME, missing

__all__ = ["engine_files", "pages"]


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Write the page in every language that has names: its path, and its text."""
    size = sum(map(_size, dict(engine_files()).values()))
    for lang in catalogue.label_languages:
        yield address(catalogue, lang), page(catalogue, lang, Engine(size))


def engine_files() -> Iterator[tuple[str, bytes | Path]]:
    """Give the files of the engine: their path, and their content or where they are.

    Nothing, where the tools that make it are not there.
    """
    if missing():
        return
    for name in RUNTIME:
        yield f"{FOLDER}/engine/{name}", PYODIDE / name
    yield f"{FOLDER}/engine/{LOCK}", _no_packages()
    for name, archive in _archives().items():
        yield f"{FOLDER}/engine/{name}", archive


def _no_packages() -> bytes:
    """Write Pyodide's list of further packages without any: none is loaded."""
    info = json.loads((PYODIDE / LOCK).read_bytes())["info"]
    return as_json({"info": info, "packages": {}}).encode()


@cache
def _archives() -> dict[str, bytes]:
    """Make the archives once: it takes a while."""
    return archives()


def _size(file: bytes | Path) -> int:
    return len(file) if isinstance(file, bytes) else file.stat().st_size
