"""The form of a document, such as `strategy/1`: asked for; an older one is brought to it."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from commerce_roles.errors import Problem
from commerce_roles.model import FrozenMap
from commerce_roles.structuring.shapes import shown

__all__ = ["Step", "in_form"]

Step: TypeAlias = Callable[[Mapping[str, object]], Mapping[str, object]]
"""Writes the content of a document of one form as the next form has it."""

_KEY: Final = "format"
_NO_STEPS: Final[Mapping[str, tuple[str, Step]]] = FrozenMap()


def in_form(
    data: Mapping[str, object],
    form: str,
    *,
    steps: Mapping[str, tuple[str, Step]] = _NO_STEPS,
    unsaid: str = "",
    file: str = "",
) -> tuple[Mapping[str, object], list[Problem]]:
    """Give the content of a document as a form has it, without the key that names the form.

    Args:
        data: The document.
        form: The form that is wanted.
        steps: For each earlier form, the form that follows it and the step to it.
        unsaid: The form of a document that names none; empty where it has to name one.
        file: What to call the document in messages.

    Returns:
        The content, and what is wrong with its form; then the content is as it was told.

    Examples:
        >>> in_form({"format": "plan/1", "days": 3}, "plan/1")
        ({'days': 3}, [])
        >>> print(*in_form({"format": "plan/7"}, "plan/1")[1])
        format: the form 'plan/7' is not known; write format = "plan/1"
        >>> def in_weeks(told):
        ...     return {"weeks": told["days"] / 7}
        >>> steps = {"plan/1": ("plan/2", in_weeks)}
        >>> in_form({"format": "plan/1", "days": 14}, "plan/2", steps=steps)
        ({'weeks': 2.0}, [])
    """
    content: Mapping[str, object] = {key: part for key, part in data.items() if key != _KEY}
    told = data.get(_KEY, unsaid or None)
    reached = told
    while reached != form:
        if not isinstance(reached, str) or reached not in steps:
            remedy = f'write format = "{form}"'
            return content, [Problem(f"the form {shown(told)} is not known", _KEY, remedy, file)]
        reached, step = steps[reached]
        content = step(content)
    return content, []
