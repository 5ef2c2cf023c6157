"""The playground in Chromium: the first answer, later ones, and the gaps of the page's thread.

Cold is an empty cache, warm is a second visit. The page is opened on a desk and on a phone whose
page thread is slowed down four times (workers are not: Chromium slows the page alone). Beside each
later answer stands the same question to the library in CPython. Chromium, node and
`pip install -e '.[docs,browser]'` with `npm ci` are needed; SITE is a folder built before.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from commerce_roles import assess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
TOLD = {"employees": 6, "crisis_state": "none", "messages_needing_reply_month": 420}
FRAGMENT = "#1&" + "&".join(f"{key}={value}" for key, value in TOLD.items())
SLOWED = 4
LATER = 12
ROUNDS = 3
TIMES = """async (orders) => {
  const { Engine } = await import(new URL('engine.js', location.href));
  const engine = new Engine(() => {});
  const profile = (count) => ({ ...TOLD, monthly_orders: count });
  await engine.ask('assess', { profile: profile(1), lang: 'en' });
  const times = [];
  for (const count of orders) {
    const begin = performance.now();
    await engine.ask('assess', { profile: profile(count), lang: 'en' });
    times.push(performance.now() - begin);
  }
  return times;
}""".replace("TOLD", json.dumps(TOLD))
GAPS = """() => {
  window.gaps = [];
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    gaps.push(now - last - 20);
    last = now;
  }, 20);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main(site: str = "", rounds: int = ROUNDS) -> None:
    """Open the page again and again, and print medians."""
    from playwright.sync_api import sync_playwright

    folder = site or _built()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/playground/"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for name, slowed in (("desk", 1), (f"phone, page thread {SLOWED} × slower", SLOWED)):
            _one(browser, address, name, slowed, rounds)
        browser.close()
    server.shutdown()


def _built() -> str:
    folder = tempfile.mkdtemp()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 our own
    return folder


def _one(browser: "Browser", address: str, name: str, slowed: int, rounds: int) -> None:
    cold: list[float] = []
    warm: list[float] = []
    gaps: list[float] = []
    later: list[float] = []
    for _ in range(rounds):
        size = {"width": 390, "height": 844} if slowed > 1 else {"width": 1200, "height": 900}
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        for times in (cold, warm):
            page = _page(context, slowed)
            begin = time.perf_counter()
            page.goto(address + FRAGMENT)
            page.evaluate(GAPS)
            page.wait_for_selector(".pg-headline", timeout=300_000)
            times.append(time.perf_counter() - begin)
            page.wait_for_selector("#pg-result[data-shown]", timeout=300_000)
            gaps.append(page.evaluate("Math.max(...gaps)"))
            page.close()
        page = _page(context, slowed)
        page.goto(address)
        later += page.evaluate(TIMES, [37 * count for count in range(1, LATER)])
        context.close()
    here = _in_cpython()
    median = statistics.median(later)
    sys.stdout.write(
        f"{name}: first answer cold {statistics.median(cold):.1f} s, "
        f"warm {statistics.median(warm):.1f} s; later {median:.0f} ms "
        f"({median / here:.1f} × CPython's {here:.0f} ms); "
        f"longest gap of the page's thread {max(gaps):.0f} ms\n"
    )


def _page(context: "BrowserContext", slowed: int) -> "Page":
    page = context.new_page()
    if slowed > 1:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    return page


def _in_cpython() -> float:
    times: list[float] = []
    for count in range(LATER):
        begin = time.perf_counter()
        assess({**TOLD, "monthly_orders": 37 * count}).to_json()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    site, rounds = (*sys.argv[1:], "", "")[:2]
    main(site, int(rounds or ROUNDS))
