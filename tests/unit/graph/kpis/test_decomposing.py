"""Decompositions against published numbers, at zeros, and by hand."""

from fractions import Fraction

import pytest

from commerce_roles import load_catalogue
from commerce_roles.display import to_markdown
from commerce_roles.errors import MeasureError, UnknownIdError
from commerce_roles.graph.kpis import METHODS, decompose
from commerce_roles.graph.kpis.forms import Driver, Fixed, Form, Product, Ratio, Sum
from commerce_roles.graph.kpis.methods import share_out

JANUARY: dict[str, object] = {"sessions": 4000, "orders": 100, "revenue": 8000}
FEBRUARY: dict[str, object] = {"sessions": 5000, "orders": 100, "revenue": 9000}

TWO_BY_THREE = Sum(
    (Product(tuple(map(Driver, (0, 1, 2)))), Product(tuple(map(Driver, (3, 4, 5))))),
    (False, False),
)
"""Two subcategories of three factors, added up."""
YEARS = {
    1971: (1, 10, 2, 4, 5, 3),
    1972: (4, 5, 3, 5, 6, 4),
    1973: (8, 2, 4, 5, 7, 5),
    1974: (10, 1, 5, 6, 8, 6),
}
PUBLISHED = {
    1972: (50.47438029, -25.23719014, 14.76280986, 19.31568569, 15.78206435, 24.90224996),
    1973: (42.96021467, -56.79031473, 17.83010006, 0, 22.47128816, 32.52871184),
    1974: (12.6549815, -39.30996299, 12.6549815, 41.35566084, 30.28867832, 41.35566084),
}
"""The worked example of the R package LMDIR (Heun, MIT License), after Ang (2005)."""


def exactly(*numbers: int) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


@pytest.mark.parametrize("year", PUBLISHED)
def test_lmdi_gives_the_published_numbers(year: int) -> None:
    found = share_out(TWO_BY_THREE, exactly(*YEARS[year - 1]), exactly(*YEARS[year]), "lmdi")
    assert [float(amount) for amount in found.amounts] == pytest.approx(PUBLISHED[year], abs=1e-7)
    change = {1972: 100, 1973: 59, 1974: 99}[year]
    assert sum(found.amounts) == change


@pytest.mark.parametrize(
    ("before", "after", "published"),
    [
        ((0, 10, 2, 4, 5, 3), YEARS[1972], (60, 0, 0, 19.31568569, 15.78206435, 24.90224996)),
        (YEARS[1971], (4, 5, 3, 5, 6, 0), (50.47438029, -25.23719014, 14.76280986, 0, 0, -60)),
    ],
)
def test_lmdi_takes_the_analytical_limit_at_zeros(
    before: tuple[int, ...], after: tuple[int, ...], published: tuple[float, ...]
) -> None:
    """Table 2 of Ang, Zhang and Choi (1998), as LMDIR tests it after Wood and Lenzen (2006)."""
    found = share_out(TWO_BY_THREE, exactly(*before), exactly(*after), "lmdi")
    assert [float(amount) for amount in found.amounts] == pytest.approx(published, abs=1e-7)


def test_drivers_that_reach_zero_together_share_equally() -> None:
    form = Product((Driver(0), Driver(1), Driver(2)))
    found = share_out(form, exactly(2, 3, 4), exactly(0, 0, 5), "lmdi")
    assert list(found.amounts) == exactly(-12, -12, 0)
    nothing = share_out(form, exactly(0, 3, 4), exactly(0, 5, 5), "lmdi")
    assert list(nothing.amounts) == exactly(0, 0, 0)


@pytest.mark.parametrize(
    ("form", "before", "after", "why"),
    [
        (Product((Driver(0), Driver(1))), (-1, 2), (1, 2), "sign"),
        (Product((Driver(0), Driver(1))), (-1, 2), (1, -2), "sign"),
        (Ratio(Driver(0), Sum((Driver(0), Driver(1)), (False, False))), (1, 2), (2, 2), "sum"),
    ],
)
def test_lmdi_says_why_it_cannot(
    form: Form, before: tuple[int, ...], after: tuple[int, ...], why: str
) -> None:
    found = share_out(form, exactly(*before), exactly(*after), "lmdi")
    assert (found.why, found.amounts) == (why, ())
    assert found.places
    assert sum(share_out(form, exactly(*before), exactly(*after), "shapley").amounts) is not None


def test_a_mixture_of_two_periods_that_divides_by_zero_is_told() -> None:
    form = Ratio(Driver(0), Sum((Driver(1), Driver(2)), (False, True)))
    before, after = exactly(1, 3, 1), exactly(1, 5, 3)  # 5 - 1, 3 - 3
    assert share_out(form, before, after, "shapley").why == "zero_divisor"
    before, after = exactly(1, 3, 1), exactly(1, 1, 0)  # first 1 - 1
    assert share_out(form, before, after, "sequential").why == "zero_divisor"


def test_a_divisor_of_zero_is_told_by_every_method() -> None:
    form = Product((Ratio(Driver(0), Driver(1)), Driver(2)))
    for method in METHODS:
        found = share_out(form, exactly(1, 0, 1), exactly(1, 2, 3), method)
        assert (found.why, found.amounts) == ("zero_divisor", ())
    inside = Sum((Driver(0), Ratio(Driver(0), Driver(1))), (False, False))
    assert share_out(inside, exactly(1, 0), exactly(1, 2), "sequential").why == "zero_divisor"


def test_sums_that_lmdi_cannot_take_apart_are_told() -> None:
    below = Ratio(Driver(0), Sum((Driver(0), Driver(1)), (False, False)))
    for form in (Product((below, Driver(1))), Sum((below, Driver(1)), (False, True)),
                 Ratio(below, Driver(1)), Ratio(Driver(1), below)):  # fmt: skip
        assert share_out(form, exactly(1, 2), exactly(2, 3), "lmdi").why == "sum"


def test_a_form_of_too_many_terms_is_given_up_at_once() -> None:
    pairs = [Sum((Driver(2 * n), Driver(2 * n + 1)), (False, False)) for n in range(40)]
    ones, twos = [Fraction(1)] * 80, [Fraction(2)] * 80
    assert share_out(Product(tuple(pairs)), ones, twos, "lmdi").why == "sum"
    alike = [Sum((Driver(0), Driver(1)), (False, False))] * 40  # a polynomial of 41 terms
    found = share_out(Product(tuple(alike)), exactly(1, 1), exactly(2, 1), "lmdi")
    assert sum(found.amounts) == 3**40 - 2**40


def test_a_change_of_sign_has_no_logarithm_and_says_so() -> None:
    label = {"en": "profit", "es": "beneficio"}
    profit = {"label": label, "unit": "money", "kind": "flow", "signed": True}
    ours = load_catalogue({"measure": {"profit": profit}})
    found = decompose("profit", {"profit": -5}, {"profit": 5}, method="lmdi", catalogue=ours)
    assert found.why is not None
    assert (found.why.reason, found.why.names) == ("sign", ("profit",))
    assert "logarithm" in str(found)
    assert decompose("profit", {"profit": -5}, {"profit": 5}, catalogue=ours).change == 10


def test_methods_by_hand() -> None:
    """A field of 2 by 3 becomes 4 by 5."""
    field = Product((Driver(0), Driver(1)))
    ends = exactly(2, 3), exactly(4, 5)
    assert list(share_out(field, *ends, "shapley").amounts) == exactly(8, 6)
    assert list(share_out(field, *ends, "sequential").amounts) == exactly(6, 8)
    ratio = share_out(Ratio(Driver(0), Driver(1)), exactly(6, 2), exactly(6, 3), "shapley")
    assert list(ratio.amounts) == exactly(0, -1)
    assert share_out(Fixed(Fraction(3)), [], [], "lmdi").amounts == ()


def test_a_ratio_tree_is_shared_out_among_both_its_parts() -> None:
    before: dict[str, object] = {"revenue_ads": 900, "link_clicks": 300, "ad_spend": 150}
    after: dict[str, object] = {"revenue_ads": 1200, "link_clicks": 300, "ad_spend": 300}
    for method in METHODS:
        found = decompose("roas", before, after, method=method)
        assert [one.driver.id for one in found.contributions] == ["revenue_per_click", "cpc"]
        assert found.change == -2
        assert sum(one.amount for one in found.contributions) == -2


@pytest.mark.parametrize("method", sorted(METHODS))
def test_revenue_is_shared_out_among_visits_conversion_and_order_value(method: str) -> None:
    found = decompose("revenue", JANUARY, FEBRUARY, method=method)  # type: ignore[arg-type]
    assert [one.driver.id for one in found.contributions] == ["sessions", "conversion_rate", "aov"]
    assert found.change == 1000
    assert sum(one.amount for one in found.contributions) == 1000
    assert [float(one.before) for one in found.contributions] == [4000, 2.5, 80]
    assert found.tree == "revenue_by_visits"
    assert abs(found.remainder) < Fraction(1, 10**40)


def test_a_change_of_a_percentage_is_in_percentage_points() -> None:
    found = decompose("conversion_rate", JANUARY, FEBRUARY, tree="measures")
    assert {one.driver.id: float(one.amount) for one in found.contributions} == {
        "orders": 0.0, "sessions": -0.5,
    }  # fmt: skip
    assert "percentage points" in to_markdown(found.document())
    assert "puntos porcentuales" in to_markdown(found.document("es"))


def test_what_is_shown_adds_up_as_well() -> None:
    third = {"nps_answers": 3, "promoters": 1, "detractors": 1}
    text = str(decompose("nps", {"nps_answers": 3, "promoters": 0, "detractors": 0}, third))
    assert "+33.33" in text
    assert "-33.33" in text
    assert "share of promoters" in text


def test_without_a_value_there_are_no_contributions_but_a_reason() -> None:
    found = decompose("revenue", {"sessions": 0, "orders": 0, "revenue": 0}, FEBRUARY)
    assert found.why is not None
    assert found.why.reason == "zero_divisor"
    assert set(found.why.names) == {"orders", "sessions"}
    assert "nothing can be divided by 0" in str(found).lower()
    found = decompose("revenue", {"sessions": 1}, FEBRUARY)
    assert found.why is not None
    assert (found.why.reason, found.why.names) == ("missing", ("orders", "revenue"))
    assert found.change is None
    assert found.to_dict()["contributions"] == []


def test_nothing_changed_is_no_share() -> None:
    found = decompose("revenue", JANUARY, JANUARY)
    assert found.change == 0
    assert {found.share(one) for one in found.contributions} == {None}


def test_names_that_do_not_exist_get_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean revenue"):
        decompose("revenu", JANUARY, FEBRUARY)
    with pytest.raises(UnknownIdError, match="revenue_by_origin"):
        decompose("revenue", JANUARY, FEBRUARY, tree="by_origin")
    with pytest.raises(UnknownIdError, match="shapley or lmdi or sequential"):
        decompose("revenue", JANUARY, FEBRUARY, method="guess")  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match="period after, order: no measure is called"):
        decompose("revenue", JANUARY, {**FEBRUARY, "order": 1})


def test_too_many_drivers_for_shapley_are_refused_before_it_begins() -> None:
    names = [f"m{number}" for number in range(20)]
    label = {"en": "x", "es": "x"}
    basis = {"basis": "assumption", "why": "x"}
    overlay = {
        "measure": {n: {"label": label, "unit": "count", "kind": "flow", **basis} for n in names},
        "kpi": {"wide": {"label": label, "formula": " + ".join(names), "unit": "count",
                         "owner": "ecommerce_manager", **basis}},
    }  # fmt: skip
    catalogue = load_catalogue(overlay)
    before, after = dict.fromkeys(names, 1), dict.fromkeys(names, 2)
    with pytest.raises(MeasureError, match="20 drivers changed"):
        decompose("wide", before, after, catalogue=catalogue)
    found = decompose("wide", before, after, method="lmdi", catalogue=catalogue)
    assert sum(one.amount for one in found.contributions) == 20


def test_the_data_has_the_form_of_its_contract() -> None:
    data = decompose("revenue", JANUARY, FEBRUARY, currency="EUR").to_dict("es")
    assert list(data) == ["format", "lang", "figure", "unit", "method", "tree", "before", "after",
                          "change", "contributions", "undefined"]  # fmt: skip
    assert data["format"] == "decomposition/1"
    assert data["change"] == 1000
