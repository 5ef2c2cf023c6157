"""Our roles and skills beside those of a taxonomy; how far ours reach; where both disagree.

Which fact lies beside which concept is data: facts of the kinds `concept` and `concept_gap`.

May import: `catalogue`, `display`, `model`, `errors`.
"""

from collections.abc import Iterator
from typing import Final

from attrs import asdict, evolve, field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.interchange.taxonomies import aligned_reporting
from commerce_roles.interchange.taxonomies.aligned import (
    STANDINGS,
    Aligned,
    Asked,
    Disagreement,
    Match,
)
from commerce_roles.interchange.taxonomies.holding_facts import contradictions_of, holders_of
from commerce_roles.interchange.taxonomies.taxonomy import Taxonomy
from commerce_roles.model import ConceptRef, FrozenMap

__all__ = ["Alignment", "align"]

_SAME: Final = ("exact", "close")
_LOOSE: Final = "related"
"""What is only related neither holds a role against an occupation nor makes a disagreement."""
_ROLE: Final = "role"


@frozen(kw_only=True, repr=False, slots=False, getstate_setstate=False)
class Alignment(Result, Aligned):
    """Our facts beside a taxonomy: matches, coverage, disagreements."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show what lies beside what, how far ours reach, and where both disagree."""
        return aligned_reporting.report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write what the occupations ask for as flat rows, with the notice beside each."""
        notice = str(self.notice)
        return [
            {
                "role": one.role,
                "occupation": one.occupation,
                "occupation_label": self.name(one.occupation),
                "skill": one.skill,
                "skill_label": one.label,
                "standing": one.standing,
                "facts": ", ".join(one.facts) or None,
                "reason": one.reason or None,
                "importance": one.importance,
                "level": one.level,
                "notice": notice,
            }
            for one in self.asked
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the alignment as plain data in the form `alignment/1`."""
        return {
            "format": "alignment/1",
            "lang": lang,
            "scheme": self.scheme,
            "version": self.version or None,
            "made_for": list(self.made_for),
            "catalogue": {"version": self.catalogue_version, "hash": self.catalogue_hash},
            "matches": [asdict(one) for one in self.matches],
            "asked": [
                {key: value for key, value in row.items() if key != "notice"}
                | {"facts": list(one.facts)}
                for one, row in zip(self.asked, self.rows(), strict=True)
            ],
            "disagreements": [
                {
                    **asdict(one),
                    "ours": list(one.ours),
                    "claims": list(one.claims),
                    "contradictions": list(one.contradictions),
                }
                for one in self.disagreements
            ],
            "unnamed": list(self.unnamed),
            "gone": list(self.gone),
            "notice": asdict(self.notice),
        }

    def __repr__(self) -> str:
        """Say how far ours reach."""
        held = sum(one.standing == "covered" for one in self.asked)
        return f"<Alignment with {self.scheme}: {held} of {len(self.asked)} covered>"


def align(catalogue: Catalogue | None, taxonomy: Taxonomy) -> Alignment:
    """Lay our roles and skills beside those of a taxonomy.

    A role is held against every occupation that it matches, unless both are only related: each
    skill that the occupation cannot do without (`Taxonomy.essential_of`) is covered by what the
    role asks for, covered in part, another role's, or uncovered with a reason. What only another
    role has with us, and is more than related, is a disagreement, told with the claims on which
    ours rests.

    Matches and reasons are facts (`concept`, `concept_gap`), made by hand; an overlay adds its own.

    Args:
        catalogue: The facts; the library's own where None.
        taxonomy: What `read_esco` or `read_onet` gave.

    Examples:
        >>> from commerce_roles.interchange import align, read_esco
        >>> found = align(None, read_esco("examples/taxonomies/esco", version="1.1.1"))
        >>> [len(found.of("community_manager", standing)) for standing in
        ...  ("covered", "in_part", "elsewhere", "uncovered")]
        [3, 20, 10, 14]
        >>> {one.label: one.claims for one in found.disagreements}["plan marketing strategy"]
        ('DA-012', 'DA-013', 'DA-001')
    """
    facts = load_catalogue() if catalogue is None else catalogue
    refs = [one for one in facts.concepts.values() if one.scheme == taxonomy.scheme]
    known = [one for one in refs if taxonomy.concept(one.uri) is not None]
    by_uri: dict[str, list[ConceptRef]] = {}
    for one in known:
        by_uri.setdefault(one.uri, []).append(one)
    roles = [one for one in known if one.uri in taxonomy.occupations and _kind(one) == _ROLE]
    pairs = [one for one in roles if one.match != _LOOSE]
    asked = [found for one in pairs for found in _asked(one, by_uri, facts, taxonomy)]
    named = {one.fact for one in refs}
    return Alignment(
        scheme=taxonomy.scheme,
        version=taxonomy.version,
        catalogue_version=facts.version,
        catalogue_hash=facts.hash,
        matches=tuple(_match(one, taxonomy) for one in sorted(known, key=_order)),
        asked=tuple(sorted(asked, key=_place)),
        disagreements=tuple(found for one in asked for found in _disagreements(one, by_uri, facts)),
        unnamed=tuple(sorted(s for s in facts.skills if f"skill.{s}" not in named)),
        gone=tuple(sorted(one.id for one in refs if taxonomy.concept(one.uri) is None)),
        labels=FrozenMap({one.uri: taxonomy.name(one.uri) for one in roles}),
        made_for=tuple(sorted({one.version for one in refs})),
        notice=taxonomy.notice,
        catalogue=facts,
    )


def _kind(ref: ConceptRef) -> str:
    return ref.fact.partition(".")[0]


def _order(ref: ConceptRef) -> tuple[bool, str, str]:
    return _kind(ref) != _ROLE, ref.fact, ref.id


def _place(one: Asked) -> tuple[str, str, int, str, str]:
    return one.role, one.occupation, STANDINGS.index(one.standing), one.label, one.skill


def _match(ref: ConceptRef, taxonomy: Taxonomy) -> Match:
    return Match(
        fact=ref.fact,
        uri=ref.uri,
        label=taxonomy.name(ref.uri),
        match=ref.match,
        by=ref.id,
        basis=ref.evidence.basis,
        why=ref.evidence.why,
    )


def _asked(
    pair: ConceptRef,
    by_uri: dict[str, list[ConceptRef]],
    facts: Catalogue,
    taxonomy: Taxonomy,
) -> Iterator[Asked]:
    """Hold a role against what an occupation cannot do without."""
    role = pair.fact.partition(".")[2]
    gaps = {one.uri: one.reason for one in facts.concept_gaps.values()}
    for skill, relation in taxonomy.essential_of(pair.uri).items():
        naming = by_uri.get(skill, [])
        own = [one for one in naming if role in holders_of(facts, one.fact)]
        others = [one for one in naming if one not in own and holders_of(facts, one.fact)]
        found = Asked(
            role=role,
            occupation=pair.uri,
            skill=skill,
            label=taxonomy.name(skill),
            standing="uncovered",
            facts=tuple(dict.fromkeys(one.fact for one in own or others)),
            importance=relation.importance,
            level=relation.level,
        )
        if any(one.match in _SAME for one in own):
            yield evolve(found, standing="covered")
        elif own:
            yield evolve(found, standing="in_part")
        elif others:
            yield evolve(found, standing="elsewhere")
        else:
            yield evolve(found, reason=gaps.get(skill, "unnamed"))


def _disagreements(
    one: Asked, by_uri: dict[str, list[ConceptRef]], facts: Catalogue
) -> Iterator[Disagreement]:
    if one.standing != "elsewhere":
        return
    for fact in one.facts:
        ours = holders_of(facts, fact)
        refs = [ref for ref in by_uri[one.skill] if ref.fact == fact and ref.match != _LOOSE]
        if not refs:
            continue
        claims = [claim for ref in refs for claim in ref.evidence.claims]
        yield Disagreement(
            role=one.role,
            occupation=one.occupation,
            skill=one.skill,
            label=one.label,
            fact=fact,
            ours=tuple(ours),
            claims=tuple(dict.fromkeys([*(c for cs in ours.values() for c in cs), *claims])),
            contradictions=contradictions_of(facts, fact),
        )
