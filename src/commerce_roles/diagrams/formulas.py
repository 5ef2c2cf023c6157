"""Formulas: tests of one input each, joined by and, or, not."""

from attrs import frozen

from commerce_roles.expressions import Form

__all__ = [
    "Both", "Cut", "Either", "Elements", "Formula", "Opposite", "Test", "Truth", "Words",
    "opposite",
]  # fmt: skip


@frozen
class Truth:
    """Whether a yes-or-no input is yes."""

    key: str


@frozen
class Cut:
    """Whether a number or rank is at least `value`; above it where `beyond`."""

    key: str
    value: float
    beyond: bool = False


@frozen
class Words:
    """Whether a text is one of some; None is the text that nobody gave."""

    key: str
    words: frozenset[str | None]


@frozen
class Elements:
    """Whether a set made of inputs and constants has at least so many members."""

    container: Form
    least: int


Test = Truth | Cut | Words | Elements


@frozen
class Both:
    """All parts hold."""

    parts: tuple["Formula", ...]


@frozen
class Either:
    """Some part holds."""

    parts: tuple["Formula", ...]


@frozen
class Opposite:
    """The part does not hold."""

    part: "Formula"


Formula = bool | Test | Both | Either | Opposite


def opposite(part: Formula) -> Formula:
    """Turn a formula round."""
    if isinstance(part, bool):
        return not part
    return part.part if isinstance(part, Opposite) else Opposite(part)
