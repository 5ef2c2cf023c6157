"""Look through a built site: nothing is asked of another host, and every link leads somewhere.

python docs/check_site.py SITE           says every fault, and exits with 1 if there is one
python docs/check_site.py SITE AGAIN     says, too, in which files a second build is another
"""

import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_LOADS: Final = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"),
    ("audio", "src"), ("embed", "src"), ("object", "data"), ("form", "action"),
}  # fmt: skip
"""Elements and attributes by which a page asks for something at once."""
_LOADING_LINKS: Final = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest",
                         "preconnect", "dns-prefetch"}  # fmt: skip
_NOT_FOUND: Final = "404.html"
"""Shown at any address, so that its links begin at the root."""


class _Page(HTMLParser):
    """What a page loads, where it leads, and the anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        self.loads += [told[name] for element, name in _LOADS if element == tag and name in told]
        if tag == "link" and _LOADING_LINKS & set(told.get("rel", "").split()):
            self.loads.append(told.get("href", ""))
        if tag in ("a", "area") and "href" in told:
            self.leads.append(told["href"])


def faults(site: Path) -> Iterator[str]:
    """Say every fault of a site, page by page."""

    @cache
    def read(path: Path) -> _Page:
        return _Page(path.read_text(encoding="utf-8") if path.suffix == ".html" else "")

    for path in sorted(site.rglob("*.html")):
        page, name = read(path), path.relative_to(site)
        for address in page.loads:
            if urlsplit(address).netloc:
                yield f"{name}: asks another host for {address}"
        for address in dict.fromkeys((*page.loads, *page.leads)):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or name.name == _NOT_FOUND:
                continue
            there = _file(site, path, unquote(parts.path))
            if there is None:
                yield f"{name}: leads nowhere: {address}"
            elif parts.fragment and not _has(read(there), there, unquote(parts.fragment)):
                yield f"{name}: there is no such place: {address}"


def _has(page: _Page, path: Path, anchor: str) -> bool:
    """Say whether a page has a place; of anything but a page that cannot be said."""
    return path.suffix != ".html" or anchor in page.anchors or anchor == "__top"


def _file(site: Path, page: Path, address: str) -> Path | None:
    """Give the file at an address of a page; None where there is none."""
    start = site if address.startswith("/") else page.parent
    there = page if not address else (start / address.lstrip("/")).resolve()
    there = there / "index.html" if there.is_dir() else there
    return there if there.is_file() and there.is_relative_to(site.resolve()) else None


def differences(site: Path, again: Path) -> Iterator[str]:
    """Say every file that two builds of one site do not have alike, byte by byte."""
    first, second = ({path.relative_to(one) for path in one.rglob("*")} for one in (site, again))
    for name in sorted(first | second):
        if name not in second:
            yield f"{name}: is built by the first only"
        elif name not in first:
            yield f"{name}: is built by the second only"
        elif _bytes(site / name) != _bytes(again / name):
            yield f"{name}: is built with other bytes the second time"


def _bytes(path: Path) -> bytes | None:
    """Give what a file holds; None of a folder."""
    return path.read_bytes() if path.is_file() else None


def main(arguments: list[str]) -> int:
    """Say every fault of the site in a folder, and where a second build of it is another."""
    site, *again = (Path(folder).resolve() for folder in arguments)
    found = list(faults(site))
    for one in again:
        found += differences(site, one)
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
