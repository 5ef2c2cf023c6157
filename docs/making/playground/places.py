"""Where the parts of the engine come from, and whether they are at hand."""

import shutil
from pathlib import Path
from typing import Final

from making.places import ROOT

PYODIDE: Final = ROOT / "node_modules/pyodide"
"""Python for the browser, as `npm ci` installs it."""
RUNTIME: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
"""What of it the page loads as it is."""
PYTHON: Final = "python_stdlib.zip"
"""Python's own modules, which the page loads compiled."""
LOCK: Final = "pyodide-lock.json"
"""Its list of further packages."""
LIBRARY: Final = "library.zip"
"""The library with what it needs, as the page loads it."""
PAGE: Final = ROOT / "docs/playground"
"""The page's own code."""
CHECKLIST: Final = PAGE / "checklist.json"
"""The checklist, which takes too long to derive while the site is built."""


def missing(pyodide: Path = PYODIDE) -> str:
    """Say what of the engine's tools is not there; empty if all is."""
    if shutil.which("node") is None:
        return "node is not installed"
    absent = [name for name in (*RUNTIME, PYTHON, LOCK) if not (pyodide / name).is_file()]
    return "`npm ci` has not installed pyodide" if absent else ""
