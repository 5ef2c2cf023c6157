"""The OpenAPI 3.1 document, made of the table of operations and of the library's schemas."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from commerce_roles import Catalogue, __version__
from commerce_roles.interchange import json_schema
from service.operations import OPERATIONS, Operation
from service.problems import KINDS
from service.serving import ID

__all__ = ["described"]

Schema = dict[str, Any]

_JSON, _PROBLEM = "application/json", "application/problem+json"
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ANY_TABLE: Schema = {"type": "object"}
_PLACE = re.compile(r"{(\w+)}")


def described(facts: Catalogue) -> Schema:
    """Describe what is served by these facts."""
    paths: Schema = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.casefold()] = _told(operation, facts)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Who does what around an online shop",
            "version": __version__,
            "description": f"Facts {facts.version}, {facts.hash}.",
            "license": {"name": "MIT AND CC-BY-4.0", "identifier": "MIT AND CC-BY-4.0"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(_schemas(facts)))},
    }


# ---------------------------------------------------------------------- one operation


def _told(operation: Operation, facts: Catalogue) -> Schema:
    told: Schema = {
        "operationId": operation.handler.__name__ + ("_of_tenant" if _doubled(operation) else ""),
        "summary": operation.summary,
        "parameters": list(_parameters(operation, facts)),
        "responses": dict(_answers(operation)),
    }
    if operation.takes:
        content = {_JSON: {"schema": _ref(operation.takes)}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _doubled(operation: Operation) -> bool:
    same = [one for one in OPERATIONS if one.handler is operation.handler]
    return same.index(operation) > 0


def _parameters(operation: Operation, facts: Catalogue) -> Iterator[Schema]:
    for name in _PLACE.findall(operation.path):
        form = _TEXT if name == "name" else {"type": "string", "pattern": ID}
        yield {"name": name, "in": "path", "required": True, "schema": form}
    if operation.spoken:
        yield {"name": "lang", "in": "query", "schema": {"enum": list(facts.label_languages)}}
        yield {"name": "Accept-Language", "in": "header", "schema": _TEXT}
    if operation.tagged:
        yield {"name": "If-None-Match", "in": "header", "schema": _TEXT}


def _answers(operation: Operation) -> Iterator[tuple[str, Schema]]:
    for status in operation.statuses:
        answer: Schema = {"description": HTTPStatus(status).phrase}
        if operation.gives:
            answer["content"] = {_JSON: {"schema": _ref(operation.gives)}}
        if operation.tagged:
            answer["headers"] = {"ETag": {"required": True, "schema": _TEXT}}
        yield str(status), answer
    if operation.tagged:
        yield "304", {"description": "What you have is what there is"}
    content = {_PROBLEM: {"schema": _ref("Problem")}}
    for kind in _refusals(operation):
        status, title = KINDS[kind]
        yield str(status), {"description": title, "content": content}


def _refusals(operation: Operation) -> Iterator[str]:
    """Name the kinds of refusal that an operation may come to."""
    if operation.takes:
        yield from ("not_json", "body_too_slow", "body_too_large", "other_media_type")
    if "{" in operation.path:
        yield "no_such_thing"
    if operation.of_tenant:
        yield "other_facts"
    if operation.takes or operation.spoken:
        yield "wrong_input"
    yield from ("failed", "busy", "took_too_long")


# ---------------------------------------------------------------------- schemas


def _schemas(facts: Catalogue) -> Iterator[tuple[str, Schema]]:
    """Give every schema that the operations name, and those that they are made of."""
    for name in ("assessment", "profile", "team"):
        yield from _component(name.capitalize(), json_schema(name, catalogue=facts))
    levels: Schema = {"enum": list(facts.levels), "description": "Which service is planned for."}
    for name, profile in (("", _ref("Profile")), ("Tenant", _ref("TenantProfile"))):
        parts = {"profile": profile, "team": _ref("Team"), "level": levels}
        yield f"{name}ProfileAndTeam", _table(parts, optional=("level",))
    yield "TenantProfile", {**_ANY_TABLE, "description": "As the tenant's schema/profile has it."}
    yield "Overlay", {**_ANY_TABLE, "description": "As schema/overlay has it."}
    yield "Schema", _formless("$schema", {"type": "string"})
    yield "Questionnaire", _formless("format", {"const": "questionnaire/1"})
    yield "Look", _formless("format", {"const": "team/1"})
    yield from _of_tenants()
    fault = _table({"path": _TEXT, "message": _TEXT, "remedy": _TEXT})
    parts = {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}
    yield "Problem", _table({**parts, "faults": _list(fault)})


def _of_tenants() -> Iterator[tuple[str, Schema]]:
    pin = {"version": _TEXT, "hash": _TEXT, "decision_hash": _TEXT}
    yield "Pin", _table(pin)
    yield "Tenant", _table({**pin, "tenant": _TEXT, "overlay": _ANY_TABLE})
    yield "UpgradeAsked", _table({"to": {"type": "string", "pattern": "^[0-9a-f]{64}$"}})
    there: Schema = {"type": ["string", "null"]}
    change = {"kind": _TEXT, "id": _TEXT, "path": _TEXT, "old": there, "new": there}
    move = {
        "business": _TEXT,
        "role": _TEXT,
        "what": {"enum": ["verdict", "sourcing"]},
        "old": there,
        "new": there,
    }
    parts = {
        "tenant": _TEXT,
        "from": _ref("Pin"),
        "to": _ref("Pin"),
        "step": {"enum": ["none", "patch", "minor", "major", "unknown"]},
        "changed_facts": _COUNT,
        "changes": _list(_table({**change, "narrows": {"type": "boolean"}})),
        "businesses": _COUNT,
        "moves": _list(_table(move)),
    }
    yield "Upgrade", _table(parts)


def _component(name: str, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Take a schema apart: its definitions become components of their own."""
    text = json.dumps({k: v for k, v in schema.items() if k not in {"$schema", "$id"}})
    whole: Schema = json.loads(text.replace('"#/$defs/', '"#/components/schemas/'))
    yield from whole.pop("$defs", {}).items()
    yield name, whole


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _table(parts: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in parts if name not in optional]
    return {
        "type": "object",
        "properties": parts,
        "required": required,
        "additionalProperties": False,
    }


def _formless(key: str, schema: Schema) -> Schema:
    return {"type": "object", "properties": {key: schema}, "required": [key]}
