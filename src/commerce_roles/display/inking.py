"""What all pictures are drawn with: colours and numbers."""

from collections.abc import Mapping
from typing import Final

from commerce_roles.display.drawings import Drawing

__all__ = ["PALETTE", "area", "colours_of", "digits"]

PALETTE: Final = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8f7a2a", "#7a7a85",
)  # fmt: skip
"""Colours that people with any colour vision tell apart (after Okabe and Ito), light or dark."""


def colours_of(drawing: Drawing) -> Mapping[str, str]:
    """Give each group a colour: those of the legend in its order, then others as they come."""
    groups = dict.fromkeys([name for name, _ in drawing.groups])
    groups |= dict.fromkeys(box.group for box in drawing.boxes)
    return {name: PALETTE[place % len(PALETTE)] for place, name in enumerate(groups)}


def area(colour: str) -> str:
    """Write the look of an area: a tint over whatever is behind it, within a line."""
    return f'fill="{colour}" fill-opacity="0.18" stroke="{colour}"'


def digits(value: float, places: int = 1) -> str:
    """Write a number without superfluous digits.

    Examples:
        >>> digits(12.0), digits(0.06), digits(-0.01)
        ('12', '0.1', '0')
    """
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text
