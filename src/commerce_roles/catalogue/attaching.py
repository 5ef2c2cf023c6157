"""Results and the facts they rest on: left behind when pickled, found again by their hash."""

from collections.abc import Mapping

from attrs import AttrsInstance, fields

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.loading import load_catalogue
from commerce_roles.errors import DetachedError

__all__ = ["Attached", "facts_of", "state_of", "take_up"]

Attached = Catalogue | str | None
"""The facts themselves, their hash once a result was pickled, or None: the library's own."""
_KEPT = "_catalogue"
"""The attribute in which a result keeps them."""


def facts_of(kept: Attached) -> Catalogue:
    """Give the facts of a result.

    Raises:
        DetachedError: It was pickled, and its facts are not the library's own.
    """
    if isinstance(kept, Catalogue):
        return kept
    own = load_catalogue()
    if kept in (None, own.hash):
        return own
    message = "the catalogue of this result is not at hand; work it out again with it"
    raise DetachedError(message)


def state_of(result: AttrsInstance) -> dict[str, object]:
    """Give what of a result is pickled: all of its attributes, and of the facts their hash."""
    state = {one.name: getattr(result, one.name) for one in fields(type(result))}
    kept = state[_KEPT]
    return {**state, _KEPT: kept.hash if isinstance(kept, Catalogue) else kept}


def take_up(result: AttrsInstance, state: Mapping[str, object]) -> None:
    """Give a result that is frozen its attributes again."""
    for name, value in state.items():
        object.__setattr__(result, name, value)
