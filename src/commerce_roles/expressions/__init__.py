"""One language for conditions and formulas: parse, type-check, evaluate, bound.

Short texts with Python's syntax become typed forms; forms are evaluated on what is known
(`evaluate`) or bounded on what is not (`bound`); `witness` says which parts made a condition come
out as it did. They walk the tree and are the oracles of what is generated from it: plain Python
for many steps at once (`generate_values`, `generate_bounds`), in whose text stands nothing that a
user wrote. The language is described for authors of facts in `data/README.md`.

May import: `errors`.
"""

from commerce_roles.expressions.bounding import (
    Bound,
    Bounds,
    Interval,
    Rails,
    Sets,
    Texts,
    bound,
    exactly,
    unknown,
)
from commerce_roles.expressions.building import (
    add,
    describe,
    first,
    greatest,
    least,
    multiply,
    whole,
)
from commerce_roles.expressions.checking import Scope, check, key_of
from commerce_roles.expressions.domains import (
    LARGEST,
    Amount,
    Boolean,
    Choice,
    Domain,
    Integer,
    Ordered,
    SetOf,
)
from commerce_roles.expressions.evaluating import Values, evaluate
from commerce_roles.expressions.forms import (
    All,
    Any,
    Cents,
    Combine,
    Compare,
    Comparison,
    Count,
    First,
    Form,
    Greatest,
    Least,
    Literal,
    Member,
    Not,
    Product,
    Quotient,
    Ref,
    SetOperator,
    Size,
    Sum,
    Value,
    parts,
    references,
    walk,
)
from commerce_roles.expressions.generating import ValueWriter, generate_values
from commerce_roles.expressions.generating_bounds import BoundWriter, Pair, generate_bounds
from commerce_roles.expressions.syntax import DEEPEST, LARGEST_LITERAL, LONGEST, parse
from commerce_roles.expressions.witnessing import Witness, opposite, witness

__all__ = [
    "DEEPEST",
    "LARGEST",
    "LARGEST_LITERAL",
    "LONGEST",
    "All",
    "Amount",
    "Any",
    "Boolean",
    "Bound",
    "BoundWriter",
    "Bounds",
    "Cents",
    "Choice",
    "Combine",
    "Compare",
    "Comparison",
    "Count",
    "Domain",
    "First",
    "Form",
    "Greatest",
    "Integer",
    "Interval",
    "Least",
    "Literal",
    "Member",
    "Not",
    "Ordered",
    "Pair",
    "Product",
    "Quotient",
    "Rails",
    "Ref",
    "Scope",
    "SetOf",
    "SetOperator",
    "Sets",
    "Size",
    "Sum",
    "Texts",
    "Value",
    "ValueWriter",
    "Values",
    "Witness",
    "add",
    "bound",
    "check",
    "describe",
    "evaluate",
    "exactly",
    "first",
    "generate_bounds",
    "generate_values",
    "greatest",
    "key_of",
    "least",
    "multiply",
    "opposite",
    "parse",
    "parts",
    "references",
    "unknown",
    "walk",
    "whole",
    "witness",
]  # fmt: skip
