"""Values that draw themselves wherever they are shown: as text, and in a notebook."""

from typing import Protocol, TypeVar

from commerce_roles.display.document import Document, mimebundle, to_text

__all__ = ["Drawable", "drawn"]


class Drawable(Protocol):
    """A value that can be shown as a document."""

    def document(self, lang: str = "en") -> Document:
        """Show the value in a language."""
        ...


T = TypeVar("T", bound=Drawable)


def drawn(cls: type[T]) -> type[T]:
    """Let `str()` and notebooks draw the document of a class's values, in English.

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

    def bundle(value: T, **_options: object) -> dict[str, str]:
        return mimebundle(value.document())

    for name, method in (("__str__", text), ("_repr_mimebundle_", bundle)):
        method.__name__ = name
        setattr(cls, name, method)
    return cls
