"""Plain data that is right, changed in one place."""

import copy
from typing import Any

from hypothesis import strategies as st

__all__ = ["changed", "places"]

OTHER: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-2, 10**7)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "a", "EUR", "es", "2026-10-01", "2026-13-01", "minimum", "owner"])
    | st.sampled_from([[], {}, [1], ["a"], [None], {"a": 1}, {"a": {}}, [[]], [{}]])
)


def places(
    data: Any, path: tuple[Any, ...] = (), *, most: int | None = None
) -> list[tuple[Any, ...]]:
    """List every place in plain data; of a list no more than its first parts."""
    found = [path]
    if isinstance(data, dict):
        for key, part in data.items():
            found += places(part, (*path, key), most=most)
    elif isinstance(data, list):
        for number, part in enumerate(data[:most]):
            found += places(part, (*path, number), most=most)
    return found


@st.composite
def changed(draw: st.DrawFn, data: Any) -> Any:
    """Change one place: put another value there, take it away, or put a key that is not known."""
    made = copy.deepcopy(data)
    path = draw(st.sampled_from([place for place in places(data) if place]))
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    match draw(st.sampled_from(["other", "other", "away", "key"])):
        case "away":
            del inner[path[-1]]
        case "key" if isinstance(inner[path[-1]], dict):
            inner[path[-1]]["no_such_key"] = draw(OTHER)
        case _:
            inner[path[-1]] = draw(OTHER)
    return made
