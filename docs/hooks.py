"""What mkdocs makes while it builds the site: pages of the facts, and what programs read."""

from pathlib import Path

from making import catalogue, notebooks, teaching
from making.machines import PLACE, llms
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from commerce_roles import load_catalogue


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the facts, and the list of all pages for programs."""
    listed = llms(config.nav, Path(config.docs_dir))
    files.append(File.generated(config, PLACE, content=listed))
    changes = Path(config.config_file_path).parent / "CHANGELOG.md"
    files.append(File.generated(config, "changelog.md", abs_src_path=str(changes)))
    facts = load_catalogue()
    for path, text in (*catalogue.pages(facts), *teaching.pages(facts), *notebooks.pages()):
        files.append(File.generated(config, path, content=text))
    return files
