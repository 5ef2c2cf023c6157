"""Keep a file of each form that has none: `python tests/formats/keep.py`, from the root.

Whoever changes a form gives it a new version and runs this; the files of earlier versions stay, and
are read by every later version. Of what is only written, lists keep their first item.
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from strategies.written import VALUES, written  # noqa: E402 found only then

from commerce_roles.interchange.formats import FORMATS, Format  # noqa: E402
from commerce_roles.structuring import as_json  # noqa: E402

__all__ = ["UNKEPT", "file_of", "kept"]

UNKEPT = {"facts"}
"""The library's own facts: what is read again at every start."""


def file_of(form: Format) -> Path:
    """Name the file of a form."""
    return HERE / f"{form.name}-{form.version}.json"


def kept(form: Format) -> Any:
    """Give what is kept of a form."""
    data = written(form.name, VALUES[form.name]())
    plain = json.loads(data if isinstance(data, str) else as_json(data))
    return plain if form.reads else _short(plain)


def _short(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _short(part) for key, part in data.items()}
    return [_short(part) for part in data[:1]] if isinstance(data, list) else data


if __name__ == "__main__":
    for one in FORMATS:
        if one.name not in UNKEPT and not file_of(one).exists():
            file_of(one).write_text(as_json(kept(one)), encoding="utf-8")
            print(file_of(one))  # noqa: T201 a command
