"""When a good name is in danger: watched, noticed, met by a plan made before, reviewed after.

Numbers raise an alarm, tables say what fits, persons decide. Only counts are read: nobody's name,
nobody's words. Limits, severities and steps are data (`data/strategy/crisis.toml`).

| module | what it does |
|---|---|
| `mentions`, `columns`, `reading` | counts by the hour or the day; read from files, frames, data |
| `usual` | what is usual: a robust baseline with weekdays, hours, and the size of chance |
| `detecting`, `detected` | the front door: `detect`; what it finds |
| `watching`, `alarms` | each count judged by one trigger; alarms put together |
| `facing` | a crisis laid before the decision: kind, charges, severity, steps |
| `prepared` | what a playbook and an incident hold |
| `playbook`, `incident` | made before; found when an alarm is on |
| `reviewing` | what the figures say after it |
| `storing` | playbooks and incidents written and read back |
| `…_reporting` | each as a document |

May import: what `strategy` may, and of it `drafted`, `checking`, `contract` and `planning`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.strategy.crisis.detected import Alarm, Detected, Look
    from commerce_roles.strategy.crisis.detecting import Detection, detect
    from commerce_roles.strategy.crisis.incident import (
        Incident,
        find_incident,
        incident_of,
        read_incident,
    )
    from commerce_roles.strategy.crisis.mentions import MentionCount, Mentions
    from commerce_roles.strategy.crisis.playbook import (
        Playbook,
        make_playbook,
        playbook_of,
        read_playbook,
    )
    from commerce_roles.strategy.crisis.prepared import (
        Deadline,
        Duty,
        Fitting,
        Handled,
        Pause,
        Prepared,
        Todo,
        Watched,
    )
    from commerce_roles.strategy.crisis.reading import mentions_of, read_mentions
    from commerce_roles.strategy.crisis.reviewing import CrisisReview, look_back

__all__ = [
    "Alarm",
    "CrisisReview",
    "Deadline",
    "Detected",
    "Detection",
    "Duty",
    "Fitting",
    "Handled",
    "Incident",
    "Look",
    "MentionCount",
    "Mentions",
    "Pause",
    "Playbook",
    "Prepared",
    "Todo",
    "Watched",
    "detect",
    "find_incident",
    "incident_of",
    "look_back",
    "make_playbook",
    "mentions_of",
    "playbook_of",
    "read_incident",
    "read_mentions",
    "read_playbook",
]

_PACKAGE: Final = "commerce_roles.strategy.crisis"
_HOMES: Final = {
    name: f"{_PACKAGE}.{module}"
    for module, names in {
        "detected": ("Alarm", "Detected", "Look"),
        "detecting": ("Detection", "detect"),
        "incident": ("Incident", "find_incident", "incident_of", "read_incident"),
        "mentions": ("MentionCount", "Mentions"),
        "playbook": ("Playbook", "make_playbook", "playbook_of", "read_playbook"),
        "prepared": (
            "Deadline", "Duty", "Fitting", "Handled", "Pause", "Prepared", "Todo", "Watched",
        ),
        "reading": ("mentions_of", "read_mentions"),
        "reviewing": ("CrisisReview", "look_back"),
    }.items()
    for name in names
}  # fmt: skip

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
