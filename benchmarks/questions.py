"""How many questions it takes: the reference businesses answer what they are asked."""

import statistics
import sys
from collections.abc import Mapping

from commerce_roles.assessment import Interview, assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.model import Business


def told_of(business: Business, key: str) -> object:
    """Give what a business would answer; None where it does not know."""
    group, _, part = key.partition(".")
    value: object = business.profile.get(group)
    if part:
        return value.get(part) if isinstance(value, Mapping) else None
    return value


def as_written(value: object) -> str:
    """Write an answer as a person would."""
    if isinstance(value, bool):
        return "y" if value else "n"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "-"
    return str(value)


def interview(business: Business) -> tuple[int, int, bool, bool]:
    """Ask one business to the end.

    Returns:
        How many questions were asked until nothing could change a verdict; after how many the best
        estimates were those of all it could tell, for good; whether they were after five; whether
        every verdict was decided.
    """
    final = assess(business.profile)
    talk, right = Interview.begin(), [False]
    while talk.question is not None:
        value = told_of(business, talk.question.field)
        talk = talk.skip() if value is None else talk.answer(as_written(value))
        right.append(all(talk.assessment[r].verdict == final[r].verdict for r in final))
    settled = len(right)
    while settled and right[settled - 1]:
        settled -= 1
    decided = all(talk.assessment[role].decided for role in final)
    return len(talk.asked), settled, right[min(5, len(right) - 1)], decided


def main() -> None:
    """Print a row a business, and the medians."""
    rows = {b.id: interview(b) for b in load_catalogue().businesses.values()}
    sys.stdout.write(
        f"{'business':32} {'asked':>6} {'right from':>10} {'after 5':>8} {'decided':>8}\n"
    )
    for name, (asked, settled, early, closed) in rows.items():
        marks = ["yes" if mark else "no" for mark in (early, closed)]
        sys.stdout.write(f"{name:32} {asked:6} {settled:10} {marks[0]:>8} {marks[1]:>8}\n")
    decided = {name: row for name, row in rows.items() if row[3]}
    for name, some in (("median", rows), ("median of those decided", decided)):
        medians = [statistics.median(row[place] for row in some.values()) for place in (0, 1)]
        count = f"{sum(row[2] for row in some.values())}/{len(some)}"
        sys.stdout.write(f"{name:32} {medians[0]:6} {medians[1]:10} {count:>8}\n")


if __name__ == "__main__":
    main()
