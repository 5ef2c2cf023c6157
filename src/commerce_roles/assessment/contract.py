"""The result as plain data: it writes the form `assessment/1` that `forms` describes."""

import json
from typing import Final

from commerce_roles.assessment.forms import (
    AdviceForm,
    AnswerForm,
    AssessmentForm,
    BoundForm,
    ChargeForm,
    CombinationForm,
    CrisisForm,
    EstimateForm,
    PostForm,
    PriceForm,
    ReasonForm,
    RoleForm,
    SentenceForm,
)
from commerce_roles.assessment.outcome import (
    Answer,
    Charge,
    Combination,
    CrisisAdvice,
    Findings,
    Post,
    Price,
    Reason,
    RoleAssessment,
    Statement,
    StrategyAdvice,
)
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Estimate
from commerce_roles.structuring import is_collection, is_mapping, is_sequence

__all__ = ["FORMAT", "as_data", "as_json"]

FORMAT: Final = "assessment/1"


def as_json(result: Findings, catalogue: Catalogue, lang: str) -> str:
    """Write a result as JSON, keys in a fixed order, ending with a line break."""
    return json.dumps(as_data(result, catalogue, lang), ensure_ascii=False, indent=2) + "\n"


def as_data(result: Findings, catalogue: Catalogue, lang: str) -> dict[str, object]:
    """Write a result as plain data."""
    return {**_assessment(result, Speaker(catalogue, lang))}


def _assessment(result: Findings, speaker: Speaker) -> AssessmentForm:
    return {
        "format": FORMAT,
        "lang": speaker.language,
        "catalogue": {
            "version": result.catalogue_version,
            "hash": result.catalogue_hash,
            "decision_hash": result.decision_hash,
        },
        "answer": _answer(result.answer, speaker),
        "roles": {name: _role(role, speaker) for name, role in result.roles.items()},
        "combinations": [_combination(pair, speaker) for pair in result.combinations],
        "crisis": None if result.crisis is None else _crisis(result.crisis, speaker),
        "defaults": [
            {"field": used.field, "value": plain(used.value), "roles": list(used.roles)}
            for used in result.defaults
        ],
        "questions": [
            {
                "field": question.field,
                "text": question_text(speaker, question.field),
                "could_change": list(question.roles),
            }
            for question in result.questions
        ],
        "warnings": [message(said, speaker) for said in result.warnings],
    }


def question_text(speaker: Speaker, key: str) -> str:
    """Give the question of a field or KPI."""
    catalogue = speaker.catalogue
    asked = catalogue.fields.get(key) or catalogue.kpis[key.removeprefix("kpis.")]
    return speaker.label(asked.question)


def message(said: Statement, speaker: Speaker) -> SentenceForm:
    """Write a sentence with what it rests on."""
    return {
        "id": said.id,
        "params": {name: plain(value) for name, value in sorted(said.params.items())},
        "text": speaker.say(said),
        "lang": speaker.sentences,
        "rule": said.rule,
        "claims": list(said.claims),
        "sources": list(said.sources),
        "contradictions": list(said.contradictions),
        "basis": said.basis,
    }


def plain(value: object) -> object:
    """Make plain data of a parameter's or default's value."""
    if is_mapping(value):
        return {str(key): plain(part) for key, part in value.items()}
    if is_sequence(value):
        return [plain(part) for part in value]
    if is_collection(value):
        return sorted(map(str, value))
    return value


def _answer(answer: Answer, speaker: Speaker) -> AnswerForm:
    said = answer.statement
    return {
        "id": said.id,
        "params": {name: plain(value) for name, value in sorted(said.params.items())},
        "text": speaker.say(said),
        "rule": said.rule,
        "leads": [message(lead, speaker) for lead in answer.leads],
        "monday": None if answer.monday is None else message(answer.monday, speaker),
        "posts": [_post(post) for post in answer.posts],
        "costs": [message(cost, speaker) for cost in answer.costs],
        "first_steps": list(answer.first_tasks),
        "first_step_messages": [message(step, speaker) for step in answer.first_steps],
        "ask_again_when": [
            {
                "field": again.field,
                "above": again.above,
                "message": message(again.statement, speaker),
            }
            for again in answer.ask_again
        ],
    }


def _post(post: Post) -> PostForm:
    return {
        "roles": list(post.roles),
        "sourcing": post.sourcing.value,
        "hours_per_month": _three(post.hours),
        "fte": post.fte,
        "support_hours_per_month": _three(post.support),
        "cost_per_month": None if post.price is None else _price(post.price),
    }


def _three(estimate: Estimate) -> EstimateForm:
    low, typical, high = estimate.as_numbers().values()
    return {"low": low, "typical": typical, "high": high}


def _price(price: Price) -> PriceForm:
    return {
        "low": price.low,
        "typical": price.typical,
        "high": price.high,
        "currency": price.currency,
        "country": price.country,
        "contract": price.contract,
        "as_of": price.as_of or None,
        "stale": price.stale,
        "basis": price.basis,
    }


def _role(role: RoleAssessment, speaker: Speaker) -> RoleForm:
    return {
        "verdict": role.verdict.value,
        "possible": [verdict.value for verdict in role.possible],
        "decided": role.decided,
        "exact": role.exact,
        "score": role.score,
        "score_range": list(role.score_range),
        "margin": {"down": role.margin_down, "up": role.margin_up},
        "margin_range": {
            "down": role.margin_down_range and list(role.margin_down_range),
            "up": role.margin_up_range and list(role.margin_up_range),
        },
        "hours_per_month": {level: _three(hours) for level, hours in role.hours.items()},
        "hours_range": {level: list(ends) for level, ends in role.hours_range.items()},
        "held_fte": role.held_fte,
        "gap_fte": role.gap_fte,
        "support_hours_per_month": _three(role.support),
        "sourcing": {
            "choice": role.sourcing.value,
            "decided": role.sourcing_decided,
            "reasons": [message(said, speaker) for said in role.sourcing_reasons],
        },
        "reasons": [_reason(reason, speaker) for reason in role.reasons],
    }


def _reason(reason: Reason, speaker: Speaker) -> ReasonForm:
    bound: BoundForm = {}
    if reason.at_least is not None:
        bound["at_least"] = reason.at_least.value
    if reason.at_most is not None:
        bound["at_most"] = reason.at_most.value
    return {**message(reason.statement, speaker), "points": reason.points, **bound}


def _combination(pair: Combination, speaker: Speaker) -> CombinationForm:
    return {
        "roles": list(pair.roles),
        "allowed": pair.allowed,
        "owner_accountable": pair.owner_accountable,
        "decided": pair.decided,
        "conditions": [message(said, speaker) for said in pair.conditions],
    }


def _crisis(crisis: CrisisAdvice, speaker: Speaker) -> CrisisForm:
    return {
        "state": crisis.state,
        "cluster": crisis.cluster,
        "response": crisis.response,
        "decided": crisis.decided,
        "possible_clusters": list(crisis.possible_clusters),
        "possible_responses": list(crisis.possible_responses),
        "ask": crisis.ask or None,
        "use": [_strategy(one, speaker) for one in crisis.use],
        "avoid": [_strategy(one, speaker) for one in crisis.avoid],
        "clocks": [
            {"minutes": clock.minutes, "message": message(clock.statement, speaker)}
            for clock in crisis.clocks
        ],
        "accountable": _charge(crisis.accountable, speaker),
        "approver": _charge(crisis.approver, speaker),
        "responsible": _charge(crisis.responsible, speaker),
        "advice": [message(said, speaker) for said in crisis.statements],
    }


def _strategy(advice: StrategyAdvice, speaker: Speaker) -> AdviceForm:
    said = message(advice.statement, speaker)
    return {"strategy": advice.strategy, "response": advice.response, "message": said}


def _charge(charge: Charge | None, speaker: Speaker) -> ChargeForm | None:
    if charge is None:
        return None
    said = message(charge.statement, speaker)
    return {"party": charge.party, "decided": charge.decided, "message": said}
