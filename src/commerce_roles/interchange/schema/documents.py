"""What is written of results: an assessment, a strategy, which is read again, and a plan."""

from typing import Any

from commerce_roles.assessment.forms import AssessmentForm
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.interchange.schema.deriving import Deriving
from commerce_roles.interchange.schema.shaping import Schema
from commerce_roles.strategy.contract import FORMAT as STRATEGY
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.planning.planned import Planned
from commerce_roles.strategy.planning.writing import FORMAT as PLAN

__all__ = ["assessment_schema", "plan_schema", "strategy_schema"]


def assessment_schema(speaker: Speaker) -> Schema:
    """Make the schema of `assessment/1`."""
    deriving = Deriving(speaker, told=False)
    made = deriving.table(AssessmentForm)
    return {**made, "$defs": dict(sorted(deriving.definitions.items()))}


def strategy_schema(speaker: Speaker) -> Schema:
    """Make the schema of `strategy/1`; a list of the strategy itself may be empty."""
    made = _formatted(Deriving(speaker), Drafted, STRATEGY)
    for part in made["properties"].values():
        part.pop("minItems", None)
    return made


def plan_schema(speaker: Speaker) -> Schema:
    """Make the schema of `plan/1`."""
    return _formatted(Deriving(speaker, told=False), Planned, PLAN)


def _formatted(deriving: Deriving, wanted: type[Any], form: str) -> Schema:
    made = deriving.table(wanted)
    made["properties"] = {"format": {"const": form}, **made["properties"]}
    made["required"] = sorted({"format", *made.get("required", [])})
    return {**made, "$defs": dict(sorted(deriving.definitions.items()))}
