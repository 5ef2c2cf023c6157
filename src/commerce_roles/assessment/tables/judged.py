"""Words of a table judged against their field, each once, however many rows it stands in."""

from typing import TYPE_CHECKING, Final

from attrs import define, field

from commerce_roles.assessment.judging import judge_answer
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem
from commerce_roles.expressions import Amount, Domain, Value
from commerce_roles.model import Field
from commerce_roles.model.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OTHER", "Judged", "Words", "numeric_problem", "shown"]

OTHER: Final = "other"
"""The word that stands for all others, where a field has such a word."""
_MOST_KEPT: Final = 100_000


@define
class Judged:
    """What a value means: a legal answer, nothing known, or a fault."""

    value: Value = None
    problem: Problem | None = None
    replaced: bool = False
    """Whether it is a word that we do not know."""


@define
class Words:
    """Judges words of fields by one catalogue and the caller's options; it remembers them."""

    catalogue: Catalogue
    options: Options
    _known: dict[tuple[str, type, object], Judged] = field(
        factory=dict[tuple[str, type, object], Judged]
    )

    def judge(self, fld: Field, value: object) -> Judged:
        """Judge an answer, or for a set one of its members."""
        key = (fld.id, type(value), value)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            found = self._known[key] = self._judged(fld, value)
        return found

    def _judged(self, fld: Field, value: object) -> Judged:
        theirs: Mapping[str, str | None] = self.options.categories.get(fld.id, {})
        meant = theirs.get(value, value) if isinstance(value, str) else value
        if meant is None:
            return Judged()
        if fld.type == "text" and not fld.options and isinstance(meant, str) and _usable(meant):
            return Judged(meant)
        answer, problems = self._asked(fld, meant)
        if not problems:
            return Judged(answer)
        if self.options.on_unknown == "other" and isinstance(meant, str) and _usable(meant):
            other, faults = self._asked(fld, OTHER)
            return Judged(None if faults else other, replaced=True)
        return Judged(problem=problems[0])

    def _asked(self, fld: Field, value: object) -> tuple[Value, tuple[Problem, ...]]:
        return judge_answer(fld, [value] if fld.type == "set" else value, self.catalogue)


def numeric_problem(words: Words, value: float, domain: Domain, fld: Field | None) -> Problem:
    """Say what is wrong with a number."""
    judged = None if fld is None else words.judge(fld, value)
    if judged is not None and judged.problem is not None:
        return judged.problem
    ends = (domain.low, domain.high) if isinstance(domain, Amount) else (0, 0)
    remedy = f"write a number from {ends[0]:g} to {ends[1]:,.0f}"
    return Problem(f"{value:g} is out of bounds", "", remedy)


def shown(judged: Judged) -> str:
    """Name the word that a value was taken for; empty where it was taken for none."""
    if isinstance(judged.value, frozenset):
        return next(iter(judged.value), "")
    return judged.value if isinstance(judged.value, str) else ""


def _usable(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_TEXT and text.isprintable()
