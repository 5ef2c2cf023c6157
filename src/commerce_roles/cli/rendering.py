"""What every command does: load the facts, draw a document, write data."""

import argparse
import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from commerce_roles.errors import InputError, nearest

if TYPE_CHECKING:
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.display import Document

__all__ = ["apart_from_output", "as_json", "catalogue_of", "drawn"]

_WIDEST: Final = 100
_OUTPUT: Final = 1
_FAULTS: Final = 2
"""Descriptors of standard output and standard error."""


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


@contextmanager
def apart_from_output() -> Generator[None]:
    """Send what a solver in C prints of its own accord to standard error meanwhile.

    Only an answer may stand on standard output, where another program reads it.
    """
    import ctypes

    sys.stdout.flush()
    try:
        kept = os.dup(_OUTPUT)
        os.dup2(_FAULTS, _OUTPUT)
    except OSError:  # there is no standard output, or no standard error
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError, TypeError, AttributeError):  # no C library of that name
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, _OUTPUT)
        os.close(kept)
