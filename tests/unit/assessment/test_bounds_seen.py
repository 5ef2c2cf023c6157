"""A cap that only undoes a floor changes nothing of what the points say."""

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue

ROLE = "ecommerce_manager"
WHY = {"basis": "assumption", "why": "A test."}


def test_a_cap_that_holds_a_floor_down_to_the_points_decides_nothing() -> None:
    catalogue = load_catalogue(
        {
            "table": {
                "x_floor": {
                    "decides": "floor",
                    "role": ROLE,
                    "message": "reason.ecm_catalogue",
                    "rules": [{"when": "skus >= 10", "then": "needed"}],
                    **WHY,
                },
                "x_cap": {
                    "decides": "cap",
                    "role": ROLE,
                    "message": "reason.ecm_catalogue",
                    "rules": [{"when": "skus >= 10", "then": "optional"}],
                    **WHY,
                },
            }
        }
    )
    shop = {"sells_online": True, "monthly_orders": 40, "employees": 4, "skus": 50}
    seen = assess(shop, catalogue=catalogue).explanation(ROLE)
    assert seen.verdict == seen.band == "optional"
    assert [table.table for table in (*seen.floors, *seen.caps) if table.matters] == []
    assert {table.table for table in (*seen.floors, *seen.caps) if table.fired} >= {
        "x_floor",
        "x_cap",
    }
