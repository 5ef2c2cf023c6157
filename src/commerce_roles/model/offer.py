"""What a supplier offers to do, and on which terms."""

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from commerce_roles.model.money import Money
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Offer", "OfferedTask"]


@frozen(kw_only=True)
class OfferedTask(Displayed):
    """One task in an offer."""

    task: str = field(metadata=to("task"))
    amount: float | None = None
    """How much a month of the quantity that the task's effort counts; None: as much as there is."""


def _words(value: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(sorted(set(value)))


def _tasks(value: Iterable[OfferedTask]) -> tuple[OfferedTask, ...]:
    return tuple(sorted(value, key=lambda one: one.task))


@frozen(kw_only=True)
class Offer(Displayed):
    """A supplier's offer; what was not told is None, which is neither yes nor no.

    Examples:
        >>> Offer(id="studio", tasks=[OfferedTask(task="create_posts", amount=12)]).price is None
        True
    """

    id: str
    name: str = ""
    """The supplier's, to be shown."""
    price: Money | None = None
    """A month, an hour or a year of the work; None where it was not told."""
    hours: float | None = None
    """Hours a month that are in the price."""
    once: Money | None = None
    """What is paid once, at the start."""
    tasks: tuple[OfferedTask, ...] = field(default=(), converter=_tasks)
    """In the order of their ids."""
    channels: tuple[str, ...] | None = field(default=None, converter=_words, metadata=to("channel"))
    """The channels that are served."""
    languages: tuple[str, ...] | None = field(default=None, converter=_words)
    """BCP 47 tags."""
    response_hours: float | None = None
    """Within how many hours a message is answered."""
    notice_days: int | None = None
    """Days between notice and end."""
    accounts: Literal["business", "supplier"] | None = None
    """Who owns the accounts and what is published on them."""
    onboarding: bool | None = None
    """Whether learning the brand is part of it."""
