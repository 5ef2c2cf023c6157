"""All forms of JSON that are written, in the order of their names."""

from typing import Final

from commerce_roles.interchange.formats.form import Format

__all__ = ["FORMATS"]

_READ: Final = (
    Format(name="campaigns", writes="strategy:campaigns_data", reads="strategy:campaigns_of"),
    Format(
        name="crisis_incident",
        writes="strategy.crisis:Incident",
        reads="strategy.crisis:incident_of",
    ),
    Format(
        name="crisis_playbook",
        writes="strategy.crisis:Playbook",
        reads="strategy.crisis:playbook_of",
    ),
    Format(
        name="decision",
        writes="strategy.tracking.writing:decision_line",
        reads="strategy.tracking.writing:log_of",
    ),
    Format(
        name="facts", writes="catalogue:Catalogue", reads="catalogue:load_catalogue", said=False
    ),
    Format(name="observations", writes="strategy:Observations", reads="strategy:observe"),
    Format(
        name="offers_told",
        writes="staffing:offers_data",
        reads="staffing:offers_of",
        said=False,
        schema="offers",
    ),
    Format(
        name="people",
        writes="staffing:team_data",
        reads="staffing:team_of",
        said=False,
        schema="team",
    ),
    Format(
        name="profile",
        writes="assessment:profile_data",
        reads="assessment:profile_of",
        said=False,
        schema="profile",
    ),
    Format(name="record", writes="assessment:Assessment.record", reads="assessment:replay"),
    Format(
        name="strategy",
        writes="strategy:Strategy",
        reads="strategy:strategy_of",
        schema="strategy",
    ),
)
"""What is read again, to a value that equals the one that was written."""


def _result(name: str, writes: str, made_by: str, schema: str = "") -> Format:
    return Format(name=name, writes=writes, only_written=made_by, schema=schema)


_WRITTEN: Final = (
    _result("alignment", "interchange:Alignment", "align(catalogue, taxonomy)"),
    _result("assessment", "assessment:Assessment", "replay its record", "assessment"),
    _result("brief", "staffing:Brief", "brief(needs, *roles)"),
    _result("budget", "strategy:BudgetLook", "budget_look(campaigns, today=…)"),
    _result("calibration", "strategy:Calibration", "calibrate(timesheets, …)"),
    _result("changes", "assessment:Changes", "smallest_changes of the assessment"),
    _result("community", "strategy:Community", "community_look(members)"),
    _result("comparison", "assessment:Comparison", "compare(one, other)"),
    _result("composition", "staffing:Composition", "compose_team(people, needs)"),
    _result("crisis_review", "strategy.crisis:CrisisReview", "look_back(incident)"),
    _result("decomposition", "graph.kpis:Decomposition", "decompose(table, …)"),
    _result("detection", "strategy.crisis:Detection", "detect(mentions)"),
    _result("explanation", "assessment:Explanation", "explanation of the assessment"),
    _result("facts_review", "assessment:Review", "review(before, after)"),
    _result("front", "staffing:Frontier", "pareto_front(people, needs)"),
    _result("group", "staffing:Group", "group(businesses, …)"),
    _result("growth", "staffing:GrowthPath", "growth_path(profile)"),
    _result("kpis", "graph.kpis:KpiTable", "kpi_table(figures)"),
    _result("lint", "graph:Lint", "lint(graph) or lint_raci(sheet)"),
    _result("measures", "staffing:Measures", "measures(team, needs)"),
    _result("metric_tree", "graph.kpis:MetricNode", "metric_tree(table, …)"),
    _result("needs", "assessment:Needs", "needs of the assessment"),
    _result("offers", "staffing:Comparison", "compare_offers(offers, …)"),
    _result("plan", "strategy:Plan", "make_plan(strategy)", "plan"),
    _result("promotion", "strategy:PromotionCheck", "check_promotion(posts)"),
    _result("questionnaire", "interchange:Questionnaire", "questionnaire(catalogue=…)"),
    _result("review", "strategy:CycleReview", "track(strategy, observations)"),
    _result("risk", "staffing:Risk", "risk(look)"),
    _result("robustness", "assessment:Robustness", "robustness of the assessment"),
    _result("scenario", "staffing:Scenario", "scenario(profile, team)"),
    _result("scenarios", "staffing:Scenarios", "scenarios(team, needs, …)"),
    _result(
        "sufficient_reason",
        "assessment:SufficientReason",
        "sufficient_reason of the assessment",
    ),
    _result("survey", "assessment.surveying:Survey", "survey(table)"),
    _result("table_review", "assessment.nights:TableReview", "review_table(table, …)"),
    _result("taxonomy", "interchange:Taxonomy", "read_esco(folder) or read_onet(folder)"),
    _result(
        "taxonomy_comparison",
        "interchange:TaxonomyComparison",
        "compare_taxonomies(old, new)",
    ),
    _result("team", "staffing:Look", "look(team, needs)"),
    _result("vacancy", "staffing:Vacancy", "vacancy(needs, *roles)"),
)
"""What is only written, and what makes it again."""

FORMATS: Final = tuple(sorted((*_READ, *_WRITTEN), key=lambda one: one.name))
"""Every form of JSON that is written."""
