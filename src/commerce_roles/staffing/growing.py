"""How far one person is enough, as the business grows."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from commerce_roles.assessment.growing import Growth, growth_of
from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import PRODUCTIVE, Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Block, Bullets, Document, Paragraph, strong
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import BusinessProfile
from commerce_roles.staffing.framing import joined

__all__ = ["GrowthPath", "growth_path"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class GrowthPath(Result):
    """At which orders, messages, channels, languages … one person stops being enough."""

    roles: tuple[str, ...]
    """The roles in one hand."""
    level: str
    hours: float
    """Hours a month that the person has."""
    growths: tuple[Growth, ...]
    """Answers on which the hours depend, in the order of the fields."""
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def __getitem__(self, key: str) -> Growth:
        """Give how far one answer may grow.

        Raises:
            UnknownIdError: The hours do not depend on it.
        """
        found = {one.field: one for one in self.growths}
        if key not in found:
            raise UnknownIdError("answer that hours depend on", key, found, near=tuple(found))
        return found[key]

    def document(self, lang: str = "en") -> Document:
        """Show the path."""
        speaker = Speaker(self.catalogue, lang)
        lead = {"available": round(self.hours), "names": self.roles, "service": self.level}
        said = [_said(one, speaker) for one in self.growths]
        blocks: list[Block] = [
            Paragraph([strong(speaker.text("growth.lead", frozen_params(lead)))]),
            Bullets([one for one in said if one]),
        ]
        if not any(said):
            blocks.append(Paragraph(speaker.text("growth.never")))
        return Document(capital(speaker.word("growth", "title")), blocks, lang=lang)

    def rows(self) -> list[dict[str, object]]:
        """Write the path as flat rows, one for each answer."""
        return [
            {
                "field": one.field,
                "now": one.now,
                "earliest": one.earliest,
                "typical": one.typical,
                "latest": one.latest,
                "passed": one.passed,
                "added": joined(one.added),
            }
            for one in self.growths
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the path as plain data in the form `growth/1`."""
        return {
            "format": "growth/1",
            "lang": lang,
            "roles": list(self.roles),
            "level": self.level,
            "hours": self.hours,
            "growths": self.rows(),
        }

    def __repr__(self) -> str:
        """Say what is in one hand."""
        return f"<GrowthPath {', '.join(self.roles)}>"


def growth_path(
    profile: BusinessProfile | Mapping[str, object],
    *,
    roles: Sequence[str] = (),
    level: str = "",
    hours: float | None = None,
    catalogue: Catalogue | None = None,
) -> GrowthPath:
    """Say at which orders, messages, channels, languages … one person stops being enough.

    Each answer grows by itself; where another was not told, its estimate grows along.

    Args:
        profile: The business as it is; a mapping is read like a file.
        roles: The roles in one hand; left out, all.
        level: The level of service; left out, the least.
        hours: Hours a month that the person has; left out, those of a full post.
        catalogue: The facts; the library's own where left out.

    Raises:
        ProfileError: With every fault of the profile; hours below 0.
        UnknownIdError: There is no such role or level.

    Examples:
        >>> shop = {"channels": ["instagram"], "messages_needing_reply_month": 200}
        >>> path = growth_path(shop, roles=["community_manager"])
        >>> one = path["messages_needing_reply_month"]
        >>> one.now, one.earliest, one.typical, one.latest
        (200, 639, 1303, 1708)
    """
    facts = catalogue or load_catalogue()
    known = (
        profile if isinstance(profile, BusinessProfile) else profile_of(profile, catalogue=facts)
    )
    return GrowthPath(
        roles=tuple(roles) or tuple(facts.roles),
        level=level or facts.levels[0],
        hours=float(facts.constants[PRODUCTIVE].value) if hours is None else hours,
        growths=growth_of(known, roles=roles, level=level, hours=hours, catalogue=facts),
        catalogue=facts,
    )


def _said(one: Growth, speaker: Speaker) -> str:
    """Say how far one answer may grow; nothing where however much is not too much."""
    params: dict[str, object] = {"field": one.field, "today": one.now}
    if one.passed:
        return speaker.text("growth.passed", params)
    first = max(one.now, (one.earliest or 0) - 1)
    if one.typical is None:
        if one.earliest is None:
            return ""
        return speaker.text("growth.perhaps", {**params, "first": first})
    params |= {"enough": one.typical - 1, "first": first}
    if one.latest is None:
        return speaker.text("growth.at_least", params)
    return speaker.text("growth.at", {**params, "last": one.latest - 1})
