"""What is fuzzed: every reader as it takes bytes, with documents that it takes."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from attrs import frozen
from strategies.readers import FILES, OTHERS, READERS, TAXONOMIES, Reader, published, told

from commerce_roles.structuring import as_json, parse_document

__all__ = ["Target", "targets"]


@frozen
class Target:
    """One reader."""

    name: str
    seeds: tuple[bytes, ...]
    """Documents from which the changes begin."""
    read: Callable[[bytes, Path], object]
    """Reads bytes; a file is written at the path where the reader wants one."""


def targets() -> dict[str, Target]:
    """Give every reader by its name."""
    return {target.name: target for target in _targets()}


def _targets() -> Iterator[Target]:
    for name, read in READERS.items():
        yield Target(name, (as_json(told(name)).encode(),), partial(_document, read))
    for name, read in OTHERS.items():
        yield Target(f"{name} in Python", (b"[]", b'[{"a": 1}]'), partial(_plain, read))
    for name, read in FILES.items():
        own = as_json(told(name)).encode() if name in READERS else b"{}"
        for ending, seed in (("json", own), ("toml", b"a = 1\n"), ("csv", b"a,b\n1,2\n")):
            yield Target(f"{name}.{ending}", (seed,), partial(_file, read, ending))
    for name, read in TAXONOMIES.items():
        yield Target(name, (published(name)[:10_000],), partial(_file, read, "csv"))


def _document(read: Reader, data: bytes, _: Path) -> object:
    return read(parse_document(data.decode("utf-8", "replace"), "a.json"))


def _plain(read: Reader, data: bytes, _: Path) -> object:
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return read(plain)


def _file(read: Callable[[Path], object], ending: str, data: bytes, path: Path) -> object:
    file = path.with_suffix(f".{ending}")
    file.write_bytes(data)
    return read(file)
