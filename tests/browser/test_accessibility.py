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
    found = page.evaluate(
        "(values) => axe.run(document, { runOnly: { type: 'tag', values } })", RULES
    )
    return [
        (one["id"], [(node["target"], node["any"][:1]) for node in one["nodes"]][:5])
        for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_found_against_a_screen(
    screen: str, scheme: Literal["light", "dark"], page: "Page", address: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}{SCREENS[screen]}")
    if "#1" in SCREENS[screen]:
        page.wait_for_selector("#pg-result[data-shown]")
    for summary in page.locator("#playground details > summary").all():
        if summary.is_visible():
            summary.click()
    assert _against(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_against_a_team(
    scheme: Literal["light", "dark"], page: "Page", address: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}playground/#1&employees=6&messages_needing_reply_month=420")
    page.locator("#pg-team-tab > summary").click()
    page.locator("#pg-team button").filter(has_text="sample").click()
    page.wait_for_selector("#pg-team-seen .pg-drawn")
    assert _against(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_against_a_wrong_answer_and_a_failed_engine(
    scheme: Literal["light", "dark"], page: "Page", address: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.context.route("**/engine/**", lambda route: route.abort())
    page.goto(f"{address}playground/#1&employees=2")
    page.get_by_role("button", name="Try again").wait_for()
    page.locator("[id='f-messages_needing_reply_month']").fill("many")
    page.get_by_text("Write a number").wait_for()
    assert _against(page) == []
