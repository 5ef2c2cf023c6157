"""Every value of the library shows itself: by its report, or as a card of its parts."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from io import StringIO
from pkgutil import walk_packages

import attrs
import pytest
from attrs import field, frozen

import commerce_roles
from commerce_roles import assess, load_catalogue
from commerce_roles.display import card, mimebundle, to_html, to_markdown, to_text
from commerce_roles.model import FrozenMap
from commerce_roles.staffing import sample_team

BUILDING_BLOCKS = (
    "commerce_roles.diagrams",  # states and cells of a decision, of which results are read
    "commerce_roles.display",  # what documents are made of
    "commerce_roles.expressions",  # forms and domains of the small language
    "commerce_roles.assessment.scoring",  # what the generated code works with
    "commerce_roles.catalogue.program",  # the linked rules
)


def public_values() -> Iterator[type]:
    packages = [
        one for one in walk_packages(commerce_roles.__path__, "commerce_roles.") if one.ispkg
    ]
    for package in ["commerce_roles", *(one.name for one in packages)]:
        module = import_module(package)
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isclass(value) and attrs.has(value):
                yield value


PUBLIC = sorted(
    {value for value in public_values() if not value.__module__.startswith(BUILDING_BLOCKS)},
    key=lambda value: (value.__module__, value.__name__),
)


def test_every_public_value_shows_itself() -> None:
    forms = ("_repr_mimebundle_", "__rich_console__")
    mute = [one for one in PUBLIC if not all(hasattr(one, form) for form in forms)]
    assert not mute
    assert len(PUBLIC) > 250


class Size(Enum):
    SMALL = "small"


@frozen
class Item:
    id: str
    price: float | None = None


@frozen
class Shop:
    name: FrozenMap[str, str]
    size: Size
    items: tuple[Item, ...] = ()
    stock: FrozenMap[str, int] = FrozenMap()
    open: bool = field(default=False, kw_only=True)
    _kept: str = "nobody sees it"


def shop(*items: Item, name: str = "Nadal") -> Shop:
    return Shop(FrozenMap(en=name, it="Natale"), Size.SMALL, items, FrozenMap(a=1, b=2), open=True)


def test_a_card_tells_the_parts_that_are_told() -> None:
    assert to_text(card(shop(Item("shoe", 12.5), Item("hat")))) == (
        "Shop\n════\n\n"
        "part   value\n─────  ──────────\n"
        "name   Nadal\nsize   small\nstock  a: 1; b: 2\nopen   yes\n\n"
        "items\n─────\n\n"
        "id    price\n────  ─────\nshoe  12.5\nhat"
    )


def test_many_values_are_counted_and_long_texts_cut() -> None:
    drawn = to_text(card(shop(*(Item(f"n{n:02}", n) for n in range(40)), name="x" * 500)))
    assert "and 28 more" in drawn
    assert "n11" in drawn
    assert "n12" not in drawn
    assert "x" * 119 + "…" in drawn.replace("\n", "").replace(" ", "")


def test_two_ends_of_a_range_are_no_list() -> None:
    @frozen
    class Bounds:
        score_range: tuple[int, int]
        hours_range: FrozenMap[str, tuple[float, float]]

    drawn = to_text(card(Bounds((12, 126), FrozenMap(minimum=(0.0, 8.5), full=(1.0, 9.0)))))
    assert "12–126" in drawn
    assert "minimum: 0–8.5; full: 1–9" in drawn


def test_rich_draws_every_value_as_wide_as_its_console() -> None:
    rich = pytest.importorskip("rich.console")
    for value in (load_catalogue().roles["community_manager"], assess({}), card(shop())):
        lines: dict[int, list[str]] = {}
        for width in (60, 120):
            console = rich.Console(width=width, file=StringIO(), color_system=None)
            console.print(value)
            lines[width] = console.file.getvalue().splitlines()
            assert max(map(len, lines[width])) <= width
        assert len(lines[60]) >= len(lines[120])


def test_a_value_without_parts_is_told_by_its_name() -> None:
    @frozen
    class NothingAtAll:
        pass

    assert to_text(card(NothingAtAll())) == "Nothing at all\n══════════════\n\nnothing is told"


def test_hostile_parts_are_shown_as_text() -> None:
    hostile = "<script>alert(1)</script> | [x](javascript:1)\x1b[31m"
    html = to_html(card(shop(Item(hostile, 1.0), name=hostile)))
    assert "<script" not in html
    assert "\x1b" not in html
    assert r"\[x\](" in to_markdown(card(shop(name=hostile)))


@pytest.mark.parametrize(
    "value",
    [
        load_catalogue(),
        load_catalogue().roles["community_manager"],
        assess({"sector": "clothing"}).roles["community_manager"],
        assess({}).next_question(),
        assess({"sector": "clothing", "monthly_orders": 450, "employees": 3}).profile,
        sample_team("clothing_three"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_of_the_library_are_drawn_alike_and_ask_nobody(value: object) -> None:
    forms = value._repr_mimebundle_()  # type: ignore[attr-defined]
    assert sorted(forms) == ["text/html", "text/markdown", "text/plain"]
    assert forms == value._repr_mimebundle_()  # type: ignore[attr-defined]
    assert not re.search(r"(src|href)=.?https?:", forms["text/html"])
    assert len(forms["text/plain"].splitlines()) > 3


def test_the_facts_are_told_by_how_many_there_are() -> None:
    drawn = mimebundle(load_catalogue().document("es"))["text/plain"]
    assert re.search(r"\b3\b", drawn)
    assert load_catalogue().hash in drawn
