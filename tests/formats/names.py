"""Keep the public names: `python tests/formats/names.py`, from the root.

A name that was kept and goes is a failure of the tests: whoever takes one out on purpose says so in
the changelog, and takes it out of the file by hand.
"""

import pkgutil
from importlib import import_module
from pathlib import Path

import commerce_roles

__all__ = ["FILE", "public_names"]

FILE = Path(__file__).with_name("names.txt")


def public_names() -> set[str]:
    """List every name in `__all__` of the root, of a package in it, of `errors` and `testing`."""
    packages = ["commerce_roles", "commerce_roles.errors", "commerce_roles.testing"]
    found = pkgutil.walk_packages(commerce_roles.__path__, "commerce_roles.")
    packages += [one.name for one in found if one.ispkg]
    return {f"{name}.{own}" for name in packages for own in _all(name)}


def _all(package: str) -> list[str]:
    names: list[str] = getattr(import_module(package), "__all__", [])
    return names


if __name__ == "__main__":
    known = set(FILE.read_text(encoding="utf-8").split()) if FILE.exists() else set[str]()
    FILE.write_text("\n".join(sorted(known | public_names())) + "\n", encoding="utf-8")
