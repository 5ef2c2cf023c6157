"""What results have in common: they draw themselves with their facts, and pickle without them."""

from collections.abc import Mapping
from typing import Self

from attrs import fields

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.loading import load_catalogue
from commerce_roles.display import Drawn
from commerce_roles.errors import DetachedError
from commerce_roles.structuring import Tabled, as_json

__all__ = ["Attached", "Result"]

Attached = Catalogue | str | None
"""The facts themselves, their hash once a result was pickled, or None: the library's own."""
_KEPT = "_catalogue"
"""The attribute in which a result keeps them."""


class Result(Tabled, Drawn):
    """A frozen attrs value that draws itself with the facts it rests on.

    A class of such values says `getstate_setstate=False` to attrs, and declares

        _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    with `document`, `to_dict` and `rows` of its own; all else is here.
    """

    __slots__ = ()
    _catalogue: Attached

    @property
    def catalogue(self) -> Catalogue:
        """The facts with the names and rules; found again by their hash after unpickling.

        Raises:
            DetachedError: The result was pickled, and its facts are not the library's own.
        """
        if isinstance(self._catalogue, Catalogue):
            return self._catalogue
        own = load_catalogue()
        if self._catalogue in (None, own.hash):
            return own
        message = "the catalogue of this result is not at hand; work it out again with it"
        raise DetachedError(message)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the result as plain data."""
        raise NotImplementedError

    def to_json(self, lang: str = "en") -> str:
        """Write the result as JSON, the same bytes for the same input."""
        return as_json(self.to_dict(lang))

    def __copy__(self) -> Self:
        """Give the value itself: it cannot change, and keeps its facts, which pickling leaves."""
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        """Give the value itself, as for a copy."""
        return self

    def __getstate__(self) -> dict[str, object]:
        """Give all attributes to be pickled, and of the facts their hash."""
        state = {one.name: getattr(self, one.name) for one in fields(type(self))}  # type: ignore[arg-type]
        kept = state[_KEPT]
        return {**state, _KEPT: kept.hash if isinstance(kept, Catalogue) else kept}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        """Take the attributes up again."""
        for name, value in state.items():
            object.__setattr__(self, name, value)
