"""From a syntax tree to a typed form: names, types, bounds and macros are settled here."""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from commerce_roles.errors import ExpressionError, nearest
from commerce_roles.expressions.building import (
    add,
    aligned_pair,
    describe,
    greatest,
    in_cents,
    least,
    multiply,
    whole,
)
from commerce_roles.expressions.domains import Amount, Boolean, Choice, Integer, Ordered, SetOf
from commerce_roles.expressions.forms import (
    All,
    Any,
    Combine,
    Compare,
    Comparison,
    Count,
    Form,
    Literal,
    Member,
    Not,
    Quotient,
    SetOperator,
    Size,
)
from commerce_roles.expressions.syntax import LARGEST_LITERAL, column_of, parse

__all__ = ["Scope", "check", "key_of"]

_COMPARISONS: Final[Mapping[type[ast.cmpop], Comparison]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_SET_OPERATORS: Final[Mapping[type[ast.operator], SetOperator]] = {
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.Sub: "-",
}
_EACH: Final = "each"
_MACROS: Final = ("all", "any", "cents", "count", "max", "min", "total")


@frozen
class Scope:
    """What an expression may name, and what its placeholders stand for."""

    forms: Mapping[str, Form]
    """Names (`orders`) and calls (`verdict('cm')`), each with its form."""
    placeholders: Mapping[str, str] = field(factory=dict[str, str])
    """What stands for a word such as `self`."""
    each: tuple[str, ...] = ()
    """What `'each'` runs through inside `total(…)`."""
    level: str | None = None
    """The level of a quantity that is named without one."""
    floor_division: bool = False
    """Whether `//` may stand here: in the default of a field only."""


def key_of(name: str, *arguments: str) -> str:
    """Write the key under which a name or a call stands.

    Examples:
        >>> key_of("hours", "planner", "minimum")
        "hours('planner', 'minimum')"
    """
    return f"{name}({', '.join(map(repr, arguments))})" if arguments else name


def check(text: str, scope: Scope) -> Form:
    """Read an expression and settle its names, types and bounds.

    Raises:
        ExpressionError: The text is no expression, names what the scope does not know, mixes
            types, or could grow beyond what a column holds.

    Examples:
        >>> from commerce_roles.expressions import Integer, Ref, evaluate
        >>> scope = Scope({"orders": Ref(Integer(0, 1000), "orders")})
        >>> evaluate(check("orders >= 50", scope), {"orders": 60})
        True
        >>> check("order >= 50", scope)
        Traceback (most recent call last):
        commerce_roles.errors.ExpressionError: nothing is called order; did you mean orders?
            order >= 50
            ^
    """
    return _Checker(text, scope).form(parse(text))


@frozen
class _Checker:
    text: str
    scope: Scope

    def form(self, node: ast.expr) -> Form:
        try:
            return self._form(node)
        except ExpressionError as error:
            if error.column is not None:
                raise
            raise self._wrong(error.message, node) from None

    def _wrong(self, message: str, node: ast.expr) -> ExpressionError:
        return ExpressionError(message, self.text, column_of(node, self.text))

    def _form(self, node: ast.expr) -> Form:
        match node:
            case ast.Constant(value=value):
                return self._constant(value)
            case ast.Name(id=name):
                return self._named(name)
            case ast.Set(elts=elements):
                words = frozenset(self._word(element) for element in elements)
                return Literal(SetOf(words), words)
            case ast.BoolOp(op=operator, values=values):
                conditions = tuple(self._condition(value) for value in values)
                return All(conditions) if isinstance(operator, ast.And) else Any(conditions)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._condition(operand))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._negative(operand)
            case ast.BinOp():
                return self._binary(node)
            case ast.Compare():
                return self._comparison(node)
            case ast.Call():
                return self._call(node)
            case _:
                message = f"{_NAMES.get(type(node), 'this')} has no place in an expression"
                raise ExpressionError(message)

    def _constant(self, value: object) -> Form:
        if isinstance(value, bool):
            return Literal(Boolean(), value)
        if isinstance(value, str):
            return Literal(Choice(frozenset({value})), value)
        if isinstance(value, int):
            if value > LARGEST_LITERAL:
                message = f"a number is at most {LARGEST_LITERAL:,}"
                raise ExpressionError(message)
            return whole(value)
        if isinstance(value, float) and value <= LARGEST_LITERAL:
            return Literal(Amount(value, value), value)
        message = "only numbers, text, True, False and sets can be written down"
        raise ExpressionError(message)

    def _named(self, name: str) -> Form:
        found = self.scope.forms.get(name)
        if found is None and self.scope.level is not None:
            found = self.scope.forms.get(key_of(name, self.scope.level))
        if found is not None:
            return found
        called = sorted(key for key in self.scope.forms if key.startswith(f"{name}("))
        if called:
            message = f"{name} is called, such as {called[0]}"
            raise ExpressionError(message)
        raise ExpressionError(_unknown(name, [k for k in self.scope.forms if "(" not in k]))

    def _word(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise self._wrong("a set holds quoted texts only", node)

    def _condition(self, node: ast.expr) -> Form:
        return self._as_condition(self.form(node), node)

    def _as_condition(self, form: Form, node: ast.expr) -> Form:
        if isinstance(form.domain, Boolean):
            return form
        message = f"a condition is wanted here, this is {describe(form.domain)}"
        raise self._wrong(message, node)

    def _negative(self, node: ast.expr) -> Form:
        form = self.form(node)
        if isinstance(form, Literal) and isinstance(form.value, float):
            return Literal(Amount(-form.value, -form.value), -form.value)
        if isinstance(form, Literal) and type(form.value) is int:
            return whole(-form.value)
        return multiply(whole(-1), form)

    def _binary(self, node: ast.BinOp) -> Form:
        left, right = self.form(node.left), self.form(node.right)
        if isinstance(left.domain, SetOf) and isinstance(right.domain, SetOf):
            return self._sets(node.op, left, right)
        match node.op:
            case ast.Add():
                return add([left, right])
            case ast.Sub():
                return add([left, multiply(whole(-1), right)])
            case ast.Mult():
                return multiply(left, right)
            case ast.FloorDiv():
                return self._quotient(left, right)
            case _:
                message = "the operators are + - * for numbers and & | - for sets"
                raise ExpressionError(message)

    def _quotient(self, left: Form, right: Form) -> Form:
        if not self.scope.floor_division:
            message = "// may stand in the default of a field only"
            raise ExpressionError(message)
        match left.domain, right:
            case (
                Integer(low=low, high=high, scale=1),
                Literal(domain=Integer(scale=1), value=int(divisor)),
            ) if divisor >= 1:
                return Quotient(left, divisor, Integer(low // divisor, high // divisor))
            case _:
                message = "// divides a whole number by a written whole number from 1 on"
                raise ExpressionError(message)

    def _sets(self, operator: ast.operator, left: Form, right: Form) -> Form:
        word = _SET_OPERATORS.get(type(operator))
        one, other = left.domain, right.domain
        if word is None or not isinstance(one, SetOf) or not isinstance(other, SetOf):
            message = "the operators of sets are & | -"
            raise ExpressionError(message)
        if word == "|":
            known = None not in (one.options, other.options)
            options = (one.options or frozenset()) | (other.options or frozenset())
            domain = SetOf(options if known else None, one.maximum + other.maximum)
        elif word == "&":
            common = _common(one.options, other.options)
            domain = SetOf(common, min(one.maximum, other.maximum))
        else:
            domain = one
        self._refuse_strangers(left, other)
        self._refuse_strangers(right, one)
        return Combine(word, left, right, domain)

    def _refuse_strangers(self, literal: Form, domain: SetOf | Choice | Ordered) -> None:
        """Find the misspelt word that could never match."""
        if not isinstance(literal, Literal):
            return
        known = domain.levels if isinstance(domain, Ordered) else domain.options
        words = literal.value if isinstance(literal.value, frozenset) else {literal.value}
        for word in sorted(str(word) for word in words):
            if known is not None and word not in known:
                message = f"{word!r} is no possible value{_hint(word, sorted(known))}"
                raise ExpressionError(message)

    def _comparison(self, node: ast.Compare) -> Form:
        if len(node.ops) != 1:
            message = "one comparison at a time: write a < b and b < c"
            raise ExpressionError(message)
        operator = node.ops[0]
        left, right = self.form(node.left), self.form(node.comparators[0])
        if isinstance(operator, ast.In | ast.NotIn):
            member = self._member(left, right)
            return member if isinstance(operator, ast.In) else Not(member)
        if type(operator) not in _COMPARISONS:
            message = "the comparisons are == != < <= > >= in, not in"
            raise ExpressionError(message)
        return self._compare(_COMPARISONS[type(operator)], left, right)

    def _compare(self, operator: Comparison, left: Form, right: Form) -> Form:
        match left.domain, right.domain:
            case Integer(), Integer():
                return Compare(operator, *aligned_pair(left, right))
            case (Amount(), Integer() | Amount()) | (Integer(), Amount()):
                return Compare(operator, *_amounts(left, right))
            case Ordered() as domain, _:
                return Compare(operator, left, self._rank(right, domain))
            case _, Ordered() as domain:
                return Compare(operator, self._rank(left, domain), right)
            case Choice() as one, Choice() as other:
                if operator not in {"==", "!="}:
                    message = "a text is compared with == and != only"
                    raise ExpressionError(message)
                self._refuse_strangers(left, other)
                self._refuse_strangers(right, one)
                return Compare(operator, left, right)
            case _:
                message = (
                    f"{describe(left.domain)} cannot be compared with {describe(right.domain)}"
                )
                raise ExpressionError(message)

    def _rank(self, form: Form, domain: Ordered) -> Form:
        if form.domain == domain:
            return form
        if isinstance(form, Literal) and isinstance(form.value, str):
            self._refuse_strangers(form, domain)
            return Literal(domain, domain.levels.index(form.value))
        message = f"{describe(domain)} cannot be compared with {describe(form.domain)}"
        raise ExpressionError(message)

    def _member(self, item: Form, container: Form) -> Form:
        if not isinstance(container.domain, SetOf):
            message = "`in` wants a set on its right"
            raise ExpressionError(message)
        if isinstance(item.domain, Ordered) and isinstance(container, Literal):
            words = container.value if isinstance(container.value, frozenset) else frozenset[str]()
            literals = [Literal(Choice(frozenset({w})), w) for w in sorted(words)]
            return Any(tuple(self._compare("==", item, literal) for literal in literals))
        if not isinstance(item.domain, Choice):
            message = f"{describe(item.domain)} cannot be a member of a set of texts"
            raise ExpressionError(message)
        self._refuse_strangers(item, container.domain)
        self._refuse_strangers(container, item.domain)
        return Member(item, container)

    def _call(self, node: ast.Call) -> Form:
        if not isinstance(node.func, ast.Name) or node.keywords:
            message = "only the functions of the language can be called, without keywords"
            raise ExpressionError(message)
        name = node.func.id
        if name in _MACROS:
            if not node.args:
                message = f"{name}(…) wants something between its brackets"
                raise ExpressionError(message)
            return self._macro(name, node.args)
        arguments = [self._argument(argument) for argument in node.args]
        key = key_of(name, *arguments)
        found = self.scope.forms.get(key)
        if found is not None:
            if arguments:
                return found
            raise ExpressionError(f"{name} is no function; leave the brackets out")
        same = [k for k in self.scope.forms if k.startswith(f"{name}(")]
        functions = {k.partition("(")[0] for k in self.scope.forms if "(" in k} | set(_MACROS)
        raise ExpressionError(_unknown(key, same) if same else _unknown(name, sorted(functions)))

    def _argument(self, node: ast.expr) -> str:
        word = self._word(node)
        if word == _EACH and _EACH not in self.scope.placeholders:
            raise self._wrong("'each' stands inside total(…) only", node)
        return self.scope.placeholders.get(word, word)

    def _macro(self, name: str, nodes: Sequence[ast.expr]) -> Form:
        match name:
            case "all":
                return All(tuple(self._condition(node) for node in nodes))
            case "any":
                return Any(tuple(self._condition(node) for node in nodes))
            case "count":
                return self._count(nodes)
            case "total":
                return self._total(nodes)
            case "cents":
                return self._cents(nodes)
            case _:
                build: Callable[[Sequence[Form]], Form] = least if name == "min" else greatest
                return build([self.form(node) for node in nodes])

    def _count(self, nodes: Sequence[ast.expr]) -> Form:
        forms = [self.form(node) for node in nodes]
        if len(forms) == 1 and isinstance(forms[0].domain, SetOf):
            return Size(forms[0], Integer(0, forms[0].domain.maximum))
        return Count(tuple(map(self._as_condition, forms, nodes)))

    def _total(self, nodes: Sequence[ast.expr]) -> Form:
        if len(nodes) != 1 or _EACH in self.scope.placeholders:
            message = "total(…) takes one expression and does not stand inside another total(…)"
            raise ExpressionError(message)
        terms: list[Form] = []
        for role in self.scope.each:
            inner = evolve(self.scope, placeholders={**self.scope.placeholders, _EACH: role})
            terms.append(_Checker(self.text, inner).form(nodes[0]))
        return add(terms or [whole(0)])

    def _cents(self, nodes: Sequence[ast.expr]) -> Form:
        if len(nodes) != 1:
            raise ExpressionError("cents(…) takes one amount of money")
        form = self.form(nodes[0])
        return in_cents(form)


def _amounts(left: Form, right: Form) -> tuple[Form, Form]:
    """Take an amount and a written number, which may be whole, as two amounts."""
    if isinstance(left, Literal) or isinstance(right, Literal):
        pair = _amount(left), _amount(right)
        if pair[0] is not None and pair[1] is not None:
            return pair[0], pair[1]
    message = "an amount may be compared with a written number only; see cents(…)"
    raise ExpressionError(message)


def _amount(form: Form) -> Form | None:
    match form:
        case Literal(domain=Integer(scale=1), value=int(value)):
            return Literal(Amount(value, value), float(value))
        case _:
            return form if isinstance(form.domain, Amount) else None


def _common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _unknown(name: str, known: Sequence[str]) -> str:
    return f"nothing is called {name}{_hint(name, known)}"


def _hint(word: str, known: Sequence[str]) -> str:
    near = nearest(word, known)
    return f"; did you mean {' or '.join(near)}?" if near else ""


_NAMES: Final[Mapping[type[ast.expr], str]] = {
    ast.Attribute: "an attribute",
    ast.Subscript: "an index",
    ast.Lambda: "a function",
    ast.IfExp: "if … else",
    ast.List: "a list",
    ast.Dict: "a mapping",
    ast.Tuple: "a tuple",
    ast.JoinedStr: "a formatted text",
    ast.NamedExpr: "an assignment",
    ast.ListComp: "a loop",
    ast.GeneratorExp: "a loop",
    ast.SetComp: "a loop",
    ast.DictComp: "a loop",
    ast.Starred: "a star",
    ast.Await: "await",
    ast.UnaryOp: "a leading + or ~",
}
