"""Metric trees with values, and figures that were told, side by side."""

import pytest

from commerce_roles import load_catalogue
from commerce_roles.display import to_svg
from commerce_roles.errors import MeasureError, UnknownIdError
from commerce_roles.graph.kpis import metric_tree, reconcile

SHOP: dict[str, object] = {
    "sessions": 4000, "sessions_social": 800, "sessions_organic_search": 1500,
    "sessions_partner": 200, "sessions_product_view": 2000, "carts_created": 400,
    "checkouts_started": 200, "orders": 120, "revenue": 9000,
}  # fmt: skip


def test_a_tree_is_taken_apart_down_to_its_leaves() -> None:
    found = metric_tree("revenue", SHOP, currency="EUR")
    assert [leaf.figure.id for leaf in found.leaves] == [
        "sessions_social", "sessions_organic_search", "sessions_partner", "sessions_other",
        "product_view_rate", "add_to_cart_rate", "checkout_start_rate",
        "checkout_completion_rate", "aov",
    ]  # fmt: skip
    text = str(found)
    assert "revenue 9,000 EUR = product of" in text
    assert "all other visits 1,500" in text
    assert len(metric_tree("revenue", SHOP, deep=False).leaves) == 3


def test_a_tree_is_drawn_from_the_top() -> None:
    picture = metric_tree("revenue", SHOP, currency="EUR").picture("es")
    assert len(picture.boxes) == 12
    assert len(picture.arrows) == 11
    assert picture.direction == "down"
    assert "ingresos: 9000 EUR" in to_svg(picture)
    nps = metric_tree("nps", {"promoters": 5, "detractors": 2, "nps_answers": 10}).picture()
    assert [arrow.style for arrow in nps.arrows] == ["solid", "dashed"]


def test_another_tree_may_be_named_and_a_figure_may_have_none() -> None:
    found = metric_tree("revenue", {**SHOP, "revenue_social": 2000}, tree="revenue_by_origin")
    assert [(c.figure.id, c.value) for c in found.children] == [
        ("revenue_social", 2000.0), ("revenue_other", 7000.0),
    ]  # fmt: skip
    assert metric_tree("orders", SHOP).children == ()
    with pytest.raises(UnknownIdError, match="revenue_by_visits"):
        metric_tree("revenue", SHOP, tree="x")
    with pytest.raises(UnknownIdError):
        metric_tree("nothing_like_it", SHOP)
    with pytest.raises(MeasureError):
        metric_tree("revenue", {"sessions": -1})


def test_a_subtracted_child_and_a_missing_one_say_so() -> None:
    found = metric_tree("nps", {"promoters": 5, "nps_answers": 10})
    assert found.value is None
    assert "less share of detractors –" in str(found)
    assert "not told: survey answers 0-6" in str(found)
    data = found.to_dict("es")
    assert data["format"] == "metric_tree/1"
    assert data["undefined"] == {"reason": "missing", "measures": ["detractors"]}


def test_told_figures_agree_or_not() -> None:
    told = {"revenue": 9000, "sessions": 4000, "conversion_rate": 3.0, "aov": 75}
    assert [one.agrees for one in reconcile(told)] == [True]
    [found] = reconcile({**told, "aov": 74.9})
    assert not found.agrees
    assert found.given == 8988
    [found] = reconcile({**told, "aov": 74.9}, tolerance=0.01)
    assert found.agrees
    with pytest.raises(UnknownIdError, match="did you mean aov"):
        reconcile({"aovv": 1})
    with pytest.raises(MeasureError, match="a number is wanted"):
        reconcile({"aov": float("nan")})


def test_a_ratio_by_zero_does_not_agree() -> None:
    overlay = {
        "metric_tree": {"ours": {
            "of": "cac", "how": "ratio", "basis": "derived", "why": "its formula",
            "parts": [{"of": "marketing_cost"}, {"of": "new_customers"}],
        }}
    }  # fmt: skip
    ours = load_catalogue(overlay)
    told = {"cac": 5, "marketing_cost": 10, "new_customers": 0}
    [found] = reconcile(told, catalogue=ours)
    assert (found.tree, found.given, found.agrees) == ("ours", None, False)
    [found] = reconcile({**told, "new_customers": 2}, catalogue=ours)
    assert found.agrees
