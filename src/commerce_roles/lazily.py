"""Names that a package offers before it has imported what they stand for (PEP 562).

Importing a package of this library costs next to nothing; its first use pays for what it uses.
This module imports nothing of the library.
"""

from collections.abc import Callable, Mapping

__all__ = ["offer"]


def offer(
    package: str, namespace: dict[str, object], homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the `__getattr__` and `__dir__` of a package.

    Args:
        package: The package's name, for messages.
        namespace: The package's globals, where a name is kept once it was imported.
        homes: For each public name, the module that defines it.

    Examples:
        >>> get, names = offer("shop", {}, {"sqrt": "math"})
        >>> get("sqrt")(9.0), names()
        (3.0, ['sqrt'])
        >>> get("sqr")
        Traceback (most recent call last):
        AttributeError: module 'shop' has no attribute 'sqr'; did you mean sqrt?
    """

    def get(name: str) -> object:
        home = homes.get(name)
        if home is None:
            raise AttributeError(_unknown(package, name, homes), name=name)
        from importlib import import_module

        value: object = getattr(import_module(home), name)
        namespace[name] = value
        return value

    def names() -> list[str]:
        return sorted({*namespace, *homes})

    return get, names


def _unknown(package: str, name: str, homes: Mapping[str, str]) -> str:
    text = f"module {package!r} has no attribute {name!r}"
    if name.startswith("_"):
        return text
    from difflib import get_close_matches

    folded = {known.casefold(): known for known in homes}
    near = [folded[match] for match in get_close_matches(name.casefold(), folded)]
    return f"{text}; did you mean {' or '.join(near)}?" if near else text
