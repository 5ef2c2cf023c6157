"""From folders and mappings to facts: merged by kind and id, nothing lost, all faults at once."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import define, field

from commerce_roles.catalogue.kinds import KINDS, Raw
from commerce_roles.errors import CatalogueError, InputError, Problem, nearest
from commerce_roles.structuring import is_mapping, read_document

__all__ = ["Facts", "Overlay", "builtin_facts", "lay_over"]

Overlay = str | os.PathLike[str] | Mapping[str, object]
"""A folder of TOML or JSON, one such file, or a mapping of the same form."""

DATA: Final = Path(__file__).parent.parent / "data"
"""The library's own facts."""
_MERGED: Final = "compiled.json"
_HEAD: Final = "catalogue"
_REPLACES: Final = "replaces"


@define
class Facts:
    """Facts as they were read, by kind and id, with the file that each stands in."""

    head: dict[str, object] = field(factory=dict[str, object])
    entries: dict[str, dict[str, Raw]] = field(factory=lambda: {kind: {} for kind in KINDS})
    files: dict[tuple[str, str], str] = field(factory=dict[tuple[str, str], str])
    problems: list[Problem] = field(factory=list[Problem])

    def file_of(self, kind: str, identifier: str) -> str:
        """Name the file in which a fact stands; empty for a mapping."""
        return self.files.get((kind, identifier), "")


def builtin_facts() -> Facts:
    """Read the facts that come with the library: the merged file of a wheel, else the TOML."""
    facts = Facts()
    merged = merged_documents()
    if merged is None:
        _lay_folder(facts, DATA, base=True)
    else:
        for name, document in merged.items():
            _lay(facts, document, name, base=True)
    return facts


def merged_documents() -> Mapping[str, Mapping[str, object]] | None:
    """Read every TOML file of the facts as a wheel keeps them in one file; None outside one."""
    merged = DATA / _MERGED
    if not merged.is_file():
        return None
    documents: dict[str, Mapping[str, object]] = json.loads(merged.read_text(encoding="utf-8"))
    return documents


def lay_over(facts: Facts, overlay: Overlay) -> None:
    """Add an overlay's facts; a known id needs `replaces = true`. Faults join the problems."""
    if isinstance(overlay, Mapping):
        _lay(facts, overlay, "", base=False)
        return
    path = Path(overlay)
    if path.is_dir():
        _lay_folder(facts, path, base=False)
    else:
        _lay_file(facts, path, str(overlay), base=False)


def _lay_folder(facts: Facts, folder: Path, *, base: bool) -> None:
    suffixes = {".toml"} if base else {".toml", ".json"}
    files = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    if not files:
        message = "there is no TOML or JSON file in this folder"
        facts.problems.append(Problem(message, file=str(folder), remedy="see data/README.md"))
    for path in files:
        name = path.relative_to(folder).as_posix() if base else str(path)
        _lay_file(facts, path, name, base=base)


def _lay_file(facts: Facts, path: Path, name: str, *, base: bool) -> None:
    try:
        document = read_document(path)
    except InputError as error:
        facts.problems.extend(error.problems)
    else:
        _lay(facts, document, name, base=base)


def _lay(facts: Facts, document: Mapping[str, object], file: str, *, base: bool) -> None:
    for kind, entries in document.items():
        if kind == _HEAD:
            _lay_head(facts, entries, file, base=base)
        elif kind not in KINDS:
            near = nearest(kind, [*KINDS, _HEAD])
            remedy = f"did you mean {near[0]}?" if near else f"kinds are {', '.join(KINDS)}"
            facts.problems.append(Problem("there is no such kind of fact", kind, remedy, file))
        elif not is_mapping(entries):
            message = f"a table of ids is wanted, this is {entries!r:.60}"
            facts.problems.append(Problem(message, kind, f"write [{kind}.<id>]", file))
        else:
            for identifier, raw in entries.items():
                facts.problems.extend(_lay_entry(facts, kind, identifier, raw, file))


def _lay_head(facts: Facts, head: object, file: str, *, base: bool) -> None:
    if base and is_mapping(head):
        facts.head.update(head)
    else:
        message = "only the library's own facts have a [catalogue] table"
        facts.problems.append(Problem(message, _HEAD, "leave it out", file))


def _lay_entry(
    facts: Facts, kind: str, identifier: str, raw: object, file: str
) -> Iterator[Problem]:
    path = f"{kind}.{identifier}"
    if not is_mapping(raw):
        yield Problem(f"a table of keys is wanted, this is {raw!r:.60}", path, "", file)
        return
    replaces = raw.get(_REPLACES, False)
    known = identifier in facts.entries[kind]
    if not isinstance(replaces, bool):
        yield Problem(f"true or false is wanted, this is {replaces!r:.60}", path, "", file)
    elif known and not replaces:
        other = facts.file_of(kind, identifier)
        where = f" in {other}" if other else ""
        yield Problem(f"this id is taken{where}", path, "write replaces = true, or rename", file)
    elif replaces and not known:
        near = nearest(identifier, list(facts.entries[kind]))
        remedy = f"did you mean {near[0]}?" if near else "leave replaces out"
        yield Problem("there is nothing to replace", path, remedy, file)
    else:
        entry = {key: part for key, part in raw.items() if key != _REPLACES}
        facts.entries[kind][identifier] = entry
        facts.files[kind, identifier] = file


def raise_problems(facts: Facts) -> None:
    """Raise what was found wrong, if anything was.

    Raises:
        CatalogueError: With every problem, in reading order.
    """
    if facts.problems:
        raise CatalogueError(facts.problems)
