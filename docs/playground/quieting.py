"""Questions that make no sense after what was told, as far as that is certain."""

from commerce_roles.assessment import Assessment
from commerce_roles.assessment.asking import makes_sense
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge

__all__ = ["silent"]


def silent(result: Assessment) -> list[str]:
    """List the fields that need not be asked for.

    Examples:
        >>> from commerce_roles import assess
        >>> "crisis.history" in silent(assess({"crisis_state": "none"}))
        True
    """
    catalogue = result.catalogue
    decision = decide(catalogue.program, judge(result.profile, catalogue))
    return sorted(key for key in catalogue.program.asked_when if not makes_sense(decision, key))
