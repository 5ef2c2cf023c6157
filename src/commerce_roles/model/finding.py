"""Something that should not be, or that somebody should look at."""

from attrs import frozen

from commerce_roles.model.lint import Severity
from commerce_roles.showing import Displayed

__all__ = ["Finding"]


@frozen(kw_only=True)
class Finding(Displayed):
    """What a check found: nothing that hinders loading, else it would be an error."""

    rule: str
    """The id of what was checked, such as `unreachable_rule`."""
    where: str
    """The fact it is about, such as `table.cm_field/listed`."""
    message: str
    """What was found, in English."""
    remedy: str = ""
    """What would make it right."""
    severity: Severity = "warning"
    """`error`: wrong by itself; `warning`: probably not meant; `note`: worth knowing."""

    def __str__(self) -> str:
        """Write it on one line."""
        text = f"{self.severity} {self.rule}: {self.where}: {self.message}"
        return f"{text}; {self.remedy}" if self.remedy else text
