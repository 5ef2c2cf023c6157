"""From a file to plain data: bounded, Unicode, TOML or JSON, every refusal with its remedy."""

import codecs
import json
import math
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from commerce_roles.errors import InputError, MissingPackageError, Problem, nearest
from commerce_roles.structuring.shapes import is_mapping, is_sequence

__all__ = [
    "LARGEST_FILE", "TOO_DEEP", "as_json", "as_toml", "parse_document", "parse_line",
    "read_bytes", "read_document", "read_text", "unusable",
]  # fmt: skip

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes a file of facts or of a business may have."""
TOO_DEEP: Final = "the file is nested too deep"
_TABLE: Final = re.compile(r"\[\[?\s*[A-Za-z_][\w.\s-]*\]")
"""A head of a table of TOML, which no JSON begins with."""
_STANDARD_INPUT: Final = "-"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LARGEST_NUMBER: Final = 2**63 - 1
_DEEPEST: Final = 50
_MOST_DOTS: Final = 200
_PLACE: Final = re.compile(r"\bline ([0-9]+)")
_QUOTED: Final = re.compile(r"""("[^"]*"|'[^']*'|#.*)""")
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


def read_document(path: str | Path) -> Mapping[str, object]:
    """Read one TOML or JSON file; `-` is standard input.

    Raises:
        InputError: The file is missing, empty, too large, not UTF-8, or not TOML or JSON.
    """
    name, text = read_text(path)
    return parse_document(text, name)


def read_text(path: str | Path, *, most: int = LARGEST_FILE) -> tuple[str, str]:
    """Read one file as text; `-` is standard input.

    Args:
        path: The file.
        most: Bytes that it may have.

    Returns:
        The name by which messages speak of it, and the text without a byte order mark.

    Raises:
        InputError: The file is missing, too large, or neither UTF-8 nor UTF-16 with its mark.
    """
    data, name = read_bytes(path, most=most)
    try:
        return name, data.decode("UTF-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not {'UTF-16' if data.startswith(_UTF16) else 'UTF-8'}"
        raise InputError.of(message, file=name, remedy="save the file as UTF-8") from None


def read_bytes(path: str | Path, *, most: int = LARGEST_FILE) -> tuple[bytes, str]:
    """Read one file, and name it as messages do; `-` is standard input.

    Args:
        path: The file.
        most: Bytes that it may have.

    Raises:
        InputError: The file is missing, cannot be read, or is too large.
    """
    name = str(path)
    if name == _STANDARD_INPUT:
        name = "standard input"
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(most + 1)
    else:
        data = _bytes(Path(path), most)
    if len(data) > most:
        message = f"the file has more than {most // 1024:,} KiB"
        raise InputError.of(message, file=name, remedy="split it into smaller ones")
    return data, name


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        message, remedy = "there is no such file", _similar(path)
    except IsADirectoryError:
        message, remedy = "this is a folder", "name a file in it"
    except (OSError, ValueError) as error:
        message, remedy = f"the file cannot be read: {error}", "name another file"
    raise InputError.of(message, file=str(path), remedy=remedy)


def _similar(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return "check the path"
    near = nearest(path.name, names)
    return f"did you mean {path.with_name(near[0])}?" if near else "check the path"


def parse_document(text: str, name: str) -> Mapping[str, object]:
    """Parse TOML, or JSON where the name or the first character says so.

    Raises:
        InputError: The text is empty, malformed, nested too deep, or holds a number or a text
            that no other program could read.
    """
    if not text.strip():
        remedy = 'write at least one line, such as sector = "clothing"'
        raise InputError.of("the file is empty", file=name, remedy=remedy)
    is_json = name.lower().endswith(".json") or (
        not name.lower().endswith(".toml")
        and text.lstrip().startswith(("{", "["))
        and not _TABLE.match(text.lstrip())
    )
    try:
        data = _json(text) if is_json else _toml(text)
    except RecursionError:
        raise InputError([_too_deep(name, "")]) from None
    except ValueError as error:
        kind = "JSON" if is_json else "TOML"
        message = f"the file is not {kind}: {error}"
        remedy = _look_alike(text, str(error)) or "compare it with a file under examples/"
        raise InputError.of(message, file=name, remedy=remedy) from None
    if not is_mapping(data):
        message = f"a mapping is wanted, this is a {type(data).__name__}"
        raise InputError.of(message, file=name, remedy="begin with { in JSON")
    if problems := list(unusable(data, name)):
        raise InputError(problems)
    return data


def _look_alike(text: str, error: str) -> str:
    """Name the letters that only look like ASCII where a parser stumbled over them."""
    place = _PLACE.search(error)
    line = text.split("\n")[int(place[1]) - 1] if place else ""
    strangers = [c for c in dict.fromkeys(_QUOTED.sub("", line)) if not c.isascii()]
    if not strangers:
        return ""
    names = ", ".join(f"{c!r} ({unicodedata.name(c, 'unnamed')})" for c in strangers)
    return f"outside quotes stands {names}: type it anew"


def _toml(text: str) -> object:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS:  # a key of many parts takes tomllib minutes
            message = f"line {number} has more than {_MOST_DOTS} dots; break it"
            raise ValueError(message)
    return tomllib.loads(text)


def unusable(data: object, name: str) -> Iterator[Problem]:
    """Find what the formats let through and nothing can compute with, show or write."""
    waiting: list[tuple[str, object, int]] = [("", data, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if depth > _DEEPEST:
            yield _too_deep(name, path)
            return
        elif is_mapping(value):
            for key, part in reversed([*value.items()]):
                waiting.append((f"{path}.{key}" if path else key, part, depth + 1))
                waiting.append((path, key, depth))
        elif is_sequence(value):
            inner = [(f"{path}[{i}]", part, depth + 1) for i, part in enumerate(value)]
            waiting.extend(reversed(inner))
        elif isinstance(value, str) and _HALF_CHARACTER.search(value):
            yield Problem("half a character stands in the text", path, "write it anew", name)
        elif isinstance(value, float) and not math.isfinite(value):
            yield Problem(f"{value} is no number", path, "leave it out if unknown", name)
        elif isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
            yield Problem("the number is too large", path, "write at most 2**63 - 1", name)


def _too_deep(name: str, path: str) -> Problem:
    return Problem(TOO_DEEP, path, "a few levels are enough", name)


def parse_line(line: str, name: str, place: str) -> object:
    r"""Parse one line of JSON Lines, as strictly as a whole file.

    Args:
        line: The line.
        name: The file, for messages.
        place: Which line it is, for messages.

    Raises:
        InputError: The line is not JSON, names a key twice, is nested too deep, or holds a number
            or a text that no other program could read.

    Examples:
        >>> parse_line('{"a": 1}', "log.jsonl", "line 1")
        {'a': 1}
        >>> parse_line('{"a": 1, "a": 2}', "log.jsonl", "line 1")
        Traceback (most recent call last):
        commerce_roles.errors.InputError: log.jsonl: line 1: this is no JSON: the key 'a' stands ...
    """
    try:
        data = _json(line)
    except RecursionError:
        raise InputError([_too_deep(name, place)]) from None
    except ValueError as error:
        message, remedy = f"this is no JSON: {error}", "write one object on each line"
        raise InputError.of(message, path=place, remedy=remedy, file=name) from None
    if problems := list(unusable(data, name)):
        raise InputError(
            Problem(p.message, ", ".join(filter(None, (place, p.path))), p.remedy, name)
            for p in problems
        )
    return data


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            message = f"the key {key!r} stands twice"
            raise ValueError(message)
        found[key] = value
    return found


def as_json(data: object) -> str:
    """Write plain data as JSON, the same bytes for the same data, ending with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def as_toml(data: Mapping[str, object]) -> str:
    """Write plain data as TOML, in the order it has.

    Raises:
        MissingPackageError: tomli-w is not installed.
    """
    try:
        import tomli_w
    except ImportError:
        package, extra = "tomli-w", "toml"
        raise MissingPackageError(package, extra) from None
    return tomli_w.dumps(data)
