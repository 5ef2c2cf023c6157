import pytest

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    LARGEST,
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
    Value,
    check,
    evaluate,
    key_of,
    parse,
    references,
)

LEVELS = Ordered(("none", "low", "high"))
VERDICTS = Ordered(("not_needed", "needed"))
CHANNELS = SetOf(frozenset({"blog", "instagram", "tiktok"}))
SCALE = 6

FORMS: dict[str, Form] = {
    "orders": Ref(Integer(0, 1000), "orders"),
    "members": Ref(Integer(0, 1000), "members"),
    "spend": Ref(Amount(0, 1e6), "spend"),
    "online": Ref(Boolean(), "online"),
    "interest": Ref(LEVELS, "interest"),
    "sector": Ref(Choice(), "sector"),
    "model": Ref(Choice(frozenset({"b2b", "b2c"})), "model"),
    "channels": Ref(CHANNELS, "channels"),
    "languages": Ref(SetOf(None, 5), "languages"),
    "own_media": Literal(SetOf(frozenset({"blog"})), frozenset({"blog"})),
    "steps": Ref(Integer(0, 9), "steps('minimum')"),
    "steps('minimum')": Ref(Integer(0, 9), "steps('minimum')"),
    **{
        key_of("verdict", role): Ref(VERDICTS, key_of("verdict", role))
        for role in ("planner", "poster")
    },
    **{
        key_of("hours", role): Ref(Integer(0, 6000, SCALE), key_of("hours", role))
        for role in ("planner", "poster")
    },
}
SCOPE = Scope(FORMS, {"self": "poster"}, each=("planner", "poster"))
VALUES: dict[str, Value] = {
    "orders": 60,
    "members": 7,
    "spend": 19.99,
    "online": True,
    "interest": 1,
    "sector": "toys",
    "model": None,
    "channels": frozenset({"blog", "tiktok"}),
    "languages": frozenset({"es"}),
    "steps('minimum')": 4,
    "verdict('planner')": 1,
    "verdict('poster')": 0,
    "hours('planner')": 15,  # 2.5 hours
    "hours('poster')": 6,  # 1 hour
}


def worth(text: str) -> object:
    return evaluate(check(text, SCOPE), VALUES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("orders >= 50 and members < 8", True),
        ("not online or orders == 60", True),
        ("2 * orders + members - 1", 126),
        ("-orders + 100", 40),
        ("min(orders, members, 9)", 7),
        ("max(orders, members)", 60),
        ("count(orders > 1, members > 9, online)", 2),
        ("count(online)", 1),
        ("count(channels)", 2),
        ("count(channels - own_media)", 1),
        ("count(channels & {'tiktok', 'instagram'})", 1),
        ("count(channels | {'instagram'})", 3),
        ("any(orders > 100, online)", True),
        ("all(orders > 100, online)", False),
        ("interest >= 'low'", True),
        ("'high' <= interest", False),
        ("interest in {'low', 'high'}", True),
        ("interest not in {'low'}", False),
        ("sector == 'toys'", True),
        ("sector != 'toys'", False),
        ("sector in {'toys', 'shoes'}", True),
        ("model == 'b2b'", False),
        ("'blog' in channels", True),
        ("'de' in languages", False),
        ("spend > 19", True),
        ("spend <= 19.99", True),
        ("spend > -1.5", True),
        ("cents(spend)", 1999),
        ("verdict('planner') >= 'needed'", True),
        ("verdict('self') >= 'needed'", False),
        ("verdict('planner') > verdict('poster')", True),
        ("hours('planner') >= 2", True),
        ("hours('planner') >= 3", False),
        ("hours('planner') + hours('poster') == 3", False),
        ("2 * hours('planner') + hours('poster') == 6", True),
        ("max(hours('planner'), 3) == 3", True),
        ("total(hours('each')) > 3", True),
        ("total(count(verdict('each') >= 'needed'))", 1),
        ("total(hours('each') * count(verdict('each') >= 'needed')) == hours('planner')", True),
        ("steps('minimum') + steps", 8),
        ("(orders >= 50)", True),
        ("1000000000000000 > orders", True),
    ],
)
def test_an_expression_means_what_it_says(text: str, value: object) -> None:
    assert worth(text) == value


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (" orders", "begin with a blank"),
        ("orders >=", "no expression|not an expression"),
        ("orders > 1; members", "not an expression"),
        ("order > 1", "did you mean orders"),
        ("ordersorders", "nothing is called"),
        ("orders.__class__", "an attribute"),
        ("orders[0] > 1", "an index"),
        ("(lambda: 1)() > 0", "functions of the language"),
        ("(x := 1)", "an assignment"),
        ("[orders]", "a list"),
        ("(orders, members)", "a tuple"),
        ("{'a': 1}", "a mapping"),
        ("f'{orders}'", "a formatted text"),
        ("[x for x in channels]", "a loop"),
        ("1 if online else 2", "if … else"),
        ("open('x')", "nothing is called open"),
        ("__import__('os')", "nothing is called __import__"),
        ("verdict('planer') >= 'needed'", "did you mean verdict"),
        ("verdict(orders)", "quoted texts only"),
        ("verdict(x='planner')", "without keywords"),
        ("verdict() == 'needed'", "nothing is called"),
        ("verdict == 'needed'", "is called, such as"),
        ("min()", "wants something"),
        ("0 < orders < 9", "one comparison at a time"),
        ("orders is 3", "comparisons are"),
        ("orders / 2 > 1", "operators are"),
        ("orders ** 2 > 1", "operators are"),
        ("orders // 2 > 1", "default of a field only"),
        ("online + 1", "this is a condition"),
        ("-online", "this is a condition"),
        ("orders and online", "a condition is wanted"),
        ("not orders", "a condition is wanted"),
        ("online > 1", "cannot be compared"),
        ("sector < 'toys'", "== and != only"),
        ("interest >= 'lo'", "no possible value"),
        ("interest >= 'lov'", "did you mean low"),
        ("interest in {'lo'}", "no possible value"),
        ("interest > orders", "cannot be compared"),
        ("'instagramm' in channels", "did you mean instagram"),
        ("count(channels & {'instagramm'}) > 0", "did you mean instagram"),
        ("model == 'b2x'", "no possible value"),
        ("channels >= {'blog'}", "cannot be compared"),
        ("channels * {'blog'}", "operators of sets"),
        ("channels + 1", "this is a set"),
        ("orders in {'a'}", "cannot be a member"),
        ("'a' in orders", "wants a set"),
        ("{1, 2}", "quoted texts only"),
        ("spend + 1 > 3", "this is an amount"),
        ("spend > orders", "written number only"),
        ("cents(orders)", "amount of money"),
        ("cents(spend, spend)", "amount of money"),
        ("hours('planner') * hours('poster') > 1", "hours cannot be multiplied by hours"),
        ("verdict('each') >= 'needed'", "inside total"),
        ("total(total(hours('each')))", "does not stand inside another"),
        ("total(1, 2)", "takes one expression"),
        ("count(1)", "a condition is wanted"),
        ("10000000000000000 > orders", "a number is at most"),
        ("999999999 * orders * 999999999 * 9999 > 1", "can grow beyond"),
        ("None == sector", "can be written down"),
        ("b'x' == sector", "can be written down"),
        ("... == sector", "can be written down"),
    ],
)
def test_a_wrong_expression_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint):
        check(text, SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "-" * 1900 + "3",
        "-" * 5000 + "3",
        "not " * 400 + "online",
        "(" * 60 + "1" + ")" * 60,
        "[" * 1999,
        "orders + " * 200 + "1",
        "orders" + " " * 2000,
        "x" * 10_000,
        "ﬁeld > 3",
        "orders ＞ 3",
        "orders\\\n > 3",
        "orders\x00 > 3",
        "'\x1b[31m' == sector",
        "9" * 1999,
        "1e999 > spend",
        "0x" + "f" * 1000 + " > orders",
        "orders > 3 # fine",
        "'" + "a" * 1990,
        "{" * 40 + "}" * 40,
        "lambda: (yield)",
        "await orders",
        "*channels",
        "print",
        "exec('1')",
        "().__class__.__bases__[0].__subclasses__()",
    ],
)
def test_hostile_texts_end_in_an_expression_error(text: str) -> None:
    try:
        check(text, SCOPE)
    except ExpressionError as error:
        assert str(error)
    else:
        assert text == "orders > 3 # fine"


def test_text_in_quotes_may_be_in_any_script() -> None:
    assert evaluate(check("sector == 'कपडे'", SCOPE), {**VALUES, "sector": "कपडे"})


def test_the_caret_stands_under_the_wrong_word() -> None:
    with pytest.raises(ExpressionError) as caught:
        check("orders > 3 and membrs > 4", SCOPE)
    assert caught.value.column == 15
    lines = str(caught.value).splitlines()
    assert lines[1].strip() == "orders > 3 and membrs > 4"
    assert lines[2].index("^") - 4 == 15


def test_the_caret_is_found_in_a_long_text_too() -> None:
    text = "orders > 3 and " * 20 + "membrs > 4"
    with pytest.raises(ExpressionError) as caught:
        check(text, SCOPE)
    shown, caret = str(caught.value).splitlines()[1:]
    assert shown[caret.index("^") :].startswith("membrs")


def test_the_largest_number_of_a_column_is_still_allowed() -> None:
    scope = Scope({"many": Ref(Integer(0, LARGEST), "many")})
    assert evaluate(check("many + 0 >= 1", scope), {"many": LARGEST})
    with pytest.raises(ExpressionError, match="can grow beyond"):
        check("many + 1", scope)


def test_whole_division_stands_in_defaults_only_and_by_a_written_number() -> None:
    scope = Scope(FORMS, floor_division=True)
    assert evaluate(check("20 * orders // 1000", scope), VALUES) == 1
    for text in ("orders // 0", "orders // members", "orders // -1", "spend // 2"):
        with pytest.raises(ExpressionError, match="divides a whole number"):
            check(text, scope)


def test_a_quantity_without_its_level_means_the_level_of_the_scope() -> None:
    leveled = Scope({"steps('full')": Ref(Integer(0, 9), "steps('full')")}, level="full")
    assert references(check("steps > 1", leveled)) == ("steps('full')",)


def test_total_over_no_role_is_nothing() -> None:
    assert evaluate(check("total(1)", Scope({})), {}) == 0


def test_references_lists_each_key_once_in_order() -> None:
    form = check("members > 1 and (orders > 2 or members > 3)", SCOPE)
    assert references(form) == ("members", "orders")


def test_parsing_is_bounded_before_pythons_parser() -> None:
    with pytest.raises(ExpressionError, match="at most 2,000 characters, this one has 10,000"):
        parse("1" * 10_000)
