"""What is written for other programs, together with what their forms cannot hold."""

from pathlib import Path

from attrs import field, frozen

from commerce_roles.showing import Displayed

__all__ = ["Export", "Omitted"]


@frozen
class Omitted(Displayed):
    """One kind of thing that a form has no place for."""

    what: str
    """What is left out."""
    count: int
    """How often."""
    examples: tuple[str, ...] = ()
    """Where, the first few."""

    def __str__(self) -> str:
        """Say it in one line.

        Examples:
            >>> print(Omitted("names in other languages", 3, ("role:a", "role:b")))
            names in other languages: 3, such as role:a, role:b
        """
        such = f", such as {', '.join(self.examples)}" if self.examples else ""
        return f"{self.what}: {self.count:,}{such}"


@frozen(kw_only=True)
class Export(Displayed):
    """What was written in a form of others, and what of it was lost."""

    form: str
    """Which form, such as `graphml`."""
    content: bytes = field(repr=False)
    """As it stands in a file; texts are UTF-8."""
    lost: tuple[Omitted, ...] = ()
    """Empty where the form holds everything."""

    @property
    def text(self) -> str:
        """The content as text.

        Raises:
            UnicodeDecodeError: The form is none of text, such as `xlsx`.
        """
        return self.content.decode()

    def save(self, path: str | Path) -> tuple[Omitted, ...]:
        """Write a file, and give what is not in it.

        Raises:
            OSError: It cannot be written.
        """
        Path(path).write_bytes(self.content)
        return self.lost
