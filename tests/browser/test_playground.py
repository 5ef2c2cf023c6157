"""The playground in a browser: the answers are the library's, and an owner gets on with it."""

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from making.places import ROOT
from making.playground.texts import texts

from commerce_roles import assess

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # of the server's sockets

EXAMPLES = sorted((ROOT / "examples").glob("*.*"))
SHOP: dict[str, Any] = {"employees": 2, "monthly_orders": 30, "crisis_state": "none"}
TEXTS = texts()


def _profile(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    return read


def _say(name: str, lang: str = "en") -> str:
    return TEXTS[name][lang]


def _answered(page: "Page") -> str:
    """Wait until all is shown, and give the answer."""
    page.wait_for_selector("#pg-result[data-shown]")
    return page.inner_text(".pg-headline")


def _open(page: "Page", address: str, told: str = "", place: str = "playground/") -> None:
    page.goto(f"{address}{place}{told}")


def test_every_example_is_answered_as_by_the_library_byte_for_byte(
    page: "Page", address: str
) -> None:
    _open(page, address)
    profiles = [_profile(path) for path in EXAMPLES]
    asked = [(profile, lang) for profile in profiles for lang in ("en", "es")]
    answers = page.evaluate(
        """async (asked) => {
          const { Engine } = await import(new URL('engine.js', location.href));
          const engine = new Engine(() => {});
          const answers = [];
          for (const [profile, lang] of asked) {
            answers.push(await engine.ask('assess', { profile, lang }));
          }
          return answers;
        }""",
        asked,
    )
    for (profile, lang), answer in zip(asked, answers, strict=True):
        assert answer == assess(profile).to_json(lang)


def test_an_owner_taps_and_is_answered(page: "Page", address: str) -> None:
    _open(page, address)
    page.get_by_role("button", name=re.compile("Load the full answer")).click()
    page.wait_for_selector(".pg-headline")
    page.get_by_label("Ordinary complaints only").check()
    page.get_by_role("textbox", name=re.compile("How many messages")).fill("300-500")
    page.get_by_role("textbox", name=re.compile("How many online orders")).fill("1.200")
    told = {"crisis_state": "none", "messages_needing_reply_month": [300, 500]}
    wanted = assess({**told, "monthly_orders": 1200}).answer
    said = json.loads(assess({**told, "monthly_orders": 1200}).to_json())["answer"]["text"]
    page.get_by_text(said, exact=True).first.wait_for()
    assert wanted is not None
    assert _answered(page) == said
    assert page.get_by_role("status").first.inner_text().endswith(said)


def test_the_rough_answer_is_there_before_the_engine(page: "Page", address: str) -> None:
    page.context.route("**/engine/**", lambda route: route.abort())
    _open(page, address, "#1&messages_needing_reply_month=5000")
    said = page.inner_text("#pg-rough li:first-child")
    assert said == f"Community manager: {_say('rough_reserved')}"


def test_an_engine_that_fails_is_told_and_can_be_tried_again(page: "Page", address: str) -> None:
    broken = "**/engine/library.zip"
    page.context.route(broken, lambda route: route.abort())
    _open(page, address, "#1&employees=2")
    again = page.get_by_role("button", name=_say("again"))
    again.wait_for()
    assert page.inner_text("#pg-status").startswith("The engine stopped")
    page.context.unroute(broken)
    again.click()
    assert _answered(page)


def test_a_wrong_answer_is_told_beside_it_and_the_others_count(page: "Page", address: str) -> None:
    _open(page, address, "#1&employees=2")
    _answered(page)
    box = page.get_by_role("textbox", name=re.compile("How many messages"))
    for wrong, name in (("many", "wrong_number"), ("50-3", "wrong_bounds")):
        box.fill(wrong)
        page.get_by_text(_say(name).partition("{")[0]).first.wait_for()
        assert box.get_attribute("aria-invalid") == "true"
    box.fill("3")
    _answered(page)
    assert box.get_attribute("aria-invalid") is None
    assert "messages_needing_reply_month=3" in page.url


def test_the_address_keeps_answers_and_never_a_name_nor_own_words(
    page: "Page", address: str
) -> None:
    _open(page, address)
    for details in page.locator("#pg-form > details > summary").all():
        details.click()
    page.locator("[id='f-name']").fill("Ana Pérez")
    page.locator("[data-field=sector] [data-own]").fill("la tienda de Ana")
    page.locator("[data-field='crisis.trigger'] [data-own]").fill("Juan said")
    page.locator("[id='f-employees']").fill("2-3")
    page.get_by_label("Instagram").first.check()
    page.wait_for_function("location.hash.includes('instagram')")
    assert page.evaluate("location.hash") == "#1&employees=2~3&channels=instagram"
    again = page.context.new_page()
    again.goto(page.url)
    assert again.locator("[id='f-employees']").input_value() == "2-3"
    assert again.locator("[data-field=channels] input[value=instagram]").is_checked()
    again.close()


@pytest.mark.parametrize(
    "fragment",
    ["#9&employees=2", "#1&nothing=3", "#1&employees=x", "#1&crisis_state=odd", "#1&name=Ana",
     "#1&channels=odd", "#1&%E0%A4%A", "#1&employees=1~2~3", "#1&crisis_state=%E0"],
)  # fmt: skip
def test_what_is_strange_in_an_address_is_named_and_left_out(
    page: "Page", address: str, fragment: str
) -> None:
    page.context.route("**/engine/**", lambda route: route.abort())
    _open(page, address, fragment)
    told = page.inner_text("#pg-status")
    assert told.startswith(_say("not_understood").partition("{")[0])
    assert page.evaluate("location.hash") == ""


def test_businesses_are_opened_compared_and_saved(
    page: "Page", address: str, tmp_path: Path
) -> None:
    _open(page, address)
    page.get_by_text(_say("businesses")).click()
    files = [tmp_path / "one.json", tmp_path / "two.json", tmp_path / "bad.json"]
    profiles = [_profile(ROOT / f"examples/{n}.toml") for n in ("clothing_retailer", "law_office")]
    for file, profile in zip(files, profiles, strict=False):
        file.write_text(json.dumps(profile), encoding="utf-8")
    files[2].write_text("[", encoding="utf-8")
    page.locator("#pg-files").set_input_files([str(file) for file in files])
    page.get_by_text("2 opened. bad.json holds no business.").wait_for()
    assert profiles[0]["name"] in page.inner_text("#pg-business")
    _answered(page)
    page.get_by_role("button", name=_say("compare")).click()
    page.wait_for_selector("#pg-compared table")
    assert profiles[1]["name"] in page.inner_text("#pg-compared")
    with page.expect_download() as saved:
        page.get_by_role("button", name=_say("save")).click()
    data = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert [one["name"] for one in data["businesses"]] == [one["name"] for one in profiles]
    for kept, profile in zip(data["businesses"], profiles, strict=True):
        assert assess(kept).to_json() == assess(profile).to_json()


def test_the_page_for_the_boss_is_alone_on_paper(page: "Page", address: str) -> None:
    told = "#1&employees=6&messages_needing_reply_month=420&crisis_state=none&country=ES"
    _open(page, address, told)
    answer = _answered(page)
    page.get_by_role("button", name=_say("boss")).click()
    page.wait_for_selector(".pg-sheet table")
    page.emulate_media(media="print")
    sheet = page.inner_text(".pg-sheet")
    assert answer in sheet
    assert "420" in sheet
    for name in ("boss_reasons", "boss_options", "boss_change", "boss_sure"):
        assert _say(name) in sheet
    assert page.locator(".pg-sheet ol li").count() == 3
    assert not page.locator("#pg-form").is_visible()
    assert not page.locator("#pg-checklist").is_visible()


def test_the_page_speaks_spanish(page: "Page", address: str) -> None:
    _open(page, address, "#1&employees=2", "playground/es/")
    assert _answered(page) == json.loads(assess({"employees": 2}).to_json("es"))["answer"]["text"]
    assert page.get_by_text(_say("flips", "es")).is_visible()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/playground/#1&employees=2")


def test_all_of_it_works_by_keyboard(page: "Page", address: str) -> None:
    _open(page, address, "#1&employees=2")
    _answered(page)
    page.locator("input[name='f-crisis_state'][value='']").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_function("location.hash.includes('crisis_state=active')")
    _answered(page)
    page.get_by_role("button", name=_say("question_go")).focus()
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.closest('[data-field]')?.dataset.field")
    wanted = assess({"employees": 2, "crisis_state": "active"}).next_question()
    assert wanted is not None
    assert focused == wanted.field


def test_without_a_program_the_checklist_answers(context: "BrowserContext", address: str) -> None:
    browser = context.browser
    assert browser is not None
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(f"{address}playground/")
    assert page.get_by_text(_say("no_script")).is_visible()
    assert page.get_by_text(_say("free")).first.is_visible()
    assert not page.locator("#pg-form").is_visible()
    bare.close()


def test_the_main_thread_is_free_while_the_engine_works(page: "Page", address: str) -> None:
    """No limit in milliseconds, as machines differ: Python never runs where the reader types."""
    _open(page, address, "#1&employees=2")
    _answered(page)
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [name for name in loaded if "pyodide" in name]


def test_a_slow_phone_is_answered_too(page: "Page", address: str) -> None:
    """No limit in seconds here either; benchmarks/playground.py measures them."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    _open(page, address, "#1&employees=2")
    assert _answered(page) == json.loads(assess({"employees": 2}).to_json())["answer"]["text"]
    page.locator("[id='f-messages_needing_reply_month']").fill("420")
    page.wait_for_function("location.hash.includes('420')")
    told = {"employees": 2, "messages_needing_reply_month": 420}
    assert _answered(page) == json.loads(assess(told).to_json())["answer"]["text"]
