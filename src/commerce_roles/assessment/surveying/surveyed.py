"""The survey itself: its findings, drawn for people and written for programs."""

from collections.abc import Iterator

from attrs import field, frozen

from commerce_roles.assessment.surveying.findings import Findings, Part
from commerce_roles.assessment.surveying.reporting import document, plain_survey
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document

__all__ = ["Survey"]


@frozen(kw_only=True, getstate_setstate=False)
class Survey(Findings, Result):
    """How many businesses of a table need which role, by what rules, and how sure that is."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the survey, with pictures."""
        return document(self, self.catalogue, lang)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the survey as plain data, in the form `survey/1`."""
        return plain_survey(self, self.catalogue, lang)

    def rows(self) -> list[dict[str, object]]:
        """Write the shares as flat rows: of all businesses, and of each part."""
        whole = Part(segment="", part="", businesses=self.businesses, shares=self.shares)
        return [row for part in (whole, *self.parts) for row in _rows(part, self.full_post)]


def _rows(part: Part, full_post: float) -> Iterator[dict[str, object]]:
    for share in part.shares:
        yield {
            "segment": part.segment or None,
            "part": part.part or None,
            "role": share.role,
            "verdict": share.verdict.value,
            "businesses": share.businesses,
            "of": part.businesses,
            "decided": share.decided,
            "hours_low": share.hours.low,
            "hours_typical": share.hours.typical,
            "hours_high": share.hours.high,
            "fte": share.hours.typical / full_post,
        }
