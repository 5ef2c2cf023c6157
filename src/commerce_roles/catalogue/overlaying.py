"""One layer of facts laid over those below: added, replaced, adjusted, retired; nothing silently.

A layer is the library's own documents, or one overlay. Its entries come first, then its
adjustments, then what it retires, whatever file each stands in, so that the order of files never
matters. What an earlier overlay touched is touched again only where the later one says
`overrides = true`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import define, evolve, field

from commerce_roles.catalogue.adjusting import Adjusted, adjust
from commerce_roles.catalogue.kinds import KINDS, Raw
from commerce_roles.catalogue.reading import HEAD, Documents, Facts, is_name
from commerce_roles.catalogue.versions import satisfies
from commerce_roles.errors import Problem, nearest
from commerce_roles.structuring import is_mapping, is_sequence, mismatch, shown, strangers

__all__ = ["ID_PATTERN", "LONGEST_ID", "lay", "lay_base"]

_RETIRED: Final = "retired"
_REPLACES: Final = "replaces"
_OVERRIDES: Final = "overrides"
ID_PATTERN: Final = "[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*"
"""What an id is made of, as a regular expression."""
LONGEST_ID: Final = 120
"""Characters of an id."""
_ID: Final = re.compile(ID_PATTERN)
_OVERLAY_KEYS: Final = ("name", "version", "requires")


def lay_base(documents: Documents) -> Facts:
    """Make facts of documents that are complete in themselves."""
    facts = Facts()
    layer = _Layer(facts, 0)
    for name, document in documents.items():
        layer.lay(document, name)
    layer.close()
    return facts


def lay(facts: Facts, documents: Documents) -> None:
    """Lay an overlay over facts; faults join the problems."""
    facts.overlays += 1
    layer = _Layer(facts, facts.overlays)
    for name, document in documents.items():
        layer.lay(document, name)
    layer.close()


@define
class _Layer:
    """One overlay while it is laid."""

    facts: Facts
    number: int
    """0 for the base."""
    _own: set[tuple[str, str]] = field(factory=set[tuple[str, str]], init=False)
    _numbers: set[tuple[str, str, str]] = field(factory=set[tuple[str, str, str]], init=False)
    _adjust: list[tuple[str, str, Raw, str]] = field(
        factory=list[tuple[str, str, Raw, str]], init=False
    )
    _retire: list[tuple[str, str, bool, str]] = field(
        factory=list[tuple[str, str, bool, str]], init=False
    )

    def lay(self, document: Mapping[str, object], file: str) -> None:
        """Lay the entries of one document; keep its adjustments and retirements for later."""
        for key, part in document.items():
            if not is_name(key):
                continue  # the reading has said so
            if key == HEAD:
                self._head(part, file)
            elif key == _RETIRED and self.number == 0:
                self._bury(part)
            elif key == "overlay":
                self.facts.problems.extend(self._about(part, file))
            elif key == "adjust":
                self._collect_adjustments(part, file)
            elif key == "retire":
                self._collect_retirements(part, file)
            elif key in KINDS:
                self._entries(key, part, file)
        self.facts.problems.extend(self._no_kinds(filter(is_name, document), file))

    def _entries(self, kind: str, part: object, file: str) -> None:
        if not is_mapping(part):
            message = f"a table of ids is wanted, this is {shown(part)}"
            self._wrong(message, kind, f"write [{kind}.<id>]", file)
            return
        for identifier, raw in part.items():
            self._entry(kind, identifier, raw, file)

    def _no_kinds(self, told: Iterable[str], file: str) -> Iterator[Problem]:
        graves = [_RETIRED] if self.number == 0 else []
        known = [*KINDS, HEAD, "overlay", "adjust", "retire", *graves]
        message, otherwise = "there is no such kind of fact", f"kinds are {', '.join(KINDS)}"
        for problem in strangers(told, known, message=message, otherwise=otherwise):
            yield evolve(problem, file=file)

    def close(self) -> None:
        """Apply what was kept: adjustments, then retirements."""
        for kind, identifier, changes, file in self._adjust:
            self._apply(kind, identifier, changes, file)
        for kind, identifier, overrides, file in self._retire:
            self._take_out(kind, identifier, file, overrides=overrides)

    def _wrong(self, message: str, path: str, remedy: str, file: str) -> None:
        self.facts.problems.append(Problem(message, path, remedy, file))

    def _mismatch(self, wanted: str, value: object, path: str, file: str) -> None:
        message, remedy = mismatch(wanted, value)
        self._wrong(message, path, remedy, file)

    # ------------------------------------------------------------------ about the whole

    def _head(self, head: object, file: str) -> None:
        if self.number == 0 and is_mapping(head):
            self.facts.head.update(head)
        else:
            message = "only the library's own facts have a [catalogue] table"
            remedy = f"leave it out; [adjust.{HEAD}] changes bands"
            self._wrong(message, HEAD, remedy, file)

    def _bury(self, part: object) -> None:
        """Take over the tombstones of a catalogue that was written out."""
        for kind, ids in part.items() if is_mapping(part) else ():
            for name in ids if is_sequence(ids) else ():
                self.facts.retired[kind, str(name)] = ""

    def _about(self, about: object, file: str) -> Iterator[Problem]:
        if not is_mapping(about):
            message, remedy = mismatch("a table", about)
            yield Problem(message, "overlay", remedy, file)
            return
        for key, value in about.items():
            path = f"overlay.{key}"
            if key not in _OVERLAY_KEYS:
                remedy = f"keys are {', '.join(_OVERLAY_KEYS)}"
                yield Problem("there is no such key", path, remedy, file)
            elif not isinstance(value, str):
                message, remedy = mismatch("a text in quotes", value)
                yield Problem(message, path, remedy, file)
            elif key == "requires":
                version = str(self.facts.head.get("version", ""))
                try:
                    fits = satisfies(version, value)
                except ValueError as error:
                    yield Problem(str(error), path, "write it like >=1.2,<2", file)
                else:
                    if not fits:
                        message = f"this overlay was made for {value}, the facts are {version}"
                        yield Problem(message, path, "look it over, then widen requires", file)

    # ------------------------------------------------------------------ entries

    def _entry(self, kind: str, identifier: str, raw: object, file: str) -> None:
        path = f"{kind}.{identifier}"
        if not is_name(identifier):
            return
        if not _ID.fullmatch(identifier) or len(identifier) > LONGEST_ID:
            message = f"{shown(identifier)} is no id"
            remedy = "use letters, digits and _, in parts joined by . or -"
            self._wrong(message, kind, remedy, file)
        elif not is_mapping(raw):
            self._mismatch("a table of keys", raw, path, file)
        elif self._is_new(kind, identifier, raw) or self._may_stand(kind, identifier, raw, file):
            entry = {k: part for k, part in raw.items() if k not in (_REPLACES, _OVERRIDES)}
            self.facts.put(kind, identifier, entry, file)
            self._touch(kind, identifier)

    def _touch(self, kind: str, identifier: str) -> None:
        self._own.add((kind, identifier))
        self.facts.adjusted.pop((kind, identifier), None)
        if self.number:
            self.facts.layers[kind, identifier] = {"": self.number}

    def _is_new(self, kind: str, identifier: str, raw: Raw) -> bool:
        """Say whether nothing needs asking: an id that nobody had, and a fact that says no more."""
        return (
            identifier not in self.facts.entries[kind]
            and (kind, identifier) not in self.facts.retired
            and _REPLACES not in raw
            and _OVERRIDES not in raw
        )

    def _may_stand(self, kind: str, identifier: str, raw: Raw, file: str) -> bool:
        path = f"{kind}.{identifier}"
        flags = {key: raw.get(key, False) for key in (_REPLACES, _OVERRIDES)}
        wrong = [key for key, flag in flags.items() if not isinstance(flag, bool)]
        known = identifier in self.facts.entries[kind]
        for key in wrong:
            self._mismatch("true or false", flags[key], f"{path}.{key}", file)
        if wrong:
            return False
        if (kind, identifier) in self._own:
            other = self.facts.file_of(kind, identifier)
            self._wrong(f"this id is taken in {other or file}", path, "rename one of them", file)
        elif (kind, identifier) in self.facts.retired:
            where = self.facts.retired[kind, identifier]
            message = f"this id was retired{_in(where)}, and ids are never given again"
            self._wrong(message, path, "choose another id", file)
        elif known and not flags[_REPLACES]:
            where = _in(self.facts.file_of(kind, identifier))
            self._wrong(f"this id is taken{where}", path, "write replaces = true, or rename", file)
        elif flags[_REPLACES] and not known:
            near = nearest(identifier, list(self.facts.entries[kind]))
            remedy = f"did you mean {near[0]}?" if near else "leave replaces out"
            self._wrong("there is nothing to replace", path, remedy, file)
        else:
            return self._may_touch(kind, identifier, "", file, overrides=bool(flags[_OVERRIDES]))
        return False

    def _may_touch(
        self, kind: str, identifier: str, inner: str, file: str, *, overrides: bool
    ) -> bool:
        """See that no earlier overlay touched the same place, unless this one says it knows."""
        layers = self.facts.layers.get((kind, identifier), {})
        touched = [layers[path] for path in layers if not inner or path in ("", inner)]
        if overrides or all(layer == self.number for layer in touched):
            return True
        path = ".".join(part for part in (kind, identifier, inner) if part)
        message = "an earlier overlay changes this too"
        self._wrong(message, path, "write overrides = true if this one shall win", file)
        return False

    # ------------------------------------------------------------------ adjustments

    def _collect_adjustments(self, part: object, file: str) -> None:
        for kind, entries in _tables(part, "adjust", file, self.facts.problems):
            if kind == HEAD:
                if is_mapping(entries):
                    self._adjust.append((HEAD, "", entries, file))
                else:
                    self._mismatch("a table", entries, f"adjust.{HEAD}", file)
            elif self._known_kind(kind, "adjust", file):
                path = f"adjust.{kind}"
                for identifier, changes in _tables(entries, path, file, self.facts.problems):
                    if is_mapping(changes):
                        self._adjust.append((kind, identifier, changes, file))
                    else:
                        self._mismatch("a table of keys", changes, f"{path}.{identifier}", file)

    def _known_kind(self, kind: str, path: str, file: str) -> bool:
        if kind in KINDS:
            return True
        near = nearest(kind, list(KINDS))
        remedy = f"did you mean {near[0]}?" if near else f"kinds are {', '.join(KINDS)}"
        self._wrong("there is no such kind of fact", f"{path}.{kind}", remedy, file)
        return False

    def _apply(self, kind: str, identifier: str, changes: Raw, file: str) -> None:
        path = f"adjust.{kind}.{identifier}".rstrip(".")
        facts = self.facts
        raw = facts.head if kind == HEAD else facts.entries[kind].get(identifier)
        if raw is None:
            grave = facts.grave(kind, identifier)
            near = nearest(identifier, list(facts.entries[kind]))
            gone = f"; {grave}" if grave else ""
            remedy = f"did you mean {near[0]}?" if near else "add it as a fact of its own"
            self._wrong(f"there is no {kind} {identifier!r} to adjust{gone}", path, remedy, file)
            return
        overrides = self._flag(changes, path, file)
        wanted = {key: part for key, part in changes.items() if key != _OVERRIDES}
        before = facts.adjusted.get((kind, identifier))
        adjusted = adjust(kind, raw, wanted, before if isinstance(before, Adjusted) else None)
        for fault in adjusted.problems:
            place = f"{path}.{fault.path}".rstrip(".")
            facts.problems.append(Problem(fault.message, place, fault.remedy, file))
        for inner in adjusted.paths:
            self._may_touch(kind, identifier, inner, file, overrides=overrides)
            if (kind, identifier, inner) in self._numbers:
                message = "this overlay changes it twice"
                self._wrong(message, f"{path}.{inner}", "leave one of them out", file)
            self._numbers.add((kind, identifier, inner))
        if adjusted.problems:
            return
        if kind == HEAD:
            facts.head.update(adjusted.raw)
            facts.files[HEAD] = {"": file}
        else:
            facts.put(kind, identifier, adjusted.raw, file)
        facts.adjusted[kind, identifier] = adjusted
        layers = facts.layers.setdefault((kind, identifier), {})
        layers.update(dict.fromkeys(adjusted.paths, self.number))

    def _flag(self, part: object, path: str, file: str) -> bool:
        flag = part.get(_OVERRIDES, False) if is_mapping(part) else False
        if not isinstance(flag, bool):
            self._mismatch("true or false", flag, f"{path}.{_OVERRIDES}", file)
        return flag is True

    # ------------------------------------------------------------------ retirements

    def _collect_retirements(self, part: object, file: str) -> None:
        overrides = self._flag(part, "retire", file)
        for kind, ids in _tables(part, "retire", file, self.facts.problems):
            if kind == _OVERRIDES or not self._known_kind(kind, "retire", file):
                continue
            if is_sequence(ids) and all(isinstance(name, str) for name in ids):
                self._retire.extend((kind, str(name), overrides, file) for name in ids)
            else:
                self._mismatch("a list of ids", ids, f"retire.{kind}", file)

    def _take_out(self, kind: str, identifier: str, file: str, *, overrides: bool) -> None:
        path = f"retire.{kind}"
        if identifier not in self.facts.entries[kind]:
            near = nearest(identifier, list(self.facts.entries[kind]))
            remedy = f"did you mean {near[0]}?" if near else "leave it out"
            self._wrong(f"there is no {kind} {identifier!r} to retire", path, remedy, file)
        elif self._may_touch(kind, identifier, "", file, overrides=overrides):
            self.facts.take(kind, identifier)
            self.facts.retired[kind, identifier] = file
            self.facts.take("translation", f"{kind}.{identifier}")


def _tables(
    part: object, path: str, file: str, problems: list[Problem]
) -> Iterator[tuple[str, object]]:
    if is_mapping(part):  # a key that is no name was found by the reading
        yield from ((key, inner) for key, inner in part.items() if is_name(key))
    else:
        message, remedy = mismatch("a table", part)
        problems.append(Problem(message, path, remedy, file))


def _in(file: str) -> str:
    return f" in {file}" if file else ""
