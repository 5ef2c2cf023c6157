"""What has to be staffed as a result: it draws itself and writes itself out."""

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from commerce_roles.assessment import need_contract, need_reporting
from commerce_roles.assessment.need import Needs as _Needs
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.attaching import Attached, facts_of, state_of, take_up
from commerce_roles.display import Document, to_html, to_markdown, to_text
from commerce_roles.errors import UnknownIdError
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Needs", "Part"]

Part = Literal["posts", "roles", "months", "tasks", "skills", "languages", "combinations"]
"""A part of what has to be staffed that can be written as rows."""


@frozen(kw_only=True, repr=False)
class Needs(_Needs):
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

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue behind; it is found again by its hash."""
        return state_of(self)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again."""
        take_up(self, state)

    @property
    def catalogue(self) -> Catalogue:
        """The facts with the names; found again by their hash after unpickling.

        Raises:
            DetachedError: They are not the library's own, or have changed.
        """
        return facts_of(self._catalogue)

    def document(self, lang: str = "en") -> Document:
        """Show what has to be staffed: posts, busy months, what may be combined, what is asked."""
        return need_reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write it as plain data in the form `needs/1`."""
        return need_contract.needs_data(self, Speaker(self.catalogue, lang))

    def to_json(self, lang: str = "en") -> str:
        """Write it as JSON in the form `needs/1`, the same bytes for the same input."""
        return need_contract.needs_json(self, Speaker(self.catalogue, lang))

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

    def __str__(self) -> str:
        """Draw it as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say which roles at which level."""
        return f"<Needs {self.level}: {', '.join(self.roles)}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook what has to be staffed."""
        drawn = self.document()
        return {
            "text/plain": to_text(drawn),
            "text/markdown": to_markdown(drawn),
            "text/html": to_html(drawn),
        }
