"""Every form of JSON that is written: its name and version, and how it is read again.

A form is read strictly and whole by its own reader, or it is only written, because it is a result:
whoever has what it was made of makes it again, and never has to trust a copy. `FORMATS` is the one
list of both; a form that changes keeps its earlier versions readable, by `structuring.in_form`.

| module | what it does |
|---|---|
| `form` | what is told of one form |
| `listing` | all forms |

May import: `lazily`; forms name what writes and reads them, and import it when they are asked.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.formats.form import Format
    from commerce_roles.interchange.formats.listing import FORMATS

__all__ = ["FORMATS", "Format"]

_HOMES: Final = {
    "FORMATS": "commerce_roles.interchange.formats.listing",
    "Format": "commerce_roles.interchange.formats.form",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
