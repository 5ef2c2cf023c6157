"""The facts and decisions written for other programs.

`decision_model` writes the whole decision as a GoRules JSON Decision Model, so that an engine in
another language decides as this library does; what such a model cannot hold is listed in it.

| module | what it does |
|---|---|
| `gorules` | the decision as a GoRules JSON Decision Model, its conditions in ZEN |

May import: `assessment`, `catalogue`, `structuring`, `model`, `display`, `expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.gorules import decision_model

__all__ = ["decision_model"]

_HOMES: Final = {"decision_model": "commerce_roles.interchange.gorules"}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
