"""A table of members back with answers beside every row, in the kind of table that came."""

from collections.abc import Mapping
from typing import Any, Final

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import MissingPackageError
from commerce_roles.strategy.community.judging import Rules, judge_members, rules_of
from commerce_roles.strategy.community.member import Judged, Members
from commerce_roles.strategy.community.reading import MEMBER, members_of
from commerce_roles.structuring import is_frame

__all__ = ["mark_members"]

_TEXTS: Final = ("not_met", "not_told", "step", "step_at_most")


def mark_members(
    members: object,
    *,
    catalogue: Catalogue | None = None,
    columns: Mapping[str, str] | None = None,
    drop: bool = False,
) -> Any:  # noqa: ANN401 the kind of table that came
    """Put beside every member whether it belongs, what is not met, and what is not told.

    Added are `belongs` (yes, no, or empty: cannot be said yet), `not_met` and `not_told` (parts of
    the profile, joined by commas), one column for each group (such as `active`), and `step` and
    `step_at_most`, which differ where it is not told how far a member has come. Rows keep their
    order, and nothing in them ranks anybody.

    Args:
        members: A data frame, or rows; see `members_of`.
        catalogue: The facts with columns, tests and steps; the library's own where left out.
        columns: Your own names of columns, by ours.
        drop: Whether columns that are not kept are left out, of the answer too.

    Returns:
        A data frame of the same package, in memory; of rows a list of mappings.

    Raises:
        StrategyError: With every fault of the table.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> answer = mark_members([{"member": "a", "purchases_year": 0, "requests_year": 0}])[0]
        >>> answer["belongs"], answer["not_met"], answer["not_told"]
        (False, 'need', 'objectives, interests, relations')
    """
    facts = catalogue or load_catalogue()
    if isinstance(members, Members):
        taken, frame = members, None
    else:
        taken = members_of(members, catalogue=facts, columns=columns, drop=drop)
        frame = members if is_frame(members) else None
    rules = rules_of(facts)
    told = [_told(one, rules) for one in judge_members(taken, facts)]
    if frame is not None:
        names = [(columns or {}).get(one, one) for one in (MEMBER, *taken.columns)]
        return _beside(frame, names, _heads(rules), told)
    return [
        {
            (columns or {}).get(MEMBER, MEMBER): identifier,
            **{
                (columns or {}).get(name, name): cell
                for name, cell in zip(taken.columns, row, strict=True)
            },
            **answer,
        }
        for identifier, row, answer in zip(taken.ids, taken.rows, told, strict=True)
    ]


def _told(one: Judged, rules: Rules) -> dict[str, object]:
    met = {test.criterion: met for test, met in zip(rules.tests, one.met, strict=True)}
    groups = {
        test.id: met for test, met in zip(rules.tests, one.met, strict=True) if not test.criterion
    }
    return {
        "belongs": one.belongs,
        "not_met": ", ".join(c for c in rules.criteria if met.get(c) is False) or None,
        "not_told": ", ".join(c for c in rules.criteria if met.get(c) is None) or None,
        **groups,
        "step": one.steps[0] or None,
        "step_at_most": one.steps[-1] or None,
    }


def _heads(rules: Rules) -> list[str]:
    groups = [test.id for test in rules.tests if not test.criterion]
    return ["belongs", "not_met", "not_told", *groups, "step", "step_at_most"]


def _beside(  # the frame is of whichever package
    frame: Any,  # noqa: ANN401
    names: list[str],
    heads: list[str],
    told: list[dict[str, object]],
) -> Any:  # noqa: ANN401
    try:
        import narwhals as nw
    except ImportError:
        package, extra = "narwhals", "frames"
        raise MissingPackageError(package, extra) from None
    whole = nw.from_native(frame)
    if isinstance(whole, nw.LazyFrame):
        whole = whole.collect()
    added = [
        nw.new_series(
            name,
            [row[name] for row in told],
            nw.String() if name in _TEXTS else nw.Boolean(),
            backend=nw.get_native_namespace(whole),
        )
        for name in heads
    ]
    return whole.select(names).with_columns(*added).to_native()
