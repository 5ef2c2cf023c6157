"""The keys of every kind of fact, read off the model."""

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import attrs

from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.model import ADJUSTABLE, Evidence, FrozenMap, Label
from making.places import ROOT, kept_above

MANUAL: Final = ROOT / "src/commerce_roles/data/README.md"
_PLAIN: Final = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    object: "anything",
}
_USUAL: Final = {
    "label": "Its name, as written inside a sentence.",
    "definition": "What it is, in one sentence.",
}


def manual() -> str:
    """Write the keys of every kind after the hand-written part of the data's manual."""
    return kept_above(MANUAL) + "\n".join(_keys_of_kinds())


def _keys_of_kinds() -> Iterator[str]:
    yield "## Every key of every kind\n"
    yield "Keys in bold must stand; ◆ marks what an overlay's `[adjust]` may change.\n"
    inner: dict[type[Any], None] = {}
    for kind, wanted in KINDS.items():
        yield f"### {kind}\n"
        yield from _table(wanted, inner)
    for wanted in list(inner):
        yield f"### … {wanted.__name__}\n"
        yield from _table(wanted, inner)


def _table(wanted: type[Any], inner: dict[type[Any], None]) -> Iterator[str]:
    yield f"{inspect.getdoc(wanted) or ''}\n".replace("\n", " ").strip() + "\n"
    yield "| key | what | meaning |"
    yield "|---|---|---|"
    meanings = _meanings(wanted)
    for attribute in attrs.fields(wanted):
        if attribute.name == "id" and wanted in KINDS.values():
            continue
        if attribute.type is Evidence:
            yield "| *evidence* | | the keys of Evidence, above |"
            continue
        meaning = meanings.get(attribute.name) or _USUAL.get(attribute.name, "")
        if not meaning:
            message = f"{wanted.__name__}.{attribute.name} has no docstring"
            raise SystemExit(message)
        name = f"`{attribute.name}`"
        name = f"**{name}**" if attribute.default is attrs.NOTHING else name
        mark = " ◆" if attribute.metadata.get(ADJUSTABLE) else ""
        yield f"| {name}{mark} | {_what(attribute.type, inner)} | {meaning} |"
    yield ""


def _meanings(wanted: type[Any]) -> dict[str, str]:
    """Read the string under each attribute of a class."""
    tree = ast.parse(inspect.cleandoc(inspect.getsource(wanted)))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    found: dict[str, str] = {}
    for one, other in pairwise(body):
        match one, other:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split()).replace("|", "\\|")
            case _:
                continue
    return found


def _what(wanted: Any, inner: dict[type[Any], None]) -> str:  # noqa: ANN401 an annotation
    if wanted == Label:
        return "text per language"
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return f"list of {_what(parts[0], inner)}"
    if origin is FrozenMap:
        return f"table of {_what(parts[1], inner)}"
    if origin in (Union, UnionType):
        return " or ".join(_what(part, inner) for part in parts if part is not NoneType)
    if attrs.has(wanted):
        inner.setdefault(wanted)
        return wanted.__name__
    return ", ".join(f"`{member.value}`" for member in wanted)
