"""Write and assess workbooks: `PYTHONPATH=examples python -m spreadsheet new shops.xlsx`."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from commerce_roles.errors import ProfileError
from spreadsheet.books import assess_book, write_book


def main() -> int:
    """Write a workbook to fill in, or assess one."""
    parser = ArgumentParser(prog="spreadsheet", description=__doc__.partition(":")[0])
    parser.add_argument("command", choices=["new", "assess"])
    parser.add_argument("path", type=Path)
    parser.add_argument("-o", "--output", type=Path, help="left out: the workbook itself")
    parser.add_argument("--shops", type=int, default=10, help="columns of a new workbook")
    parser.add_argument("--lang", default="en", help="of a new workbook")
    told = parser.parse_args()
    if told.command == "new":
        write_book(told.path, shops=told.shops, lang=told.lang)
        return 0
    try:
        assess_book(told.path, told.output or told.path)
    except ProfileError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
