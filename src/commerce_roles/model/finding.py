"""Something that should not be, or that somebody should look at."""

from typing import Literal

from attrs import frozen

__all__ = ["Finding"]


@frozen(kw_only=True)
class Finding:
    """What a check found: nothing that hinders loading, else it would be an error."""

    rule: str
    """The id of what was checked, such as `unreachable_rule`."""
    where: str
    """The fact it is about, such as `table.cm_field/listed`."""
    message: str
    """What was found, in English."""
    remedy: str = ""
    """What would make it right."""
    severity: Literal["error", "warning", "note"] = "warning"
    """Wrong by itself; probably not meant; worth knowing."""

    def __str__(self) -> str:
        """Write it on one line."""
        text = f"{self.severity} {self.rule}: {self.where}: {self.message}"
        return f"{text}; {self.remedy}" if self.remedy else text
