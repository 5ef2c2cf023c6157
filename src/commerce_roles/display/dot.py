"""A drawing for Graphviz: the DOT language."""

from collections.abc import Iterator
from html import escape

from commerce_roles.display.inking import colours_of
from commerce_roles.display.pictures import Drawing
from commerce_roles.display.spans import plain

__all__ = ["to_dot"]


def to_dot(drawing: Drawing) -> str:
    r"""Write a drawing in DOT, for Graphviz and whatever else reads it.

    Boxes are numbered, so that no id is taken for the language; labels are quoted, and nothing in
    them is taken for an escape or an entity. Boxes of one given layer stand on one rank.

    Returns:
        The text, without a line break at its end.

    Examples:
        >>> from commerce_roles.display import Arrow, Box
        >>> print(to_dot(Drawing([Box("a", 'say "hi"'), Box("b", "do")], [Arrow("a", "b", "then")])))
        digraph {
          graph [rankdir=LR]
          node [shape=box, style="rounded,filled", fontname="sans-serif"]
          n0 [label="say \"hi\"", color="#2f8fd0", fillcolor="#2f8fd02e"]
          n1 [label="do", color="#2f8fd0", fillcolor="#2f8fd02e"]
          n0 -> n1 [label="then"]
        }
    """  # noqa: E501 an example is one line
    return "\n".join(["digraph {", *(f"  {line}" for line in _lines(drawing)), "}"])


def _lines(drawing: Drawing) -> Iterator[str]:
    yield f"graph [rankdir={'TB' if drawing.direction == 'down' else 'LR'}]"
    yield 'node [shape=box, style="rounded,filled", fontname="sans-serif"]'
    numbers: dict[str, str] = {}
    colours = colours_of(drawing)
    ranks: dict[int, list[str]] = {}
    for box in drawing.unique_boxes:
        name = numbers.setdefault(box.id, f"n{len(numbers)}")
        colour = colours[box.group]
        look = f'color="{colour}", fillcolor="{colour}2e"'
        yield f"{name} [label={_quoted(plain(box.label))}, {look}]"
        if box.layer is not None:
            ranks.setdefault(box.layer, []).append(name)
    for _, names in sorted(ranks.items()):
        yield f"{{rank=same; {'; '.join(names)}}}"
    for arrow in drawing.arrows:
        if arrow.source in numbers and arrow.target in numbers:
            label = plain(arrow.label)
            parts = [f"label={_quoted(label)}"] if label else []
            parts += [f"style={arrow.style}"] if arrow.style != "solid" else []
            look = f" [{', '.join(parts)}]" if parts else ""
            yield f"{numbers[arrow.source]} -> {numbers[arrow.target]}{look}"


def _quoted(text: str) -> str:
    r"""Quote a text: a backslash begins an escape in DOT, an ampersand an entity."""
    plain_text = escape(text, quote=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain_text}"'
