"""Laws of the schema of profiles: it and the reader refuse and take the same.

- What the reader takes as a profile in its plain form, the schema takes.
- What the schema takes, the reader takes, but for what no schema can say (`UNSAID`).
- What is made wrong, in type, bounds, key or word, both refuse.
"""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies.profiles import CATALOGUE, partial

from commerce_roles.assessment import profile_of
from commerce_roles.assessment.judging import judge
from commerce_roles.errors import ProfileError
from commerce_roles.interchange import json_schema

SCHEMA = Draft202012Validator(json_schema("profile"))
UNSAID = (
    "the range is upside down",
    "no rate was given",
    "this is no usable text",
    "a month is wanted",
)
"""What the reader may say of data that the schema takes; the reference page lists the same."""
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from(["instagram", "x", "ES", "EUR", "es", "high", "b2c"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["amount", "currency", "trigger", "a"]), inner, max_size=3
        )
    ),
    max_leaves=4,
)
KEYS = sorted(SCHEMA.schema["properties"])  # type: ignore[index]
NUMBERS = sorted(f.id for f in CATALOGUE.fields.values() if f.maximum and "." not in f.id)
CHOICES = sorted(f.id for f in CATALOGUE.fields.values() if f.type in ("ordered", "choice"))


def complaints(data: dict[str, Any]) -> list[str]:
    """Give what the reader says."""
    try:
        judge(profile_of(data, catalogue=CATALOGUE), CATALOGUE)
    except ProfileError as error:
        return [str(problem) for problem in error.problems]
    return []


@given(partial())
def test_what_the_reader_takes_the_schema_takes(data: dict[str, Any]) -> None:
    assert complaints(data) == []
    assert [error.message for error in SCHEMA.iter_errors(data)] == []


@given(partial(), st.sampled_from(KEYS), JUNK)
def test_what_the_schema_takes_the_reader_takes(data: dict[str, Any], key: str, junk: Any) -> None:
    data[key] = junk
    if SCHEMA.is_valid(data):
        unexpected = [said for said in complaints(data) if not any(one in said for one in UNSAID)]
        assert unexpected == []


@st.composite
def mistakes(draw: st.DrawFn) -> tuple[str, Any]:
    """Make one part of a profile wrong."""
    number, word = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(CHOICES))
    most = CATALOGUE.fields[number].maximum or 0
    return draw(
        st.sampled_from(
            [
                (number, "many"),
                (number, True),
                (number, most + 1),
                (number, -1),
                (number, [0]),
                (number, [0, most + 1]),
                (word, "no such word"),
                (word, 3),
                ("channels", "instagram"),
                ("channels", ["no such network"]),
                ("sell_languages", ["español"]),
                ("country", "Spain"),
                ("sells_online", "yes"),
                ("crisis", {"trigger": "rumour", "boss": 1}),
                ("existing_roles", {"boss": 1}),
                ("existing_posts", [{"title": "a", "place": "away"}]),
                ("kpis", {"no_such_kpi": 1}),
                (number + "s_", 1),
            ]
        )
    )


@given(partial(), mistakes())
def test_what_is_made_wrong_both_refuse(data: dict[str, Any], mistake: tuple[str, Any]) -> None:
    key, value = mistake
    group, _, part = key.partition(".")
    data[group] = {part: value} if part else value
    assert complaints(data)
    assert not SCHEMA.is_valid(data)
