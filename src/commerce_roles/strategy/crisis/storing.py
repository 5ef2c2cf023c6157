"""Playbooks and incidents as plain data and TOML; and read back, every fault at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import fields

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, MissingPackageError, Problem, StrategyError
from commerce_roles.strategy.checking import refuse_strangers
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.crisis.prepared import Handled, Prepared
from commerce_roles.structuring import is_mapping, read_document, shown, structure

__all__ = ["INCIDENT", "PLAYBOOK", "as_data", "as_toml", "read_value", "value_of"]

PLAYBOOK: Final = "crisis_playbook/1"
INCIDENT: Final = "crisis_incident/1"
T = TypeVar("T", Prepared, Handled)


def as_data(value: Prepared | Handled, form: str) -> dict[str, object]:
    """Write a value as plain data; what stands at its default is left out."""
    return {"format": form, **plain_table(value)}


def as_toml(value: Prepared | Handled, form: str) -> str:
    """Write a value as TOML.

    Raises:
        MissingPackageError: tomli-w is not installed.
    """
    try:
        import tomli_w
    except ImportError:
        package, extra = "tomli-w", "toml"
        raise MissingPackageError(package, extra) from None
    return tomli_w.dumps(as_data(value, form))


def value_of(
    data: Mapping[str, object], form: str, wanted: type[T], catalogue: Catalogue | None, file: str
) -> dict[str, Any]:
    """Give the attributes of what `as_data` wrote, and the facts they name, judged.

    Raises:
        StrategyError: With every fault.
    """
    facts = catalogue or load_catalogue()
    if not is_mapping(data):
        raise StrategyError.of(f"a mapping is wanted, this is {shown(data)}", file=file)
    if data.get("format") != form:
        message = f"the form {shown(data.get('format'))} is not known"
        raise StrategyError.of(message, path="format", remedy=f'write format = "{form}"', file=file)
    kept = {key: part for key, part in data.items() if key != "format" and part != []}
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
