"""What is told of one form of JSON: who writes it, and who reads it or why nobody does."""

from importlib import import_module
from operator import attrgetter
from typing import Any

from attrs import frozen

from commerce_roles.showing import Displayed

__all__ = ["Format"]

_ROOT = "commerce_roles"


@frozen(kw_only=True)
class Format(Displayed):
    """One form of JSON."""

    name: str
    """What its documents are called; before the stroke in `format`."""
    version: int = 1
    """Its newest version; after the stroke in `format`."""
    writes: str
    """The value or function that writes it, as `package:name` inside the library."""
    reads: str = ""
    """The function that reads it again, to an equal value, as `package:name`; empty where it is
    only written."""
    only_written: str = ""
    """Why it is not read: what makes the value again."""
    said: bool = True
    """Whether its documents say their form in the key `format`; what people write by hand need
    not."""
    schema: str = ""
    """Its JSON Schema, one of `SCHEMAS`; empty where it has none."""

    @property
    def id(self) -> str:
        """Its name and newest version, as documents say them.

        Examples:
            >>> Format(name="plan", writes="strategy:Plan", only_written="make_plan").id
            'plan/1'
        """
        return f"{self.name}/{self.version}"

    @property
    def writer(self) -> Any:  # noqa: ANN401 a class or a function
        """What writes it."""
        return _named(self.writes)

    @property
    def reader(self) -> Any:  # noqa: ANN401 a function of plain data or of a text
        """What reads it again; None where it is only written."""
        return _named(self.reads) if self.reads else None


def _named(place: str) -> Any:  # noqa: ANN401 whatever has the name
    package, _, name = place.partition(":")
    return attrgetter(name)(import_module(f"{_ROOT}.{package}"))
