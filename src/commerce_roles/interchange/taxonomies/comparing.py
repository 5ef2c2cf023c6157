"""Two versions of a taxonomy compared, concept by concept and relation by relation.

May import: `catalogue`, `display`, `errors`.
"""

from collections.abc import Iterator
from typing import Final, Literal

from attrs import asdict, field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Block, Document, Heading, Paragraph, Table
from commerce_roles.errors import TaxonomyError
from commerce_roles.interchange.taxonomies.concepts import Concept, Notice, Relation
from commerce_roles.interchange.taxonomies.summing import named, notice_of
from commerce_roles.interchange.taxonomies.taxonomy import Taxonomy
from commerce_roles.showing import Displayed

__all__ = ["Moved", "Movement", "TaxonomyComparison", "compare_taxonomies"]

Movement = Literal[
    "added", "removed", "relabelled", "retyped", "moved", "asked", "asked_no_more",
    "asked_otherwise",
]  # fmt: skip
MOVEMENTS: Final[tuple[Movement, ...]] = (
    "added", "removed", "relabelled", "retyped", "moved", "asked", "asked_no_more",
    "asked_otherwise",
)  # fmt: skip
_SHOWN: Final = 20
"""So many changes of one kind are drawn; the data has all."""


@frozen(kw_only=True)
class Moved(Displayed):
    """One thing that is other than it was."""

    movement: Movement
    """`moved`: it stands under something else; `asked`, `asked_no_more`, `asked_otherwise`: a
    relation is new, gone, or of another kind or rating."""
    uri: str
    """The concept; of a relation, what asks."""
    label: str
    """As it is called now, or was called where it is gone."""
    target: str = ""
    """Of a relation, what is asked for."""
    target_label: str = ""
    before: str = ""
    """What was said; empty where nothing was."""
    after: str = ""


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class TaxonomyComparison(Result):
    """What one version of a taxonomy has other than another."""

    scheme: str
    old_version: str
    new_version: str
    changes: tuple[Moved, ...]
    """By kind of change, then by address."""
    notices: tuple[Notice, ...]
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def of(self, movement: Movement) -> tuple[Moved, ...]:
        """Give the changes of a kind."""
        return tuple(one for one in self.changes if one.movement == movement)

    def document(self, lang: str = "en") -> Document:
        """Show what moved, kind by kind, the first of each."""
        return _report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write every change as a flat row, with the notices beside."""
        notice = " ".join(dict.fromkeys(map(str, self.notices)))
        return [{**_plain(one), "notice": notice} for one in self.changes]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write all changes as plain data in the form `taxonomy_comparison/1`."""
        return {
            "format": "taxonomy_comparison/1",
            "lang": lang,
            "scheme": self.scheme,
            "versions": [self.old_version or None, self.new_version or None],
            "changes": [_plain(one) for one in self.changes],
            "notices": [asdict(one) for one in self.notices],
        }

    def __repr__(self) -> str:
        """Say how much moved."""
        return f"<TaxonomyComparison {self.scheme}: {len(self.changes):,} changes>"


def compare_taxonomies(old: Taxonomy, new: Taxonomy) -> TaxonomyComparison:
    """Say what a version of a taxonomy has other than an earlier one.

    Concepts are the same where their addresses are, whatever they are called and coded.

    Args:
        old: The earlier version.
        new: The later one, in the same language.

    Raises:
        TaxonomyError: They are two taxonomies, or in two languages.

    Examples:
        >>> from commerce_roles.interchange import compare_taxonomies, read_esco
        >>> esco = read_esco("examples/taxonomies/esco", version="1.1.1")
        >>> compare_taxonomies(esco, esco).changes
        ()
    """
    for what, one, other in (
        ("taxonomies", old.scheme, new.scheme),
        ("languages", old.lang, new.lang),
    ):
        if one != other:
            message = f"these are of two {what}: {one} and {other}"
            raise TaxonomyError.of(message, remedy="compare two versions of one")
    found = [*_concepts(old, new), *_hierarchy(old, new), *_relations(old, new)]
    found.sort(key=lambda one: (MOVEMENTS.index(one.movement), one.uri, one.target))
    return TaxonomyComparison(
        scheme=new.scheme,
        old_version=old.version,
        new_version=new.version,
        changes=tuple(found),
        notices=tuple(dict.fromkeys((old.notice, new.notice))),
        catalogue=new.catalogue,
    )


def _all(taxonomy: Taxonomy) -> dict[str, Concept]:
    return {**taxonomy.occupations, **taxonomy.skills, **taxonomy.groups}


def _concepts(old: Taxonomy, new: Taxonomy) -> Iterator[Moved]:
    before, after = _all(old), _all(new)
    # ESCO 1.0 has codes of no occupation: that says nothing of those that later versions give
    coded = {
        kind
        for kind in {one.kind for one in before.values()}
        if all(any(c.code for c in each.values() if c.kind == kind) for each in (before, after))
    }
    for uri in {**before, **after}:
        one, other = before.get(uri), after.get(uri)
        if one is None or other is None:
            movement: Movement = "removed" if other is None else "added"
            yield Moved(movement=movement, uri=uri, label=(new if other else old).name(uri))
            continue
        label = new.name(uri)
        if one.label != other.label:
            yield Moved(
                movement="relabelled", uri=uri, label=label, before=one.label, after=other.label
            )
        was, now = ((c.type, c.code if c.kind in coded else "", c.isco) for c in (one, other))
        if was != now:
            kinds = [", ".join(filter(None, kind)) for kind in (was, now)]
            yield Moved(movement="retyped", uri=uri, label=label, before=kinds[0], after=kinds[1])


def _hierarchy(old: Taxonomy, new: Taxonomy) -> Iterator[Moved]:
    for uri in {**old.broader, **new.broader}:
        if old.concept(uri) is None or new.concept(uri) is None:
            continue  # that it is new, or gone, is told
        before, after = (set(each.broader.get(uri, ())) for each in (old, new))
        if before != after:
            yield Moved(
                movement="moved",
                uri=uri,
                label=new.name(uri),
                before="; ".join(sorted(map(old.name, before))),
                after="; ".join(sorted(map(new.name, after))),
            )


def _relations(old: Taxonomy, new: Taxonomy) -> Iterator[Moved]:
    before, after = (
        {(r.source, r.target): r for r in (*each.relations, *each.skill_relations)}
        for each in (old, new)
    )
    for ends in {**before, **after}:
        one, other = before.get(ends), after.get(ends)
        said, says = _said(one), _said(other)
        if said == says:
            continue
        movement: Movement = (
            "asked" if one is None else "asked_no_more" if other is None else "asked_otherwise"
        )
        where = old if other is None else new
        yield Moved(
            movement=movement,
            uri=ends[0],
            label=where.name(ends[0]),
            target=ends[1],
            target_label=where.name(ends[1]),
            before=said,
            after=says,
        )


def _said(relation: Relation | None) -> str:
    if relation is None:
        return ""
    numbers = [
        f"{name} {value:g}"
        for name, value in (("importance", relation.importance), ("level", relation.level))
        if value is not None
    ]
    return ", ".join((relation.kind, *numbers))


def _plain(one: Moved) -> dict[str, object]:
    return {
        "movement": one.movement,
        "uri": one.uri,
        "label": one.label,
        "target": one.target or None,
        "target_label": one.target_label or None,
        "before": one.before or None,
        "after": one.after or None,
    }


def _report(found: TaxonomyComparison, speaker: Speaker) -> Document:
    versions = [found.old_version, found.new_version]
    title = named(found.scheme, " → ".join(one or "?" for one in versions), speaker)
    blocks: list[Block] = [Heading(speaker.text("taxonomy.compared"))]
    if not found.changes:
        blocks.append(Paragraph(speaker.text("taxonomy.alike")))
    for movement in MOVEMENTS:
        blocks.extend(_changes(found.of(movement), movement, speaker))
    blocks.extend(notice_of(found.notices, speaker))
    return Document(title, blocks, lang=speaker.language)


def _changes(changes: tuple[Moved, ...], movement: Movement, speaker: Speaker) -> Iterator[Block]:
    if not changes:
        return
    count = speaker.number(len(changes))
    yield Heading(f"{speaker.text(f'taxonomy.change.{movement}')}: {count}", 3)
    heads = [speaker.text(f"taxonomy.{word}") for word in ("about", "before", "after")]
    rows = [
        [" → ".join(filter(None, (one.label, one.target_label))), one.before, one.after]
        for one in changes[:_SHOWN]
    ]
    kept = [0, *(place for place in (1, 2) if any(row[place] for row in rows))]
    yield Table([heads[place] for place in kept], [[row[place] for place in kept] for row in rows])
    if len(changes) > _SHOWN:
        more = {"changes_left": len(changes) - _SHOWN}
        yield Paragraph(speaker.text("taxonomy.more", more))
