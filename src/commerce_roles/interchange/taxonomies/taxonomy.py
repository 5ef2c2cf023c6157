"""A taxonomy of others as one frozen value, and what can be asked of it.

May import: `graph`, `catalogue`, `model`, `display`.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import asdict, field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.interchange.taxonomies import summing
from commerce_roles.interchange.taxonomies.concepts import Concept, Relation
from commerce_roles.interchange.taxonomies.finding import Candidate, LabelIndex
from commerce_roles.interchange.taxonomies.holdings import Holdings
from commerce_roles.interchange.taxonomies.opening import as_facts, as_graph

if TYPE_CHECKING:
    from commerce_roles.graph.relations import Graph

__all__ = ["Taxonomy"]


@frozen(kw_only=True, repr=False, slots=False, getstate_setstate=False)
class Taxonomy(Result, Holdings):
    """ESCO, O*NET or another taxonomy of occupations and skills, as it was read.

    Everything is known by its address (URI). It draws itself as what it holds, under which terms
    it may be passed on, and which defects reading survived.
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    @cached_property
    def _labels(self) -> LabelIndex:
        concepts = (*self.occupations.values(), *self.skills.values())
        return LabelIndex(concepts, self.lang)

    def find(
        self, text: str, *, lang: str | None = None, kind: str | None = None, most: int = 10
    ) -> tuple[Candidate, ...]:
        """Rank the occupations and skills that a text may mean; never one silent guess.

        Case, accents, punctuation and blanks are passed over, and words may be misspelt. Each
        candidate says how it was matched; all that match exactly are given, whatever `most` says.
        The first look-up takes all names up, which takes about a second for the whole of ESCO.

        Args:
            text: A name or part of one, an address, or a code.
            lang: The language of the text; None: any of those read.
            kind: `occupation` or `skill`; None: either.
            most: So many candidates at the most.

        Raises:
            UnknownIdError: There is no such kind.

        Examples:
            >>> from commerce_roles.interchange import read_esco
            >>> esco = read_esco("examples/taxonomies/esco")
            >>> [(one.label, one.how) for one in esco.find("Social-Media Manager", most=1)]
            [('online community manager', 'other')]
        """
        return self._labels.find(text, lang=lang, kind=kind, most=most)

    def graph(self) -> "Graph":
        """Make the graph of all occupations and skills, for the functions of `graph`.

        Nodes are `role:ADDRESS` and `skill:ADDRESS`, edges `requires`; who reports to whom is not
        in it, since no taxonomy says so.

        Examples:
            >>> from commerce_roles.graph import similar_roles
            >>> from commerce_roles.interchange import read_esco
            >>> esco = read_esco("examples/taxonomies/esco")
            >>> uri = esco.find("digital marketing manager")[0].uri
            >>> like = similar_roles(esco.graph(), f"role:{uri}").others[0]
            >>> esco.name(like.role.removeprefix("role:"))
            'eBusiness manager'
        """
        return as_graph(self)

    def as_catalogue(
        self, occupations: Iterable[str], *, catalogue: Catalogue | None = None
    ) -> Catalogue:
        """Lay occupations over a catalogue as roles, with the skills that they ask for.

        They have an area of their own and no rules: no verdict speaks for or against them until an
        overlay brings tables. To whom they report is not in the taxonomy: to the owner, declared
        as an assumption. Where importance is rated, it is kept, rounded; no level of a skill is
        taken over, since the scales have nothing to do with ours.

        Every rule is linked for every role and pair of roles, so lay the few that you mean: ten
        take some seconds, all of a taxonomy is what `graph` is for.

        Args:
            occupations: Addresses.
            catalogue: What they are laid over; the library's own facts where left out.

        Raises:
            UnknownIdError: An address is no occupation's.

        Examples:
            >>> from commerce_roles.interchange import read_esco
            >>> esco = read_esco("examples/taxonomies/esco", version="1.1.1")
            >>> uri = esco.find("eBusiness manager", kind="occupation")[0].uri
            >>> ours = esco.as_catalogue([uri])
            >>> ours.find("eBusiness manager", kind="role")[0].id
            'esco_586fe133_1987_41f4_b89a_f39d4bc58e1e'
        """
        base = load_catalogue() if catalogue is None else catalogue
        return load_catalogue(as_facts(self, occupations, base.label_languages), base=base)

    def document(self, lang: str = "en") -> Document:
        """Show what it holds, its terms and its defects."""
        return summing.report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write what occupations ask for as flat rows, with the notice beside each."""
        notice = str(self.notice)
        return [
            {
                "occupation": one.source,
                "occupation_label": self.name(one.source),
                "skill": one.target,
                "skill_label": self.name(one.target),
                "kind": one.kind,
                "importance": one.importance,
                "level": one.level,
                "notice": notice,
            }
            for one in self.relations
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write all of it as plain data in the form `taxonomy/1`."""
        return {
            "format": "taxonomy/1",
            "lang": lang,
            "scheme": self.scheme,
            "version": self.version or None,
            "labels_in": self.lang,
            "notice": asdict(self.notice),
            "occupations": [_plain(one) for one in self.occupations.values()],
            "skills": [_plain(one) for one in self.skills.values()],
            "groups": [_plain(one) for one in self.groups.values()],
            "relations": [_related(one) for one in self.relations],
            "skill_relations": [_related(one) for one in self.skill_relations],
            "broader": {uri: list(wide) for uri, wide in self.broader.items()},
            "scales": {name: asdict(scale) for name, scale in self.scales.items()},
            "defects": [
                {
                    "kind": one.kind,
                    "file": one.file,
                    "count": one.count,
                    "places": list(one.places),
                    "done": one.done,
                }
                for one in self.defects
            ],
        }

    def __repr__(self) -> str:
        """Say what it is and how large."""
        named = f"{self.scheme} {self.version}".strip()
        sizes = f"{len(self.occupations):,} occupations, {len(self.skills):,} skills"
        return f"<Taxonomy {named}: {sizes}, {len(self.relations):,} relations>"


def _plain(one: Concept) -> dict[str, object]:
    """Write a concept as plain data; what is not told is left out."""
    told: dict[str, object] = {
        "uri": one.uri,
        "kind": one.kind,
        "label": one.label,
        "code": one.code,
        "isco": one.isco,
        "type": one.type,
        "reuse": one.reuse,
        "other_labels": list(one.other_labels),
        "hidden_labels": list(one.hidden_labels),
        "further": {lang: list(names) for lang, names in one.further.items()},
        "description": one.description,
        "status": one.status,
    }
    return {key: value for key, value in told.items() if value}


def _related(one: Relation) -> dict[str, object]:
    rated = {"importance": one.importance, "level": one.level} if one.kind == "rated" else {}
    doubts = {} if one.relevant and one.steady else {"relevant": one.relevant, "steady": one.steady}
    return {"source": one.source, "target": one.target, "kind": one.kind, **rated, **doubts}
