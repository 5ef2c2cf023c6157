"""From folders, files and mappings to documents, and the facts that they make together."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeGuard, cast

from attrs import define, field

from commerce_roles.catalogue.kinds import KINDS, Raw
from commerce_roles.errors import CatalogueError, InputError, Problem
from commerce_roles.structuring import (
    TOO_DEEP,
    is_mapping,
    is_sequence,
    read_document,
    shown,
    thawed,
    unusable,
)

__all__ = [
    "HEAD", "Documents", "Facts", "Overlay", "is_name", "raise_problems", "read",
]  # fmt: skip

Overlay = str | os.PathLike[str] | Mapping[str, object]
"""A folder of TOML or JSON, one such file, or a mapping of the same form."""

Documents = Mapping[str, Mapping[str, object]]
"""What was read, by the name of its file; a mapping's name is empty."""

HEAD: Final = "catalogue"
"""The name of the table that speaks of all facts."""
_COPY: Final = "copy the file here"
_SUFFIXES: Final = frozenset({".toml", ".json"})


@define
class Facts:
    """Facts as they were read, by kind and id, with the file and layer that each came from.

    A copy shares every kind with its original until one of its facts is put or taken out.
    """

    head: dict[str, object] = field(factory=dict[str, object])
    entries: dict[str, dict[str, Raw]] = field(factory=lambda: {kind: {} for kind in KINDS})
    files: dict[str, dict[str, str]] = field(factory=lambda: {kind: {} for kind in KINDS})
    """The file of each fact; empty for a mapping."""
    layers: dict[tuple[str, str], dict[str, int]] = field(
        factory=dict[tuple[str, str], dict[str, int]]
    )
    """For a fact, the overlay that touched it last, from 1, by path; under no path where it wrote
    the whole fact. Nothing where only the base did."""
    adjusted: dict[tuple[str, str], object] = field(factory=dict[tuple[str, str], object])
    """For a fact whose numbers overlays changed, what they were."""
    retired: dict[tuple[str, str], str] = field(factory=dict[tuple[str, str], str])
    """Where each fact that was taken out was taken out: its id is never given again."""
    overlays: int = 0
    problems: list[Problem] = field(factory=list[Problem])
    _own: set[str] = field(factory=lambda: set(KINDS), eq=False, alias="own")
    """The kinds that are not shared with an original."""

    def file_of(self, kind: str, identifier: str) -> str:
        """Name the file in which a fact stands; empty for a mapping."""
        return self.files.get(kind, {}).get(identifier, "")

    def grave(self, kind: str, identifier: str) -> str:
        """Say that a fact was retired, and where; empty where it was not."""
        where = self.retired.get((kind, identifier))
        if where is None:
            return ""
        return f"it was retired in {where}" if where else "it was retired"

    def put(self, kind: str, identifier: str, raw: Raw, file: str) -> None:
        """Let this be the fact of an id."""
        self._disown(kind)
        self.entries[kind][identifier] = raw
        self.files[kind][identifier] = file

    def take(self, kind: str, identifier: str) -> None:
        """Take a fact out, if there is one."""
        if identifier in self.entries[kind]:
            self._disown(kind)
            del self.entries[kind][identifier]
            self.files[kind].pop(identifier, None)

    def _disown(self, kind: str) -> None:
        if kind not in self._own:
            self.entries[kind], self.files[kind] = dict(self.entries[kind]), dict(self.files[kind])
            self._own.add(kind)

    def copy(self) -> "Facts":
        """Copy the facts, so that overlays can be laid over them."""
        return Facts(
            dict(self.head),
            dict(self.entries),
            dict(self.files),
            {place: dict(paths) for place, paths in self.layers.items()},
            dict(self.adjusted),
            dict(self.retired),
            self.overlays,
            own=set(),
        )


def read(overlay: Overlay, problems: list[Problem]) -> Documents:
    """Read an overlay; what cannot be read joins the problems, and the rest is given."""
    if isinstance(overlay, Mapping):
        faults = list(unusable(overlay, ""))
        problems.extend(faults)
        bottomless = any(TOO_DEEP in fault.message for fault in faults)
        found: Documents = {} if bottomless else {"": dict(thawed(overlay))}
    elif not isinstance(cast("object", overlay), str | os.PathLike):
        wanted = "a folder, a file or a table of facts"
        problems.append(Problem(f"{wanted} is wanted, this is {shown(overlay)}", remedy="name one"))
        found = {}
    else:
        path = Path(overlay)
        files = _files(path, problems) if _is_folder(path) else [path]
        found = dict(_documents(files, problems))
    for name, document in found.items():
        problems.extend(_foreign_keys(document, "", name))
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no system takes: told where it is read
        return False


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    """List the files of an overlay; a link that leads out of its folder is none of them."""
    home = folder.resolve()
    files: list[Path] = []
    wrong = len(problems)
    for path in sorted(folder.rglob("*")):
        fits = path.suffix.lower() in _SUFFIXES
        if not fits and not path.is_symlink():
            continue
        try:
            real = path.resolve()
        except (OSError, RuntimeError):  # RuntimeError to CPython 3.12
            problems.append(Problem("this link leads to itself", file=str(path), remedy=_COPY))
            continue
        if not real.is_relative_to(home):
            message = f"this link leads out of the folder, to {real}"
            problems.append(Problem(message, file=str(path), remedy=_COPY))
        elif fits and (path.is_file() or not path.exists()):
            files.append(path)
    if not files and wrong == len(problems):
        message = "there is no TOML or JSON file in this folder"
        problems.append(Problem(message, file=str(folder), remedy="see data/README.md"))
    return files


def _documents(
    files: list[Path], problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in files:
        try:
            yield str(path), read_document(path)
        except InputError as error:
            problems.extend(error.problems)


def _foreign_keys(value: object, path: str, name: str) -> Iterator[Problem]:
    """Find keys with letters that only look like those of the format."""
    if is_mapping(value):
        for key, part in value.items():
            inner = f"{path}.{key}" if path else str(key)
            if not is_name(key):
                yield Problem(_strange(key), inner, "type it anew", name)
            else:
                yield from _foreign_keys(part, inner, name)
    elif is_sequence(value):
        for position, part in enumerate(value):
            yield from _foreign_keys(part, f"{path}[{position}]", name)


def is_name(key: object) -> TypeGuard[str]:
    """Say whether a key can be one of the format's at all."""
    return isinstance(key, str) and key.isascii()


def _strange(key: object) -> str:
    if not isinstance(key, str):
        return f"a key is a text, this is {shown(key)}"
    strangers = [character for character in dict.fromkeys(key) if not character.isascii()]
    names = ", ".join(f"{c!r} ({unicodedata.name(c, 'unnamed')})" for c in strangers)
    return f"a key is written in ASCII, this one holds {names}"


def raise_problems(facts: Facts) -> None:
    """Raise what was found wrong, if anything was.

    Raises:
        CatalogueError: With every problem, in reading order.
    """
    if facts.problems:
        raise CatalogueError(dict.fromkeys(facts.problems))
