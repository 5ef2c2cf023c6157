"""Values that draw themselves wherever they are shown: as text, and in a notebook."""

from typing import Protocol, TypeVar

from commerce_roles.display.document import Document, to_text
from commerce_roles.showing import Displayed

__all__ = ["Drawable", "drawn"]


class Drawable(Protocol):
    """A value that can be shown as a document."""

    def document(self, lang: str = "en") -> Document:
        """Show the value in a language."""
        ...


_FORMS = ("_repr_mimebundle_", "__rich_console__", "_drawn")
T = TypeVar("T", bound=Drawable)


def drawn(cls: type[T]) -> type[T]:
    """Let `str()`, notebooks and rich draw the document of a class's values, in English.

    Examples:
        >>> from commerce_roles.display import Paragraph
        >>> @drawn
        ... class Shop:
        ...     def document(self, lang="en"):
        ...         return Document("shop", [Paragraph("open")], lang=lang)
        >>> print(Shop())
        shop
        ════
        <BLANKLINE>
        open
    """

    def text(value: T) -> str:
        return to_text(value.document())

    text.__name__ = "__str__"
    forms = {name: getattr(Displayed, name) for name in _FORMS}
    for name, method in {"__str__": text, **forms}.items():
        setattr(cls, name, method)
    return cls
