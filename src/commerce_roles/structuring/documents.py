"""From a file to plain data: bounded, UTF-8, TOML or JSON, every refusal with its remedy."""

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from commerce_roles.errors import InputError
from commerce_roles.structuring.shapes import is_mapping

__all__ = ["LARGEST_FILE", "parse_document", "read_document"]

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes a file of facts or of a business may have."""
_STANDARD_INPUT: Final = "-"


def read_document(path: str | Path) -> Mapping[str, object]:
    """Read one TOML or JSON file; `-` is standard input.

    Raises:
        InputError: The file is missing, empty, too large, not UTF-8, or not TOML or JSON.
    """
    name = str(path)
    if name == _STANDARD_INPUT:
        name = "standard input"
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        data = _bytes(Path(path))
    if len(data) > LARGEST_FILE:
        message = f"the file has more than {LARGEST_FILE // 1024:,} KiB"
        raise InputError.of(message, file=name, remedy="describe one business in one file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8"
        raise InputError.of(message, file=name, remedy="save the file as UTF-8") from None
    return parse_document(text, name)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        message, remedy = "there is no such file", _similar(path)
    except IsADirectoryError:
        message, remedy = "this is a folder", "name a TOML or JSON file in it"
    except (OSError, ValueError) as error:
        message, remedy = f"the file cannot be read: {error}", "name a TOML or JSON file"
    raise InputError.of(message, file=str(path), remedy=remedy)


def _similar(path: Path) -> str:
    from commerce_roles.errors import nearest

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return "check the path"
    near = nearest(path.name, names)
    return f"did you mean {path.with_name(near[0])}?" if near else "check the path"


def parse_document(text: str, name: str) -> Mapping[str, object]:
    """Parse TOML, or JSON where the name or the first character says so.

    Raises:
        InputError: The text is empty or malformed.
    """
    if not text.strip():
        remedy = 'write at least one line, such as sector = "clothing"'
        raise InputError.of("the file is empty", file=name, remedy=remedy)
    is_json = name.endswith(".json") or (
        not name.endswith(".toml") and text.lstrip().startswith(("{", "["))
    )
    try:
        data = _json(text) if is_json else tomllib.loads(text)
    except RecursionError:
        message = "the file is nested too deep"
        raise InputError.of(message, file=name, remedy="a few levels are enough") from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, ValueError) as error:
        kind = "JSON" if is_json else "TOML"
        message = f"the file is not {kind}: {error}"
        remedy = "compare it with a file under examples/"
        raise InputError.of(message, file=name, remedy=remedy) from None
    if not is_mapping(data):
        message = f"a mapping is wanted, this is a {type(data).__name__}"
        raise InputError.of(message, file=name, remedy="begin with { in JSON")
    return data


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            message = f"the key {key!r} stands twice"
            raise ValueError(message)
        found[key] = value
    return found


def _refuse_constant(constant: str) -> object:
    message = f"{constant} is no number"
    raise ValueError(message)
