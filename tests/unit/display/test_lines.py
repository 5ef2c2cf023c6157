"""Lines over places: as signs, as a table, as SVG; whatever is given can be drawn."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.display import (
    Document,
    Line,
    Lines,
    sparkline,
    to_html,
    to_markdown,
    to_svg,
    to_text,
)

value = st.none() | st.floats() | st.integers(-(10**9), 10**9)


def two(**other: object) -> Lines:
    return Lines(
        ["2026-09", "2026-10", "2026-11"],
        [
            Line("measured", [2, 2.4, None], low=[1, 2, None], high=[3, 3, None]),
            Line("path", [2, 2.5, 3], style="dashed"),
        ],
        unit="%",
        caption="conversion",
        **other,  # type: ignore[arg-type]
    )


def test_lines_are_told_by_their_course() -> None:
    assert to_text(Document("", [two()])) == (
        "conversion\nmeasured  ▅▆·  2.00 → 2.40 %\npath      ▅▆█  2.00 → 3.00 %"
    )
    assert "| measured | ▅▆· | 2\\.00 → 2.40 % |" in to_markdown(Document("", [two()]))
    assert "2,40 %" in to_text(Document("", [two(lang="es")]))


def test_lines_are_drawn_with_band_holes_and_words_beside() -> None:
    page = to_html(Document("", [two()]))
    assert page.count("<polyline") == 2
    assert page.count("<polygon") == 1
    assert "stroke-dasharray" in page
    assert "▅▆·" in page
    assert 'aria-label="conversion"' in page


@pytest.mark.parametrize(
    ("values", "signs"),
    [([], ""), ([None], "·"), ([5], "▅"), ([1, 2, None, 4], "▁▃·█"), ([3, 3], "▅▅")],
)
def test_values_become_signs(values: list[float | None], signs: str) -> None:
    assert sparkline(values) == signs


@given(
    st.lists(st.text(max_size=9), max_size=9),
    st.lists(st.tuples(st.text(max_size=9), *(st.lists(value, max_size=12) for _ in range(3)))),
)
def test_whatever_is_given_is_drawn(places: list[str], given_: list[tuple[object, ...]]) -> None:
    lines = [Line(label, v, low=low, high=high) for label, v, low, high in given_]  # type: ignore[arg-type]
    picture = Lines(places, lines)
    document = Document("", [picture])
    assert ET.fromstring(to_svg(picture)).tag.endswith("svg")  # noqa: S314 our own
    assert "nan" not in to_svg(picture)
    assert to_text(document) is not None
    assert to_markdown(document) is not None
    assert to_html(document)
