"""In which language to answer: the one asked for, else what the browser says, else the first."""

from starlette.requests import Request

from commerce_roles import Catalogue
from commerce_roles.errors import InputError, nearest

__all__ = ["language_of"]


def language_of(request: Request, facts: Catalogue) -> str:
    """Choose among the languages in which the facts have names.

    Raises:
        InputError: `lang` names none of them.
    """
    known = facts.label_languages
    asked = request.query_params.get("lang")
    if asked in known:
        return asked
    if asked is not None:
        near = nearest(asked, known)
        remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(known)}"
        raise InputError.of(f"there are no texts in {asked[:20]!r}", path="lang", remedy=remedy)
    return _accepted(request.headers.get("accept-language", ""), known) or known[0]


def _accepted(header: str, known: tuple[str, ...]) -> str:
    """Give the known language of the greatest weight; of several, the one that is told first."""
    weighed: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().casefold().partition("-")[0]
        if language in known:
            weighed.append((_weight(weight), language))
    best = max(weighed, key=lambda one: one[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else ""


def _weight(text: str) -> float:
    name, _, number = text.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(1.0, float(number))
    except ValueError:
        return 0.0
