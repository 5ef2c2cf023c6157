"""Pictures in words: for terminals, for Markdown, and for whoever does not see them."""

from collections.abc import Iterator

from commerce_roles.display.blocks import Alignment, Bullet, Bullets, Table
from commerce_roles.display.lines import Lines, as_rows
from commerce_roles.display.pictures import Arrow, Box, Drawing, Matrix
from commerce_roles.display.spans import Span, Spans, listed, plain, strong

__all__ = ["as_table", "in_words"]


def in_words(drawing: Drawing) -> Bullets:
    """Tell a drawing as a list: every box, and under it where its arrows lead, by what they say.

    Boxes stand in the order of their layers where those are given, else in that of the drawing;
    where layers have names, boxes stand under them.

    Examples:
        >>> told = in_words(Drawing([Box("a", "plan"), Box("b", "do")], [Arrow("a", "b", "leads to")]))
        >>> [plain(item.text) for item in told.items], plain(told.items[0].children[0].text)
        (['plan', 'do'], 'leads to: do')
    """  # noqa: E501 an example is one line
    boxes = {box.id: box for box in drawing.unique_boxes}
    leaving: dict[str, list[Arrow]] = {name: [] for name in boxes}
    for arrow in drawing.arrows:
        if arrow.source in boxes and arrow.target in boxes:
            leaving[arrow.source].append(arrow)
    items = {name: Bullet(box.label, _led(leaving[name], boxes)) for name, box in boxes.items()}
    if not any(map(plain, drawing.layers)):
        return Bullets(items.values())
    found: list[Bullet] = []
    layers = sorted({box.layer or 0 for box in boxes.values()})
    for place, layer in enumerate(layers):
        inside = [items[name] for name, box in boxes.items() if (box.layer or 0) == layer]
        head = drawing.layers[place] if place < len(drawing.layers) else ()
        found += [Bullet(_strong(head), inside)] if plain(head) else inside
    return Bullets(found)


def _strong(text: Spans) -> Span:
    return strong(plain(text))


def _led(arrows: list[Arrow], boxes: dict[str, Box]) -> Iterator[Spans]:
    """Tell where arrows lead, those that say the same in one line."""
    by_label: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        by_label.setdefault(plain(arrow.label), []).append(arrow)
    for label, group in by_label.items():
        names = listed(boxes[arrow.target].label for arrow in group)
        yield (*((Span(f"{label}: "),) if label else (Span("→ "),)), Span(names))


def as_table(matrix: Matrix | Lines) -> Table:
    """Tell a heat map as a table of what stands in it, lines by their course."""
    if isinstance(matrix, Lines):
        return Table(["", "", ""], as_rows(matrix), caption=matrix.caption)
    rows: list[list[Spans]] = []
    for number, name in enumerate(matrix.rows):
        squares = matrix.squares[number] if number < len(matrix.squares) else ()
        texts = [square.text for square in squares[: len(matrix.columns)]]
        rows.append([name, *texts])
    centred: Alignment = "center"
    sides: list[Alignment] = ["left", *(centred for _ in matrix.columns)]
    return Table([matrix.corner, *matrix.columns], rows, alignments=sides, caption=matrix.caption)
