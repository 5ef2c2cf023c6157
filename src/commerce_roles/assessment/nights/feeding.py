"""A change feed: which rows moved between two runs, from what to what, and by which rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from attrs import asdict, frozen

from commerce_roles.assessment.nights.causes import Cause, Causes, pairs_of
from commerce_roles.assessment.nights.seen import RoleSeen, Seen, seen_of
from commerce_roles.assessment.scoring import plan_of
from commerce_roles.assessment.tables.earlier.keys import places_of
from commerce_roles.assessment.tables.faults import Fault, merged, raise_faults
from commerce_roles.assessment.tables.gathering import made_like
from commerce_roles.assessment.tables.packages import Foreign, needed, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.results import VERDICT_WORDS
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import Problem

__all__ = ["NAMES", "Feed", "changes"]

Table = TypeVar("Table")
_VERDICTS: Final = ("before", "after", "standing_before", "standing_after")
_TEXTS: Final = ("because", "table", "rule_before", "rule_after", "message", "text")
NAMES: Final = ("role", *_VERDICTS, *_TEXTS, "points")
"""The columns of a feed, beside the key."""


def changes(  # noqa: PLR0913 each says one thing of what is compared
    before: object,
    now: Table,
    *,
    key: str,
    catalogue: Catalogue | None = None,
    catalogue_before: Catalogue | None = None,
    lang: str = "en",
) -> Table:
    """List what moved between two runs over a table: a row for each business and role that did.

    A business that only one of the runs has is listed for every role. A role that only one of them
    has is left out: `review_table` counts what new facts move.

    Args:
        before: What the earlier run of `assess_table` gave back; a table of any known kind.
        now: What tonight's gave back.
        key: The column by which a row is known: whole numbers or text.
        catalogue: The facts of tonight; the library's own where left out.
        catalogue_before: The facts of the earlier run, where they were others.
        lang: The language of the texts.

    Returns:
        A table of the kind of `now`: the key, `role`, `before` and `after` (verdicts; nothing where
        the row is new or gone), `standing_before` and `standing_after` where both runs tell what
        stands; `because`: `points`, `floor`, `cap` or `band` for the rule or band that moved it,
        `waited` where what stands moved after enough runs, `new`, `gone`, and `facts` where the
        earlier run was decided by other facts that are not given; `table`, `rule_before`,
        `rule_after`, `message` (its id), `text`, and `points` (how many more the table gives).
        Where several rules together moved it, it is the one without which it would not have moved
        so, of these the one with most points. In the order of tonight's rows, then what is gone.

    Raises:
        TableError: With everything that is wrong: no result of `assess_table`, keys missing, told
            twice or of two kinds, facts that are not those of the run.
        TypeError: It is no table that is known here.

    Examples:
        >>> from commerce_roles import assess_table
        >>> last = assess_table([{"shop": 7, "sector": "clothing", "monthly_orders": 90}])
        >>> now = assess_table([{"shop": 7, "sector": "clothing", "monthly_orders": 450}])
        >>> for row in changes(last, now, key="shop"):
        ...     print(row["shop"], row["role"], row["before"], row["after"], row["text"])
        7 ecommerce_manager optional recommended ecm_size gives 20 points, it gave 10
    """
    needed("numpy")
    facts = catalogue or load_catalogue()
    old = catalogue_before or facts
    plans = {one.decision_hash: plan_of(one.program) for one in (old, facts)}
    roles = tuple(facts.program.roles)
    then, faults = seen_of(before, key, "before", roles, plans)
    tonight, more = seen_of(now, key, "now", roles, plans)
    faults += more
    faults += _other_facts(tonight, facts, "now", "catalogue")
    if catalogue_before is not None:
        faults += _other_facts(then, catalogue_before, "before", "catalogue_before")
    if key in NAMES:
        problem = Problem("the feed has a column of this name", "key", "give the column another")
        faults.append(Fault(problem, ()))
    raise_faults(merged(faults))
    at_hand = then.decision_hash in ("", old.decision_hash)
    standing = all(
        own.standing is not None for run in (tonight, then) for own in run.roles.values()
    )
    feed = Feed(key, roles, Causes(old if at_hand else None, facts, lang), standing)
    places, faults = places_of(tonight.keys, then.keys, key)
    raise_faults(faults)
    kept = np.zeros(len(then.keys), np.bool_)
    kept[places[places >= 0]] = True
    parts = [feed.of(tonight, then, places), feed.gone(then, np.flatnonzero(~kept))]
    found: Table = made_like(now, pyarrow().concat_tables(parts))
    return found


def _other_facts(run: Seen, facts: Catalogue, where: str, name: str) -> list[Fault]:
    if run.decision_hash in ("", facts.decision_hash):
        return []
    message = f"it was decided by other facts, {run.decision_hash[:12]}…"
    remedy = f"give these as {name}="
    return [Fault(Problem(message, where, remedy), ())]


@frozen(eq=False)
class Feed:
    """Writes the change feed of two runs, some rows at a time."""

    key: str
    roles: Sequence[str]
    causes: Causes
    standing: bool
    """Whether both runs tell what stands."""

    def of(self, now: Seen, then: Seen, places: Array) -> Foreign:
        """List what moved.

        Args:
            now: Rows of tonight.
            then: Rows of the earlier run.
            places: For each row of tonight, its row there; -1: it is new.
        """
        parts: list[_Part] = []
        for order, role in enumerate(self.roles):
            if role in now.roles and role in then.roles:
                parts += self._role(order, role, now.roles[role], then.roles[role], places)
        return self._table(now.keys, parts)

    def gone(self, then: Seen, rows: Array) -> Foreign:
        """List the rows of the earlier run that tonight's does not have."""
        cause = self.causes.plain("gone")
        parts: list[_Part] = []
        for order, role in enumerate(self.roles):
            if role in then.roles:
                own = then.roles[role].at(rows)
                nothing = np.full(len(rows), -1, np.int64)
                four = (own.verdict, nothing, _or(own.standing, nothing), nothing)
                parts.append(_Part(order, rows, four, (cause,), np.zeros(len(rows), np.int64)))
        return self._table(then.keys, parts)

    def _role(
        self, order: int, role: str, now: RoleSeen, then: RoleSeen, places: Array
    ) -> "Iterator[_Part]":
        fresh = np.flatnonzero(places < 0)
        if len(fresh):
            own = now.at(fresh)
            nothing = np.full(len(fresh), -1, np.int64)
            four = (nothing, own.verdict, nothing, _or(own.standing, nothing))
            cause = (self.causes.plain("new"),)
            yield _Part(order, fresh, four, cause, np.zeros(len(fresh), np.int64))
        both = np.flatnonzero(places >= 0)
        after, before = now.at(both), then.at(places[both])
        moved = after.verdict != before.verdict
        if after.standing is not None and before.standing is not None:
            moved |= after.standing != before.standing
        rows = np.flatnonzero(moved)
        after, before = after.at(rows), before.at(rows)
        masks = before.masks if self.causes.before is not None else ()
        pairs, which = pairs_of(masks, after.masks, len(rows))
        found = tuple(self.causes.cause(role, *pair) for pair in pairs)
        nothing = np.full(len(rows), -1, np.int64)
        four = (
            before.verdict,
            after.verdict,
            _or(before.standing, nothing),
            _or(after.standing, nothing),
        )
        yield _Part(order, both[rows], four, found, which)

    def _table(self, keys: Foreign, parts: "Sequence[_Part]") -> Foreign:
        arrow = pyarrow()
        rows = np.concatenate([part.rows for part in parts] or [np.zeros(0, np.int64)])
        orders = [np.full(len(part.rows), part.order) for part in parts]
        order = np.concatenate(orders or [np.zeros(0, np.int64)])
        sorted_ = np.lexsort((order, rows))
        columns: dict[str, Foreign] = {
            self.key: keys.take(arrow.array(rows[sorted_])),
            "role": arrow.array(list(self.roles), arrow.string()).take(
                arrow.array(order[sorted_].astype(np.int64))
            ),
        }
        for place, name in enumerate(_VERDICTS):
            if place < 2 or self.standing:  # noqa: PLR2004 before and after are always told
                own = [part.verdicts[place] for part in parts]
                ranks = np.concatenate(own or [np.zeros(0, np.int64)])[sorted_]
                columns[name] = _verdicts(ranks)
        causes = [cause for part in parts for cause in part.causes]
        starts = np.cumsum([0, *(len(part.causes) for part in parts)])
        which = [part.which + start for part, start in zip(parts, starts[:-1], strict=True)]
        taken = arrow.array(np.concatenate(which or [np.zeros(0, np.int64)])[sorted_])
        columns |= {name: column.take(taken) for name, column in _told(causes).items()}
        return arrow.table(columns)


@frozen(eq=False)
class _Part:
    """Rows of the feed about one role."""

    order: int
    rows: Array
    """By which they are sorted, and whose keys they have."""
    verdicts: tuple[Array, ...]
    """Ranks before and after, and of what stood before and stands after; -1: none."""
    causes: tuple[Cause, ...]
    which: Array
    """For each row, its cause."""


def _or(array: Array | None, nothing: Array) -> Array:
    return nothing if array is None else array


def _verdicts(ranks: Array) -> Foreign:
    arrow = pyarrow()
    codes = arrow.array(np.maximum(ranks, 0).astype(np.int8), mask=ranks < 0)
    return arrow.DictionaryArray.from_arrays(
        codes, arrow.array(list(VERDICT_WORDS), arrow.string()), ordered=True
    )


def _told(causes: Sequence[Cause]) -> Mapping[str, Foreign]:
    """Give the columns of causes: texts, and points where there are some."""
    arrow = pyarrow()
    rows = [asdict(cause) for cause in causes]
    found = {
        name: arrow.array([row[name] or None for row in rows], arrow.string()) for name in _TEXTS
    }
    return {**found, "points": arrow.array([row["points"] for row in rows], arrow.int64())}
