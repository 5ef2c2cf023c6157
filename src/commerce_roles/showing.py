"""Values that show themselves, whatever they are: what draws them is found when it is first asked.

Results have a report of their own, in the reader's language. Every other value that a user gets
hold of (a role, a task, a team, a question) is shown here by its parts, under the names that code
uses. This module imports nothing of the library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Displayed"]


class Displayed:
    r"""A frozen attrs value that notebooks show: by its report where it has one, or by its parts.

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
        display = import_module("commerce_roles.display")
        draw = cast("Callable[[object], dict[str, str]]", display.mimebundle)
        report = getattr(self, "document", None)
        return draw(report() if callable(report) else display.card(self))
