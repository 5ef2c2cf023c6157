"""The command `align`: a taxonomy beside our facts, a look-up in it, two versions of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from commerce_roles.cli.rendering import as_json, catalogue_of, drawn

if TYPE_CHECKING:
    from commerce_roles.display import Document
    from commerce_roles.interchange import Taxonomy

__all__ = ["align"]

_ONET: Final = ("occupation data", "onet_")
"""How a name of a file begins that only O*NET has, written small."""


class _Result(Protocol):
    def to_json(self, lang: str = "en") -> str: ...
    def document(self, lang: str = "en") -> "Document": ...


def align(options: argparse.Namespace) -> str:
    """Read a taxonomy and lay it beside our facts, look a name up, or compare two versions."""
    from commerce_roles import interchange

    catalogue = catalogue_of(options)
    taxonomy = _read(options, options.folder, options.version)
    if options.find:
        return _found(options, taxonomy)
    shown: _Result = taxonomy
    if options.compare:
        later = _read(options, options.compare, options.compared_version)
        shown = interchange.compare_taxonomies(taxonomy, later)
    elif not options.only_read:
        shown = interchange.align(catalogue, taxonomy)
    if options.format == "json":
        return shown.to_json(options.lang)
    return drawn(shown.document(options.lang), options.format)


def _read(options: argparse.Namespace, folder: str, version: str) -> "Taxonomy":
    from commerce_roles.interchange import read_esco, read_onet

    scheme = options.scheme or ("onet" if any(map(_is_onet, _names(folder))) else "esco")
    if scheme == "onet":
        return read_onet(folder, version=version)
    return read_esco(folder, version=version, lang=options.labels)


def _names(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder).iterdir()]
    except (OSError, ValueError):  # the reader says what is wrong
        return []


def _is_onet(name: str) -> bool:
    return name.casefold().startswith(_ONET)


def _found(options: argparse.Namespace, taxonomy: "Taxonomy") -> str:
    from commerce_roles.interchange.taxonomies.summing import found_document

    found = taxonomy.find(options.find)
    if options.format == "json":
        from attrs import asdict

        told = {"notice": asdict(taxonomy.notice), "found": [asdict(one) for one in found]}
        return as_json(told)
    document = found_document(found, taxonomy.notice, catalogue_of(options), options.lang)
    return drawn(document, options.format)
