"""Facts of one's own as a schema: entries of every kind, adjusted numbers, what is retired."""

from typing import Any, Final, get_args, get_origin

import attrs
from attrs import define, field

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.head import Head
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.catalogue.overlaying import ID_PATTERN, LONGEST_ID
from commerce_roles.interchange.schema.deriving import Deriving
from commerce_roles.interchange.schema.shaping import Schema, described, either, listed, table
from commerce_roles.model import ADJUSTABLE, Evidence, FrozenMap

__all__ = ["overlay_schema"]

_TEXT: Final[Schema] = {"type": "string"}
_FLAG: Final[Schema] = {"type": "boolean"}
_HEAD: Final = "catalogue"
_SPOKEN: Final[dict[str, tuple[str, Schema]]] = {
    "message": ("text", _TEXT),
    "word": ("text", _TEXT),
    "unit": ("forms", {"type": "object", "additionalProperties": _TEXT}),
    "translation": ("label", _TEXT),
}
"""Kinds whose texts stand by language among their own keys: in which attribute they are kept."""


def overlay_schema(speaker: Speaker) -> Schema:
    """Make the schema of an overlay's file."""
    return _Overlay(speaker, Deriving(speaker)).whole()


@define
class _Overlay:
    speaker: Speaker
    known: Deriving
    adjusted: dict[str, Schema] = field(factory=dict[str, Schema])

    def whole(self) -> Schema:
        kinds = {kind: self._titled(kind, _by_id(self._entry(kind))) for kind in KINDS}
        named = {kind: _by_id(self._adjust(wanted)) for kind, wanted in KINDS.items()}
        ids = listed({**_TEXT, "minLength": 1})
        made = table(
            {
                **kinds,
                "overlay": table(dict.fromkeys(("name", "version", "requires"), _TEXT)),
                "adjust": table({**named, _HEAD: self._adjust(Head)}),
                "retire": table({**dict.fromkeys(KINDS, ids), "overrides": _FLAG}),
            }
        )
        definitions = {**self.known.definitions, **self.adjusted}
        return {**made, "$defs": dict(sorted(definitions.items()))}

    def _titled(self, kind: str, schema: Schema) -> Schema:
        return described(schema, self.speaker.catalogue.heading("kinds", kind, self._lang))

    @property
    def _lang(self) -> str:
        return self.speaker.language

    def _entry(self, kind: str) -> Schema:
        """Make the schema of one fact, in the short form that files have."""
        wanted = KINDS[kind]
        gathered, texts = _SPOKEN.get(kind, ("", {}))
        made = self.known.table(wanted, leave=("id", gathered))
        properties = {**made["properties"], "replaces": _FLAG, "overrides": _FLAG}
        if kind == "field":
            properties["anchors"] = listed({**_keyed(_TEXT), "required": ["value"]}, least=1)
        made["properties"] = dict(sorted(properties.items()))
        return {**made, "additionalProperties": texts} if gathered else made

    def _adjust(self, wanted: type[Any]) -> Schema:
        """Make the schema of the numbers of a class that may be changed in place."""
        name = f"adjust_{wanted.__name__}"
        if name not in self.adjusted:
            self.adjusted[name] = {}  # so that what holds itself ends
            parts = {a.name: self._part(a) for a in attrs.fields(wanted) if a.name != "id"}
            found = {key: part for key, part in parts.items() if part}
            if "evidence" in found:
                del found["evidence"]
                found.update(self.known.table(Evidence)["properties"])
            self.adjusted[name] = table({**found, "overrides": _FLAG})
        return {"$ref": f"#/$defs/{name}"}

    def _part(self, attribute: Any) -> Schema:  # noqa: ANN401 an attribute of attrs
        wanted = attribute.type
        if attribute.metadata.get(ADJUSTABLE):
            one = either({"type": "number"}, _TEXT)
            return _keyed(one) if get_origin(wanted) is FrozenMap else one
        if attrs.has(wanted):
            return self._adjust(wanted)
        item = next(iter(get_args(wanted)), None)
        if get_origin(wanted) is tuple and item is not None and attrs.has(item):
            return _keyed(self._adjust(item))
        return {}


def _keyed(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _by_id(entry: Schema) -> Schema:
    names = {"pattern": f"^{ID_PATTERN}$", "maxLength": LONGEST_ID}
    return {"type": "object", "propertyNames": names, "additionalProperties": entry}
