"""From text to Python's own syntax tree, within bounds and never executed."""

import ast
import re
from functools import lru_cache
from typing import Final

from commerce_roles.errors import ExpressionError

__all__ = ["DEEPEST", "LARGEST_LITERAL", "LONGEST", "column_of", "parse"]

LONGEST: Final = 2_000
"""Characters an expression may have."""
DEEPEST: Final = 50
"""How deep an expression may be nested."""
LARGEST_LITERAL: Final = 10**15
"""The largest whole number that may be written down."""

_OPENING = "([{"
_CLOSING = ")]}"
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|#[^\n]*")
_FOREIGN: Final = re.compile(r"[^ -~\n]")
_GLUED: Final = re.compile(r"(?<![\w.])\.?\d[\d.]*[A-Za-z_]")
_TOO_DEEP: Final = f"an expression is nested at most {DEEPEST} deep"


@lru_cache(maxsize=4096)
def parse(text: str) -> ast.expr:
    """Parse one expression into a syntax tree.

    The text is bounded before Python's parser sees it, and whatever that parser throws becomes
    an `ExpressionError`.

    Raises:
        ExpressionError: The text is too long, too deep, not ASCII outside strings, or no
            expression.

    Examples:
        >>> type(parse("orders >= 50")).__name__
        'Compare'
    """
    _refuse_unbounded(text)
    _refuse_outside_quotes(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text), text)
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        message = f"this is not an expression: {error.msg}"
        column = len(text)  # where Python names no place, the text ends too early
        if error.offset:
            column = min(column, _start_of(error.lineno or 1, text) + error.offset - 1)
        raise ExpressionError(message, text, column) from None
    except (RecursionError, MemoryError):
        raise ExpressionError(_TOO_DEEP, text, 0) from None
    _refuse_in_tree(tree, text)
    return tree


def column_of(node: ast.expr, text: str) -> int:
    """Say at which character of the whole text a part of its tree begins.

    Python counts bytes, and anew on each line.
    """
    line = text.split("\n")[node.lineno - 1]
    return _start_of(node.lineno, text) + len(line.encode()[: node.col_offset].decode())


def _written(node: ast.expr, text: str) -> str:
    """Give the text of a part of the tree, as far as it stands on its first line."""
    line = text.split("\n")[node.lineno - 1].encode()
    end = node.end_col_offset if node.end_lineno == node.lineno else None
    return line[node.col_offset : end].decode()


def _start_of(line: int, text: str) -> int:
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1])


def _refuse_unbounded(text: str) -> None:
    if len(text) > LONGEST:
        message = f"an expression has at most {LONGEST:,} characters, this one has {len(text):,}"
        raise ExpressionError(message)
    if not text.strip():
        message = "the expression is empty"
        raise ExpressionError(message)
    if text[0].isspace():
        message = "an expression does not begin with a blank"
        raise ExpressionError(message, text, 0)
    for column, character in enumerate(text):
        if character == "\\" or not (character.isprintable() or character == "\n"):
            message = f"the character {character!r} has no place in an expression"
            raise ExpressionError(message, text, column)


def _refuse_outside_quotes(bare: str, text: str) -> None:
    """Refuse what Python would fold, warn of, or nest without end."""
    if foreign := _FOREIGN.search(bare):
        message = f"{foreign[0]!r} may stand in quoted text only"
        raise ExpressionError(message, text, foreign.start())
    if glued := _GLUED.search(bare):
        message = "a number is written in digits and ends before a letter"
        raise ExpressionError(message, text, glued.start())
    depth = 0
    for column, character in enumerate(bare):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth > DEEPEST:
            raise ExpressionError(_TOO_DEEP, text, column)


def _refuse_in_tree(tree: ast.expr, text: str) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, ast.expr) and depth > DEEPEST:
            raise ExpressionError(_TOO_DEEP, text, column_of(node, text))
        match node:
            case ast.Constant(value=str()) if not _QUOTED.fullmatch(_written(node, text)):
                message = "a text stands once, between two quotes; is a comma missing?"
                raise ExpressionError(message, text, column_of(node, text))
            case _:
                pass
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
