"""The strategy: a value that can be changed, written out, read back, and that draws itself."""

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.strategy import contract, reporting
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.slips import Slip, slips
from commerce_roles.structuring import as_toml

__all__ = ["Strategy"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Strategy(Result, Drafted):
    """What a business does, by whom, towards what; and how that reads.

    Change it with `attrs.evolve`, write it with `to_toml` or `to_json`, edit the file, and read it
    with `read_strategy`: what is read back equals what was written. Pickled, it leaves its
    catalogue behind and finds it again by its hash.
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def slips(self) -> tuple[Slip, ...]:
        """Say where the work, after it was edited, does not keep the spine or the hours.

        Raises:
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> from commerce_roles.strategy import draft_strategy
            >>> shop = {"channels": ["instagram"], "owner_hours_week": 30}
            >>> drafted = draft_strategy(assess(shop))
            >>> drafted.slips()
            ()
        """
        return slips(self, self.catalogue)

    def document(self, lang: str = "en") -> Document:
        """Show the strategy.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the strategy as plain data in the form `strategy/1`; what is not told is left out.

        Nothing in it is in a language, whichever is named: `strategy_of` reads it again.
        """
        del lang
        return contract.as_data(self)

    def to_toml(self) -> str:
        """Write the strategy as TOML in the form `strategy/1`, to be edited by hand.

        Raises:
            MissingPackageError: tomli-w is not installed.
        """
        return as_toml(contract.as_data(self))

    def rows(self, lang: str = "en") -> list[dict[str, object]]:
        """Write the work as flat rows: what, who does it, who answers, how long."""
        return contract.work_rows(self, Speaker(self.catalogue, lang))

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Strategy {self.level}: {len(self.goals)} goals, {len(self.work)} tasks>"
