"""What has to be staffed as a result: it draws itself and writes itself out."""

from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import field, frozen

from commerce_roles.assessment import need_contract, need_reporting
from commerce_roles.assessment.need import Needs as _Needs
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import UnknownIdError
from commerce_roles.structuring import FrameKind, frame

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

    @overload
    def to_frame(
        self, of: Part = "posts", *, kind: Literal["pandas"] = "pandas"
    ) -> "pd.DataFrame": ...
    @overload
    def to_frame(self, of: Part = ..., *, kind: FrameKind) -> Any: ...  # noqa: ANN401 of another package
    def to_frame(self, of: Part = "posts", *, kind: FrameKind = "pandas") -> object:
        """Write one part of it as a data frame.

        Args:
            of: Which part; see `rows`.
            kind: Whose: of pandas, polars or pyarrow.

        Raises:
            UnknownIdError: There is no such part, or no such kind.
            MissingPackageError: That package is not installed.
        """
        return frame(self.rows(of), kind)

    def __repr__(self) -> str:
        """Say which roles at which level."""
        return f"<Needs {self.level}: {', '.join(self.roles)}>"
