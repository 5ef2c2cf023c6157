"""Goals checked against the catalogue's rules of a good goal, and its ids."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import Problem, StrategyError, nearest
from commerce_roles.model import GoalRule, Kpi, Severity, references
from commerce_roles.showing import Displayed
from commerce_roles.strategy.goals import Goal, KeyResult

__all__ = ["GoalFinding", "check_goals", "refuse_strangers"]

Values = Mapping[str, object]


@frozen(kw_only=True)
class GoalFinding(Displayed):
    """A rule of good goals that one of them does not keep.

    Examples:
        >>> from commerce_roles.strategy import Goal
        >>> found = check_goals([Goal(objective="loyalty")])
        >>> print(found[0])
        warning too_few_key_results: loyalty: there are 0, fewer than 2; add a figure that ...
    """

    rule: str
    severity: Severity
    goal: str
    """The objective."""
    kpi: str = ""
    message: str
    remedy: str
    claims: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.severity} {self.rule}: {self.message}; {self.remedy}"


@frozen
class _Looked:
    """What a rule looks at: all goals, in a catalogue, on a day."""

    goals: Sequence[Goal]
    catalogue: Catalogue
    today: date | None
    rule: GoalRule
    lang: str

    def kpi(self, result: KeyResult) -> Kpi:
        return self.catalogue.kpis[result.kpi]

    def results(self) -> Iterator[tuple[Goal, KeyResult, Kpi]]:
        for goal in self.goals:
            for result in goal.key_results:
                yield goal, result, self.kpi(result)


Found = Iterator[tuple[Goal, str, Values]]
"""The goal, the KPI it is about (or none), and what the sentence says of it."""


def check_goals(
    goals: Sequence[Goal],
    *,
    catalogue: Catalogue | None = None,
    today: date | None = None,
    lang: str = "en",
) -> tuple[GoalFinding, ...]:
    """Say which goals do not keep the rules of a good goal; errors first.

    A rule that an overlay retired is not asked.

    Args:
        goals: What is to be reached.
        catalogue: The facts with rules, figures and names; the library's own where left out.
        today: The day on which deadlines are judged; None: no deadline is past.
        lang: The language of the sentences.

    Raises:
        StrategyError: A goal names what the catalogue does not have.

    Examples:
        >>> from commerce_roles.strategy import Goal, KeyResult
        >>> falling = KeyResult(kpi="churn_rate", baseline=4, target=6, owner="owner")
        >>> found = check_goals([Goal(objective="loyalty", key_results=(falling,))])
        >>> [one.rule for one in found]
        ['against_direction', 'no_deadline', 'too_few_key_results']
    """
    facts = catalogue or load_catalogue()
    refuse_strangers({f"goals[{place}]": goal for place, goal in enumerate(goals)}, facts)
    looked = [
        _Looked(goals, facts, today, rule, lang)
        for rule in facts.goal_rules.values()
        if rule.id in GOAL_RULES
    ]
    found = [
        _finding(goal, kpi, values, it)
        for it in looked
        for goal, kpi, values in GOAL_RULES[it.rule.id](it)
    ]
    weight = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda one: (weight[one.severity], one.rule, one.goal, one.kpi)))


def refuse_strangers(values: Mapping[str, object], catalogue: Catalogue, *, file: str = "") -> None:
    """See that everything that is named is there.

    Args:
        values: What names facts, by the path that messages say.
        catalogue: The facts.
        file: Where it was told.

    Raises:
        StrategyError: With every name that is not.
    """
    problems = [*_strangers(values, catalogue, file)]
    if problems:
        raise StrategyError(problems)


def _strangers(values: Mapping[str, object], catalogue: Catalogue, file: str) -> Iterator[Problem]:
    known = {"party": [*catalogue.roles, "owner"], "level": list(catalogue.levels)}
    for path, value in values.items():
        for found in references(value):
            names = known.get(found.kind) or sorted(catalogue.ids(found.kind))
            if found.id not in names:
                where = ".".join(part for part in (path, found.path) if part)
                near = nearest(found.id, names)
                remedy = f"did you mean {near[0]}?" if near else "look it up: commerce-roles show"
                yield Problem(f"there is no {found.kind} {found.id!r:.60}", where, remedy, file)


def _finding(goal: Goal, kpi: str, values: Values, it: _Looked) -> GoalFinding:
    facts, rule, lang = it.catalogue, it.rule, it.lang
    said = {
        "goal": goal.purpose or facts.label("objective", goal.objective, lang),
        "kpi": facts.label("kpi", kpi, lang) if kpi else "",
        "limit": rule.limit,
        **values,
    }
    return GoalFinding(
        rule=rule.id,
        severity=rule.severity,
        goal=goal.objective,
        kpi=kpi,
        message=facts.text(rule.found, lang).format(**said),
        remedy=facts.text(rule.remedy, lang),
        claims=rule.evidence.claims,
    )


# ---------------------------------------------------------------------- the rules


def _too_few(it: _Looked) -> Found:
    for goal in it.goals:
        if it.rule.limit is not None and len(goal.key_results) < it.rule.limit:
            yield goal, "", {"count": len(goal.key_results)}


def _too_many(it: _Looked) -> Found:
    for goal in it.goals:
        if it.rule.limit is not None and len(goal.key_results) > it.rule.limit:
            yield goal, "", {"count": len(goal.key_results)}


def _only_counts(it: _Looked) -> Found:
    for goal in it.goals:
        kpis = [it.kpi(result) for result in goal.key_results]
        if kpis and all(it.rule.group in kpi.groups for kpi in kpis):
            names = ", ".join(it.catalogue.label("kpi", kpi.id, it.lang) for kpi in kpis)
            yield goal, kpis[0].id, {"kpi": names}


def _worse(kpi: Kpi, move: float) -> bool:
    return (kpi.direction == "higher" and move < 0) or (kpi.direction == "lower" and move > 0)


def _against_direction(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.baseline is not None and result.target is not None:
            if _worse(kpi, result.target - result.baseline):
                yield goal, kpi.id, _ends(result)
        elif result.target is None and _worse(kpi, result.change_percent or 0):
            wanted = f"{result.change_percent:+g} %"
            yield goal, kpi.id, {"baseline": "?", "target": wanted}


def _ends(result: KeyResult) -> Values:
    return {"baseline": f"{result.baseline:g}", "target": f"{result.target:g}"}


def _no_change(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.target is not None and result.target == result.baseline:
            yield goal, kpi.id, _ends(result)


def _impossible(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.target is not None and not kpi.minimum <= result.target <= kpi.maximum:
            yield goal, kpi.id, {"target": f"{result.target:g}"}


def _no_target(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.target is None and not result.change_percent:
            yield goal, kpi.id, {}


def _not_measured(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.baseline is None:
            yield goal, kpi.id, {}


def _no_deadline(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.deadline is None:
            yield goal, kpi.id, {}


def _ends_before_start(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if result.start and result.deadline and result.deadline <= result.start:
            days = {"start": result.start.isoformat(), "deadline": result.deadline.isoformat()}
            yield goal, kpi.id, days


def _deadline_past(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if it.today and result.deadline and result.deadline < it.today:
            yield goal, kpi.id, {"deadline": result.deadline.isoformat()}


def _no_owner(it: _Looked) -> Found:
    for goal, result, kpi in it.results():
        if not result.owner:
            yield goal, kpi.id, {}


def _only_late(it: _Looked) -> Found:
    for goal in it.goals:
        if goal.key_results and all(one.horizon == "lagging" for one in goal.key_results):
            yield goal, "", {}


def _community_purposes(it: _Looked) -> Found:
    objectives = it.catalogue.objectives
    own = [goal for goal in it.goals if it.rule.group in objectives[goal.objective].groups]
    if it.rule.limit is not None and len(own) > it.rule.limit:
        yield own[0], "", {"count": len(own)}


GOAL_RULES: Final[Mapping[str, Callable[[_Looked], Found]]] = {
    "too_few_key_results": _too_few,
    "too_many_key_results": _too_many,
    "only_counts": _only_counts,
    "against_direction": _against_direction,
    "no_change": _no_change,
    "impossible_target": _impossible,
    "no_target": _no_target,
    "not_measured": _not_measured,
    "no_deadline": _no_deadline,
    "ends_before_start": _ends_before_start,
    "deadline_past": _deadline_past,
    "no_owner": _no_owner,
    "only_late": _only_late,
    "community_purposes": _community_purposes,
}
"""How each rule is checked, by its id."""
