"""Tonight beside earlier runs: its own columns, put behind those that a table always gets."""

from collections.abc import Mapping

from attrs import frozen

from commerce_roles.assessment.tables.arrow_tables import one_array
from commerce_roles.assessment.tables.earlier.keys import keys_in, places_of
from commerce_roles.assessment.tables.earlier.runs import Run, run_of, tables_of
from commerce_roles.assessment.tables.earlier.seasons import averaged, seasonal_columns
from commerce_roles.assessment.tables.earlier.standing import Steady, stepped, wrong_number
from commerce_roles.assessment.tables.faults import Fault, merged, raise_faults
from commerce_roles.assessment.tables.kernel import Kernel
from commerce_roles.assessment.tables.ladders import columns_of_masks
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.results import VERDICT_WORDS, words_of
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import TableError
from commerce_roles.showing import Displayed

__all__ = ["Night", "night_of", "standing_columns"]

_MEAN = "{}_mean"


@frozen(eq=False)
class Night(Displayed):
    """Earlier runs, and how tonight's verdicts are held against them."""

    key: str
    runs: tuple[Run, ...]
    """The oldest first."""
    steady: Steady
    window: int
    """Over how many runs seasonal fields are read, with tonight's; 1: tonight only."""

    def places(self, table: Foreign) -> tuple[Array, ...]:
        """Say for each earlier run in which row of it each row of tonight stands; -1: in none.

        Raises:
            TableError: Keys are missing or told twice, or of another kind than before.
        """
        keys, faults = keys_in(table, self.key, "")
        found: list[Array] = []
        for run in self.runs:
            places, wrong = places_of(keys, run.keys, self.key)
            found.append(places)
            faults += wrong
        raise_faults(merged(faults))
        return tuple(found)

    def read(
        self,
        cells: Mapping[str, Foreign],
        layout: Layout,
        places: tuple[Array, ...],
        catalogue: Catalogue,
    ) -> tuple[dict[str, Foreign], dict[str, Foreign]]:
        """Give what is read tonight, and the means among it by the names of their columns.

        Raises:
            TableError: A seasonal column holds no numbers.
        """
        if self.window < 2:  # noqa: PLR2004 of one night there is no mean
            return dict(cells), {}
        columns = seasonal_columns(layout, catalogue)
        first = max(0, len(self.runs) - self.window + 1)
        runs = list(zip(self.runs[first:], places[first:], strict=True))
        means, faults = averaged(cells, columns, runs, catalogue)
        raise_faults(merged(faults))
        shown = {_MEAN.format(columns[name]): array for name, array in means.items()}
        return {**cells, **means}, shown

    def beside(self, results: Foreign, places: tuple[Array, ...], kernel: Kernel) -> Foreign:
        """Put the verdicts that stand, and runs waited, behind the results."""
        for role in kernel.roles:
            rank = np.full(len(results), -1, np.int64)
            waited = np.zeros(len(results), np.int64)
            for run, own in zip(reversed(self.runs), reversed(places), strict=True):
                before = run.before.get(role)
                if before is not None and len(before.rank):
                    fresh = (rank < 0) & (own >= 0)
                    rank = np.where(fresh, before.rank[own], rank)
                    waited = np.where(fresh, before.waited[own], waited)
            for name, array in standing_columns(results, kernel, role, (rank, waited), self.steady):
                results = results.append_column(name, array)
        return results


def standing_columns(
    results: Foreign, kernel: Kernel, role: str, before: tuple[Array, Array], steady: Steady
) -> tuple[tuple[str, Foreign], tuple[str, Foreign]]:
    """Give the two columns of a role: the verdict that stands, and runs that another waited."""
    plan = kernel.plans.plan.roles[role]
    arrow = pyarrow()

    def column(name: str) -> Array:
        return results[f"{role}_{name}"].to_numpy()

    verdict = one_array(results[f"{role}_verdict"])
    ranks = verdict.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    masks = [column(f"fired_{number}") for number in range(1, columns_of_masks(plan) + 1)]
    stands, waits = stepped(plan, (ranks, column("score"), masks), before, steady)
    return (
        (f"{role}_standing", words_of(stands.astype(np.int8), VERDICT_WORDS, ordered=True)),
        (f"{role}_waiting", arrow.array(waits.astype(np.int32))),
    )


def night_of(  # noqa: PLR0913 each says one thing of how nights are compared
    previous: Foreign,
    key: str | None,
    catalogue: Catalogue,
    again: Mapping[str, str] | None = None,
    *,
    points: int | None = None,
    runs: int | None = None,
    window: int = 1,
) -> Night | None:
    """Read the earlier runs; None where neither runs nor a key are given.

    Args:
        previous: A table, several with the newest last, or None.
        key: The column by which rows are known.
        catalogue: The facts of tonight.
        again: Columns of tonight's table that tell seasonal fields.
        points: How many points outside its band move no verdict yet.
        runs: After how many runs in a row a verdict moves.
        window: Over how many runs seasonal fields are read.

    Raises:
        TableError: With everything that is wrong with the earlier runs and the numbers.
        TypeError: One of them is no table that is known here.
    """
    tables = tables_of(previous)
    if key is None:
        if tables:
            message = "it is not said which rows are the same business"
            raise TableError.of(message, path="key", remedy="name the column, such as key='shop'")
        return None
    problems = wrong_number("window", window, 1)
    if problems:
        raise TableError(problems)
    steady = Steady.of(catalogue, points, runs)
    read = tuple(again or ()) if window > 1 else ()
    faults: list[Fault] = []
    found: list[Run] = []
    for number, table in enumerate(tables):
        where = "previous" if len(tables) == 1 else f"previous[{number}]"
        run, wrong = run_of(table, key, where, catalogue, read)
        found.append(run)
        faults += wrong
    raise_faults(merged(faults))
    return Night(key, tuple(found), steady, window)
