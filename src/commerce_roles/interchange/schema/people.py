"""A team and offers as schemas: the classes that keep them, and the short forms that are read."""

from typing import Final

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.interchange.schema.deriving import Deriving
from commerce_roles.interchange.schema.shaping import (
    NULL,
    ONE_LINE,
    Schema,
    choice,
    described,
    either,
    listed,
    number,
    table,
)
from commerce_roles.model import Offer
from commerce_roles.model.limits import (
    LONGEST_ID,
    MONTH_HOURS,
    MOST_AMOUNT,
    MOST_FTE_EACH,
    MOST_MONEY,
    MOST_NOTICE_DAYS,
    SUPPLIED_HOURS,
)
from commerce_roles.model.money import Money
from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team
from commerce_roles.staffing.describing import PERSON_KEYS, SKILL_KEYS
from commerce_roles.staffing.reading import TEAM_KEYS

__all__ = ["offers_schema", "team_schema"]

_TEXT: Final = dict(ONE_LINE)
_ID: Final = {**_TEXT, "minLength": 1, "maxLength": LONGEST_ID}
_ANYONE: Final = either(_ID, {"type": "integer"})
"""An id of a person: a text, or a whole number as spreadsheets have them."""
_LEVEL: Final = either({"type": "string"}, {"type": "number"}, NULL)
"""A level in any of its names, or the number of a step; null and empty: unknown."""
_TEXTS: Final = listed(_TEXT)


def team_schema(speaker: Speaker) -> Schema:
    """Make the schema of a team: people and who holds what."""
    known = Deriving(speaker)
    scale = choice((one, one) for one in sorted(speaker.catalogue.scales))
    person, assignment = known.table(Person), known.table(Assignment)
    parts: dict[str, Schema] = {
        **person["properties"],
        "id": _ANYONE,
        "name": _TEXT,
        "skills": either(_skills(known, scale), NULL),
        "languages": either(_TEXTS, _keyed(_LEVEL), NULL),
        "capacity": either(number(0, MONTH_HOURS), NULL),
        "fte": either(number(0, MOST_FTE_EACH), NULL),
        "cost": either(_money(known), NULL),
        "employment": either(person["properties"]["employment"], NULL),
        "absences": either(listed(known.table(Absence)), NULL),
        "scale": scale,
        "roles": either(_TEXTS, _keyed(either(number(0, MONTH_HOURS), NULL)), NULL),
        "dual": {"type": "boolean"},
        "onboarded": {"type": "boolean"},
    }
    held: dict[str, Schema] = {
        "person": _ANYONE,
        "role": _TEXT,
        "hours": either(number(0, MONTH_HOURS), NULL),
        "tasks": either(_ids("task", speaker), NULL),
    }
    several = either(_TEXTS, NULL)
    whole: dict[str, Schema] = {
        "name": _TEXT,
        "scale": scale,
        "people": listed(_titled(person, {key: parts[key] for key in PERSON_KEYS}, ("id",))),
        "assignments": either(listed(_titled(assignment, held, ("person", "role"))), NULL),
        "dual": several,
        "onboarded": several,
    }
    return _titled(known.table(Team), {key: whole[key] for key in TEAM_KEYS}, ("people",))


def offers_schema(speaker: Speaker) -> Schema:
    """Make the schema of offers of suppliers."""
    known = Deriving(speaker)
    made = known.table(Offer)
    money = either(_money(known), NULL)
    amount = either(number(0, MOST_AMOUNT), NULL)
    task = table({"task": _TEXT, "amount": amount}, ("task",))
    channels = sorted({*speaker.catalogue.channels, *speaker.catalogue.aliases("channel")})
    named = choice((one, capital(speaker.name(one))) for one in channels)
    parts: dict[str, Schema] = {
        **made["properties"],
        "id": _ID,
        "name": _TEXT,
        "price": money,
        "once": money,
        "hours": either(number(0, SUPPLIED_HOURS), NULL),
        "response_hours": either(number(0, SUPPLIED_HOURS), NULL),
        "notice_days": either(number(0, MOST_NOTICE_DAYS, whole=True), NULL),
        "tasks": either(
            listed(either(_TEXT, task)),
            {**_keyed(amount), "propertyNames": {"enum": sorted(speaker.catalogue.tasks)}},
        ),
        "channels": either(listed(named), NULL),
        "languages": either(_TEXTS, NULL),
        "accounts": either(made["properties"]["accounts"], NULL),
        "onboarding": either({"type": "boolean"}, NULL),
    }
    return table({"offers": listed(_titled(made, parts, ("id", "tasks")))}, ("offers",))


def _titled(derived: Schema, parts: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    """Put what the class says of its parts over the forms that are read."""
    said = derived["properties"]
    shown = {
        key: described(
            {k: v for k, v in part.items() if k not in ("title", "description")},
            said.get(key, {}).get("title", capital(key.replace("_", " "))),
            said.get(key, {}).get("description", ""),
        )
        for key, part in parts.items()
    }
    return described(table(shown, required), "", derived.get("description", ""))


def _skills(known: Deriving, scale: Schema) -> Schema:
    """Make the schema of skills: a table of levels by skill, or a list."""
    said = known.table(SkillHeld)["properties"]
    parts: dict[str, Schema] = {
        "skill": _TEXT,
        "level": _LEVEL,
        "scale": scale,
        "evidence": either(said["evidence"], NULL),
    }
    kept = {key: parts[key] for key in SKILL_KEYS}
    return either(
        listed(either(_TEXT, table(kept, ("skill",)))), _keyed(either(_LEVEL, table(kept)))
    )


def _money(known: Deriving) -> Schema:
    said = known.table(Money)["properties"]
    codes = sorted(known.speaker.catalogue.ids("currency"))
    label = known.speaker.catalogue.label
    named = choice((one, capital(label("currency", one, known.speaker.language))) for one in codes)
    parts: dict[str, Schema] = {
        "amount": number(0, MOST_MONEY),
        "currency": named,
        "per": either(said["per"], NULL),
        "as_of": either(said["as_of"], NULL),
    }
    return table(parts, ("amount", "currency"))


def _ids(kind: str, speaker: Speaker) -> Schema:
    label = speaker.catalogue.label
    ids = sorted(speaker.catalogue.ids(kind))
    return listed(choice((one, capital(label(kind, one, speaker.language))) for one in ids))


def _keyed(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}
