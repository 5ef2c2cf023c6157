"""Random businesses and teams for your own tests: strategies for Hypothesis.

Install it with `pip install 'commerce_roles[testing]'`. What is drawn follows the catalogue, so the
fields, roles and skills of an overlay are drawn too.

May import: every layer but `cli`.
"""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from hypothesis import strategies as st

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.model import Field
from commerce_roles.model.person import Assignment, Person, SkillHeld, Team

__all__ = ["profiles", "teams"]

_TEXTS: Final = ("Hilo y Lino", "Nordschraub", "'; --", "𝔘nıcode ☕")
_LISTED: Final = 40
"""So many ids of a kind are enough to draw from."""
_MONTHS: Final = range(1, 13)
_HOURS: Final = (0.0, 10.0, 80.0, 143.0)


def profiles(
    catalogue: Catalogue | None = None, *, complete: bool = False
) -> st.SearchStrategy[dict[str, object]]:
    """Draw what is told of a business, in the form that `assess` takes; every draw is legal.

    Numbers are drawn evenly over their orders of magnitude, so that small shops are as frequent as
    large ones.

    Args:
        catalogue: The facts whose fields are drawn; the library's own where left out.
        complete: Whether every field is told; otherwise some are, and numbers may be ranges.

    Examples:
        >>> from hypothesis import given, settings
        >>> from commerce_roles import assess
        >>> @settings(max_examples=5, database=None, derandomize=True)
        ... @given(profiles())
        ... def test_verdict_is_possible(profile):
        ...     for need in assess(profile).values():
        ...         assert need.verdict in need.possible
        >>> test_verdict_is_possible()
    """
    facts = catalogue or load_catalogue()
    told = {fld.id: _answer(fld, facts) for fld in facts.fields.values()}
    if complete:
        return st.fixed_dictionaries(told).map(_nested)
    for fld in facts.fields.values():
        if _is_number(fld):
            told[fld.id] = st.one_of(told[fld.id], _range(fld))
    return st.fixed_dictionaries({}, optional=told).map(_nested)


def teams(
    catalogue: Catalogue | None = None, *, least: int = 0, most: int = 4
) -> st.SearchStrategy[Team]:
    """Draw a team: people with skills at some levels and hours, told or not, who hold roles or not.

    Args:
        catalogue: The facts whose skills, levels and roles are drawn; the library's own where left
            out.
        least: The fewest people.
        most: The most people.

    Examples:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=5, database=None, derandomize=True)
        ... @given(teams(most=2))
        ... def test_small(team):
        ...     assert len(team.people) <= 2
        >>> test_small()
    """
    facts = catalogue or load_catalogue()
    ids = st.integers(least, most).map(lambda count: [f"p{number}" for number in range(count)])
    return ids.flatmap(lambda names: _team(names, facts))


# ---------------------------------------------------------------------- businesses


def _answer(fld: Field, facts: Catalogue) -> st.SearchStrategy[object]:
    if fld.type == "yes_no":
        return st.booleans()
    if _is_number(fld):
        return _number(fld)
    if fld.type == "ordered":
        return st.sampled_from(list(fld.options))
    words = st.sampled_from(_words(fld, facts))
    return st.lists(words, max_size=4, unique=True) if fld.type == "set" else words


def _is_number(fld: Field) -> bool:
    return fld.type in ("count", "money", "number")


def _number(fld: Field) -> st.SearchStrategy[int]:
    low, high = int(fld.minimum), int(fld.maximum or 0)
    ends = [low + 10**digits for digits in range(len(str(high - low)))]
    return st.sampled_from([*ends, high]).flatmap(lambda end: st.integers(low, min(end, high)))


def _range(fld: Field) -> st.SearchStrategy[list[int]]:
    return st.lists(_number(fld), min_size=2, max_size=2).map(sorted)


def _words(fld: Field, facts: Catalogue) -> list[object]:
    match fld.options:
        case "month":
            return list(_MONTHS)
        case str() as kind if kind:
            return list(sorted(facts.ids(kind))[:_LISTED])
        case tuple() as options if options:
            return list(options)
        case _:
            return list(_TEXTS)


def _nested(flat: Mapping[str, object]) -> dict[str, object]:
    """Put what stands inside a group (`crisis.trigger`) there."""
    profile: dict[str, object] = {}
    for key, value in flat.items():
        group, _, part = key.partition(".")
        if part:
            cast("dict[str, object]", profile.setdefault(group, {}))[part] = value
        else:
            profile[key] = value
    return profile


# ---------------------------------------------------------------------- teams


@st.composite
def _team(draw: st.DrawFn, names: list[str], facts: Catalogue) -> Team:
    skills = st.dictionaries(
        st.sampled_from(sorted(facts.skills)),
        st.sampled_from(["", *facts.proficiencies]),
        max_size=12,
    )
    people = [
        Person(
            id=name,
            skills=draw(st.one_of(st.none(), skills.map(_held))),
            capacity=draw(st.one_of(st.none(), st.sampled_from(_HOURS))),
        )
        for name in names
    ]
    pairs = [(name, role) for name in names for role in sorted(facts.roles)]
    held = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    return Team(
        people=people,
        assignments=[Assignment(person=person, role=role) for person, role in held],
    )


def _held(levels: Mapping[str, str]) -> Iterable[SkillHeld]:
    return [SkillHeld(skill=skill, level=level) for skill, level in levels.items()]
