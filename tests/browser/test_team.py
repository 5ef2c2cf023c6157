"""The team of the playground: told in rows, looked at by the library, kept nowhere."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from making.playground.texts import texts

from commerce_roles import assess
from commerce_roles.display import to_text
from commerce_roles.staffing import look, sample_team, team_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # of the server's sockets

SHOP: dict[str, Any] = {"employees": 6, "messages_needing_reply_month": 420}
TOLD = "#1&employees=6&messages_needing_reply_month=420"
TEXTS = texts()


def _say(text: str, lang: str = "en", **values: object) -> str:
    return TEXTS[text][lang].format(**values)


def _open(page: "Page", address: str, lang: str = "en") -> None:
    place = "playground/" if lang == "en" else f"playground/{lang}/"
    page.goto(f"{address}{place}{TOLD}")
    page.locator("#pg-team-tab > summary").click()


def _seen(page: "Page") -> str:
    page.wait_for_selector("#pg-team-seen .pg-drawn")
    return _words(page.inner_text("#pg-team-seen .pg-drawn"))


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_sample_is_looked_at_as_by_the_library(lang: str, page: "Page", address: str) -> None:
    _open(page, address, lang)
    page.get_by_role("button", name=_say("team_sample", lang)).click()
    seen = _seen(page)
    drawn = look(sample_team("clothing_three"), assess(SHOP).needs()).document(lang)
    text = to_text(evolve(drawn, title="", blocks=drawn.blocks[:3]), width=10_000)
    assert _words(text) in seen
    assert page.locator("#pg-team > fieldset").count() == 3
    assert page.input_value("#pg-team-hours-2") == "30"
    assert page.is_checked("[name=pg-team-roles-0][value=community_manager]")


def test_a_team_is_told_by_keyboard_and_stands_in_no_address(page: "Page", address: str) -> None:
    _open(page, address)
    page.locator("#pg-team-id-0").fill("Quim")
    page.locator("#pg-team-hours-0").fill("60")
    page.locator("#pg-team-skills-0").fill("SEO: working\ncustomer service")
    page.locator("[name=pg-team-roles-0][value=community_manager]").press("Space")
    page.locator("#pg-team-hours-0").press("Enter")
    seen = _seen(page)
    assert "Quim" in seen
    assert "Quim" not in page.url
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept[1:] == [0, ""]
    assert "Quim" not in json.dumps(page.evaluate("Object.entries(localStorage)"))
    page.reload()
    page.locator("#pg-team-tab > summary").click()
    assert page.input_value("#pg-team-id-0") == "A"


def test_what_is_wrong_is_said_and_can_be_mended(page: "Page", address: str) -> None:
    _open(page, address)
    page.locator("#pg-team-id-0").fill("B")
    page.locator("#pg-team-hours-0").fill("-5")
    page.get_by_role("button", name=_say("team_look")).click()
    page.get_by_role("alert").get_by_text(re.compile("^B: ")).wait_for()
    page.locator("#pg-team-hours-0").fill("50")
    assert page.get_by_text(_say("team_changed")).is_visible()
    page.get_by_role("button", name=_say("team_look")).click()
    assert "B" in _seen(page)


def test_a_team_is_saved_and_opened_again(page: "Page", address: str, tmp_path: Path) -> None:
    _open(page, address)
    page.get_by_role("button", name=_say("team_sample")).click()
    first = _seen(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=_say("team_save")).click()
    saved = tmp_path / "team.json"
    waiting.value.save_as(saved)
    told = team_of(json.loads(saved.read_text(encoding="utf-8")))
    assert [one.id for one in told.people] == ["p1", "p2", "p3"]
    page.get_by_role("button", name=_say("team_drop", name="p2")).click()
    assert page.locator("#pg-team > fieldset").count() == 2
    page.locator("#pg-team-file").set_input_files(saved)
    page.get_by_text(_say("team_opened", n=3)).wait_for()
    page.get_by_role("button", name=_say("team_look")).click()
    assert _seen(page) == first


def test_a_file_that_holds_no_team_is_named(page: "Page", address: str, tmp_path: Path) -> None:
    _open(page, address)
    for text in ("[1]", "{", '{"people": 3}', "null"):
        strange = tmp_path / "strange.json"
        strange.write_text(text, encoding="utf-8")
        page.locator("#pg-team-file").set_input_files(strange)
        page.get_by_text(_say("team_not_opened", file="strange.json")).wait_for()
    assert page.locator("#pg-team > fieldset").count() == 1


def test_hostile_words_are_shown_as_text(page: "Page", address: str) -> None:
    _open(page, address)
    hostile = "<img src=x onerror=alert(1)>"
    page.locator("#pg-team-id-0").fill(hostile)
    page.locator("#pg-team-skills-0").fill(hostile)
    page.get_by_role("button", name=_say("team_look")).click()
    page.wait_for_selector("#pg-team-seen > *")
    assert page.locator("#pg-team-tab img[src=x]").count() == 0
