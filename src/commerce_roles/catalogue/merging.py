"""All documents of a folder as one, told apart from older ones by the hash of their texts.

The build reads this file by its path, so it imports nothing but Python's own modules.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

__all__ = ["KEPT", "digest_of", "documents_of", "keep", "texts_of"]

KEPT: Final = "__pycache__/compiled.json"
"""Where a checkout keeps its documents merged, beside Python's own compiled files."""


def texts_of(folder: Path) -> dict[str, bytes]:
    """Read every TOML file below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.toml"))
    }


def digest_of(texts: Mapping[str, bytes]) -> str:
    """Hash texts, with the names of their files."""
    found = hashlib.sha256()
    for name, text in texts.items():
        found.update(f"{name} {len(text)}\n".encode())
        found.update(text)
    return found.hexdigest()


def documents_of(texts: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Parse TOML texts, by the names of their files."""
    return {name: tomllib.loads(text.decode("utf-8")) for name, text in texts.items()}


def keep(folder: Path, digest: str, documents: Mapping[str, object]) -> None:
    """Keep documents for the next process; where nothing can be written, do without."""
    target = folder / KEPT
    text = json.dumps({"digest": digest, "documents": documents}, ensure_ascii=False)
    written = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(exist_ok=True)
        written.write_text(text, encoding="utf-8")
        written.replace(target)
    except OSError:
        with suppress(OSError):
            written.unlink()
