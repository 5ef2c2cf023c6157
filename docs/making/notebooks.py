"""The notebooks as pages: run as a reader would run them, and shown with what came out."""

import logging
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from making.places import ROOT

NOTEBOOKS: Final = ROOT / "examples/notebooks"
_NEEDED: Final = ("nbclient", "nbconvert", "ipykernel", "pandas", "pyarrow", "scipy")
_LONGEST: Final = 600
"""Seconds after which a cell is given up."""
_BEST_FIRST: Final = ["text/html", "image/svg+xml", "text/markdown", "text/plain"]


def pages() -> Iterator[tuple[str, str]]:
    """Run every notebook, and write it as a page: its path among the pages, and its text.

    Where a package that they need is missing, nothing is run, a page says so, and so does the log.
    """
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if missing:
        log = logging.getLogger("mkdocs.hooks")
        log.info("Notebooks are left out: install %s to run them", ", ".join(missing))
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text = _not_run(path) if missing else written(path)
        yield f"notebooks/{path.stem}.md", text


@lru_cache
def written(path: Path) -> str:
    """Run a notebook in the folder of the project, and write it with what came out.

    Raises:
        CellExecutionError: A cell fails; the message has the cell and what it said.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import MarkdownExporter
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as sockets:
        config = Config(
            {
                # in the folder of the project, two builds at once would talk to one kernel
                "ConnectionFileMixin": {"transport": "ipc", "ip": f"{sockets}/kernel"},
                "NbConvertBase": {"display_data_priority": _BEST_FIRST},
            }
        )
        place = {"metadata": {"path": str(ROOT)}}
        NotebookClient(notebook, timeout=_LONGEST, resources=place, config=config).execute()
        text, _ = MarkdownExporter(config=config).from_notebook_node(notebook)
    return f"{text.strip()}\n\nThe notebook itself: `examples/notebooks/{path.name}`.\n"


def _not_run(path: Path) -> str:
    said = f"This page was built without what `examples/notebooks/{path.name}` needs to be run."
    return f"# {path.stem}\n\n{said}\n"
