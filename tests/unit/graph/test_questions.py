"""What can be asked of the graph, and that every answer draws itself."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import assess, load_catalogue, role_graph
from commerce_roles.display import to_html
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph import (
    Answer,
    Edge,
    Graph,
    Node,
    SkillIndex,
    covered_kpis,
    graph_of,
    hierarchy,
    lint,
    measure_hierarchy,
    movers_of,
    orphan_kpis,
    path_between,
    raci_matrix,
    raci_of,
    similar_roles,
    without_role,
    work_towards,
)
from commerce_roles.model import Estimate, FrozenMap

CATALOGUE = load_catalogue()
GRAPH = role_graph(CATALOGUE)
CM, SMM, ECM = "role:community_manager", "role:social_media_manager", "role:ecommerce_manager"


def broken() -> Graph:
    graph = GRAPH.copy()
    graph.remove_node("task:improve_checkout")
    graph.remove_edge(SMM, "task:plan_community", "accountable")
    return graph


ANSWERS: dict[str, Callable[[], Answer]] = {
    "raci of a task": lambda: raci_of(GRAPH, "create_posts"),
    "raci of a KPI": lambda: raci_of(GRAPH, "kpi:csat"),
    "raci of an objective": lambda: raci_of(GRAPH, "loyalty"),
    "movers": lambda: movers_of(GRAPH, "engagement_rate_reach"),
    "movers of none": lambda: movers_of(broken(), "payment_failure_rate"),
    "orphans": lambda: orphan_kpis(broken()),
    "no orphans": lambda: orphan_kpis(GRAPH),
    "without a role": lambda: without_role(GRAPH, "ecommerce_manager"),
    "without a planner": lambda: without_role(GRAPH, "social_media_manager"),
    "without an idle role": lambda: without_role(graph_of([("role:idle", {})], []), "idle"),
    "work": lambda: work_towards(GRAPH, "sales", quantities={"campaign_load": 3}),
    "work by hours": lambda: work_towards(GRAPH, "loyalty", hours={"create_posts": 8}),
    "similar": lambda: similar_roles(GRAPH, "community_manager"),
    "similar by cosine": lambda: similar_roles(GRAPH, "community_manager", method="cosine"),
    "path": lambda: path_between(GRAPH, "community_manager", "social_media_manager"),
    "path to the shop": lambda: path_between(GRAPH, "community_manager", "ecommerce_manager"),
    "matrix": lambda: raci_matrix(GRAPH),
    "shape": lambda: measure_hierarchy(hierarchy(GRAPH)),
    "lint": lambda: lint(broken()),
    "lint of what is sound": lambda: lint(GRAPH),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_a_value_that_draws_itself(name: str) -> None:
    answer = ANSWERS[name]()
    assert answer == ANSWERS[name]()
    again = pickle.loads(pickle.dumps(answer))  # noqa: S301 our own bytes
    assert again == answer
    assert str(again) == str(answer)
    assert hash(again) == hash(answer)
    shown: Any = getattr(answer, "_repr_mimebundle_")()  # noqa: B009 a decorator gives it
    assert shown["text/plain"] == str(answer)
    assert shown["text/html"].startswith("<article")
    assert "wording" not in repr(answer)


class Listening(FrozenMap[str, FrozenMap[str, str]]):
    """Words that remember what was asked for in vain."""

    asked: set[object] = set()  # noqa: RUF012 one for the test

    def get(self, key: object, default: object = None) -> object:  # type: ignore[override]
        if key not in self:
            self.asked.add(key)
        return dict(self).get(str(key), default)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", ANSWERS)
def test_every_word_an_answer_needs_is_there_in_both_languages(
    name: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Listening(GRAPH.graph["words"])
    assert all(set(texts) >= {"en", "es"} for texts in words.values())
    monkeypatch.setitem(GRAPH.graph, "words", words)
    Listening.asked.clear()
    ANSWERS[name]().document(lang)
    assert not Listening.asked


def test_names_follow_the_language_and_fall_back() -> None:
    answer = raci_of(GRAPH, "create_posts")
    assert "create social posts" in str(answer)
    assert "कम्युनिटी" in str(answer.document("mr"))
    assert "rinde cuentas" in str(answer.document("es"))


HOSTILE = '<script>alert(1)</script> "]--> \u202eevil'


def test_hostile_names_are_escaped_in_every_answer() -> None:
    names: dict[str, object] = {"names": FrozenMap(en=HOSTILE)}
    graph = graph_of(
        [("role:a", names), ("role:b", names), ("task:t", names), ("kpi:k", names),
         ("skill:s", names), ("objective:o", names)],
        [("role:a", "task:t", "responsible", {}), ("role:a", "task:t", "accountable", {}),
         ("task:t", "kpi:k", "moves", {}), ("kpi:k", "objective:o", "serves", {}),
         ("role:a", "skill:s", "requires", {}), ("role:b", "role:a", "reports_to", {})],
    )  # fmt: skip
    for answer in (
        raci_of(graph, "t"), movers_of(graph, "k"), without_role(graph, "a"), raci_matrix(graph),
        work_towards(graph, "o", hours={"t": 3}), similar_roles(graph, "a"),
        path_between(graph, "b", "a"), lint(graph),
    ):  # fmt: skip
        assert "<script" not in to_html(answer.document())
        assert "\u202e" not in str(answer)
    assert "\u202e" not in raci_matrix(graph).to_csv()


def test_a_method_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownIdError, match="did you mean jaccard or cosine"):
        similar_roles(GRAPH, "community_manager", method="dice")  # type: ignore[arg-type]


def test_names_with_commas_are_told_apart_by_semicolons() -> None:
    names: list[tuple[str, dict[str, object]]] = [
        ("task:t", {"names": FrozenMap(en="plan, then do")}),
        ("task:u", {}),
        ("kpi:k", {}),
    ]
    graph = graph_of(names, [("task:t", "kpi:k", "moves", {}), ("task:u", "kpi:k", "moves", {})])
    assert "plan, then do; u" in str(raci_of(graph, "k"))


# ---------------------------------------------------------------------- who


def test_who_does_a_task_is_as_it_is_declared() -> None:
    for task in CATALOGUE.tasks.values():
        found = raci_of(GRAPH, f"task:{task.id}")
        assert found.responsible == (f"role:{task.responsible}",)
        assert [name.partition(":")[2] for name in found.accountable] == [task.accountable]
        assert {name.partition(":")[2] for name in found.consulted} == {*task.consulted}
        assert {name.partition(":")[2] for name in found.informed} == {*task.informed}


def test_who_answers_for_a_kpi_is_its_owner_and_who_moves_it_does_the_work() -> None:
    for kpi in CATALOGUE.kpis.values():
        found = raci_of(GRAPH, f"kpi:{kpi.id}")
        assert found.accountable == (f"role:{kpi.owner}",)
        doers = {t.responsible for t in CATALOGUE.tasks.values() if kpi.id in t.kpis}
        assert {name.partition(":")[2] for name in found.responsible} == doers | {*kpi.movers}
        acting = {*found.responsible, *found.accountable}
        assert not acting & {*found.consulted, *found.informed}


def test_an_objective_is_answered_for_by_the_owners_of_its_kpis() -> None:
    found = raci_of(GRAPH, "objective:purchase_fluidity")
    assert found.accountable == (ECM,)
    assert found.kpis[0] == "kpi:cart_abandonment_rate"
    assert "task:improve_checkout" in found.tasks
    assert CM in found.responsible  # flags conversations about the purchase


def test_an_id_of_two_kinds_is_asked_back() -> None:
    names = ["kpi:x", "task:x"]
    graph = graph_of([(name, {}) for name in names], [])
    with pytest.raises(UnknownIdError, match=r"did you mean task:x or kpi:x\?"):
        raci_of(graph, "x")
    assert raci_of(graph, "kpi:x").about == "kpi:x"


# ---------------------------------------------------------------------- what moves


def test_what_comes_before_is_told_with_its_distance_and_never_with_a_number() -> None:
    found = movers_of(GRAPH, "response_rate", plans=False)
    assert set(found.direct) == {
        "task:answer_in_crisis", "task:define_communication_policy", "task:reply_to_messages",
    }  # fmt: skip
    upstream = {one.task: one for one in found.upstream}
    assert upstream["task:pause_scheduled_content"].through == "task:answer_in_crisis"
    assert upstream["task:escalate_crisis"].steps == 2
    assert all(one.relation == "precedes" for one in found.upstream)
    with_plans = {one.task: one for one in movers_of(GRAPH, "response_rate").upstream}
    assert with_plans["task:create_social_strategy"].relation == "governed_by"
    assert set(upstream) <= set(with_plans)


def test_a_circle_among_what_comes_before_does_not_trap() -> None:
    graph = GRAPH.copy()
    graph.add_edge("task:publish_posts", "task:make_editorial_calendar", "precedes")
    assert "task:make_editorial_calendar" in {
        one.task for one in movers_of(graph, "impressions").upstream
    }


def test_an_orphan_lacks_an_owner_work_or_somebody_to_do_it() -> None:
    graph = GRAPH.copy()
    graph.remove_edge(ECM, "kpi:aov", "accountable")
    graph.remove_node("task:monitor_shop_funnel")
    graph.remove_edge(CM, "task:make_short_video", "responsible")
    found = {one.kpi: one.lacks for one in orphan_kpis(graph).kpis}
    assert found == {
        "kpi:aov": ("owner",),
        "kpi:inventory_turnover": ("task",),
        "kpi:video_completion_rate": ("doer",),
    }
    assert "kpi:inventory_turnover" not in covered_kpis(graph)


# ---------------------------------------------------------------------- what is lost


def test_without_a_role_its_work_its_kpis_and_its_phases_are_lost() -> None:
    loss = without_role(GRAPH, "ecommerce_manager")
    own = {f"task:{t.id}" for t in CATALOGUE.tasks.values() if t.responsible == "ecommerce_manager"}
    assert set(loss.tasks) == own
    assert {area for area, _ in loss.phases} == {"shop"}
    assert len(loss.phases) == 7
    assert "kpi:conversion_rate" in loss.kpis
    assert "kpi:retention_rate" in loss.weaker_kpis  # the community moves it too
    assert loss.objectives == ("objective:sales",)
    assert "objective:conversion" in loss.weaker_objectives
    assert set(loss.unanswered) == {
        "task:activate_ambassadors", "task:flag_purchase_conversations",
    }  # fmt: skip
    gone = GRAPH.copy()
    gone.remove_node(ECM)
    assert set(loss.kpis) == covered_kpis(GRAPH) - covered_kpis(gone)


def test_without_the_planner_the_executor_has_no_superior() -> None:
    loss = without_role(GRAPH, SMM)
    assert loss.subordinates == (CM,)
    assert ("social", "plan") not in loss.phases  # the calendar is made by the executor


def test_who_could_step_in_asks_for_the_skills_that_the_work_asks_for() -> None:
    loss = without_role(GRAPH, "community_manager")
    best = loss.stand_ins[0]
    assert best.role == SMM
    skills = {r.skill for r in CATALOGUE.requirements.values() if r.role == "social_media_manager"}
    for task in loss.tasks:
        needed = set(CATALOGUE.tasks[task.partition(":")[2]].skills)
        assert (task in best.tasks) == (needed <= skills)
    assert 0 < best.skills < 1
    assert not {name.partition(":")[2] for name in best.missing} & skills


def test_work_that_two_share_is_not_lost_with_one() -> None:
    graph = GRAPH.copy()
    graph.add_edge(SMM, "task:create_posts", "responsible")
    assert "task:create_posts" not in without_role(graph, CM).tasks


# ---------------------------------------------------------------------- hours


def test_hours_follow_from_effort_and_quantity_and_each_task_counts_once() -> None:
    found = work_towards(GRAPH, "search_position", quantities={"pages_audited": 60})
    audit = next(work for work in found.tasks if work.task == "task:audit_search_of_shop")
    effort = CATALOGUE.tasks["audit_search_of_shop"].effort
    expected = effort.typical * 60 * effort.times_per_year / (12 * 60 * effort.per)
    assert audit.hours is not None
    assert audit.hours.typical == pytest.approx(expected)
    assert audit.kpis == ("kpi:organic_search_share", "kpi:top10_keyword_share")
    assert found.hours == audit.hours
    assert found.by_role == {ECM: audit.hours}
    assert set(found.unknown) == {"task:plan_search_position", "task:write_blog_article"}


def test_hours_of_an_assessment_go_down_to_the_tasks_of_an_objective() -> None:
    result = assess({"sector": "clothing", "channels": ["instagram"], "monthly_orders": 450})
    for level in CATALOGUE.levels:
        hours = result.task_hours(level)
        for role in result:
            own = [hours[t] for t in hours if CATALOGUE.tasks[t].responsible == role]
            total = sum((one.typical for one in own), 0.0)
            assert total == pytest.approx(result[role].hours[level].typical)
        found = work_towards(GRAPH, "sales", hours=hours, level=level)
        assert found.unknown == ()
        told = {work.task.partition(":")[2]: work.hours for work in found.tasks}
        assert all(told[task] == hours[task] for task in told if task in hours)
    with pytest.raises(UnknownIdError, match="did you mean standard"):
        result.task_hours("standart")


def test_work_of_a_higher_level_is_left_out() -> None:
    least = work_towards(GRAPH, "visibility", level="minimum")
    most = work_towards(GRAPH, "visibility")
    assert {w.task for w in least.tasks} < {w.task for w in most.tasks}
    assert most.level == "full"
    assert most.hours == Estimate(0, 0, 0)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"objective": "loyality"}, "did you mean loyalty"),
        ({"objective": "loyalty", "level": "ful"}, "did you mean full"),
        ({"objective": "loyalty", "hours": {"create_post": 1}}, "did you mean create_posts"),
    ],
)
def test_what_hours_are_asked_for_must_be_there(asked: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownIdError, match=message):
        work_towards(GRAPH, **asked)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- skills


def test_the_planner_is_most_like_the_executor_by_every_method() -> None:
    for method in ("jaccard", "cosine"):
        for rarity in (True, False):
            found = similar_roles(GRAPH, CM, method=method, rarity=rarity)
            assert [one.role for one in found.others] == [SMM, ECM]
            assert all(one.score is not None and 0 < one.score < 1 for one in found.others)


def test_weighted_jaccard_by_hand() -> None:
    graph = graph_of(
        [("role:a", {}), ("role:b", {}), ("role:c", {}), ("skill:x", {}), ("skill:y", {})],
        [("role:a", "skill:x", "requires", {"importance": 5}),
         ("role:a", "skill:y", "requires", {"importance": 1}),
         ("role:b", "skill:x", "requires", {"importance": 3})],
    )  # fmt: skip
    plain = similar_roles(graph, "a", rarity=False)
    assert [(one.role, one.score) for one in plain.others] == [("role:b", 0.5), ("role:c", 0.0)]
    assert plain.others[0].shared == ("skill:x",)
    assert [one.score for one in similar_roles(graph, "c").others] == [0.0, 0.0]
    assert [one.score for one in similar_roles(graph, "a", most=1).others] != []
    only = graph_of([("role:a", {}), ("role:b", {})], [])
    assert similar_roles(only, "a").others[0].score is None


def test_a_rare_skill_in_common_counts_for_more_than_a_common_one() -> None:
    roles: list[Node] = [(f"role:{name}", {}) for name in "abcdef"]
    everybody: list[Edge] = [(name, "skill:common", "requires", {}) for name, _ in roles]
    graph = graph_of(
        [*roles, ("skill:common", {}), ("skill:rare", {})],
        [*everybody, ("role:a", "skill:rare", "requires", {}),
         ("role:b", "skill:rare", "requires", {})],
    )  # fmt: skip
    best = similar_roles(graph, "a").others[0]
    assert best.role == "role:b"
    assert best.shared == ("skill:rare", "skill:common")


def test_an_index_answers_as_the_question_does_also_after_the_graph_has_changed() -> None:
    graph = GRAPH.copy()
    index = SkillIndex.of(graph)
    before = index.like(CM)
    assert before == similar_roles(graph, CM)
    graph.add_edge(ECM, "skill:empathy", "requires")
    assert index.like(CM) == before


def test_from_executor_to_planner_the_planning_skills_are_missing() -> None:
    path = path_between(GRAPH, "community_manager", "social_media_manager")
    gaps = {gap.skill.partition(":")[2]: gap for gap in path.gaps}
    assert gaps["leadership"].missing
    assert (gaps["strategy_design"].has, gaps["strategy_design"].needs) == ("working", "advanced")
    assert gaps["strategy_design"].steps == 1
    held = {r.skill: r for r in CATALOGUE.requirements.values() if r.role == "community_manager"}
    asked = {
        r.skill: r for r in CATALOGUE.requirements.values() if r.role == "social_media_manager"
    }
    assert {*gaps} | {name.partition(":")[2] for name in path.carried} == set(asked)
    assert {name.partition(":")[2] for name in path.unused} == set(held) - set(asked)
    met = sum(asked[name.partition(":")[2]].importance for name in path.carried)
    assert path.share == met / sum(r.importance for r in asked.values())
    weights = [gap.importance for gap in path.gaps if gap.necessity == "essential"]
    assert weights == sorted(weights, reverse=True)
    assert set(path.ready) <= set(path.tasks)


def test_from_a_role_to_itself_nothing_is_missing() -> None:
    for role in CATALOGUE.roles:
        path = path_between(GRAPH, role, role)
        assert (path.gaps, path.tasks, path.share) == ((), (), 1.0)


def test_what_excludes_stands_first() -> None:
    path = path_between(GRAPH, "community_manager", "ecommerce_manager")
    assert path.gaps[0].skill == "skill:tech"
    assert path.gaps[0].excludes


def test_a_role_that_asks_for_nothing_has_no_share() -> None:
    graph = graph_of([("role:a", {}), ("role:b", {})], [])
    assert path_between(graph, "a", "b").share is None


# ---------------------------------------------------------------------- the matrix


def test_the_matrix_holds_every_part_once_and_the_owner_where_it_has_one() -> None:
    matrix = raci_matrix(GRAPH)
    assert matrix.parties[0] == "party:owner"
    for row in matrix.rows:
        task = CATALOGUE.tasks[row.task.partition(":")[2]]
        assert [p.partition(":")[2] for p in row.holders("A")] == [task.accountable]
        assert [p.partition(":")[2] for p in row.holders("R")] == [task.responsible]
    records = matrix.records("es")
    assert len(records) == len(CATALOGUE.tasks)
    assert all(set(row) == set(records[0]) for row in records)


def test_a_sheet_written_for_a_spreadsheet_holds_no_formula() -> None:
    name: dict[str, object] = {"names": FrozenMap(en="=HYPERLINK(1)")}
    graph = graph_of(
        [("role:a", name), ("task:t", name)], [("role:a", "task:t", "responsible", {})]
    )
    assert raci_matrix(graph).to_csv() == "task,'=HYPERLINK(1)\n'=HYPERLINK(1),R\n"


def test_a_fourth_role_is_in_every_answer() -> None:
    graph = role_graph(load_catalogue(OVERLAY))
    assert raci_of(graph, "brief_influencers").responsible == (f"role:{ROLE}",)
    assert f"role:{ROLE}" in [one.role for one in similar_roles(graph, CM).others]
    assert without_role(graph, ROLE).tasks == ("task:brief_influencers",)
    assert f"role:{ROLE}" in raci_matrix(graph).parties


def test_an_answer_says_for_itself_how_it_reads() -> None:
    with pytest.raises(NotImplementedError):
        Answer().document()


def test_a_path_to_a_role_that_asks_for_nothing_is_drawn() -> None:
    graph = graph_of([("role:a", {}), ("role:b", {})], [])
    assert str(path_between(graph, "a", "b")).startswith("a → b")
