"""Results as JSON, as cells, and as whatever a notebook shows."""

import json
from collections.abc import Iterable
from typing import Any

from commerce_roles.display import Document, to_html, to_markdown, to_text

__all__ = ["as_json", "bundle", "joined"]


def bundle(document: Document) -> dict[str, str]:
    """Give a notebook every form it may show."""
    return {
        "text/plain": to_text(document),
        "text/markdown": to_markdown(document),
        "text/html": to_html(document),
    }


def as_json(data: Any) -> str:  # noqa: ANN401 plain data of any form
    """Write plain data as JSON, the same bytes for the same data, ending with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def joined(words: Iterable[str]) -> str | None:
    """Write several words in one cell; None where there are none."""
    return ", ".join(words) or None
