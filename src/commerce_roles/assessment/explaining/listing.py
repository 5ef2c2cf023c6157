"""An explanation as plain data: the form `explanation/1`, for other programs."""

from typing import Final

from attrs import frozen

from commerce_roles.assessment.contract import message, plain
from commerce_roles.assessment.explaining.seen import (
    Reading,
    RuleSeen,
    Seen,
    TableSeen,
    TaskSeen,
)
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Witness, references
from commerce_roles.model import Evidence

__all__ = ["FORMAT", "as_data"]

FORMAT: Final = "explanation/1"


def as_data(explanation: Seen, catalogue: Catalogue, lang: str) -> dict[str, object]:
    """Write an explanation as plain data; only `text` and `lang` depend on the language."""
    speaker = Speaker(catalogue, lang)
    words = Wording.of(speaker, explanation.readings, explanation.role)
    return _Listing(explanation, speaker, words).data(lang)


@frozen
class _Listing:
    explanation: Seen
    speaker: Speaker
    words: Wording

    def data(self, lang: str) -> dict[str, object]:
        seen = self.explanation
        return {
            "format": FORMAT,
            "lang": lang,
            "role": seen.role,
            "verdict": seen.verdict.value,
            "possible": [verdict.value for verdict in seen.possible],
            "by_points_alone": seen.band.value,
            "score": seen.score,
            "score_range": list(seen.score_range),
            "margin": {"down": seen.margin_down, "up": seen.margin_up},
            "bands": dict(seen.bands),
            "points": [
                {**self._table(table), "range": [table.least, table.most]} for table in seen.points
            ],
            "floors": [self._bound(table) for table in seen.floors],
            "caps": [self._bound(table) for table in seen.caps],
            "sourcing": {
                "choice": seen.choice.value,
                "tables": [self._table(table) for table in seen.sourcing],
            },
            "hours_per_month": {level: hours.as_numbers() for level, hours in seen.hours.items()},
            "tasks": [self._task(task) for task in seen.tasks],
            "idle_tasks": [task.task.id for task in seen.idle],
            "assumed": [
                {
                    "field": one.field,
                    "value": plain(one.value),
                    "could_change": list(one.bears_on),
                    **_evidence(one.evidence),
                }
                for one in seen.assumed
            ],
        }

    def _table(self, table: TableSeen) -> dict[str, object]:
        fired = table.fired
        return {
            "table": table.table,
            "fired": None if fired is None else fired.rule,
            "gives": None if fired is None else fired.gives,
            "open": table.open,
            "rules": [self._rule(rule) for rule in table.rules],
        }

    def _bound(self, table: TableSeen) -> dict[str, object]:
        return {**self._table(table), "decides": table.matters, "nearly": table.nearly}

    def _rule(self, rule: RuleSeen) -> dict[str, object]:
        said = rule.statement
        return {
            "rule": rule.rule,
            "gives": rule.gives,
            "state": rule.state,
            "open": rule.open,
            "message": None if said is None else message(said, self.speaker),
            "because": self._part(rule.witness),
            **_evidence(rule.evidence),
        }

    def _part(self, found: Witness) -> dict[str, object]:
        data: dict[str, object] = {"holds": found.holds, "certain": found.certain}
        if found.joined in {"all", "any"}:
            return {**data, found.joined: [self._part(part) for part in found.parts]}
        data["text"] = self.words.part(found)
        data["reads"] = [self._reading(key) for key in references(found.form)]
        if found.parts:
            data[found.joined] = [self._part(part) for part in found.parts]
        return data

    def _reading(self, key: str) -> dict[str, object]:
        reading = self.explanation.readings[key]
        data: dict[str, object] = {
            "key": key,
            "value": plain(reading.value),
            "known": reading.known,
            "certain": reading.certain,
        }
        return data if reading.ends is None else {**data, "between": plain(reading.ends)}

    def _driver(self, reading: Reading) -> dict[str, object]:
        data = self._reading(reading.key)
        return {**data, "from": [self._driver(each) for each in reading.reads]}

    def _task(self, seen: TaskSeen) -> dict[str, object]:
        effort = seen.task.effort
        return {
            "task": seen.task.id,
            "text": self.speaker.fact("task", seen.task.id),
            "hours_per_month": seen.hours.as_numbers(),
            "minutes": {"low": effort.low, "typical": effort.typical, "high": effort.high},
            "per": effort.per,
            "times_per_year": effort.times_per_year,
            "of": self._driver(seen.quantity),
            **_evidence(seen.task.evidence),
        }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "basis": evidence.basis or "assumption",
        "states": list(evidence.states),
        "implies": list(evidence.implies),
        "sources": list(evidence.sources),
        "contradictions": list(evidence.contradictions),
    }
