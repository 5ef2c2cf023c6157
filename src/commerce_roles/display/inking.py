"""What all pictures are drawn with: colours and numbers."""

from collections.abc import Mapping
from typing import Final

from commerce_roles.display.pictures import Drawing

__all__ = ["PALETTE", "area", "colours_of", "digits"]

PALETTE: Final = (
    "#2f8fd0", "#d9930d", "#0d9c74", "#c86fa3", "#7a7fd6", "#d8632b", "#8f8a2a", "#83838f",
)  # fmt: skip
"""Colours that people with any colour vision tell apart (after Okabe and Ito), of a middle tone
that is seen on white and on black."""


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
