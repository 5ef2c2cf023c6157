"""Who does what around an online shop: which roles a business needs, and why.

The names below are found on first use, so that `import commerce_roles` costs nothing but its
version. This module imports nothing of the library at run time.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from commerce_roles.assessment import Assessment, Engine, assess, read_profile
    from commerce_roles.catalogue import Catalogue, load_catalogue
    from commerce_roles.model import BusinessProfile, Verdict

__all__ = [
    "Assessment",
    "BusinessProfile",
    "Catalogue",
    "Engine",
    "Verdict",
    "assess",
    "load_catalogue",
    "read_profile",
]

__version__: Final = "0.1.0"

_HOMES: Final = {
    "Assessment": "commerce_roles.assessment",
    "BusinessProfile": "commerce_roles.model",
    "Catalogue": "commerce_roles.catalogue",
    "Engine": "commerce_roles.assessment",
    "Verdict": "commerce_roles.model",
    "assess": "commerce_roles.assessment",
    "load_catalogue": "commerce_roles.catalogue",
    "read_profile": "commerce_roles.assessment",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use and keep it.

    Raises:
        AttributeError: No such name; the message gives the nearest ones.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(_unknown(name), name=name)
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, those not yet imported too."""
    return sorted({*globals(), *__all__})


def _unknown(name: str) -> str:
    """Say that a name is unknown and, for one that somebody typed, what comes nearest."""
    message = f"module {__name__!r} has no attribute {name!r}"
    if name.startswith("_"):
        return message
    from difflib import get_close_matches

    folded = {known.casefold(): known for known in __all__}
    near = [folded[match] for match in get_close_matches(name.casefold(), folded, n=3)]
    return f"{message}; did you mean {' or '.join(near)}?" if near else message
