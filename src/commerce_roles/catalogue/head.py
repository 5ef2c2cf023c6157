"""The `[catalogue]` table: what holds for all facts."""

from itertools import pairwise

from attrs import evolve, field, frozen

from commerce_roles.catalogue.reading import Facts, raise_problems
from commerce_roles.catalogue.versions import parse_version
from commerce_roles.errors import CatalogueError, Problem
from commerce_roles.model import ADJUSTABLE, Evidence, FrozenMap, Verdict
from commerce_roles.showing import Displayed
from commerce_roles.structuring import structure

__all__ = ["Head", "head_of"]


@frozen(kw_only=True)
class Head(Displayed):
    """Version, languages, levels of service, bands."""

    id: str
    version: str
    """Of the facts: major where an id goes or narrows, minor where a verdict may move."""
    languages: tuple[str, ...]
    """The languages that every sentence has, the first being the fallback."""
    label_languages: tuple[str, ...]
    """The languages in which things have names, those of the sentences first."""
    levels: tuple[str, ...]
    """The levels of service, least first."""
    bands: FrozenMap[str, int] = field(metadata={ADJUSTABLE: True})
    """The score from which each verdict holds."""
    notice: str = ""
    """Under which terms the facts may be passed on: it goes into what is written of them."""
    evidence: Evidence = field(factory=Evidence)
    """What the bands rest on."""


def head_of(facts: Facts, below: Head | None = None) -> Head:
    """Make the head of facts; where it is wrong, that of the facts below stands in for it.

    Raises:
        CatalogueError: It is missing or wrong, and there is nothing below.
    """
    head, problems = structure(facts.head, Head)
    file = facts.file_of("catalogue", "")
    facts.problems.extend(evolve(p, path=f"catalogue.{p.path}", file=file) for p in problems)
    if head is None:
        if below is None:
            raise CatalogueError(facts.problems)
        return below
    try:
        parse_version(head.version)
    except ValueError as error:
        remedy = "write it like 1.2.0"
        facts.problems.append(Problem(str(error), "catalogue.version", remedy))
        raise_problems(facts)
    missing = [verdict for verdict in Verdict if verdict not in head.bands]
    if missing:
        message = f"there is no band for {', '.join(missing)}"
        facts.problems.append(Problem(message, "catalogue.bands", "add it"))
        raise_problems(facts)
    bands = [head.bands[verdict] for verdict in Verdict]
    if bands[0] != 0 or any(one >= other for one, other in pairwise(bands)):
        message = f"the bands do not rise from 0: {', '.join(map(str, bands))}"
        remedy = f"let {' < '.join(Verdict)} rise, the first at 0"
        file = facts.file_of("catalogue", "")
        facts.problems.append(Problem(message, "catalogue.bands", remedy, file))
    return head
