"""What was counted on days: frozen values, each of one measure. Nobody is in them."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from commerce_roles.graph.kpis.contract import number
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.tracking.spans import Span

__all__ = ["FORMAT", "Observation", "Observations"]

FORMAT = "observations/1"


@frozen(kw_only=True, order=True)
class Observation(Displayed):
    """What one measure came to in some days."""

    shop: str = ""
    channel: str = field(default="", metadata=to("channel"))
    """Empty: of the whole shop."""
    measure: str = field(metadata=to("measure"))
    span: Span
    value: Fraction
    """As it was told, without rounding."""


@frozen(kw_only=True)
class Observations(Displayed):
    """All that was counted, by shop, channel, measure and day."""

    entries: tuple[Observation, ...] = ()
    currency: str = ""
    """What all money is in; empty where nobody has told."""

    @property
    def shops(self) -> tuple[str, ...]:
        """The shops that there are; an empty name for that of which no name was told."""
        return tuple(dict.fromkeys(one.shop for one in self.entries))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that something is told of by itself."""
        return tuple(sorted({one.channel for one in self.entries if one.channel}))

    def of(self, shop: str = "", channel: str = "") -> tuple[Observation, ...]:
        """Give what is told of one shop, of the whole of it or of one channel."""
        return tuple(o for o in self.entries if o.shop == shop and o.channel == channel)

    def to_dict(self) -> dict[str, object]:
        """Write them as plain data, in the form `observations/1`, which `observe` reads again."""
        head: dict[str, object] = {"format": FORMAT}
        if self.currency:
            head["currency"] = self.currency
        return {**head, "observations": list(self.rows())}

    def rows(self) -> Iterator[dict[str, object]]:
        """Write them as flat rows, one for each value."""
        for one in self.entries:
            own = {"shop": one.shop, "channel": one.channel}
            yield {
                "period": str(one.span),
                "measure": one.measure,
                "value": number(one.value),
                **{key: name for key, name in own.items() if name},
            }

    def __len__(self) -> int:
        """Count the values."""
        return len(self.entries)
