"""The notebooks as they are kept: without what came out, so that nothing in them is out of date.

That they run is seen when the site is built, which runs them.
"""

import json
from pathlib import Path

import pytest
from making.notebooks import NOTEBOOKS

_ALL = sorted(NOTEBOOKS.glob("*.ipynb"))


def test_there_are_three() -> None:
    assert [path.stem for path in _ALL] == ["market", "one_person_or_three", "which_roles"]


@pytest.mark.parametrize("path", _ALL, ids=lambda path: path.stem)
def test_nothing_that_came_out_is_kept(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 4
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert cells[0]["cell_type"] == "markdown"
    assert "".join(cells[0]["source"]).startswith("# ")
