"""Pictures as SVG: drawings, heat maps, steps and trees, alone or inside a page.

Colours are those of the page: lines and letters take the colour of the text, areas a tint over
the background, so that a picture is readable in light and dark. Nothing has an id, so pictures on
one page never meet; nothing is asked of another host.
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, assert_never

from commerce_roles.display.blocks import Tree, TreeNode
from commerce_roles.display.heating import matrix_body
from commerce_roles.display.inking import area, colours_of, digits
from commerce_roles.display.lettering import fitted, width_of_line
from commerce_roles.display.lines import Lines, lines_body
from commerce_roles.display.pictures import Arrow, Box, Drawing, Matrix, Steps
from commerce_roles.display.placing import (
    LETTERS,
    LINE,
    PlacedArrow,
    PlacedBox,
    placed,
)
from commerce_roles.display.spans import plain
from commerce_roles.display.stepping import steps_body

__all__ = ["inline_svg", "to_svg"]

_MARGIN: Final = 12
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_STYLE: Final = (
    "svg{color:#1b1b1f;background:#fff}"
    "@media(prefers-color-scheme:dark){svg{color:#e4e4e9;background:#17171a}}"
)
_DASHES: Final = {
    "solid": "",
    "dashed": ' stroke-dasharray="6 4"',
    "dotted": ' stroke-dasharray="1.5 3"',
}
_HEAD: Final = 7.0
_TITLE: Final = 30
_LEAST_TITLE: Final = 240
_LEGEND: Final = 26
_SIGN: Final = 20


def to_svg(picture: Drawing | Matrix | Lines | Steps | Tree) -> str:
    """Draw a picture as an SVG document of its own, which follows the reader's light or dark mode.

    No text of the picture becomes an element. A label that has no room is shortened and told in
    full by the pointer.

    Returns:
        The document, without a line break at its end.

    Examples:
        >>> from commerce_roles.display import Arrow, Box
        >>> svg = to_svg(Drawing([Box("a", "<b>"), Box("c", "d")], [Arrow("a", "c")]))
        >>> svg.startswith("<svg xmlns"), "<b>" in svg, "&lt;b&gt;" in svg
        (True, False, True)
    """
    return _svg(picture, alone=True)


def inline_svg(picture: Drawing | Matrix | Lines | Steps | Tree) -> str:
    """Draw a picture as an element for a page, in the colours of the text around it."""
    return _svg(picture, alone=False)


def _svg(picture: Drawing | Matrix | Lines | Steps | Tree, *, alone: bool) -> str:
    match picture:
        case Drawing():
            body, width, height = _drawing(picture)
            name = plain(picture.caption)
        case Matrix():
            body, width, height = matrix_body(picture)
            name = plain(picture.caption)
        case Steps():
            body, width, height = steps_body(picture)
            name = plain(picture.caption)
        case Lines():
            body, width, height = lines_body(picture)
            name = plain(picture.caption)
        case Tree():
            body, width, height = _drawing(_as_drawing(picture))
            name = ""
        case _:
            assert_never(picture)
    if alone and name:
        body, height = _under_title(name, body, width), height + _TITLE
    wide, high = width + 2 * _MARGIN, height + 2 * _MARGIN
    box = f"{-_MARGIN} {-_MARGIN} {digits(wide)} {digits(high)}"
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    label = f' aria-label="{escape(name)}"' if name else ""
    style = f"<style>{_STYLE}</style>" if alone else ""
    start = (
        f'<svg{space} width="{digits(wide)}" height="{digits(high)}" viewBox="{box}" '
        f'role="img"{label} font-family="{escape(_FONT)}" font-size="{LETTERS}" '
        'fill="currentColor">'
    )
    return start + style + "".join(body) + "</svg>"


def _under_title(name: str, body: list[str], width: float) -> list[str]:
    """Put a picture under what it shows."""
    [line] = fitted(name, size=LETTERS, width=max(width, _LEAST_TITLE), lines=1)
    title = f"<title>{escape(name)}</title>" if line != name else ""
    head = f'<text y="{LETTERS}" font-weight="600">{title}{escape(line)}</text>'
    return [head, f'<g transform="translate(0 {_TITLE})">', *body, "</g>"]


# ---------------------------------------------------------------------- boxes and arrows


def _drawing(drawing: Drawing) -> tuple[list[str], float, float]:
    picture = placed(drawing)
    colours = colours_of(drawing)
    names = {one.box.id: plain(one.box.label) for one in picture.boxes}
    legend, wide, top = _legend(drawing, colours)
    down = drawing.direction == "down"
    body = [_arrow(arrow, names, down=down) for arrow in picture.arrows]
    body += [_box(one, colours[one.box.group]) for one in picture.boxes]
    body += [
        f'<text x="{digits(x)}" y="{digits(y)}" text-anchor="middle" font-weight="600" '
        f'opacity="0.75">{escape(text)}</text>'
        for x, y, text in picture.heads
    ]
    if top:
        body = [legend, f'<g transform="translate(0 {top})">', *body, "</g>"]
    return body, max(picture.width, wide), picture.height + top


def _legend(drawing: Drawing, colours: Mapping[str, str]) -> tuple[str, float, float]:
    """Draw the names of the groups and lines that there are, with their looks."""
    groups = {box.group for box in drawing.boxes}
    lines = {arrow.style for arrow in drawing.arrows}
    shown = [
        (f'<rect x="{{x}}" y="1" width="{_SIGN}" height="12" rx="3" {area(colours[name])}/>', text)
        for name, text in drawing.groups
        if name in groups and plain(text)
    ] + [
        (f'<path d="M{{x}} 7h{_SIGN}" stroke="currentColor"{_DASHES[style]}/>', text)
        for style, text in drawing.styles
        if style in lines and plain(text)
    ]
    parts: list[str] = []
    x = 0.0
    for sign, text in shown:
        name = plain(text)
        label = f'<text x="{digits(x + _SIGN + 6)}" y="12" opacity="0.85">{escape(name)}</text>'
        parts.append(sign.replace("{x}", digits(x)) + label)
        x += _SIGN + 6 + width_of_line(name, LETTERS) + _SIGN
    return "".join(parts), x, float(_LEGEND) if parts else 0.0


def _box(one: PlacedBox, colour: str) -> str:
    label = plain(one.box.label)
    title = f"<title>{escape(label)}</title>" if one.shortened else ""
    middle = one.x + one.width / 2
    first = one.y + one.height / 2 - (len(one.lines) - 1) * LINE / 2 + LETTERS * 0.35
    text = "".join(
        f'<tspan x="{digits(middle)}" y="{digits(first + number * LINE)}">{escape(line)}</tspan>'
        for number, line in enumerate(one.lines)
    )
    return (
        f'<g>{title}<rect x="{digits(one.x)}" y="{digits(one.y)}" '
        f'width="{digits(one.width)}" height="{digits(one.height)}" rx="6" {area(colour)}/>'
        f'<text text-anchor="middle">{text}</text></g>'
    )


def _arrow(shown: PlacedArrow, names: Mapping[str, str], *, down: bool) -> str:
    arrow = shown.arrow
    path, tip = _bow(shown.points) if shown.beside else _curve(shown.points, down=down)
    said = plain(arrow.label)
    title = f"{names[arrow.source]} → {names[arrow.target]}" + (f": {said}" if said else "")
    return (
        f'<g stroke="currentColor" stroke-opacity="0.45" fill="none">'
        f"<title>{escape(title)}</title>"
        f'<path d="{path}"{_DASHES[arrow.style]}/>'
        f'<path d="{tip}" fill="currentColor" fill-opacity="0.6" stroke="none"/></g>'
    )


def _curve(points: Sequence[tuple[float, float]], *, down: bool) -> tuple[str, str]:
    """Draw a line through points, and the tip at its end."""
    (x, y), (end_x, end_y) = points[0], points[-1]
    steps = "".join(_bend(one, other, down=down) for one, other in pairwise(points))
    before_x, before_y = points[-2]
    dx, dy = (0.0, end_y - before_y) if down else (end_x - before_x, 0.0)
    return f"M{digits(x)} {digits(y)}{steps}", _tip(end_x, end_y, dx, dy)


def _bow(points: Sequence[tuple[float, float]]) -> tuple[str, str]:
    """Draw a line that bows out between its ends, and the tip at its end."""
    (x, y), (one_x, one_y), (other_x, other_y), (end_x, end_y) = points
    path = (
        f"M{digits(x)} {digits(y)}C{digits(one_x)} {digits(one_y)} "
        f"{digits(other_x)} {digits(other_y)} {digits(end_x)} {digits(end_y)}"
    )
    return path, _tip(end_x, end_y, end_x - other_x, end_y - other_y)


def _bend(one: tuple[float, float], other: tuple[float, float], *, down: bool) -> str:
    (x, y), (to_x, to_y) = one, other
    if (x == to_x and down) or (y == to_y and not down):
        return f"L{digits(to_x)} {digits(to_y)}"
    if down:
        middle = (y + to_y) / 2
        first, second = f"{digits(x)} {digits(middle)}", f"{digits(to_x)} {digits(middle)}"
    else:
        middle = (x + to_x) / 2
        first, second = f"{digits(middle)} {digits(y)}", f"{digits(middle)} {digits(to_y)}"
    return f"C{first} {second} {digits(to_x)} {digits(to_y)}"


def _tip(x: float, y: float, dx: float, dy: float) -> str:
    """Draw the tip of an arrow that arrives in a direction of the axes."""
    if abs(dx) >= abs(dy):
        back = x - _HEAD if dx >= 0 else x + _HEAD
        corners = ((back, y - _HEAD / 2), (back, y + _HEAD / 2))
    else:
        back = y - _HEAD if dy >= 0 else y + _HEAD
        corners = ((x - _HEAD / 2, back), (x + _HEAD / 2, back))
    rest = "".join(f"L{digits(a)} {digits(b)}" for a, b in corners)
    return f"M{digits(x)} {digits(y)}{rest}Z"


def _as_drawing(tree: Tree) -> Drawing:
    """See a tree as boxes under boxes."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []

    def add(node: TreeNode, parent: str) -> None:
        own = str(len(boxes))
        boxes.append(Box(own, node.label))
        if parent:
            arrows.append(Arrow(parent, own))
        for child in node.children:
            add(child, own)

    add(tree.root, "")
    return Drawing(boxes, arrows)
