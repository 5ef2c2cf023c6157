"""A composed team that draws itself and writes itself out."""

from collections.abc import Mapping
from typing import Self

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.staffing.composing.composed import Composed
from commerce_roles.staffing.composing.contract import composition_data
from commerce_roles.staffing.composing.forgetting import forgotten, redacted
from commerce_roles.staffing.composing.reporting import report

__all__ = ["Composition"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Composition(Result, Composed):
    """The team that was found: who, which role, for how many hours; how good, and why.

    Pickled, it leaves its catalogue behind and finds it again by its hash.
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the team with the reasons.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        return report(self, Speaker(self.catalogue, lang), names or {})

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the result as plain data in the form `composition/1`."""
        return composition_data(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write who gives what as flat rows."""
        return [
            {
                "person": one.person,
                "role": one.role,
                "hours": one.hours,
                "fte": one.fte,
                "alone": ", ".join(one.alone) or None,
            }
            for one in self.given
        ]

    # ------------------------------------------------------------------ people taken out

    def redact(self, ids: Mapping[str, str] | None = None) -> Self:
        """Put made-up ids in place of those that were told; what is left is pseudonymous.

        Args:
            ids: The made-up ids by those that were told, as for `redact` of the team; left out,
                they are made up here.

        Raises:
            UnknownIdError: Somebody has no made-up id.
        """
        return redacted(self, ids)

    def forget(self, person: str) -> Self:
        """Take a person out, with everything that was told of them.

        What was best without them still is. Of a team of which they were part nothing is left: it
        says `unknown`, `stopped` says `forgotten`; compose it anew.

        Raises:
            UnknownIdError: There is no such person.
        """
        return forgotten(self, person)

    def __repr__(self) -> str:
        """Say how it ended, how many people there are and what they cost."""
        paid = "" if self.cost is None else f", {self.cost} {self.currency}".rstrip()
        return f"<Composition {self.status}: {len(self.people)} people{paid}>"
