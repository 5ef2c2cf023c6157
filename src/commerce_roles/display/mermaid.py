"""A drawing for Mermaid, which GitHub and many wikis draw."""

import re
from collections.abc import Iterator
from typing import Final

from commerce_roles.display.inking import colours_of
from commerce_roles.display.pictures import Drawing
from commerce_roles.display.spans import plain

__all__ = ["to_mermaid"]

_PLAIN: Final = re.compile(r"[^\w .,/+-]", re.ASCII)
"""What is written as a number, so that nothing in a label is taken for the language."""
_LINES: Final = {"solid": "-->", "dashed": "-.->", "dotted": "-.->"}


def to_mermaid(drawing: Drawing) -> str:
    r"""Write a drawing as a Mermaid flowchart.

    Boxes are numbered, and whatever in a label is neither an ASCII letter nor a digit is written as
    the number of its character, so that no label ends its box or becomes an element.

    Returns:
        The text, without a line break at its end.

    Examples:
        >>> from commerce_roles.display import Arrow, Box
        >>> print(to_mermaid(Drawing([Box("a", '"]-->'), Box("b", "do")], [Arrow("a", "b", "then")])))
        flowchart LR
          n0["#34;#93;--#62;"]
          n1["do"]
          n0 -->|"then"| n1
          classDef g0 fill:#2f8fd02e,stroke:#2f8fd0
          class n0,n1 g0
    """  # noqa: E501 an example is one line
    direction = "TB" if drawing.direction == "down" else "LR"
    return "\n".join([f"flowchart {direction}", *(f"  {line}" for line in _lines(drawing))])


def _lines(drawing: Drawing) -> Iterator[str]:
    numbers: dict[str, str] = {}
    colours = colours_of(drawing)
    places = {name: place for place, name in enumerate(colours)}
    members: dict[int, list[str]] = {}
    for box in drawing.unique_boxes:
        name = numbers.setdefault(box.id, f"n{len(numbers)}")
        members.setdefault(places[box.group], []).append(name)
        yield f'{name}["{_inert(plain(box.label))}"]'
    for arrow in drawing.arrows:
        if arrow.source in numbers and arrow.target in numbers:
            label = _inert(plain(arrow.label))
            said = f'|"{label}"|' if label else ""
            line = _LINES[arrow.style]
            yield f"{numbers[arrow.source]} {line}{said} {numbers[arrow.target]}"
    for place, names in sorted(members.items()):
        colour = [*colours.values()][place]
        yield f"classDef g{place} fill:{colour}2e,stroke:{colour}"
        yield f"class {','.join(names)} g{place}"


def _inert(text: str) -> str:
    """Write every character that Mermaid could read as the number of it; a blank label as one."""
    return _PLAIN.sub(lambda match: f"#{ord(match[0])};", text)
