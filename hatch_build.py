"""Builds the package with the facts in one JSON file beside the TOML, which reads much faster.

The TOML stays the source; a test compares the two wherever both are installed. The examples of the
repository go into the wheel as samples.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src/commerce_roles")
COMPILED = "commerce_roles/data/compiled.json"
SAMPLES = "examples"


class CustomBuildHook(BuildHookInterface[Any]):
    """Merges the facts: into the wheel, or for an editable install where a checkout keeps them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the merged facts."""
        if self.target_name != "wheel":
            return
        merging = _merging(Path(self.root) / PACKAGE / "catalogue/merging.py")
        folder = Path(self.root) / PACKAGE / "data"
        texts = merging.texts_of(folder)
        documents = merging.documents_of(texts)
        if version == "editable":
            merging.keep(folder, merging.digest_of(texts), documents)
            return
        target = Path(self.directory) / "compiled.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(documents, ensure_ascii=False, separators=(",", ":"))
        target.write_text(text, encoding="utf-8")
        build_data["force_include"][str(target)] = COMPILED
        build_data["force_include"][str(Path(self.root) / SAMPLES)] = f"commerce_roles/{SAMPLES}"


def _merging(path: Path) -> ModuleType:
    """Load the one module that says how, without what the package needs at run time."""
    spec = importlib.util.spec_from_file_location("merging", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
