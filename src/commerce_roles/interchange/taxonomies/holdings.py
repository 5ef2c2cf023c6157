"""What was read of a taxonomy, as a value; what can be asked of it is `Taxonomy`'s.

May import: `model`.
"""

from functools import cached_property

from attrs import field, frozen

from commerce_roles.interchange.taxonomies.concepts import Concept, Notice, Relation, Scale
from commerce_roles.interchange.taxonomies.defects import Defect
from commerce_roles.model import FrozenMap

__all__ = ["Holdings"]


@frozen(kw_only=True, repr=False, slots=False)
class Holdings:
    """All concepts and relations, by address, with the terms under which they are published."""

    scheme: str
    """Which taxonomy it is: `esco`, `onet`."""
    version: str
    """As the caller told it; empty where nobody did, since the files do not."""
    lang: str
    """The language of the labels."""
    notice: Notice
    occupations: FrozenMap[str, Concept]
    skills: FrozenMap[str, Concept]
    groups: FrozenMap[str, Concept] = field(default=FrozenMap())
    """Groups of occupations and of skills."""
    relations: tuple[Relation, ...]
    """What occupations ask for."""
    skill_relations: tuple[Relation, ...] = ()
    """What skills ask for, or go with."""
    broader: FrozenMap[str, tuple[str, ...]] = field(default=FrozenMap())
    """For a concept, what stands directly above it."""
    scales: FrozenMap[str, Scale] = field(default=FrozenMap())
    """The scales on which relations are rated: `importance`, `level`."""
    defects: tuple[Defect, ...] = ()
    """What is wrong with the files, each kind once for a file."""

    def concept(self, uri: str) -> Concept | None:
        """Give the concept of an address; None where there is none."""
        return self.occupations.get(uri) or self.skills.get(uri) or self.groups.get(uri)

    def name(self, uri: str) -> str:
        """Give the label of an address; the address itself where there is none."""
        found = self.concept(uri)
        return found.label if found is not None and found.label else uri

    @cached_property
    def _by_source(self) -> dict[str, tuple[Relation, ...]]:
        found: dict[str, list[Relation]] = {}
        for one in (*self.relations, *self.skill_relations):
            found.setdefault(one.source, []).append(one)
        return {uri: tuple(several) for uri, several in found.items()}

    @cached_property
    def _by_target(self) -> dict[str, tuple[Relation, ...]]:
        found: dict[str, list[Relation]] = {}
        for one in self.relations:
            found.setdefault(one.target, []).append(one)
        return {uri: tuple(several) for uri, several in found.items()}

    def asked_by(self, uri: str) -> tuple[Relation, ...]:
        """Give what an occupation, or a skill, asks for; empty where nothing is told."""
        return self._by_source.get(uri, ())

    def asking_for(self, uri: str) -> tuple[Relation, ...]:
        """Give the occupations that ask for a skill."""
        return self._by_target.get(uri, ())

    def essential_of(self, uri: str) -> dict[str, Relation]:
        """Give the skills that an occupation cannot do without, by address.

        Where the taxonomy says so, those are its essential ones. Where it rates importance in place
        of that, they are those from the middle of its scale on; what has no rating is none of them.
        """
        scale = self.scales.get("importance")
        return {
            one.target: one
            for one in self.asked_by(uri)
            if one.kind == "essential"
            or (scale and one.importance is not None and one.importance >= scale.middle)
        }
