"""A composed team that draws itself and writes itself out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, fields, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import Document, to_text
from commerce_roles.errors import DetachedError
from commerce_roles.staffing.composing.composed import Composed
from commerce_roles.staffing.composing.contract import composition_data
from commerce_roles.staffing.composing.reporting import report
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Composition"]


@frozen(kw_only=True, repr=False)
class Composition(Composed):
    """The team that was found: who, which role, for how many hours; how good, and why.

    Pickled, it leaves its catalogue behind and finds it again by its hash.
    """

    _catalogue: Catalogue | None = field(eq=False, default=None, alias="catalogue")

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue behind; it is found again by its hash."""
        names = (attribute.name for attribute in fields(type(self)))
        return {name: getattr(self, name) for name in names if name != "_catalogue"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again, detached from a catalogue."""
        for name, value in {**state, "_catalogue": None}.items():
            object.__setattr__(self, name, value)

    @property
    def catalogue(self) -> Catalogue:
        """The facts with the names, found again by their hash after unpickling.

        Raises:
            DetachedError: They are not the library's own, or have changed.
        """
        if self._catalogue is not None:
            return self._catalogue
        own = load_catalogue()
        if self.catalogue_hash in ("", own.hash):
            return own
        message = "the catalogue of this result is not at hand; compose the team again with it"
        raise DetachedError(message)

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

    def to_json(self, lang: str = "en") -> str:
        """Write the result as JSON, the form `composition/1`: the same bytes for the same input."""
        return as_json(self.to_dict(lang))

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

    def to_frame(self) -> "pd.DataFrame":
        """Write who gives what as a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame(self.rows())

    def __str__(self) -> str:
        """Draw the result as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say how it ended, how many people there are and what they cost."""
        paid = "" if self.cost is None else f", {self.cost} {self.currency}".rstrip()
        return f"<Composition {self.status}: {len(self.people)} people{paid}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the result."""
        return bundle(self.document())
