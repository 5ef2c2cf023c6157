"""Every deliberate exception of the library.

```text
CommerceRolesError
├── InputError (ValueError)        many problems, found in one reading, raised once
│   ├── ProfileError               a business, or the file that describes it
│   ├── TableError                 a table of businesses: its columns, or values in its rows
│   ├── TeamError                  people, a team or an offer, or the file that describes them
│   ├── CatalogueError             the facts, or an overlay over them
│   ├── GraphError                 a graph that is not what is asked of it
│   ├── SheetError                 a sheet of who does what
│   ├── StrategyError              goals, a strategy, a plan, members, campaigns, or their files
│   ├── DecisionError              somebody decides who may not, or what was decided already
│   ├── MentionError               mentions over time, or the file that tells them
│   ├── TaxonomyError              a taxonomy of others, or the files that tell it
│   └── MeasureError               the figures of a period, or the file that tells them
├── ExpressionError (ValueError)   one condition or formula, with a caret
├── UnknownIdError (KeyError)      a look-up that failed, with the nearest ids
├── InexactError (RuntimeError)    an exact answer to rules that have only bounds
├── DetachedError (RuntimeError)   a result whose catalogue is not at hand
└── MissingPackageError (ImportError)  an optional package that is not installed
```

Nothing else is raised on purpose; `ReplacedWarning` is the one warning.
This module imports nothing of the library.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Self

from attrs import frozen

__all__ = [
    "MANY_PROBLEMS",
    "CatalogueError",
    "CommerceRolesError",
    "DecisionError",
    "DetachedError",
    "ExpressionError",
    "GraphError",
    "InexactError",
    "InputError",
    "MeasureError",
    "MentionError",
    "MissingPackageError",
    "Problem",
    "ProfileError",
    "ReplacedWarning",
    "SheetError",
    "StrategyError",
    "TableError",
    "TaxonomyError",
    "TeamError",
    "UnknownIdError",
    "nearest",
]

_SHOWN = 60
_MOST_LINES = 1000
MANY_PROBLEMS = 200
"""So many problems of one reading have suggestions, which take long to find; further ones none."""


class ReplacedWarning(UserWarning):
    """A word that is not known was taken for another, or for unknown, as the caller asked."""


class CommerceRolesError(Exception):
    """Base of every exception that the library raises on purpose."""


@frozen
class Problem:
    """One fault in what was read: where, what, and what to do."""

    message: str
    """What is wrong, with the value that was seen."""
    path: str = ""
    """Where inside the document, such as `channels[1]`; empty for the whole."""
    remedy: str = ""
    """What would make it right; empty where the message says it."""
    file: str = ""
    """The file, as the caller named it; empty for a mapping."""

    def __str__(self) -> str:
        """Write the problem on one line: `file: path: problem; what to do`."""
        where = "".join(f"{part}: " for part in (self.file, self.path) if part)
        text = f"{where}{self.message}"
        return _one_line(f"{text}; {self.remedy}" if self.remedy else text)


class InputError(CommerceRolesError, ValueError):
    """What was read is wrong; `problems` holds every fault, in reading order.

    As a text, an error tells the first thousand and counts the rest.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep every fault of one reading."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        yield from map(str, self.problems[:_MOST_LINES])
        if len(self.problems) > _MOST_LINES:
            yield f"and {len(self.problems) - _MOST_LINES:,} more"

    @classmethod
    def of(cls, message: str, *, path: str = "", remedy: str = "", file: str = "") -> Self:
        """Make an error of a single problem."""
        return cls([Problem(message, path, remedy, file)])

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Pickle by the problems, not by the joined text."""
        return type(self), (self.problems,)


class ProfileError(InputError):
    """A description of a business is wrong."""


class TableError(InputError):
    """A table of businesses is wrong: its columns, or values in its rows."""


class TeamError(InputError):
    """A description of people, of a team or of an offer is wrong."""


class CatalogueError(InputError):
    """The facts, or an overlay over them, are wrong."""


class GraphError(InputError):
    """A graph is not what is asked of it: ends that are no nodes, circles, two superiors."""


class SheetError(InputError):
    """A sheet of who does what cannot be read, or says what cannot be."""


class StrategyError(InputError):
    """Goals, a strategy, a plan, members or campaigns are wrong, or the file that tells them."""


class DecisionError(InputError):
    """Somebody decides who may not, or what is decided already; or the log of it is wrong."""


class MeasureError(InputError):
    """The measures of a period, or the file that tells them, are wrong."""


class MentionError(InputError):
    """Mentions over time are wrong, or the file that tells them."""


class TaxonomyError(InputError):
    """A taxonomy of others cannot be read, or is not what is asked of it."""


class ExpressionError(CommerceRolesError, ValueError):
    """A condition or formula is wrong; the text shows the place with a caret."""

    def __init__(self, message: str, text: str = "", column: int | None = None) -> None:
        """Keep the expression and the column (from 0) that the message is about."""
        self.message = message
        self.text = text
        self.column = column
        super().__init__(message, text, column)

    def __str__(self) -> str:
        """Write the message and, where the place is known, the text with a caret."""
        message = _one_line(self.message)
        if self.column is None:
            return message
        start = max(0, self.column - _SHOWN // 2)
        before = _one_line(self.text[start : self.column])
        after = _one_line(self.text[self.column : start + _SHOWN])
        return f"{message}\n    {before}{after}\n    {' ' * len(before)}^"


class UnknownIdError(CommerceRolesError, KeyError):
    """No such id; `nearest` holds the ids that look like it."""

    def __init__(
        self, kind: str, wanted: str, known: Iterable[str], *, near: tuple[str, ...] = ()
    ) -> None:
        """Keep what was wanted and the ids that come nearest to it, or what a search found."""
        self.kind = kind
        self.wanted = wanted
        self.nearest = near or nearest(wanted, tuple(known))
        super().__init__(kind, wanted, self.nearest)

    def __reduce__(
        self,
    ) -> tuple[type[Self], tuple[str, str, tuple[str, ...]], dict[str, object]]:
        """Pickle by what was wanted and what came near."""
        return type(self), (self.kind, self.wanted, ()), {"nearest": self.nearest}

    def __str__(self) -> str:
        """Say what is unknown and what comes nearest."""
        hint = f"; did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        return _one_line(f"no {self.kind} is called {self.wanted!r}{hint}")


class InexactError(CommerceRolesError, RuntimeError):
    """An exact answer was asked for, and the rules compare what has too many values to try."""

    def __init__(self, message: str = "the rules compare what has too many values to try") -> None:
        """Say why there are only bounds."""
        super().__init__(message)


class DetachedError(CommerceRolesError, RuntimeError):
    """A result was asked something that needs a catalogue it no longer has."""


class MissingPackageError(CommerceRolesError, ImportError):
    """Something needs a package that is not installed; the message says how to install it."""

    def __init__(self, package: str, extra: str) -> None:
        """Keep the package that is missing and the extra that brings it."""
        self.package = package
        self.extra = extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        """Say what is missing and how to get it."""
        return (
            f"{self.package} is not installed; install it with: "
            f"pip install 'commerce_roles[{self.extra}]'"
        )


def nearest(wanted: str, known: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """Give the known names that look most like the wanted one, best first.

    Examples:
        >>> nearest("instagramm", ["facebook", "instagram", "tiktok"])
        ('instagram',)
    """
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    matches = get_close_matches(wanted.casefold()[:200], folded, n=most, cutoff=0.6)
    return tuple(folded[match] for match in matches)


def _one_line(text: str) -> str:
    """Replace what would break or disguise a line of a terminal."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
