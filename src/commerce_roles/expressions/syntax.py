"""From text to Python's own syntax tree, within bounds and never executed."""

import ast
import warnings
from typing import Final

from commerce_roles.errors import ExpressionError

__all__ = ["DEEPEST", "LARGEST_LITERAL", "LONGEST", "parse"]

LONGEST: Final = 2_000
"""Characters an expression may have."""
DEEPEST: Final = 50
"""How deep an expression may be nested."""
LARGEST_LITERAL: Final = 10**15
"""The largest whole number that may be written down."""

_OPENING = "([{"
_CLOSING = ")]}"


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        column = None if error.offset is None else min(error.offset - 1, len(text))
        message = f"this is not an expression: {error.msg}"
        raise ExpressionError(message, text, column) from None
    except (RecursionError, MemoryError, ValueError, OverflowError, Warning) as error:
        message = f"this is not an expression: {type(error).__name__}"
        raise ExpressionError(message, text, 0) from None
    _refuse_deep(tree, text)
    return tree


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
    quote = ""
    depth = 0
    for column, character in enumerate(text):
        if character == "\\" or (not character.isprintable() and character != "\n"):
            message = f"the character {character!r} has no place in an expression"
            raise ExpressionError(message, text, column)
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif not character.isascii():
            message = f"{character!r} may stand in quoted text only"
            raise ExpressionError(message, text, column)
        elif character in _OPENING:
            depth += 1
            if depth > DEEPEST:
                message = f"an expression is nested at most {DEEPEST} deep"
                raise ExpressionError(message, text, column)
        elif character in _CLOSING:
            depth -= 1


def _refuse_deep(tree: ast.expr, text: str) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            message = f"an expression is nested at most {DEEPEST} deep"
            raise ExpressionError(message, text, getattr(node, "col_offset", None))
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
