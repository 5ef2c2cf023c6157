"""Chromium over the built site, which no test lets out to another host.

The site is the folder that `COMMERCE_ROLES_SITE` names; without it, the site is built once. What is
not installed is named, and these tests are left out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from making.places import ROOT
from making.playground.places import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ENGINE_SECONDS = 120
"""As long is waited before a test says that nothing happens."""
_CHROMIUM = shutil.which("chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def lacking() -> str:
    """Say what these tests miss; empty if nothing."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed"
    if _CHROMIUM is None:
        return "chromium is not installed"
    if not (ROOT / "node_modules/axe-core/axe.min.js").is_file():
        return "`npm ci` has not installed axe-core"
    return missing()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if reason := lacking():
        pytest.skip(f"the browser tests are left out: {reason}")
    named = os.environ.get("COMMERCE_ROLES_SITE")
    if named:
        return Path(named)
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, str(folder)], check=True, cwd=ROOT, env=environment)  # noqa: S603
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium(site: Path) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    assert site.is_dir()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: "Browser", address: str) -> Iterator["BrowserContext"]:
    """Open a phone that may ask this server and no other."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=1, has_touch=True
    )
    strangers = only_here(context, address)
    yield context
    context.close()
    assert not strangers


@pytest.fixture
def page(context: "BrowserContext") -> Iterator["Page"]:
    """Open a tab, in which nothing may fail unseen."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_default_timeout(ENGINE_SECONDS * 1000)
    yield page
    assert not faults


def only_here(context: "BrowserContext", address: str) -> list[str]:
    """Refuse every request to another host, and list them."""
    strangers: list[str] = []

    def refuse(url: str) -> bool:
        return not url.startswith((address, "data:", "blob:"))

    def note(route: object) -> None:
        strangers.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    context.route(refuse, note)
    return strangers
