"""Samples to try things with: businesses, teams, offers and figures, as files to read and to edit.

They lie in the wheel beside the facts, and in a checkout in the folder `examples`.
"""

from pathlib import Path
from typing import Final

from commerce_roles.errors import UnknownIdError

__all__ = ["sample_names", "sample_path"]

_PACKAGE: Final = Path(__file__).parents[1]
_PLACES: Final = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")
_ENDINGS: Final = frozenset({".toml", ".json", ".csv"})


def sample_names(of: str = "") -> tuple[str, ...]:
    """List the samples, by name.

    Args:
        of: A folder of them, such as `teams`; all where left out.

    Examples:
        >>> sample_names("teams")
        ('clothing_three', 'offers', 'wholesaler_five')
    """
    return tuple(sorted(name for name, path in _files().items() if of in ("", path.parent.name)))


def sample_path(name: str) -> Path:
    """Give the file of a sample, to be read, or copied and edited.

    Raises:
        UnknownIdError: There is no such sample.

    Examples:
        >>> sample_path("clothing_retailer").name
        'clothing_retailer.toml'
    """
    files = _files()
    if name not in files:
        raise UnknownIdError("sample", name, files)
    return files[name]


def _files() -> dict[str, Path]:
    folder = next((place for place in _PLACES if place.is_dir()), None)
    found = () if folder is None else (*folder.glob("*"), *folder.glob("*/*"))
    return {path.stem: path for path in sorted(found) if path.suffix in _ENDINGS}
