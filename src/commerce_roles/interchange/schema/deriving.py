"""A class as a schema: what is made of plain data, or written as it, has the form of its class.

Frozen classes and typed dictionaries are taken alike; each becomes one definition that others
point to. Words of a `Literal` or an enumeration become constants, a reference to a fact of the
catalogue carries its kind as `x-kind`, and evidence stands among the keys of what it is about, as
in files.
"""

import ast
import inspect
import textwrap
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import attrs
from attrs import define, field

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.interchange.schema.shaping import (
    NULL,
    Schema,
    choice,
    described,
    either,
    table,
)
from commerce_roles.model import Evidence, FrozenMap, kind_named

__all__ = ["Deriving", "documented"]

_PLAIN: Final[Mapping[object, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    object: {},
    Any: {},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: either({"type": "integer"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
}
_ENGLISH: Final = "en"
"""The language of docstrings."""


@define
class Deriving:
    """Derives schemas; the classes on the way become definitions."""

    speaker: Speaker
    told: bool = True
    """Whether it is read too: then a list that is told has items, and what is unknown is left
    out instead of written as null."""
    definitions: dict[str, Schema] = field(factory=dict[str, Schema])

    def of(self, wanted: Any) -> Schema:  # noqa: ANN401 an annotation
        """Give the schema of a type."""
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin is Annotated:
            return self.of(inside[1])
        if wanted in _PLAIN:
            return dict(_PLAIN[wanted])
        if attrs.has(wanted) or is_typeddict(wanted):
            return self._defined(wanted)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            name = wanted.__name__.casefold()
            return self._words(name, [member.value for member in wanted])
        if origin is Literal:
            return self._words("", list(inside))
        if origin in {Union, UnionType}:
            members = [part for part in inside if part is not NoneType]
            null = [] if self.told or len(members) == len(inside) else [NULL]
            return either(*(self.of(part) for part in members), *null)
        if origin in {tuple, list}:
            least = {"minItems": 1} if self.told else {}
            return {"type": "array", "items": self.of(inside[0]), **least}
        if origin in {FrozenMap, dict} or issubclass(origin or wanted, Mapping):
            return {"type": "object", "additionalProperties": self.of(inside[1])}
        message = f"no schema is known of {wanted!r}"
        raise TypeError(message)

    def _words(self, group: str, words: list[Any]) -> Schema:
        return choice((word, capital(self.speaker.word(group, str(word)))) for word in words)

    def _defined(self, wanted: type[Any]) -> Schema:
        name = wanted.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # so that what holds itself ends
            self.definitions[name] = self.table(wanted)
        return {"$ref": f"#/$defs/{name}"}

    def table(self, wanted: type[Any], leave: tuple[str, ...] = ()) -> Schema:
        """Give the schema of a class itself, but for what is left out."""
        properties: dict[str, Schema] = {}
        required: list[str] = []
        said: Mapping[str, str] = {}
        if self.speaker.language == _ENGLISH:
            said = documented(cast("Hashable", wanted))
        for name, kind, needed, metadata in _attributes(wanted):
            if kind is Evidence:
                evidence = self.table(Evidence)
                properties.update(evidence["properties"])
            elif name not in leave:
                title = self.speaker.word("key", name)
                shown = capital(title if title != name else name.replace("_", " "))
                schema = described(self.of(kind), shown, said.get(name, ""))
                to = kind_named(metadata)
                properties[name] = {**schema, "x-kind": to} if to else schema
                required += [name] if needed else []
        about = inspect.getdoc(wanted) or ""
        english = self.speaker.language == _ENGLISH
        first = about.split("\n\n")[0].replace("\n", " ") if english else ""
        return described(table(properties, required), "", first)


def _attributes(wanted: type[Any]) -> list[tuple[str, Any, bool, Mapping[Any, Any]]]:
    """Give name, type, whether it must be there, and metadata of each part of a class."""
    hints = get_type_hints(wanted, include_extras=True)
    if is_typeddict(wanted):
        needed: frozenset[str] = wanted.__required_keys__
        return [(name, kind, name in needed, {}) for name, kind in hints.items()]
    return [
        (a.name, hints[a.name], a.default is attrs.NOTHING, a.metadata)
        for a in attrs.fields(wanted)
        if a.init and not a.name.startswith("_")
    ]


@cache
def documented(wanted: Any) -> Mapping[str, str]:  # noqa: ANN401 a class
    """Give what the strings under the parts of a class say; nothing where its source is not there.

    Examples:
        >>> from commerce_roles.model import Range, Offer
        >>> documented(Offer)["hours"]
        'Hours a month that are in the price.'
    """
    found: dict[str, str] = {}
    bases: tuple[Any, ...] = getattr(wanted, "__orig_bases__", ())
    for base in (*bases, *reversed(wanted.__mro__)):
        name = ""
        for node in _body(base):
            match node:
                case ast.AnnAssign(target=ast.Name(id=name)):
                    pass
                case ast.Expr(value=ast.Constant(value=str(text))) if name:
                    found[name] = " ".join(text.split())
                    name = ""
                case _:
                    name = ""
    return found


def _body(wanted: Any) -> list[ast.stmt]:  # noqa: ANN401 a class
    if not wanted.__module__.startswith(__name__.split(".")[0]):
        return []  # nothing that this library says
    try:
        source = inspect.getsource(wanted)
    except (OSError, TypeError):
        return []
    tree = ast.parse(textwrap.dedent(source)).body[0]
    return tree.body if isinstance(tree, ast.ClassDef) else []
