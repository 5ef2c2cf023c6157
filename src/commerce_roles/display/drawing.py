"""Values that draw themselves wherever they are shown: as text, in a notebook, by rich."""

from commerce_roles.display.document import Document, to_text
from commerce_roles.showing import Displayed

__all__ = ["Drawn"]


class Drawn(Displayed):
    """A frozen value with a report: `str()`, notebooks and rich draw it, in English.

    Examples:
        >>> from commerce_roles.display import Paragraph
        >>> class Shop(Drawn):
        ...     def document(self, lang="en"):
        ...         return Document("shop", [Paragraph("open")], lang=lang)
        >>> print(Shop())
        shop
        ════
        <BLANKLINE>
        open
    """

    __slots__ = ()

    def document(self, lang: str = "en") -> Document:
        """Show the value in a language."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Draw the value as text, in English."""
        return to_text(self.document())
