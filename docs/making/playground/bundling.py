"""The library and what it needs as one archive, compiled for the Python of the page."""

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
from making.playground.places import PAGE

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
_COMPILE: Final = Path(__file__).with_name("compile.mjs")
_DATED: Final = (1980, 1, 1, 0, 0, 0)
"""When every file of the archive was written: the same input gives the same bytes."""


def bundle() -> bytes:
    """Make the archive: compiled modules and the facts in one file, and nothing else.

    Raises:
        subprocess.CalledProcessError: Python in node could not compile the modules.
    """
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        for name, source in _sources():
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        node = shutil.which("node") or "node"
        command = [node, str(_COMPILE), str(stage)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)  # noqa: S603 our own
        facts = stage / "commerce_roles/data/compiled.json"
        facts.parent.mkdir()
        text = json.dumps(builtin_documents(), ensure_ascii=False, separators=(",", ":"))
        facts.write_text(text, encoding="utf-8")
        return _archive(stage)


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


def _archive(stage: Path) -> bytes:
    """Pack what was compiled, and the facts, in the order of names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(stage.rglob("*")):
            if path.suffix in {".pyc", ".json"}:
                entry = zipfile.ZipInfo(path.relative_to(stage).as_posix(), _DATED)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return written.getvalue()
