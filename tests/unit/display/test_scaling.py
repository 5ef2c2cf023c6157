import math

import pytest

from commerce_roles.display import Bar, Bars, plain
from commerce_roles.display.scaling import scaled


def test_the_highest_end_is_the_end_of_the_scale() -> None:
    first, second = scaled(Bars([Bar("a", 0, 1, 2), Bar("b", 2, 3, 4)]))
    assert (first.low, first.value, first.high) == (0, 0.25, 0.5)
    assert (second.low, second.value, second.high) == (0.5, 0.75, 1)


def test_what_lies_beyond_the_scale_ends_with_it() -> None:
    [row] = scaled(Bars([Bar("a", -5, 10, 30)], maximum=20))
    assert (row.low, row.value, row.high) == (0, 0.5, 1)


def test_ends_in_the_wrong_order_are_put_in_order() -> None:
    [row] = scaled(Bars([Bar("a", 4, 2, 1)], maximum=4))
    assert (row.low, row.value, row.high) == (0.25, 0.5, 1)


@pytest.mark.parametrize("end", [math.nan, math.inf, 0, -1])
def test_a_scale_without_an_end_still_draws(end: float) -> None:
    [row] = scaled(Bars([Bar("a", math.nan, 0.5, math.inf)], maximum=end))
    assert (row.low, row.value, row.high) == (0, 0.5, 1)


@pytest.mark.parametrize(
    ("bar", "reading"),
    [
        (Bar("a", 11, 17, 25), "11–17–25 h"),
        (Bar("a", 4, 4, 4), "4 h"),
        (Bar("a", 0, 1_200_000_000, 1_200_000_000), "0–1200000000 h"),
        (Bar("a", 1, 2, 3, "few"), "few"),
    ],
)
def test_a_bar_reads_as_told_or_as_its_numbers(bar: Bar, reading: str) -> None:
    [row] = scaled(Bars([bar], unit="h"))
    assert plain(row.text) == reading


def test_a_mark_lies_on_the_scale_and_widens_it() -> None:
    first, second, third = scaled(
        Bars([Bar("a", 1, 2, 4, mark=8), Bar("b", 1, 2, 4), Bar("c", 1, 2, 4, mark=math.nan)])
    )
    assert (first.high, first.mark) == (0.5, 1)
    assert second.mark is third.mark is None
    [beyond] = scaled(Bars([Bar("a", 1, 2, 4, mark=9)], maximum=4))
    assert beyond.mark == 1


def test_a_mark_is_drawn_over_or_behind_a_bar_and_never_beyond_it() -> None:
    [short, long, none] = scaled(
        Bars([Bar("a", 1, 2, 4, mark=8), Bar("b", 8, 8, 8, mark=4), Bar("c", 0, 0, 0, mark=0)])
    )
    assert short.marked("██", 8, " ") == "██     ┃"
    assert long.marked("████████", 8, " ") == "████┃███"
    assert none.marked("", 8, " ") == "┃"
    assert none.marked("", 0, " ") == ""
