"""Settings of all tests, and the examples of documents and docstrings as tests."""

import os
from doctest import ELLIPSIS

from hypothesis import settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection
from sybil.typing import Parser

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("check", max_examples=15, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

_page_parsers: list[Parser] = [
    PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
    SkipParser(),
]
_sources = (
    Sybil(_page_parsers, patterns=["README.md"]),
    Sybil(_page_parsers, path="docs", patterns=["*.md"]),
    Sybil(
        [DocTestParser(optionflags=ELLIPSIS)],
        path="src",
        patterns=["*.py"],
        document_types={".py": PythonDocStringDocument},
    ),
    Sybil(
        [DocTestParser(optionflags=ELLIPSIS)],
        path="docs/playground",
        patterns=["*.py"],
        document_types={".py": PythonDocStringDocument},
    ),
)
pytest_collect_file = SybilCollection(_sources).pytest()
