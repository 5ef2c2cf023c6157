"""The two answers a role gets: how much it is needed, and who does it."""

from enum import StrEnum

__all__ = ["Sourcing", "Verdict"]


class Verdict(StrEnum):
    """How much a role is needed, by consequence; ordered, and equal to its own text.

    Examples:
        >>> Verdict.RECOMMENDED >= "optional", Verdict("needed") == "needed"
        (True, True)
        >>> max(Verdict.OPTIONAL, Verdict.NEEDED).value
        'needed'
    """

    NOT_NEEDED = "not_needed"
    """No regular hours."""
    OPTIONAL = "optional"
    """May help; nothing breaks without."""
    RECOMMENDED = "recommended"
    """Reserved hours are clearly worth it."""
    NEEDED = "needed"
    """A named person with reserved hours."""

    @property
    def rank(self) -> int:
        """The place in the order, from 0 (not needed) to 3 (needed)."""
        return _ORDER.index(self)

    def __lt__(self, other: str) -> bool:
        """Say whether it weighs less than another verdict, or the text of one."""
        return self.rank < Verdict(other).rank

    def __le__(self, other: str) -> bool:
        """Say whether it weighs at most as much."""
        return self.rank <= Verdict(other).rank

    def __gt__(self, other: str) -> bool:
        """Say whether it weighs more."""
        return self.rank > Verdict(other).rank

    def __ge__(self, other: str) -> bool:
        """Say whether it weighs at least as much."""
        return self.rank >= Verdict(other).rank

    __hash__ = str.__hash__


_ORDER = tuple(Verdict)


class Sourcing(StrEnum):
    """Who does the work of a role."""

    IN_HOUSE = "in_house"
    EXTERNAL = "external"
    OWNER = "owner"
    NONE = "none"
