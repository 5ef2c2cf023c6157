"""Which column of a table tells what: fields by their names, ends of ranges, members of sets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from attrs import field, frozen

from commerce_roles.assessment.tables.faults import Fault, raise_faults
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, nearest
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["GROUPS", "Layout", "Options", "layout_of"]

GROUPS: Final = ("crisis", "kpis", "existing_roles")
"""Tables inside a profile: a column of its own for each key, with a point between."""
_POSTS: Final = "existing_posts"
_NUMBERS: Final = ("count", "money", "number")


@frozen(kw_only=True)
class Options(Displayed):
    """How a table is read."""

    on_unknown: Literal["reject", "other"] = "reject"
    """What becomes of a word that we do not know: a fault, or `other`, where there is such a word,
    and else an answer that is not known."""
    coerce: bool = False
    """Whether numbers and yes or no may be written as text."""
    columns: Mapping[str, str] = field(default=FrozenMap[str, str]())
    """For a column of the caller's, the name that it has here."""
    categories: Mapping[str, Mapping[str, str | None]] = field(
        default=FrozenMap[str, Mapping[str, "str | None"]]()
    )
    """For a field, what the caller's own words mean; None: not known."""
    results: tuple[str, ...] = ()
    """The result columns that are asked for, by what they end in; none named: all of them."""


@frozen
class Layout:
    """The columns that are read, each by the name that it has in the table."""

    values: Mapping[str, str]
    """By field."""
    lows: Mapping[str, str]
    highs: Mapping[str, str]
    members: Mapping[str, Mapping[str, str]]
    """By field that is a set, and word."""
    kpis: Mapping[str, str]
    roles: Mapping[str, str]
    """By role, the full-time equivalents that there are."""
    posts: str = ""
    """The posts that there are, each with its title, roles, place and hours."""

    @property
    def read(self) -> tuple[str, ...]:
        """All columns that are read, in order of name."""
        parts = (self.values, self.lows, self.highs, self.kpis, self.roles, *self.members.values())
        names = {name for part in parts for name in part.values()}
        return tuple(sorted(names | {self.posts} - {""}))


def layout_of(names: Sequence[str], catalogue: Catalogue, options: Options) -> Layout:
    """Find out which column tells what; a column that tells nothing is the caller's own.

    Raises:
        TableError: Two columns of one name, two that tell the same, a set's member, KPI or role
            that there is not, a name in `options` that is no column or field.
    """
    faults = [
        Problem(f"there are {number} columns of this name", name, "keep one")
        for name, number in Counter(names).items()
        if number > 1
    ]
    faults += _options_faults(names, catalogue, options)
    finding = _Finding(catalogue)
    for name in dict.fromkeys(names):
        finding.take(name, options.columns.get(name, name))
    raise_faults([Fault(problem, ()) for problem in (*faults, *finding.problems)])
    return finding.layout()


class _Finding:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.problems: list[Problem] = []
        self.parts: dict[str, dict[str, str]] = {
            part: {} for part in ("values", "lows", "highs", "kpis", "roles")
        }
        self.members: dict[str, dict[str, str]] = {}
        self.posts = ""

    def take(self, name: str, meaning: str) -> None:
        fields = self.catalogue.fields
        if meaning == _POSTS:
            self.posts = name
            return
        if meaning in fields:
            self._put("values", meaning, name)
            return
        for part, ending in (("lows", "_low"), ("highs", "_high")):
            own = meaning.removesuffix(ending)
            if own != meaning and own in fields and fields[own].type in _NUMBERS:
                self._put(part, own, name)
                return
        group, _, inner = meaning.partition(".")
        if not inner:
            return
        if group == "kpis":
            self._known("kpis", inner, name, list(self.catalogue.kpis), "KPI")
        elif group == "existing_roles":
            self._known("roles", inner, name, list(self.catalogue.roles), "role")
        elif group in fields and fields[group].type == "set":
            self.members.setdefault(group, {})[inner] = name
        elif group in GROUPS:
            inside = [key for key in fields if key.startswith(f"{group}.")]
            self._stranger(name, meaning, inside, "field")

    def _known(self, part: str, inner: str, name: str, known: list[str], kind: str) -> None:
        if inner in known:
            self._put(part, inner, name)
        else:
            self._stranger(name, inner, known, kind)

    def _stranger(self, name: str, inner: str, known: list[str], kind: str) -> None:
        near = nearest(inner, known)
        remedy = f"did you mean {near[0]}?" if near else "name the column otherwise"
        self.problems.append(Problem(f"there is no such {kind}", name, remedy))

    def _put(self, part: str, meaning: str, name: str) -> None:
        if meaning in self.parts[part]:
            message = f"the column {self.parts[part][meaning]} tells the same"
            self.problems.append(Problem(message, name, "keep one"))
        self.parts[part][meaning] = name

    def layout(self) -> Layout:
        return Layout(members=self.members, posts=self.posts, **self.parts)


def _options_faults(names: Sequence[str], catalogue: Catalogue, options: Options) -> list[Problem]:
    faults: list[Problem] = []
    for name in options.columns:
        if name not in names:
            near = nearest(name, list(names))
            remedy = f"did you mean {near[0]}?" if near else "name a column of the table"
            faults.append(Problem("there is no such column", f"columns[{name!r}]", remedy))
    for key in options.categories:
        if key not in catalogue.fields:
            near = nearest(key, list(catalogue.fields))
            remedy = f"did you mean {near[0]}?" if near else "name a field"
            faults.append(Problem("there is no such field", f"categories[{key!r}]", remedy))
    return faults
