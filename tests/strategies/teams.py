"""Random people, teams and needs: levels known and unknown, hours told and not, any posts."""

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from commerce_roles.assessment import Needs, assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.model import Money
from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team

CATALOGUE: Final = load_catalogue()
LEVELS: Final = ("", "basic", "working", "advanced", "expert")
CEFR: Final = ("", "A2", "B1", "B2", "C1", "C2")
SKILLS: Final = sorted(CATALOGUE.skills)
ROLES: Final = sorted(CATALOGUE.roles)
SHOPS: Final[tuple[dict[str, Any], ...]] = (
    {"channels": ["instagram"], "messages_needing_reply_month": 60, "sell_languages": ["es"]},
    {
        "sector": "clothing", "channels": ["instagram", "tiktok"], "monthly_orders": 450,
        "messages_needing_reply_month": 900, "sell_languages": ["es", "fr"],
        "home_languages": ["es"], "peak_months": [11, 12], "peak_factor": 2,
    },
    {"monthly_orders": 3000, "sells_online": True, "sell_languages": ["en"]},
    {"existing_roles": {"community_manager": 1}, "channels": ["facebook"]},
)  # fmt: skip
"""Businesses that need little, much, mostly the shop, and somebody who leads."""
NEEDS: Final[tuple[Needs, ...]] = tuple(
    assess(shop).needs(level) for shop in SHOPS for level in ("minimum", "full")
)


def needs() -> st.SearchStrategy[Needs]:
    """Draw what a business has to staff."""
    return st.sampled_from(NEEDS)


def skills() -> st.SearchStrategy[list[SkillHeld] | None]:
    """Draw skills with levels known and unknown; sometimes nothing was told."""
    held = st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(LEVELS), max_size=25)
    told = held.map(lambda d: [SkillHeld(skill=s, level=level) for s, level in d.items()])
    return st.one_of(st.none(), told, told)


def absences() -> st.SearchStrategy[list[Absence]]:
    """Draw planned days away."""
    start = st.dates(date(2026, 1, 1), date(2026, 12, 1))
    return st.lists(
        st.tuples(start, st.integers(0, 40)).map(
            lambda pair: Absence(start=pair[0], end=pair[0] + timedelta(days=pair[1]))
        ),
        max_size=2,
    )


def money() -> st.SearchStrategy[Money | None]:
    """Draw a cost in euro, or none."""
    cost = st.builds(
        Money,
        amount=st.integers(0, 60_000).map(float),
        currency=st.just("EUR"),
        per=st.sampled_from(["hour", "month", "year"]),
    )
    return st.one_of(st.none(), cost)


@st.composite
def people(draw: st.DrawFn, identifier: str) -> Person:
    """Draw a person of an id."""
    capacity = st.one_of(st.none(), st.sampled_from([0.0, 20.0, 80.0, 143.0]))
    languages = st.dictionaries(st.sampled_from(["es", "en", "fr", "pt-BR"]), st.sampled_from(CEFR))
    return Person(
        id=identifier,
        name=draw(st.sampled_from(["", "Ana Q.", "Bo Zebra"])),
        skills=draw(skills()),
        languages=draw(st.one_of(st.none(), languages)),
        capacity=draw(capacity),
        cost=draw(money()),
        employment=draw(st.sampled_from(["employee", "freelance", "agency", "owner"])),
        absences=draw(absences()),
    )


@st.composite
def assignments(draw: st.DrawFn, ids: list[str]) -> list[Assignment] | None:
    """Draw who holds what: whole roles or some of their tasks, for hours told or not."""
    if draw(st.integers(0, 5)) == 0:
        return None
    pairs = [(person, role) for person in ids for role in ROLES]
    held = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    found: list[Assignment] = []
    for person, role in held:
        own = [task.id for task in CATALOGUE.tasks.values() if task.responsible == role]
        tasks = draw(st.one_of(st.just([]), st.lists(st.sampled_from(own), max_size=5)))
        hours = draw(st.one_of(st.none(), st.sampled_from([0.0, 10.0, 60.0, 200.0])))
        found.append(
            Assignment(person=person, role=role, hours=hours, tasks=tuple(sorted(set(tasks))))
        )
    return found


@st.composite
def teams(draw: st.DrawFn, *, least: int = 0, most: int = 4) -> Team:
    """Draw a team of a few people."""
    ids = [f"q{place}" for place in range(draw(st.integers(least, most)))]
    some = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    return Team(
        people=[draw(people(identifier)) for identifier in ids],
        assignments=draw(assignments(ids)),
        dual=draw(some),
        onboarded=draw(some),
    )
