"""Builds the wheel with the facts in one JSON file beside the TOML, which reads much faster.

The TOML stays the source; a test compares the two wherever both are installed.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = Path("src/commerce_roles/data")
COMPILED = "commerce_roles/data/compiled.json"


class CustomBuildHook(BuildHookInterface[Any]):
    """Merges the facts as the loader does: by kind and id, with the file of each."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the merged facts and put them into the wheel; an editable install has none."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        target = Path(self.directory) / "compiled.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_compiled(root / DATA), encoding="utf-8")
        build_data["force_include"][str(target)] = COMPILED


def _compiled(folder: Path) -> str:
    documents = {
        path.relative_to(folder).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.toml"))
    }
    return json.dumps(documents, ensure_ascii=False, separators=(",", ":"))
