"""The library with what it needs, and Python's own modules, compiled for the Python of the page.

Pyodide comes with the sources of Python's modules, and would compile them anew whenever a page is
opened: half the time until Python is there.
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from commerce_roles.catalogue.builtin import builtin_documents
from making.places import ROOT
from making.playground.places import LIBRARY, PAGE, PYODIDE, PYTHON

_LIBRARY: Final = ROOT / "src/commerce_roles"
_NEEDED: Final = ("attr", "attrs", "cattrs", "typing_extensions")
"""What the decision imports; networkx it does not."""
_UNUSED: Final = frozenset(
    {
        "assessment/tables",
        "cli",
        "graph",
        "interchange",
        "staffing/composing",
        "staffing/measuring",
        "strategy",
        "testing.py",
    }
)
"""Parts of the library that the page never imports."""
_UNUSED_BESIDE: Final = frozenset({"cattrs/preconf", "cattrs/strategies"})
"""Parts of what it imports that nothing here uses."""
_UNUSED_OF_PYTHON: Final = frozenset(
    {
        *("_pyio.py", "_pyrepl", "configparser.py", "ctypes", "doctest.py", "email", "ftplib.py"),
        *("http", "imaplib.py", "mailbox.py", "multiprocessing", "optparse.py", "pdb.py"),
        *("pickletools.py", "pydoc.py", "smtplib.py", "sqlite3", "unittest", "wsgiref"),
        *("xml", "xmlrpc"),
    }
)
"""Parts of Python's own modules, the larger ones, that neither Pyodide nor the library imports."""
_COMPILE: Final = Path(__file__).with_name("compile.mjs")
_DATED: Final = (1980, 1, 1, 0, 0, 0)
"""When every file of the archive was written: the same input gives the same bytes."""


def archives() -> dict[str, bytes]:
    """Make the archives by name: compiled modules, the facts in one file, and nothing else.

    Raises:
        subprocess.CalledProcessError: Python in node could not compile the modules.
    """
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        library, python = stage / "library", stage / "python"
        for name, source in _sources():
            target = library / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        with zipfile.ZipFile(PYODIDE / PYTHON) as archive:
            archive.extractall(python, [name for name in archive.namelist() if _is_used(name)])
        node = shutil.which("node") or "node"
        command = [node, str(_COMPILE), str(stage)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)  # noqa: S603 our own
        facts = library / "commerce_roles/data/compiled.json"
        facts.parent.mkdir()
        text = json.dumps(builtin_documents(), ensure_ascii=False, separators=(",", ":"))
        facts.write_text(text, encoding="utf-8")
        return {LIBRARY: _archive(library), PYTHON: _archive(python)}


def _is_used(name: str) -> bool:
    return name.partition("/")[0] not in _UNUSED_OF_PYTHON


def _sources() -> Iterator[tuple[str, Path]]:
    """Give every module's place in the archive, and its source."""
    for path in sorted(PAGE.glob("*.py")):
        yield path.name, path
    for path in sorted(_LIBRARY.rglob("*.py")):
        inside = path.relative_to(_LIBRARY)
        if not any(inside.is_relative_to(part) for part in _UNUSED):
            yield f"commerce_roles/{inside.as_posix()}", path
    for package in _NEEDED:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ImportError(package)
        origin = Path(spec.origin)
        if origin.name != "__init__.py":
            yield origin.name, origin
            continue
        for path in sorted(origin.parent.rglob("*.py")):
            name = Path(package) / path.relative_to(origin.parent)
            if not any(name.is_relative_to(part) for part in _UNUSED_BESIDE):
                yield name.as_posix(), path


def _archive(folder: Path) -> bytes:
    """Pack what was compiled and what is no module, in the order of names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".py":
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DATED)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return written.getvalue()
