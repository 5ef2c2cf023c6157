"""What has to be staffed as a result: it draws itself and writes itself out."""

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from commerce_roles.assessment import need_contract, need_reporting
from commerce_roles.assessment.need import Needs as _Needs
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import UnknownIdError
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Needs", "Part"]

Part = Literal["posts", "roles", "months", "tasks", "skills", "languages", "combinations"]
"""A part of what has to be staffed that can be written as rows."""


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Needs(Result, _Needs):
    """What has to be staffed: a mapping by role, with the posts it makes and what may be combined.

    Pickled, it leaves its catalogue behind and finds it again by its hash.

    Examples:
        >>> from commerce_roles import assess
        >>> needs = assess({"channels": ["instagram"], "sell_languages": ["es"]}).needs()
        >>> print(needs)
        What has to be staffed
        ...
        >>> [row["language"] for row in needs.rows("languages")]
        ['en', 'es']
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show what has to be staffed: posts, busy months, what may be combined, what is asked."""
        return need_reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write it as plain data in the form `needs/1`."""
        return need_contract.needs_data(self, Speaker(self.catalogue, lang))

    def rows(self, of: Part = "posts") -> list[dict[str, object]]:
        """Write one part of it as flat rows.

        Args:
            of: Which: posts, roles, months (busy ones), tasks, skills, languages, combinations.

        Raises:
            UnknownIdError: There is no such part.
        """
        parts = need_contract.ROWS
        if of not in parts:
            raise UnknownIdError("part of needs", of, parts, near=tuple(parts))
        return parts[of](self)

    def to_frame(self, of: Part = "posts") -> "pd.DataFrame":
        """Write one part of it as a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame(self.rows(of))

    def __repr__(self) -> str:
        """Say which roles at which level."""
        return f"<Needs {self.level}: {', '.join(self.roles)}>"
