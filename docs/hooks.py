"""What mkdocs makes while it builds the site: pages of the facts, the playground, lists."""

import logging
from pathlib import Path

from making.catalogue import pages
from making.machines import PLACE, llms
from making.playground import site
from making.playground.places import missing
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from commerce_roles import load_catalogue

_LOG = logging.getLogger("mkdocs.hooks")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the facts, the playground, and the list of all pages for programs."""
    catalogue = load_catalogue()
    listed = llms(config.nav, Path(config.docs_dir))
    files.append(File.generated(config, PLACE, content=listed))
    for path, text in (*pages(catalogue), *site.pages(catalogue)):
        files.append(File.generated(config, path, content=text))
    for path, content in site.engine_files():
        if isinstance(content, bytes):
            files.append(File.generated(config, path, content=content))
        else:
            files.append(File.generated(config, path, abs_src_path=str(content)))
    if missing():
        _LOG.info("The playground is built without its engine: %s", missing())
    return files
