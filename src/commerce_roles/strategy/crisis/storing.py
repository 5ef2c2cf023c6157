"""What is told of a crisis as plain data and TOML; and read back, every fault at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from attrs import fields

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Result
from commerce_roles.errors import InputError, Problem, StrategyError
from commerce_roles.strategy.checking import refuse_strangers
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.crisis.prepared import Handled, Prepared
from commerce_roles.structuring import as_toml, in_form, is_mapping, read_document, shown, structure

__all__ = ["DETECTION", "INCIDENT", "PLAYBOOK", "REVIEW", "Stored", "read_value", "value_of"]

PLAYBOOK: Final = "crisis_playbook/1"
INCIDENT: Final = "crisis_incident/1"
REVIEW: Final = "crisis_review/1"
DETECTION: Final = "detection/1"
T = TypeVar("T", Prepared, Handled)


class Stored(Result):
    """A result that is written as it is read again, in whichever language."""

    __slots__ = ()
    form: ClassVar[str]
    """What its data begin with."""

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write it as plain data in its form; what stands at its default is left out."""
        del lang
        return {"format": self.form, **plain_table(self)}

    def to_toml(self) -> str:
        """Write it as TOML, to be edited by hand.

        Raises:
            MissingPackageError: tomli-w is not installed.
        """
        return as_toml(self.to_dict())


def value_of(
    data: Mapping[str, object], form: str, wanted: type[T], catalogue: Catalogue | None, file: str
) -> dict[str, Any]:
    """Give the attributes of what a `Stored` value wrote, and the facts they name, judged.

    Raises:
        StrategyError: With every fault.
    """
    facts = catalogue or load_catalogue()
    if not is_mapping(data):
        raise StrategyError.of(f"a mapping is wanted, this is {shown(data)}", file=file)
    content, wrong = in_form(data, form, file=file)
    if wrong:
        raise StrategyError(wrong)
    kept = {key: part for key, part in content.items() if part != []}
    value, problems = structure(kept, wanted)
    if value is None:
        raise StrategyError(Problem(p.message, p.path, p.remedy, file) for p in problems)
    refuse_strangers({"": value}, facts, file=file)
    return {**{a.name: getattr(value, a.name) for a in fields(wanted)}, "catalogue": facts}


def read_value(
    path: str | Path, form: str, wanted: type[T], catalogue: Catalogue | None
) -> dict[str, Any]:
    """Give the attributes of a value in a TOML or JSON file; `-` is standard input.

    Raises:
        StrategyError: With every fault.
    """
    try:
        data = read_document(path)
    except InputError as error:
        raise StrategyError(error.problems) from None
    return value_of(data, form, wanted, catalogue, str(path))
