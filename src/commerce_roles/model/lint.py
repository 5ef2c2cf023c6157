"""What a sound structure keeps to, and what to say where it does not."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable
from commerce_roles.showing import Displayed

__all__ = ["LintRule", "Severity"]

Severity = Literal["error", "warning", "note"]


@frozen(kw_only=True)
class LintRule(Displayed):
    """One rule of a sound structure. How it is checked is code, all else stands here.

    An overlay may retire a rule, and it is checked no longer.
    """

    id: str
    label: Label
    """What is kept, such as "one party answers for every task"."""
    severity: Severity
    """`error`: work goes wrong; `warning`: it is likely to; `note`: worth a look."""
    found: Label
    """What is wrong where it is not kept, with `{parameter}` where a value goes."""
    matters: Label
    """Why it matters."""
    remedy: Label
    """What to do, with the same parameters."""
    threshold: int | None = field(default=None, metadata=adjustable())
    """For a rule about too many: percent, beyond which it speaks."""
    least: int = field(default=0, metadata=adjustable())
    """For a rule about too many: from how many rows, parties or parts on it is asked."""
    group: str = ""
    """For a rule about a group of facts: the group."""
    evidence: Evidence = field(factory=Evidence)
