"""What stands where, for programs that read: a list of the pages after llmstxt.org."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from making.places import FRONT, PLAYGROUND

PLACE: Final = "llms.txt"
_ABOUT: Final = (
    "A typed Python library that models the people side of digital commerce: which roles an online "
    "business needs, who does what, in how many hours, and why. It judges posts, not persons."
)
_MADE: Final = {
    FRONT: "every fact, what it rests on, what it names and what names it",
    PLAYGROUND: "the assessment as a form, answered by the library in the reader's browser",
}
"""Pages that are made while the site is built, with what they say."""
_SENTENCE: Final = re.compile(r"(?P<sentence>.+?[.?!])(?=\s|$)", re.DOTALL)


def llms(nav: object, docs: Path) -> str:
    """List the pages of the site's navigation, each with its first sentence.

    Args:
        nav: The navigation as mkdocs has it: lists of titles with a page or a list.
        docs: The folder of the pages.
    """
    return "\n".join(["# commerce_roles\n", f"> {_ABOUT}", *_listed(nav, docs), *_data(), ""])


def _listed(nav: object, docs: Path) -> Iterator[str]:
    assert isinstance(nav, list)  # noqa: S101 so it stands in mkdocs.yml
    alone = [item for item in nav if isinstance(next(iter(item.values())), str)]
    groups = [item for item in nav if item not in alone]
    for title, pages in [("Pages", alone), *(pair for item in groups for pair in item.items())]:
        yield f"\n## {title}\n"
        for page in pages:
            ((name, path),) = page.items()
            yield f"- [{name}]({_address(path)}){_said(docs / path)}"


def _data() -> Iterator[str]:
    yield "\n## Data\n"
    where = "each stands at `catalogue/KIND/ID.json`, its page at `catalogue/KIND/ID/`"
    yield f"- [Ids of all facts by kind](catalogue/index.json): {where}"


def _address(path: str) -> str:
    """Give the address of a page, from that of the site."""
    return re.sub(r"(^|/)index\.md$", r"\1", path).replace(".md", "/") or "./"


def _said(page: Path) -> str:
    """Give the first sentence of a page; of a made one what is known, or nothing."""
    for made, said in _MADE.items():
        if page.as_posix().endswith(made):
            return f": {said}"
    if not page.exists():
        return ""
    for block in page.read_text(encoding="utf-8").split("\n\n"):
        if re.match(r"[A-Z`*]", block) and (found := _SENTENCE.match(block)):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found["sentence"])
            return f": {' '.join(text.split())}"
    return ""
