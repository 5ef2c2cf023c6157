"""What an automated check finds against WCAG 2.2 A and AA, in light and in dark."""

from typing import TYPE_CHECKING, Any, Literal

import pytest
from making.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # of the server's sockets

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = {
    "first page": "",
    "tutorial": "tutorial/first_answer/",
    "guide": "guides/team/",
    "explanation": "explanation/spine/",
    "reference": "reference/python/",
    "glossary": "glossary/",
    "role": "catalogue/role/community_manager/",
    "skill": "catalogue/skill/seo/",
    "task": "catalogue/task/create_posts/",
    "measure": "catalogue/kpi/conversion_rate/",
    "claim": "catalogue/claim/IT-001/",
    "contradiction": "catalogue/contradiction/X-01/",
    "notebook": "notebooks/which_roles/",
    "cases": "teaching/cases/",
    "empty": "playground/",
    "answered": "playground/#1&employees=6&messages_needing_reply_month=420&crisis_state=none",
    "undecided": "playground/#1&employees=2",
    "spanish": "playground/es/#1&employees=2",
    "marathi": "playground/mr/",
}


def _against(page: "Page") -> list[Any]:
    page.add_script_tag(path=AXE)
    found: list[Any] = []
    for theme in ("default", "slate"):
        # as the theme does when a page is opened in light or dark; the engine need not load twice
        page.evaluate("(theme) => (document.body.dataset.mdColorScheme = theme)", theme)
        page.emulate_media(color_scheme="light" if theme == "default" else "dark")
        seen = page.evaluate(
            "(values) => axe.run(document, { runOnly: { type: 'tag', values } })", RULES
        )
        found += [
            (theme, one["id"], node["target"], node["any"][:1])
            for one in seen["violations"]
            for node in one["nodes"]
        ]
    return found[:20]


@pytest.fixture
def still(page: "Page") -> "Page":
    """Open pages on which nothing moves."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return page


@pytest.mark.parametrize(("scheme", "theme"), [("light", "default"), ("dark", "slate")])
def test_a_page_is_opened_in_light_or_dark(
    scheme: Literal["light", "dark"], theme: str, page: "Page", address: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector(f"body[data-md-color-scheme={theme}]")


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_found_against_a_screen(screen: str, still: "Page", address: str) -> None:
    still.goto(f"{address}{SCREENS[screen]}")
    if "#1" in SCREENS[screen]:
        still.wait_for_selector("#pg-result[data-shown]")
    for summary in still.locator("#playground details > summary").all():
        if summary.is_visible():
            summary.click()
    assert _against(still) == []


def test_nothing_is_found_against_a_team(still: "Page", address: str) -> None:
    still.goto(f"{address}playground/#1&employees=6&messages_needing_reply_month=420")
    still.locator("#pg-team-tab > summary").click()
    still.locator("#pg-team button").filter(has_text="sample").click()
    still.wait_for_selector("#pg-team-seen .pg-drawn")
    assert _against(still) == []


def test_nothing_is_found_against_a_wrong_answer_and_a_failed_engine(
    still: "Page", address: str
) -> None:
    still.context.route("**/engine/**", lambda route: route.abort())
    still.goto(f"{address}playground/#1&employees=2")
    still.get_by_role("button", name="Try again").wait_for()
    still.locator("[id='f-messages_needing_reply_month']").fill("many")
    still.get_by_text("Write a number").wait_for()
    assert _against(still) == []
