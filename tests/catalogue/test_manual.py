"""The generated parts of the manual and of the pages are up to date."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_key_of_the_facts_is_documented_and_every_count_is_current() -> None:
    done = subprocess.run(  # noqa: S603 our own script
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
