"""Values that show themselves, whatever they are: what draws them is found when it is first asked.

Results have a report of their own, in the reader's language. Every other value that a user gets
hold of (a role, a task, a team, a question) is shown here by its parts, under the names that code
uses. This module imports nothing of the library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Displayed"]


class Displayed:
    r"""A frozen attrs value that notebooks and rich show: by its report, or else by its parts.

    Examples:
        >>> from commerce_roles.model import Money
        >>> print(Money(amount="12.50", currency="EUR")._repr_mimebundle_()["text/markdown"])
        # Money
        <BLANKLINE>
        | part | value |
        | --- | --- |
        | `amount` | 12\.50 |
        | `currency` | EUR |
        | `per` | month |
    """

    __slots__ = ()

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook every form it may show."""
        draw = cast("Callable[[object], dict[str, str]]", _display().mimebundle)
        return draw(self._drawn())

    def __rich_console__(self, _console: object, options: Any) -> "Iterator[object]":  # noqa: ANN401 of rich
        """Draw it in colours and as wide as the terminal, where rich prints it."""
        text = _display().to_text(self._drawn(), width=options.max_width, colour=True)
        yield import_module("rich.text").Text.from_ansi(text)

    def _drawn(self) -> object:
        report = getattr(self, "document", None)
        return report() if callable(report) else _display().card(self)


def _display() -> Any:  # noqa: ANN401 a package
    return import_module("commerce_roles.display")
