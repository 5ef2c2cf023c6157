"""Why a role got what it got, as a value that draws itself and writes itself out."""

from attrs import field, frozen

from commerce_roles.assessment.explaining.listing import as_data
from commerce_roles.assessment.explaining.seen import Seen
from commerce_roles.assessment.explaining.telling import tell
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import Document, Drawn

__all__ = ["Explanation"]


@frozen(kw_only=True)
class Explanation(Seen, Drawn):
    """Everything that made one role's result what it is; nothing of it is in any language.

    Two explanations are equal where they say the same.
    """

    catalogue: Catalogue = field(eq=False, repr=False)
    """The facts by which it was decided."""

    def document(self, lang: str = "en") -> Document:
        """Show it to a person."""
        return tell(self, self.catalogue, lang)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write it as plain data in the form `explanation/1`.

        Args:
            lang: The language of the texts.

        Examples:
            >>> from commerce_roles import assess
            >>> seen = assess({"employees": 6}).explanation("community_manager").to_dict()
            >>> cap = next(t for t in seen["caps"] if t["table"] == "cm_gate_owner_answers")
            >>> cap["rules"][0]["because"]["all"][0]["text"]
            'people in the business: 6; needs 2 or less'
        """
        return as_data(self, self.catalogue, lang)
