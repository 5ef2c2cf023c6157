"""What mkdocs makes while it builds the site: pages of the facts, the playground, lists."""

import logging
from itertools import chain
from pathlib import Path

from making import catalogue, notebooks, teaching
from making.machines import PLACE, llms
from making.playground import site
from making.playground.places import missing
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from commerce_roles import load_catalogue

_LOG = logging.getLogger("mkdocs.hooks")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the facts, the playground, and the list of all pages for programs."""
    listed = llms(config.nav, Path(config.docs_dir))
    files.append(File.generated(config, PLACE, content=listed))
    changes = Path(config.config_file_path).parent / "CHANGELOG.md"
    files.append(File.generated(config, "changelog.md", abs_src_path=str(changes)))
    facts = load_catalogue()
    made = (catalogue.pages(facts), teaching.pages(facts), notebooks.pages(), site.pages(facts))
    for path, text in chain.from_iterable(made):
        files.append(File.generated(config, path, content=text))
    for path, content in site.engine_files():
        if isinstance(content, bytes):
            files.append(File.generated(config, path, content=content))
        else:
            files.append(File.generated(config, path, abs_src_path=str(content)))
    if missing():
        _LOG.info("The playground is built without its engine: %s", missing())
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Take the sitemap away: without the address of a host it is empty, and dated."""
    if not config.site_url:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (Path(config.site_dir) / name).unlink(missing_ok=True)
