import pytest

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    LARGEST,
    LARGEST_LITERAL,
    Amount,
    Boolean,
    Choice,
    Form,
    Integer,
    Literal,
    Ordered,
    Ref,
    Scope,
    SetOf,
    check,
    describe,
    evaluate,
    references,
    walk,
)

LEVELS = Ordered(("low", "high"))
FORMS: dict[str, Form] = {
    "orders": Ref(Integer(0, 1_000), "orders"),
    "many": Ref(Integer(0, LARGEST), "many"),
    "few": Ref(Integer(-LARGEST, 0), "few"),
    "spend": Ref(Amount(0, 1e6), "spend"),
    "budget": Ref(Amount(0, 1e6), "budget"),
    "fortune": Ref(Amount(0, 1e17), "fortune"),
    "debt": Ref(Amount(-1e17, 0), "debt"),
    "endless": Ref(Amount(0, float("inf")), "endless"),
    "online": Ref(Boolean(), "online"),
    "level": Ref(LEVELS, "level"),
    "mood": Ref(Ordered(("good", "bad")), "mood"),
    "word": Ref(Choice(), "word"),
    "words": Ref(SetOf(frozenset("abc")), "words"),
    "half": Ref(Integer(0, 100, 2), "half"),
    "third": Ref(Integer(0, 100, 3), "third"),
    "nothing": Literal(Integer(0, 0, 6), 0),
    "ten": Literal(Integer(10, 10), 10),
    "size('one')": Ref(Integer(0, 9), "size('one')"),
    "size('two')": Ref(Integer(0, 9), "size('two')"),
    "wide('one')": Ref(Boolean(), "wide('one')"),
}
SCOPE = Scope(FORMS, floor_division=True)


@pytest.mark.parametrize(
    ("text", "complaint", "pointed_at"),
    [
        ("orders > 3 and membrs > 4", "nothing is called membrs", "membrs > 4"),
        ("(orders > 3 and\n  membrs > 4)", "nothing is called membrs", "membrs > 4)"),
        ("word == 'कपडे' and membrs > 4", "nothing is called membrs", "membrs > 4"),
        ("orders > 3 and orders", "a condition is wanted here", "orders"),
        ("words == {'a', 3}", "quoted texts only", "3}"),
        ("count(online, orders)", "a condition is wanted here", "orders)"),
        ("size('each') > 1", "inside total", "'each') > 1"),
        ("online and size(\n 'thre') > 1", "nothing is called size", "size("),
        ("orders > 3 and 'd' in words", "'d' is no possible value", "'d' in words"),
    ],
)
def test_the_caret_stands_at_the_fault(text: str, complaint: str, pointed_at: str) -> None:
    with pytest.raises(ExpressionError, match=complaint) as caught:
        check(text, SCOPE)
    *_, shown, caret = str(caught.value).splitlines()
    assert shown[caret.index("^") :].startswith(pointed_at)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("spend > budget", "written number only"),
        ("10 > orders + spend", "this is an amount"),
        ("spend > half", "written number only"),
        ("spend > nothing", "written number only"),
        ("orders > 1.5", "written number only"),
        ("spend == True", "an amount cannot be compared with a condition"),
        ("online == True", "a condition cannot be compared with a condition"),
        ("level == mood", "one of the levels low < high cannot be compared"),
        ("level > 1", "cannot be compared with a whole number"),
        ("level in words", "cannot be a member"),
        ("level in {'low', 'hihg'}", "did you mean high"),
        ("word == None", "can be written down"),
        ("word is None", "can be written down"),
        ("orders is not 3", "the comparisons are"),
        ("orders < 3 < 4", "one comparison at a time"),
        ("True + True", "this is a condition"),
        ("-True", "this is a condition"),
        ("-'a'", "this is a text"),
        ("min(online, 1)", "this is a condition"),
        ("max(words)", "this is a set"),
        ("+orders", "a leading . or ~"),
        ("~orders", "a leading . or ~"),
        ("lambda: 1", "a function has no place"),
        ("word.upper", "an attribute has no place"),
        ("word[0]", "an index has no place"),
        ("size('one')('two')", "only the functions of the language"),
        ("words.pop()", "only the functions of the language"),
        ("(n := 3)", "an assignment has no place"),
        ("f'a{orders}b' == word", "a text stands once|a formatted text"),
        ("(yield)", "this has no place"),
        ("min(*words)", "a star has no place"),
        ("size(*words)", "quoted texts only"),
        ("size(**words)", "without keywords"),
        ("orders()", "orders is no function; leave the brackets out"),
        ("size()", "nothing is called size"),
        ("size", r"size is called, such as size\('one'\)"),
        ("size('thre')", "nothing is called size"),
        ("siez('one')", "did you mean size"),
        ("orders % 2", "the operators are"),
        ("orders & 2", "the operators are"),
        ("words + words", "the operators of sets are"),
        ("orders // True", "divides a whole number by a written"),
        ("orders // orders", "divides a whole number by a written"),
        ("half // 2", "divides a whole number by a written"),
        ("orders // nothing", "divides a whole number by a written"),
        ("spend // 2", "divides a whole number by a written"),
        ("half * third", "hours cannot be multiplied by hours"),
        ("cents(spend, budget)", "takes one amount of money"),
        ("cents(orders)", "takes one amount of money, this is a whole number"),
        ("1000000000000001 > orders", "a number is at most 1,000,000,000,000,000"),
        ("1" + "0" * 400 + " > orders", "a number is at most"),
        ("1" + "0" * 400 + ".0 > spend", "can be written down"),
    ],
)
def test_a_wrong_expression_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint):
        check(text, SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "many + 1",
        "few - 1",
        "many - few",
        "2 * many",
        "many * many",
        "-few + 1",
        "many > half",
        "max(many, half)",
        "cents(fortune)",
        "cents(debt)",
        "cents(endless)",
        "1000000000000000 * orders * orders",
    ],
)
def test_what_could_pass_the_largest_number_is_refused_before_it_does(text: str) -> None:
    with pytest.raises(ExpressionError, match="can grow beyond"):
        check(text, SCOPE)


@pytest.mark.parametrize("text", ["many + 0", "-many", "many + few", "min(many, many)", "few * 1"])
def test_the_largest_number_itself_is_still_one(text: str) -> None:
    domain = check(text, SCOPE).domain
    assert isinstance(domain, Integer)
    assert LARGEST in (-domain.low, domain.high)


def test_the_largest_number_that_may_be_written_is_a_literal() -> None:
    form = check(f"-{LARGEST_LITERAL}", SCOPE)
    assert form == Literal(Integer(-LARGEST_LITERAL, -LARGEST_LITERAL), -LARGEST_LITERAL)


def test_cents_lie_exactly_between_those_of_the_bounds() -> None:
    assert check("cents(spend)", SCOPE).domain == Integer(0, 100_000_000)


def test_a_written_name_of_a_number_divides_like_the_number() -> None:
    assert evaluate(check("orders // ten", SCOPE), {"orders": 99}) == 9


@pytest.mark.parametrize(
    ("text", "half", "third", "wanted"),
    [
        ("half == 1", 2, 0, True),
        ("half > 1", 3, 0, True),
        ("half == third", 2, 3, True),
        ("half > third", 1, 1, True),
        ("half + third > 1", 1, 2, True),
        ("half + third == 1", 1, 1, False),
        ("2 * half == 1", 1, 0, True),
        ("min(half, third, 1) == third", 9, 1, True),
        ("half - third < 0", 1, 2, True),
    ],
)
def test_hours_of_any_scale_compare_as_the_hours_they_are(
    text: str, half: int, third: int, *, wanted: bool
) -> None:
    assert evaluate(check(text, SCOPE), {"half": half, "third": third}) is wanted


def test_total_is_as_strict_with_one_role_as_with_many() -> None:
    for each in (("one",), ("one", "two")):
        with pytest.raises(ExpressionError, match="a whole number is wanted"):
            check("total(online)", Scope(FORMS, each=each))
    with pytest.raises(ExpressionError, match="nothing is called wide"):
        check("total(count(wide('each')))", Scope(FORMS, each=("one", "two")))


@pytest.mark.parametrize(
    "text", ["total()", "total(1, 2)", "total(total(1))", "total(1 + total(size('each')))"]
)
def test_total_takes_one_expression_and_never_itself(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"total\(…\)"):
        check(text, Scope(FORMS, each=("one", "two")))


def test_each_is_a_word_inside_total_only_and_self_everywhere() -> None:
    scope = Scope(FORMS, {"self": "two"}, each=("one", "two"))
    form = check("total(size('each') * size('self')) > size('self')", scope)
    assert references(form) == ("size('one')", "size('two')")
    assert evaluate(form, {"size('one')": 3, "size('two')": 2}) is True


def test_a_quantity_of_the_scopes_level_hides_no_field() -> None:
    scope = Scope({**FORMS, "orders('one')": FORMS["few"]}, level="one")
    assert references(check("orders > size", scope)) == ("orders", "size('one')")
    with pytest.raises(ExpressionError, match="nothing is called siz"):
        check("siz > 1", scope)


def test_deeply_nested_counts_are_read_once() -> None:
    """A guard against work that doubles with every level: 2**24 readings would not end."""
    text = "online"
    for _ in range(24):
        text = f"count({text}) > 0"
    assert sum(1 for _ in walk(check(text, SCOPE))) == 2 * 24 + 24 + 1


def test_every_type_has_a_name() -> None:
    assert [describe(FORMS[name].domain) for name in ("online", "orders", "spend")] == [
        "a condition",
        "a whole number",
        "an amount",
    ]
    assert [describe(FORMS[name].domain) for name in ("level", "word", "words")] == [
        "one of the levels low < high",
        "a text",
        "a set",
    ]
