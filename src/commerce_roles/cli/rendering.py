"""What every command does: load the facts, draw a document, write data."""

import argparse
import shutil
import sys
from typing import TYPE_CHECKING, Final

from commerce_roles.errors import InputError, nearest

if TYPE_CHECKING:
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.display import Document

__all__ = ["as_json", "catalogue_of", "drawn"]

_WIDEST: Final = 100


def catalogue_of(options: argparse.Namespace) -> "Catalogue":
    """Load the facts with the overlays of the call.

    Raises:
        InputError: An overlay is wrong, or nothing has a name in the language.
    """
    from commerce_roles.catalogue import load_catalogue

    catalogue = load_catalogue(*options.overlay)
    languages = catalogue.label_languages
    if options.lang not in languages:
        near = nearest(options.lang, languages)
        remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(languages)}"
        message = f"there are no texts in {options.lang!r}"
        raise InputError.of(message, path="--lang", remedy=remedy)
    return catalogue


def drawn(document: "Document", form: str) -> str:
    """Draw a document in the form that was asked for."""
    from commerce_roles.display import to_html, to_markdown, to_text

    if form == "markdown":
        return to_markdown(document) + "\n"
    if form == "html":
        return to_html(document, full_page=True) + "\n"
    screen = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST) if screen else 80
    return to_text(document, width=width, colour=screen) + "\n"


def as_json(data: object) -> str:
    """Write plain data as JSON; what writes it is imported only then."""
    from commerce_roles import structuring

    return structuring.as_json(data)
