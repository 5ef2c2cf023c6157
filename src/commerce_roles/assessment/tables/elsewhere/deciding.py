"""A table elsewhere in, a query that its own engine has not run yet out."""

import warnings
from collections.abc import Callable, Iterator

from commerce_roles.assessment.tables.arrow_tables import Assessor
from commerce_roles.assessment.tables.elsewhere.looking import Looking, UnwritableError
from commerce_roles.assessment.tables.elsewhere.writing_out import Result, written_out
from commerce_roles.assessment.tables.faults import merged, raise_faults
from commerce_roles.assessment.tables.kernel import RoleColumns
from commerce_roles.assessment.tables.packages import Foreign, needed
from commerce_roles.assessment.tables.results import HASH, SOURCING, VERDICT_WORDS
from commerce_roles.assessment.tables.telling import Telling
from commerce_roles.assessment.tables.wanted import RESULTS
from commerce_roles.errors import ReplacedWarning

__all__ = ["decided_elsewhere"]

_Shown = Callable[[Foreign], Foreign]


def decided_elsewhere(table: Foreign, assessor: Assessor) -> Foreign | None:
    """Let the engine of a table decide it; None where that cannot be.

    What missing answers leave open is worked out with diagrams, which no other engine has. Numbers
    that are written as text and columns of posts are read here as well.

    Args:
        table: A lazy frame of polars, a relation of DuckDB, a table of ibis.
        assessor: How it is read, and by which facts it is decided.

    Raises:
        TableError: With every fault; rows have no numbers there, so none is named.
        MissingPackageError: Narwhals is missing.
    """
    if assessor.wanted.possible or assessor.layout.posts or not assessor.kernel.plans.separate:
        return None
    frame = needed("narwhals").from_native(table)
    kernel, layout = assessor.kernel, assessor.layout
    with kernel.turn:
        try:
            looking = Looking(kernel.plans, assessor.words, frame, layout.read)
            told = Telling(looking, kernel.catalogue, layout).read()
        except UnwritableError:
            return None
        looking.checked()
        raise_faults(merged(looking.faults))
        for replaced in looking.replaced:
            warnings.warn(str(replaced), ReplacedWarning, stacklevel=5)
        roles = kernel.run(told, 0, wanted=assessor.wanted)
    enum = type(table).__module__.startswith("polars")
    results = {
        f"{role}_{name}": result
        for role, own in roles.items()
        for name, result in _results(assessor, own, enum=enum)
    }
    results[HASH] = Result(None, _always(kernel.catalogue.decision_hash))
    kept = [name for name in frame.collect_schema().names() if name not in results]
    return written_out(frame, kept, looking.sources, results).to_native()


def _results(assessor: Assessor, own: RoleColumns, *, enum: bool) -> Iterator[tuple[str, Result]]:
    """Give the results of a role, by what their columns end in."""
    narwhals = needed("narwhals")
    words = assessor.kernel.plans.words.vocabulary.words
    sourcing = {number: word for number, word in enumerate(words) if word in SOURCING}
    ranks = dict(enumerate(VERDICT_WORDS))
    found = {
        "verdict": (own.verdict, _worded(ranks, narwhals.Enum(VERDICT_WORDS) if enum else None)),
        "score": (own.score, _cast(narwhals.Int32)),
        "margin_up": (own.margin_up, _margin),
        "margin_down": (own.margin_down, _margin),
        "hours_low": (own.hours["low"], _cast(narwhals.Float64)),
        "hours_typical": (own.hours["typical"], _cast(narwhals.Float64)),
        "hours_high": (own.hours["high"], _cast(narwhals.Float64)),
        "sourcing": (own.sourcing, _worded(sourcing, None)),
    }
    masks = {"fired": own.fired, "unknown": own.open}
    for name in RESULTS:
        if name not in assessor.wanted.names:
            continue
        if name in found:
            yield name, Result(*found[name])
        for number, mask in enumerate(masks.get(name, ()), 1):
            yield f"{name}_{number}", Result(mask, _cast(narwhals.Int64))


def _cast(kind: Foreign) -> _Shown:
    return lambda part: part.cast(kind)


def _margin(part: Foreign) -> Foreign:
    """Leave out where no points would help."""
    narwhals = needed("narwhals")
    return narwhals.when(part != 0).then(part.cast(narwhals.Int32))


def _worded(words: "dict[int, str]", kind: Foreign) -> _Shown:
    def shown(part: Foreign) -> Foreign:
        narwhals = needed("narwhals")
        found = narwhals.lit(None, narwhals.String)
        for number, word in words.items():
            found = narwhals.when(part == number).then(narwhals.lit(word)).otherwise(found)
        return found if kind is None else found.cast(kind)

    return shown


def _always(text: str) -> _Shown:
    return lambda _: needed("narwhals").lit(text)
