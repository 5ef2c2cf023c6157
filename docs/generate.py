"""Write the pages and tables that the facts and the model themselves know, or check them.

python docs/generate.py            writes
python docs/generate.py --check    says what is out of date, and exits with 1
"""

import sys
from pathlib import Path

from making.disagreements import DISAGREEMENTS, disagreements
from making.evidence import EVIDENCE, evidence
from making.manual import MANUAL, manual
from making.pictures import pictures
from making.places import ROOT
from making.playground.checklist import as_data, lines
from making.playground.places import CHECKLIST

from commerce_roles import load_catalogue
from commerce_roles.structuring import as_json


def main(arguments: list[str]) -> int:
    """Write every page, or with `--check` say which are out of date."""
    catalogue = load_catalogue()
    pages = {
        MANUAL: manual(),
        EVIDENCE: evidence(catalogue),
        DISAGREEMENTS: disagreements(catalogue),
        CHECKLIST: as_json(as_data(lines(catalogue))),
        **pictures(catalogue),
    }
    stale = [page for page, text in pages.items() if _written(page) != text]
    for page in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{page.relative_to(ROOT)}: out of date; run docs/generate.py\n")
        else:
            page.parent.mkdir(exist_ok=True)
            page.write_text(pages[page], encoding="utf-8")
    return int(bool(stale) and "--check" in arguments)


def _written(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
