"""A business as a schema: every field of the catalogue, at the place where the reader takes it."""

from typing import Final

import attrs

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.interchange.schema.answers import answer_schema, figure_schema
from commerce_roles.interchange.schema.shaping import (
    NULL,
    Schema,
    choice,
    described,
    either,
    listed,
    number,
    table,
)
from commerce_roles.model import BusinessProfile, Crisis
from commerce_roles.model.limits import MONTH_HOURS, MOST_FTE, MOST_POSTS

__all__ = ["profile_schema"]

_GROUPS: Final = {"crisis": tuple(attribute.name for attribute in attrs.fields(Crisis))}
"""The tables of a profile whose parts are fields, with the parts that there can be."""


def profile_schema(speaker: Speaker) -> Schema:
    """Make the schema of a profile; nothing in it is required, and null is what is not known."""
    fields = speaker.catalogue.fields.values()
    flat = {fld.id: answer_schema(fld, speaker) for fld in fields if "." not in fld.id}
    own = {attribute.name for attribute in attrs.fields(BusinessProfile)}
    more = {name: dict(schema) for name, schema in flat.items() if name not in own}
    properties = {
        **flat,
        **{group: _group(group, parts, speaker) for group, parts in _GROUPS.items()},
        "kpis": _kpis(speaker),
        "existing_roles": _roles(speaker),
        "existing_posts": _posts(speaker),
        "more": _titled("more", either(table(more), NULL), speaker),
    }
    return table(properties)


def _titled(key: str, schema: Schema, speaker: Speaker) -> Schema:
    return described(schema, capital(speaker.word("schema", key)))


def _group(group: str, parts: tuple[str, ...], speaker: Speaker) -> Schema:
    fields = speaker.catalogue.fields
    known = {part: fields.get(f"{group}.{part}") for part in parts}
    schemas = {part: answer_schema(fld, speaker) for part, fld in known.items() if fld is not None}
    return _titled(group, either(table(schemas), NULL), speaker)


def _kpis(speaker: Speaker) -> Schema:
    figures = {kpi.id: figure_schema(kpi, speaker) for kpi in speaker.catalogue.kpis.values()}
    return _titled("kpis", either(table(figures), NULL), speaker)


def _roles(speaker: Speaker) -> Schema:
    """Make the schema of full-time equivalents by role."""
    share = either(number(0, MOST_FTE), NULL)
    named = {role: described(share, speaker.role(role)) for role in speaker.catalogue.roles}
    return _titled("existing_roles", either(table(named), NULL), speaker)


def _posts(speaker: Speaker) -> Schema:
    roles = choice((role, speaker.role(role)) for role in sorted(speaker.catalogue.roles))
    places = choice((place, speaker.word("place", place)) for place in ("inside", "outside"))
    post = table(
        {
            "title": {"type": "string"},
            "roles": listed(roles),
            "place": places,
            "hours": {**number(0, MONTH_HOURS, whole=True), "x-unit": _hours(speaker)},
        }
    )
    shown = {key: _titled(key, part, speaker) for key, part in post["properties"].items()}
    several = listed({**post, "properties": shown}, most=MOST_POSTS)
    return _titled("existing_posts", either(several, NULL), speaker)


def _hours(speaker: Speaker) -> str:
    return speaker.forms("hours_month")["other"].replace("{n}", "").strip()
