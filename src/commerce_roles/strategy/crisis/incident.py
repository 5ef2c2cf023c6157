"""An incident: an alarm that is on, and what is done about it, by whom, by when."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.results import Attached
from commerce_roles.display import Document
from commerce_roles.strategy.crisis import incident_reporting as reporting
from commerce_roles.strategy.crisis import storing
from commerce_roles.strategy.crisis.detected import Alarm, Detected
from commerce_roles.strategy.crisis.facing import duties_of, face, todos, told_posts
from commerce_roles.strategy.crisis.prepared import Deadline, Handled
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.planning.planned import Planned, Slot

if TYPE_CHECKING:
    from datetime import date

    from commerce_roles.assessment import Assessment
    from commerce_roles.model import CrisisSeverity

__all__ = ["Incident", "find_incident", "incident_of", "read_incident"]

_EXPOSED: Final = "exposed"
_LENGTHS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Incident(storing.Stored, Handled):
    """An alarm and what to do; it draws itself, and is read back as it was written."""

    form = storing.INCIDENT
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show what to do now.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write the steps as flat rows, each with when it is due."""
        steps = self.catalogue.crisis_steps
        return [
            {"part": steps[one.step].part, "step": one.step, "party": one.party,
             "due": one.due.isoformat() if one.due else None}
            for one in self.steps
        ]  # fmt: skip

    def __repr__(self) -> str:
        """Say since when, and how grave."""
        return f"<Incident since {self.since.isoformat()}: {self.severity}>"


def find_incident(
    result: "Assessment",
    detection: Detected,
    *,
    strategy: Drafted | None = None,
    plan: Planned | None = None,
) -> Incident | None:
    """Say what to do about the alarm that is on; None where there is none.

    What was seen fills the answers about the crisis, over what the business told; a business that
    told nothing of its state is `exposed`. The tables then say which kind it is and what fits.
    Clocks run from when the first count with an alarm was complete.

    Args:
        result: What the business needs.
        detection: What `detect` found.
        strategy: Who is there; left out, as the business told.
        plan: What is published when, of which is listed what to hold back.

    Raises:
        DetachedError: The catalogue of the result is not at hand.
        StrategyError: An overlay has left no severity that holds.
    """
    alarm = detection.now
    if alarm is None:
        return None
    facts = result.catalogue
    seen = dict(_seen(alarm, facts))
    faced = face(told_posts(result, strategy), facts, state=_EXPOSED, told=seen)
    advice, severity = faced.advice, faced.severity
    duties = duties_of(advice)
    noticed = alarm.since + _LENGTHS[detection.step]
    until = _pause_until(severity, noticed)
    return Incident(
        step=detection.step,
        since=alarm.since,
        until=alarm.until,
        noticed=noticed,
        triggers=alarm.triggers,
        mention_volume_ratio=alarm.mention_volume_ratio,
        sentiment_change_points=alarm.sentiment_change_points,
        severity=severity.id,
        state=advice.state,
        cluster=advice.cluster,
        response=advice.response,
        possible_clusters=advice.possible_clusters,
        possible_responses=advice.possible_responses,
        ask=advice.ask,
        kind=advice.kind,
        main=advice.main,
        duties=duties,
        deadlines=tuple(
            Deadline(due=noticed + timedelta(minutes=clock.minutes), clock=clock)
            for clock in advice.clocks
        ),
        steps=tuple(todos(duties, facts, severity=severity.id, alarm=noticed)),
        use=advice.use,
        avoid=advice.avoid,
        advice=advice.advice,
        pause=severity.pause,
        pause_until=until,
        paused=tuple(_paused(plan, severity, alarm.since.date(), until)),
        catalogue_version=facts.version,
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _seen(alarm: Alarm, facts: Catalogue) -> Iterator[tuple[str, float]]:
    """Give what the alarm answers, by the attribute of the crisis that its trigger fills."""
    values = {
        "mentions": alarm.mention_volume_ratio,
        "sentiment": alarm.sentiment_change_points,
    }
    for trigger in facts.crisis_triggers.values():
        value = values[trigger.signal]
        if value is not None:
            asked = facts.fields[trigger.fills]
            least, most = asked.minimum, asked.maximum
            value = max(value, least)
            value = value if most is None else min(value, most)
            yield trigger.fills.rpartition(".")[2], value


def _pause_until(severity: "CrisisSeverity", noticed: datetime) -> "date | None":
    if severity.pause == "nothing" or severity.pause_days < 1:
        return None
    return noticed.date() + timedelta(days=severity.pause_days - 1)


def _paused(
    plan: Planned | None, severity: "CrisisSeverity", first: "date", until: "date | None"
) -> Iterator[Slot]:
    """Give what of a plan is held back: by the rule of the severity, from the alarm on."""
    if plan is None or until is None:
        return
    for slot in plan.slots:
        if first <= slot.day <= until and (severity.pause == "everything" or slot.may_promote):
            yield slot


def incident_of(
    data: Mapping[str, object], *, catalogue: Catalogue | None = None, file: str = ""
) -> Incident:
    """Make an incident of plain data in the form `crisis_incident/1`.

    Args:
        data: What `Incident.to_dict` writes.
        catalogue: The facts that it names; the library's own where left out.
        file: What to call the source in messages.

    Raises:
        StrategyError: With every fault.
    """
    return Incident(**storing.value_of(data, storing.INCIDENT, Handled, catalogue, file))


def read_incident(path: str | Path, *, catalogue: Catalogue | None = None) -> Incident:
    """Read an incident from a TOML or JSON file; `-` is standard input.

    Raises:
        StrategyError: With every fault.
    """
    return Incident(**storing.read_value(path, storing.INCIDENT, Handled, catalogue))
