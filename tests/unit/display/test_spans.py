import pytest

from commerce_roles.display import Span, code, link, muted, plain, strong
from commerce_roles.display.spans import flow, spans


def test_every_way_to_give_text_ends_in_one_form() -> None:
    assert spans("a") == spans(Span("a")) == spans(["a"]) == spans((Span("a"),)) == (Span("a"),)
    assert spans("") == ()


def test_each_look_has_a_name() -> None:
    assert strong("a") == Span("a", strong=True)
    assert muted("a") == Span("a", muted=True)
    assert code("a") == Span("a", code=True)
    assert link("a", "#b") == Span("a", link="#b")


def test_spaces_never_meet_and_never_stand_at_an_end() -> None:
    assert plain([" a ", strong(" b "), "  ", muted(" c ")]) == "a b c"


def test_spaces_never_stand_at_the_edge_of_an_emphasis() -> None:
    assert flow(["a", strong(" b ")]) == (Span("a"), Span(" "), strong("b"))
    assert flow([strong("b "), "c"]) == (strong("b"), Span(" "), Span("c"))


def test_neighbours_of_one_look_are_one_span() -> None:
    assert flow([strong("a"), strong("b"), "c", "d"]) == (strong("ab"), Span("cd"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c&d#e",
        "HTTP://example.org",
        "mailto:a@example.org",
        "#claim",
        "../roles/a.md",
        "./a.md",
        "/a",
    ],
)
def test_safe_addresses_stay(address: str) -> None:
    assert flow(link("a", address))[0].link == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,a",
        "//example.org",
        "https://example.org/<a>",
        'https://example.org/"',
        "https://example.org/a b",
        "https://example.org/a\n",
        "a",
    ],
)
def test_all_other_addresses_are_dropped_and_the_text_stays(address: str) -> None:
    assert flow(link("a", address)) == (Span("a"),)
