"""One small value for each form that is written, always the same."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import attrs

import commerce_roles as cr
from commerce_roles.assessment import profile_data, review
from commerce_roles.assessment.nights import review_table
from commerce_roles.assessment.surveying import survey
from commerce_roles.graph import lint
from commerce_roles.graph.kpis import decompose, kpi_table, metric_tree
from commerce_roles.interchange import (
    align,
    compare_taxonomies,
    questionnaire,
    read_esco,
    read_onet,
)
from commerce_roles.staffing import (
    brief,
    compare_offers,
    compare_scenarios,
    group,
    growth_path,
    look,
    measures,
    offers_data,
    pareto_front,
    read_offers,
    read_team,
    risk,
    scenario,
    team_data,
    vacancy,
)
from commerce_roles.strategy import (
    Goal,
    KeyResult,
    Proposal,
    Strategy,
    budget_look,
    calibrate,
    campaigns_data,
    check_promotion,
    community_look,
    decide,
    make_plan,
    observe,
    read_campaigns,
    read_strategy,
    track,
)
from commerce_roles.strategy.crisis import (
    detect,
    find_incident,
    look_back,
    make_playbook,
    mentions_of,
)
from commerce_roles.strategy.tracking.writing import decision_line

__all__ = ["VALUES", "written"]

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
SHOP: Final = cr.read_profile(EXAMPLES / "clothing_retailer.toml")
CM, SMM = "community_manager", "social_media_manager"
FEWER = {"adjust": {"catalogue": {"bands": {"needed": 70}}}}
COUNTED = [
    {"period": "2026-09", "orders": 90, "sessions": 4000},
    {"period": "2026-10", "orders": 100, "sessions": 4000},
]


def _team() -> Any:
    return read_team(EXAMPLES / "teams/clothing_three.toml")


def _offers() -> Any:
    return read_offers(EXAMPLES / "teams/offers.toml")


def _result() -> cr.Assessment:
    return cr.assess(SHOP)


def _needs() -> Any:
    return _result().needs()


def _mentions(days: int) -> Any:
    first = datetime(2026, 9, 1)  # noqa: DTZ001 a day, wherever one is
    return mentions_of(
        [
            {"time": first + timedelta(days=n), "mentions": 90 if 60 <= n < 63 else 20}
            for n in range(days)
        ]
    )


def _incident() -> Any:
    return find_incident(cr.assess({}), detect(_mentions(62)))


def _log() -> Any:
    proposal = Proposal(
        id="loyalty.churn_rate",
        goal="loyalty",
        kpi="churn_rate",
        change="strengthen",
        day=date(2026, 10, 31),
        in_a_row=2,
        value=5.0,
        expected=3.8,
        target=3.6,
        proposes=CM,
        decides=SMM,
    )
    return decide(proposal, by=SMM, accept=True, reason="two bad months")


def _strategy() -> Strategy:
    first = KeyResult(
        kpi="conversion_rate",
        baseline=2.0,
        target=2.6,
        owner="owner",
        start=date(2026, 9, 1),
        deadline=date(2026, 11, 30),
    )
    return Strategy(level="minimum", goals=(Goal(objective="sales", key_results=(first,)),))


def _scenarios() -> Any:
    today = scenario(SHOP, _team())
    return compare_scenarios(today, today.leave("p1"))


def _esco() -> Any:
    return read_esco(EXAMPLES / "taxonomies/esco", version="1.1.1")


VALUES: Final[Mapping[str, Callable[[], Any]]] = {
    "alignment": lambda: align(None, _esco()),
    "assessment": _result,
    "brief": lambda: brief(_needs(), SMM),
    "budget": lambda: budget_look(
        read_campaigns(EXAMPLES / "campaigns/autumn.toml"), today=date(2026, 11, 30)
    ),
    "calibration": lambda: calibrate(
        [
            {"date": f"2026-10-{day:02}", "task": "create_posts", "minutes": 50, "done": 1}
            for day in range(1, 21)
        ],
        profiles={},
    ),
    "campaigns": lambda: read_campaigns(EXAMPLES / "campaigns/autumn.toml"),
    "changes": lambda: cr.assess({"monthly_orders": 40}).smallest_changes(
        "ecommerce_manager", to="needed"
    ),
    "community": lambda: community_look([{"member": "a", "interactions_90_days": 9}]),
    "comparison": lambda: cr.compare(cr.assess({"monthly_orders": 4}), _result()),
    "composition": lambda: cr.compose_team(_team(), _needs(), least_importance=6),
    "crisis_incident": _incident,
    "crisis_playbook": lambda: make_playbook(_result()),
    "crisis_review": lambda: look_back(_incident(), _mentions(90)),
    "decision": _log,
    "decomposition": lambda: decompose(
        "revenue",
        {"sessions": 4000, "orders": 100, "revenue": 8000},
        {"sessions": 5000, "orders": 100, "revenue": 9000},
    ),
    "detection": lambda: detect(_mentions(62)),
    "explanation": lambda: _result().explanation(CM),
    "facts": cr.load_catalogue,
    "facts_review": lambda: review(cr.load_catalogue(), cr.load_catalogue(FEWER)),
    "front": lambda: pareto_front(_team(), _needs(), most=3),
    "group": lambda: group({"one": {"channels": ["instagram"], "monthly_orders": 300}}),
    "growth": lambda: growth_path({"messages_needing_reply_month": 200}, roles=[CM]),
    "kpis": lambda: kpi_table(COUNTED),
    "lint": lint,
    "measures": lambda: measures(_team(), _needs()),
    "metric_tree": lambda: metric_tree(
        "revenue", {"sessions": 4000, "orders": 120, "revenue": 9000}
    ),
    "needs": _needs,
    "observations": lambda: observe(COUNTED, today=date(2026, 12, 1)),
    "offers": lambda: compare_offers(_offers(), _needs(), roles=(CM,)),
    "offers_told": _offers,
    "people": _team,
    "plan": lambda: make_plan(
        attrs.evolve(read_strategy(EXAMPLES / "tracking/strategy.toml"), start=date(2026, 11, 30))
    ),
    "profile": lambda: SHOP,
    "promotion": lambda: check_promotion(
        [{"day": "2026-11-01", "channel": "instagram", "promotes": True}]
    ),
    "questionnaire": questionnaire,
    "record": _result,
    "review": lambda: track(_strategy(), COUNTED),
    "risk": lambda: risk(_team(), _needs(), absence_rate=0.05),
    "robustness": lambda: _result().robustness(CM, draws=20),
    "scenario": lambda: scenario(SHOP, _team()).leave("p1"),
    "scenarios": _scenarios,
    "strategy": lambda: read_strategy(EXAMPLES / "tracking/strategy.toml"),
    "sufficient_reason": lambda: _result().sufficient_reason(CM),
    "survey": lambda: survey([{"sector": "clothing", "monthly_orders": 450}]),
    "table_review": lambda: review_table(
        [{"shop": "Hilo", "sector": "clothing", "monthly_orders": 450}],
        cr.load_catalogue(FEWER),
        key="shop",
    ),
    "taxonomy": lambda: read_onet(EXAMPLES / "taxonomies/onet", version="29.3"),
    "taxonomy_comparison": lambda: compare_taxonomies(_esco(), _esco()),
    "team": lambda: look(_team(), _needs()),
    "vacancy": lambda: vacancy(_needs(), CM),
}
"""By the name of its form, what makes the value."""

_WRITERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "campaigns": campaigns_data,
    "decision": lambda log: decision_line(log.decisions[0]),
    "offers_told": offers_data,
    "people": team_data,
    "profile": profile_data,
    "record": lambda result: result.record(),
}


def written(name: str, value: Any) -> Any:
    """Write a value in its form: plain data, or a line of the log."""
    return _WRITERS[name](value) if name in _WRITERS else value.to_dict()
