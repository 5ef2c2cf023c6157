"""Every rule of the structure speaks where it is broken, and only there."""

from collections.abc import Callable

import pytest
from strategies.influencers import OVERLAY

from commerce_roles import load_catalogue, role_graph
from commerce_roles.errors import CatalogueError, GraphError, UnknownIdError
from commerce_roles.graph import Graph, RaciMatrix, RaciRow, lint, lint_raci
from commerce_roles.graph.linting.raci_rules import RACI_RULES
from commerce_roles.graph.linting.spine import SPINE
from commerce_roles.model import FrozenMap

CATALOGUE = load_catalogue()
GRAPH = role_graph(CATALOGUE)
CM, SMM, ECM, OWNER = (
    "role:community_manager", "role:social_media_manager", "role:ecommerce_manager", "party:owner",
)  # fmt: skip


def test_the_library_s_own_facts_are_sound() -> None:
    found = lint()
    assert found.findings == ()
    assert found.sound
    assert set(found.rules) == {*SPINE, *RACI_RULES}
    assert found.about == f"{CATALOGUE.head.id} {CATALOGUE.version}"


def test_a_fourth_role_that_keeps_the_rules_is_sound() -> None:
    assert lint(load_catalogue(OVERLAY)).sound


def moved(graph: Graph, task: str, part: str, old: str, new: str) -> None:
    graph.remove_edge(old, task, part)
    graph.add_edge(new, task, part)


def plan_below_superior(graph: Graph) -> tuple[str, ...]:
    moved(graph, "task:prepare_crisis_plan", "accountable", SMM, CM)
    return "task:prepare_crisis_plan", CM


def plan_not_approved(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge("task:plan_promotions", "task:approve_promotions", "precedes")
    return ("task:plan_promotions",)


def own_plan_approved(graph: Graph) -> tuple[str, ...]:
    moved(graph, "task:approve_editorial_calendar", "accountable", SMM, CM)
    return "task:approve_editorial_calendar", "task:make_editorial_calendar", CM


def execution_without_plan(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge("task:create_posts", "task:make_editorial_calendar", "governed_by")
    return ("task:create_posts",)


def governed_by_no_plan(graph: Graph) -> tuple[str, ...]:
    graph.add_edge("task:check_security", "task:watch_shop_technology", "governed_by")
    return "task:check_security", "task:watch_shop_technology"


def work_in_circles(graph: Graph) -> tuple[str, ...]:
    graph.add_edge("task:review_crisis", "task:escalate_crisis", "precedes")
    return (
        "task:answer_in_crisis", "task:review_crisis", "task:escalate_crisis",
        "task:choose_crisis_response",
    )  # fmt: skip


def command_in_circles(graph: Graph) -> tuple[str, ...]:
    moved_superior(graph, SMM, OWNER, CM)
    return CM, SMM


def test_a_circle_is_told_by_names_from_one_to_the_next() -> None:
    graph = GRAPH.copy()
    command_in_circles(graph)
    found = next(one for one in lint(graph).findings if one.rule == "command_in_circles")
    way = "community manager → social media manager → community manager"
    assert found.text["en"] == f"these report to each other in a circle: {way}"


def moved_superior(graph: Graph, role: str, old: str, new: str) -> None:
    graph.remove_edge(role, old, "reports_to")
    graph.add_edge(role, new, "reports_to")


def two_superiors(graph: Graph) -> tuple[str, ...]:
    graph.add_edge(CM, ECM, "reports_to")
    return (CM,)


def kpi_without_owner(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge(ECM, "kpi:aov", "accountable")
    return ("kpi:aov",)


def kpi_without_work(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge("task:make_short_video", "kpi:video_completion_rate", "moves")
    graph.remove_edge(CM, "kpi:video_completion_rate", "responsible")
    return ("kpi:video_completion_rate",)


def mover_without_work(graph: Graph) -> tuple[str, ...]:
    graph.add_edge(SMM, "kpi:aov", "responsible")
    return "kpi:aov", SMM


def objective_without_kpi(graph: Graph) -> tuple[str, ...]:
    graph.add_node("objective:fame", kind="objective", id="fame")
    return ("objective:fame",)


def objective_of_counts(graph: Graph) -> tuple[str, ...]:
    graph.add_node("objective:fame", kind="objective", id="fame")
    graph.add_edge("kpi:likes", "objective:fame", "serves")
    graph.add_edge("kpi:followers", "objective:fame", "serves")
    return ("objective:fame",)


def skill_not_asked(graph: Graph) -> tuple[str, ...]:
    graph.add_edge("task:publish_posts", "skill:negotiation", "requires")
    return "task:publish_posts", CM


def no_accountable(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge(SMM, "task:publish_posts", "accountable")
    return ("task:publish_posts",)


def two_accountables(graph: Graph) -> tuple[str, ...]:
    graph.add_edge(OWNER, "task:publish_posts", "accountable")
    return "task:publish_posts", OWNER, SMM


def no_responsible(graph: Graph) -> tuple[str, ...]:
    graph.remove_edge(CM, "task:maintain_shared_files", "responsible")
    return ("task:maintain_shared_files",)


def empty_row(graph: Graph) -> tuple[str, ...]:
    graph.add_node("task:forgotten", kind="task", id="forgotten")
    return ("task:forgotten",)


def empty_column(graph: Graph) -> tuple[str, ...]:
    graph.add_node("role:idle", kind="role", id="idle")
    return ("role:idle",)


def only_told(graph: Graph) -> tuple[str, ...]:
    graph.add_node("role:legal", kind="role", id="legal")
    graph.add_edge("role:legal", "task:publish_posts", "informed")
    return ("role:legal",)


def one_letter(graph: Graph) -> tuple[str, ...]:
    graph.add_edge(CM, "task:publish_posts", "consulted")
    return "task:publish_posts", CM


BREAKS: list[Callable[[Graph], tuple[str, ...]]] = [
    plan_below_superior, plan_not_approved, own_plan_approved, execution_without_plan,
    governed_by_no_plan, work_in_circles, command_in_circles, two_superiors, kpi_without_owner,
    kpi_without_work, mover_without_work, objective_without_kpi, objective_of_counts,
    skill_not_asked, no_accountable, two_accountables, no_responsible, empty_row, empty_column,
    only_told, one_letter,
]  # fmt: skip


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_a_broken_rule_is_found_alone_with_place_and_remedy(
    broken: Callable[[Graph], tuple[str, ...]],
) -> None:
    graph = GRAPH.copy()
    where = broken(graph)
    found = lint(graph)
    # whoever approves the own plan has a superior here; in a circle everybody has one
    twice = ("command_in_circles", "own_plan_approved")
    besides = {"plan_below_superior"} if broken.__name__ in twice else set()
    assert {one.rule for one in found.findings} - besides == {broken.__name__}
    (one,) = (f for f in found.findings if f.rule == broken.__name__)
    rule = CATALOGUE.lint_rules[broken.__name__]
    assert one.where == where
    assert (one.severity, one.matters) == (rule.severity, rule.matters)
    assert found.sound == (rule.severity == "note")
    for lang in ("en", "es"):
        assert "{" not in one.text[lang] + one.remedy[lang]
        assert str(one.problem(lang)).startswith(where[0])
        assert rule.matters[lang] in str(found.document(lang)).replace("\n    ", " ")


def test_who_has_no_staffed_superior_may_plan() -> None:
    graph = GRAPH.copy()
    where = plan_below_superior(graph)
    assert lint(graph).findings[0].where == where
    alone = lint(graph, staffed=["community_manager"])
    assert "plan_below_superior" not in {one.rule for one in alone.findings}
    with pytest.raises(UnknownIdError, match="did you mean community_manager"):
        lint(graph, staffed=["comunity_manager"])


def test_where_one_plans_and_executes_the_owner_approves() -> None:
    graph = GRAPH.copy()
    moved(graph, "task:approve_promotions", "accountable", OWNER, ECM)
    rules = {one.rule for one in lint(graph).findings}
    assert rules == {"own_plan_approved", "plan_not_approved"}


@pytest.mark.parametrize(
    ("rule", "count", "speaks"),
    [("overloaded", 7, True), ("overloaded", 6, False), ("accountable_for_most", 9, True),
     ("accountable_for_most", 8, False)],
)  # fmt: skip
def test_a_share_beyond_the_threshold_is_too_much(rule: str, count: int, speaks: bool) -> None:  # noqa: FBT001 a column
    letter = "R" if rule == "overloaded" else "A"
    rows = [
        RaciRow(f"t{n}", FrozenMap({("a" if n < count else "b"): letter, "c": "C"}))
        for n in range(10)
    ]
    matrix = RaciMatrix(parties=("a", "b", "c"), rows=tuple(rows))
    found = [one for one in lint_raci(matrix).findings if one.rule == rule]
    assert [one.where for one in found] == ([("a",)] if speaks else [])
    assert all(f"{count * 10} %" in one.text["en"] for one in found)
    few = RaciMatrix(parties=("a", "b", "c"), rows=tuple(rows[:7]))
    assert rule not in {one.rule for one in lint_raci(few).findings}


def test_everybody_consulted_is_told_and_a_few_are_not() -> None:
    parties = ("a", "b", "c", "d", "e", "f")
    asked = FrozenMap({"a": "AR", "b": "C", "c": "C", "d": "C", "e": "C", "f": "I"})
    matrix = RaciMatrix(parties=parties, rows=(RaciRow("t", asked),))
    rules = [one.rule for one in lint_raci(matrix).findings]
    assert rules == ["everyone_consulted", "only_told", "only_told", "only_told", "only_told",
                     "only_told"]  # fmt: skip
    fewer = FrozenMap({**asked, "e": "I"})
    matrix = RaciMatrix(parties=parties, rows=(RaciRow("t", fewer),))
    assert "everyone_consulted" not in [one.rule for one in lint_raci(matrix).findings]


def test_an_overlay_adjusts_and_retires_rules() -> None:
    strict = load_catalogue({"adjust": {"lint_rule": {"overloaded": {"threshold": 38}}}})
    found = lint(strict).findings
    assert [(one.rule, one.where) for one in found] == [("overloaded", (CM,))]
    graph = GRAPH.copy()
    two_superiors(graph)
    without = load_catalogue({"retire": {"lint_rule": ["two_superiors"]}})
    assert lint(graph, catalogue=without).sound
    assert "two_superiors" not in lint(graph, catalogue=without).rules


def test_a_rule_that_nothing_checks_is_refused_with_the_nearest() -> None:
    rule = {
        "severity": "note",
        **{key: {"en": "x", "es": "x"} for key in ("label", "found", "matters", "remedy")},
        "basis": "assumption",
        "why": "x",
    }
    catalogue = load_catalogue({"lint_rule": {"two_superior": rule, "qqq": rule}})
    with pytest.raises(CatalogueError) as caught:
        lint(catalogue)
    one, other = caught.value.problems
    assert str(other) == (
        "lint_rule.two_superior: nothing checks this rule; did you mean two_superiors?"
    )
    assert one.remedy.startswith("use one of plan_below_superior")


def test_an_overlay_that_breaks_the_spine_is_found() -> None:
    overlay = {
        "objective": {"fame": {"label": {"en": "fame", "es": "fama"}, "kpis": ["likes"]}},
        "task": {
            "shout": {
                "label": {"en": "shout", "es": "gritar"},
                "area": "social",
                "phase": "plan",
                "level": "minimum",
                "responsible": "community_manager",
                "accountable": "community_manager",
                "effort": {"low": 1, "typical": 2, "high": 3, "of": "crises", "times_per_year": 1},
                "basis": "assumption",
                "why": "x",
            }
        },
    }
    found = lint(load_catalogue(overlay))
    assert [(one.rule, one.where[0]) for one in found.findings] == [
        ("plan_below_superior", "task:shout"), ("objective_of_counts", "objective:fame"),
    ]  # fmt: skip
    assert found.to_dict("es")["findings"][1]["text"] == "solo recuentos muestran «fama»: me gusta"  # type: ignore[index]


def test_a_graph_that_is_none_of_ours_is_refused() -> None:
    graph = GRAPH.copy()
    graph.add_edge("role:planer", "task:create_posts", "responsible")
    with pytest.raises(GraphError, match="role:planer"):
        lint(graph)


def test_a_retired_rule_is_not_checked_in_sheets_either() -> None:
    rules = ["empty_row", "plan_below_superior", "one_letter"]
    without = load_catalogue({"retire": {"lint_rule": rules}})
    rows = (RaciRow("editorial calendar", FrozenMap({"community manager": "AR"})),
            RaciRow("idle", FrozenMap()))  # fmt: skip
    matrix = RaciMatrix(parties=("community manager", "social media manager"), rows=rows)
    assert "empty_row" in {one.rule for one in lint_raci(matrix).findings}
    found = lint_raci(matrix, catalogue=without)
    assert not {one.rule for one in found.findings} & {*rules}
    assert not {*found.rules} & {*rules}
