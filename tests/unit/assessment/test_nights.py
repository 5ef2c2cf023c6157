"""Nights of a shop as one would tell them, and everything that may be wrong with earlier runs."""

import pickle
from typing import Any

import dask
import dask.dataframe as dd
import duckdb
import polars as pl
import pyarrow as pa
import pytest

from commerce_roles import assess_table, load_catalogue
from commerce_roles.assessment.nights import changes, review_file, review_table
from commerce_roles.errors import TableError

ECM = "ecommerce_manager"
CHEAP = {
    "adjust": {"catalogue": {"bands": {"recommended": 39}}},
}


def shop(orders: int | None, **more: Any) -> dict[str, Any]:
    return {"shop": "Hilo", "sector": "clothing", "monthly_orders": orders, **more}


def nights(*orders: int, **options: Any) -> list[tuple[str, str, int]]:
    """Run some nights of one shop; give what each said, what stood, and how long another waited."""
    last: Any = None
    told: list[tuple[str, str, int]] = []
    for number in orders:
        last = assess_table([shop(number)], key="shop", previous=last, **options)
        own = (last[0][f"{ECM}_{name}"] for name in ("verdict", "standing", "waiting"))
        told.append(tuple(own))
    return told


def test_a_season_of_nights() -> None:
    """A shop at the edge of a band: single nights move nothing, three in a row do, a jump at once.

    450 orders give a score of 40, the first of `recommended`; with 200 it is 30, which here counts
    as near, since ten points are allowed.
    """
    quiet = [450] * 10
    flicker = [200, 450] * 10
    down = [200] * 10
    jump = [20_000] * 10
    told = nights(*quiet, *flicker, *down, *jump, points=10)
    stood = [standing for _, standing, _ in told]
    assert stood[:32] == ["recommended"] * 32
    assert stood[32:40] == ["optional"] * 8
    assert stood[40:] == ["needed"] * 10
    assert [verdict for verdict, _, _ in told[10:14]] == ["optional", "recommended"] * 2
    assert [waiting for _, _, waiting in told[28:36]] == [1, 0, 1, 2, 0, 0, 0, 0]


def test_a_shop_that_swings_by_one_point_around_a_band_does_not_flap() -> None:
    low = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": 40}}}})
    last: Any = assess_table([shop(450)], key="shop")
    for night in range(20):
        band = 41 if night % 2 else 40  # the score is 40: one point short every other night
        facts = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": band}}}})
        last = assess_table(
            [shop(450)], key="shop", previous=last, catalogue=facts if night % 2 else low
        )
        assert last[0][f"{ECM}_verdict"] == ("optional" if night % 2 else "recommended")
        assert last[0][f"{ECM}_standing"] == "recommended"


def test_points_and_runs_are_facts_that_decide_nothing() -> None:
    told = {"steadiness": {"points": {"value": 10}, "runs": {"value": 2}}}
    facts = load_catalogue({"adjust": told})
    assert facts.decision_hash == load_catalogue().decision_hash
    assert facts.hash != load_catalogue().hash
    assert nights(450, 200, 200, catalogue=facts) == nights(450, 200, 200, points=10, runs=2)
    assert nights(450, 200, 200, catalogue=facts)[1:] == [
        ("optional", "recommended", 1),
        ("optional", "optional", 0),
    ]


def test_a_floor_or_cap_moves_at_once() -> None:
    first = assess_table([shop(450, sells_online=True)], key="shop")
    gone = [shop(450, sells_online=False, online_launch_planned=False)]
    found = assess_table(gone, key="shop", previous=first, points=1000, runs=1000)
    assert found[0][f"{ECM}_verdict"] == "not_needed"
    assert (found[0][f"{ECM}_standing"], found[0][f"{ECM}_waiting"]) == ("not_needed", 0)


def test_rows_come_go_and_come_back() -> None:
    one, other = shop(450), {"shop": "Lex", "sector": "legal"}
    first = assess_table([one, other], key="shop")
    second = assess_table([other], key="shop", previous=first)
    back = assess_table([shop(200), other], key="shop", previous=[first, second], points=10)
    assert (back[0][f"{ECM}_standing"], back[0][f"{ECM}_waiting"]) == ("recommended", 1)
    forgotten = assess_table([shop(200), other], key="shop", previous=second, points=10)
    assert (forgotten[0][f"{ECM}_standing"], forgotten[0][f"{ECM}_waiting"]) == ("optional", 0)


def test_without_a_key_nothing_is_other_than_it_was() -> None:
    assert not [name for name in assess_table([shop(450)])[0] if "standing" in name]
    first = assess_table([shop(450)], key="shop", previous=[])
    assert {name: first[0][name] for name in assess_table([shop(450)])[0]} == assess_table(
        [shop(450)]
    )[0]


def test_tables_of_all_kinds_stand_beside_each_other() -> None:
    rows = [shop(450), {"shop": "Lex", "sector": "legal", "monthly_orders": 3}]
    then = pa.Table.from_pylist(assess_table(rows, key="shop"))
    later = pa.Table.from_pylist([shop(200), rows[1]])
    wanted = assess_table(later, key="shop", previous=then, points=10)
    polars: Any = pl.from_arrow(then)
    kinds: list[Any] = [
        then, then.to_batches()[0], then.to_pandas(), pl.from_arrow(then),
        polars.lazy(), duckdb.from_arrow(then), then.to_pylist(),
    ]  # fmt: skip
    with dask.config.set({"dataframe.convert-string": False}):
        kinds.append(dd.from_pandas(then.to_pandas(), npartitions=2))  # type: ignore[no-untyped-call]
        for kind in kinds:
            assert assess_table(later, key="shop", previous=kind, points=10).equals(wanted)
        part = dd.from_pandas(later.to_pandas(), npartitions=2)  # type: ignore[no-untyped-call]
        frame = assess_table(part, key="shop", previous=then, points=10).compute(scheduler="sync")
    stands = f"{ECM}_standing"
    assert frame[stands].tolist() == wanted[stands].to_pylist() == ["recommended", "optional"]
    assert (frame[stands] >= "recommended").tolist() == [True, False]
    lazy: Any = pl.from_arrow(later)
    found = assess_table(lazy.lazy(), key="shop", previous=then, points=10).collect()
    assert found[stands].to_list() == ["recommended", "optional"]
    shown = assess_table(duckdb.from_arrow(later), key="shop", previous=then, points=10)
    assert [row[0] for row in shown.select(stands).fetchall()] == ["recommended", "optional"]


def test_seasonal_fields_are_read_as_a_mean_where_that_is_asked() -> None:
    """A count is rounded, halves upwards; what is not told has no part, tonight's gap stays one."""
    rows: list[list[dict[str, Any]]] = [
        [{"shop": 1, "monthly_orders": n, "employees": n}, {"shop": 2, "monthly_orders": m}]
        for n, m in ((10, None), (20, 7), (1000, 8))
    ]
    runs = [assess_table(night, key="shop") for night in rows]
    found = assess_table(rows[2], key="shop", previous=runs[:2], window=3)
    assert [row["monthly_orders_mean"] for row in found] == [343, 8]
    plain = assess_table([{"monthly_orders": 343, "employees": 1000}, {"monthly_orders": 8}])
    for row, told in zip(found, plain, strict=True):
        assert {name: row[name] for name in told if "_verdict" in name or "_score" in name} == {
            name: told[name] for name in told if "_verdict" in name or "_score" in name
        }
        assert row["monthly_orders"] in (1000, 8)
    assert (
        assess_table(rows[2], key="shop", previous=runs[:2], window=2)[0]["monthly_orders_mean"]
        == 510
    )
    ranged: list[dict[str, Any]] = [
        {"shop": 1, "monthly_orders": [10, 20]},
        {"shop": 2, "monthly_orders": 4},
    ]
    wide = assess_table(ranged, key="shop", previous=[runs[0], assess_table(ranged)], window=3)
    assert [row["monthly_orders_mean"] for row in wide] == [None, 4]
    gap = assess_table([{"shop": 1, "monthly_orders": None}], key="shop", previous=runs, window=9)
    assert gap[0]["monthly_orders_mean"] is None


def faults_of(now: Any, **options: Any) -> list[str]:
    with pytest.raises(TableError) as caught:
        assess_table(now, **options)
    return [str(problem) for problem in caught.value.problems]


def test_everything_that_may_be_wrong_with_nights_is_told() -> None:
    first = assess_table([shop(450)], key="shop")
    say = "give every row"
    assert faults_of([shop(1)], previous=first) == [
        "key: it is not said which rows are the same business; name the column, such as key='shop'"
    ]
    assert faults_of([shop(1)], key="shp") == ["key: there is no column 'shp'; did you mean shop?"]
    assert faults_of([shop(1)], key="shop", previous=[{"shoop": "Hilo"}]) == [
        "previous: there is no column 'shop'; did you mean shoop?",
        (
            "previous: this is no result of assess_table; "
            "give what an earlier run gave back, with all its columns"
        ),
    ]
    assert faults_of([shop(1), shop(2)], key="shop") == [
        f"rows 1, 2: shop: the same key stands in more than one row: 'Hilo'; {say} a key of its own"
    ]
    assert faults_of([shop(1)], key="shop", previous=[first, first * 2]) == [
        (
            "rows 1, 2: previous[1]: shop: the same key stands in more than one row: 'Hilo'; "
            f"{say} a key of its own"
        )
    ]
    assert faults_of([{**shop(1), "shop": None}], key="shop") == [
        f"row 1: shop: the key is missing; {say} one"
    ]
    assert faults_of([{**shop(1), "shop": 7}], key="shop", previous=first) == [
        "shop: keys are whole numbers here and text in the earlier run; write them alike in both"
    ]
    assert faults_of([{**shop(1), "shop": 7.5}], key="shop") == [
        "shop: this cannot be a key, it is of type double; give whole numbers or text"
    ]
    broken = [{**first[0], f"{ECM}_standing": "maybe", f"{ECM}_waiting": -1}]
    assert faults_of([shop(1)], key="shop", previous=broken) == [
        (
            f"row 1: previous: {ECM}_standing: 'maybe' is no verdict; "
            "give one of not_needed, optional, recommended, needed"
        ),
        f"row 1: previous: {ECM}_waiting: -1 is no number of runs; give a whole number from 0",
    ]
    lacking = [{k: v for k, v in first[0].items() if not k.startswith(ECM)}]
    assert faults_of([shop(1)], key="shop", previous=lacking)[0].startswith(
        f"previous: there is no column '{ECM}_verdict'"
    )
    assert faults_of([shop(1)], key="shop", points=-1, runs=0) == [
        "points: -1 is no number of points; give a whole number from 0",
        "runs: 0 is no number of runs; give a whole number from 1",
    ]
    assert faults_of([shop(1)], key="shop", window=0) == [
        "window: 0 is no number of window; give a whole number from 1"
    ]
    assert faults_of(pa.table({"shop": [1], "monthly_orders": ["9"]}), key="shop", window=2) == [
        (
            "monthly_orders: numbers are wanted for a mean, the column is of type string; "
            "give the column a numeric type"
        )
    ]
    wrong = [{"shop": 1, "monthly_orders": -4}]
    told = assess_table([{"shop": 1, "monthly_orders": 8}], key="shop")
    assert faults_of(wrong, key="shop", previous=told, window=2)[0].startswith(
        "row 1: monthly_orders: -4 is out"
    )
    with pytest.raises(TypeError, match="is no table that is known here"):
        assess_table([shop(1)], key="shop", previous=7)
    with pytest.raises(TypeError, match="is no table that is known here"):
        assess_table([shop(1)], key="shop", previous=[first, 7])


def test_an_upgrade_of_the_facts_leaves_what_stands() -> None:
    """The verdict that stood goes on standing, whatever facts it was decided by."""
    first = assess_table([shop(450)], key="shop", catalogue=load_catalogue(CHEAP))
    found = assess_table([shop(200)], key="shop", previous=first, points=10)
    assert (found[0][f"{ECM}_standing"], found[0][f"{ECM}_waiting"]) == ("recommended", 1)


def test_an_empty_table_has_the_columns_of_a_night() -> None:
    empty = pa.table({"shop": pa.array([], pa.string())})
    found = assess_table(empty, key="shop", previous=assess_table([shop(1)], key="shop"), window=2)
    assert len(found) == 0
    assert f"{ECM}_standing" in found.column_names
    assert changes(found, found, key="shop").num_rows == 0


# ---------------------------------------------------------------------- changes


def test_a_feed_is_of_the_kind_of_tonights_table() -> None:
    first, now = assess_table([shop(90)], key="shop"), [shop(450)]
    rows = assess_table(now, key="shop", previous=first)
    table = pa.Table.from_pylist(rows)
    wanted = changes(first, rows, key="shop")
    assert [row["role"] for row in wanted] == [ECM]
    assert wanted[0]["text"] == "ecm_size gives 20 points, it gave 10"
    assert wanted[0]["message"] == "reason.ecm_size"
    assert wanted[0]["points"] == 10
    assert changes(first, table, key="shop").to_pylist() == wanted
    assert changes(first, table.to_batches()[0], key="shop").to_pylist() == wanted
    assert changes(first, pl.from_arrow(table), key="shop").to_dicts() == wanted  # type: ignore[union-attr]
    assert changes(first, pl.from_arrow(table).lazy(), key="shop").collect().to_dicts() == wanted  # type: ignore[union-attr]
    frame = changes(first, table.to_pandas(), key="shop")
    assert (frame["after"] > frame["before"]).tolist() == [True]
    assert len(changes(first, duckdb.from_arrow(table), key="shop").fetchall()) == 1
    spanish = changes(first, rows, key="shop", lang="es")
    assert spanish[0]["text"] == "ecm_size da 20 puntos, daba 10"


def test_what_waited_long_enough_is_told_without_a_rule() -> None:
    runs = [assess_table([shop(450)], key="shop")]
    for _ in range(3):
        runs.append(assess_table([shop(200)], key="shop", previous=runs[-1], points=10))
    fed = [row for row in changes(runs[2], runs[3], key="shop") if row["role"] == ECM]
    assert [(row["because"], row["before"], row["after"]) for row in fed] == [
        ("waited", "optional", "optional")
    ]
    assert (fed[0]["standing_before"], fed[0]["standing_after"]) == ("recommended", "optional")
    assert fed[0]["text"] == "Another verdict has come out for enough runs in a row"


def test_facts_that_are_not_at_hand_are_said_to_be_the_cause() -> None:
    other = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": 60, "needed": 70}}}})
    first, now = assess_table([shop(450)], catalogue=other), assess_table([shop(450)])
    fed = changes(first, now, key="shop")
    assert [(row["because"], row["rule_after"]) for row in fed] == [("facts", None)]
    told = changes(first, now, key="shop", catalogue_before=other)
    assert [(row["because"], row["table"]) for row in told] == [("band", "recommended")]


def test_everything_that_may_be_wrong_with_a_feed_is_told() -> None:
    other = load_catalogue(CHEAP)
    first = assess_table([shop(450)])
    for wrong, options, said in (
        ([shop(1)], {}, "now: this is no result of assess_table"),
        (assess_table([shop(1)], catalogue=other), {}, "now: it was decided by other facts"),
        (first, {"catalogue_before": other}, "before: it was decided by other facts"),
        (first, {"key": "shap"}, "before: there is no column 'shap'"),
        ([{k: v for k, v in first[0].items() if "fired" not in k}], {}, "now: there is no column"),
        (
            [*first, *assess_table([{"shop": "Lex"}], catalogue=other)],
            {},
            "now: decision_hash: its rows were",
        ),
        (assess_table([{"shop": 3}]), {}, "shop: keys are whole numbers here and text"),
    ):
        told: dict[str, Any] = {"key": "shop", **options}
        with pytest.raises(TableError, match=said):
            changes(first, wrong, **told)
    with pytest.raises(TableError, match="the feed has a column of this name"):
        changes([{**first[0], "text": 1}], [{**first[0], "text": 1}], key="text")


# ---------------------------------------------------------------------- dry runs


def test_a_dry_run_says_how_many_move_and_why() -> None:
    strict = load_catalogue({"adjust": {"catalogue": {"bands": {"recommended": 45}}}})
    rows = [{**shop(450), "shop": f"s{n}"} for n in range(8)] + [{"shop": "Lex"}]
    found = review_table(rows, strict, key="shop")
    assert (found.moved, found.businesses) == (8, 9)
    (why,) = found.why
    assert (why.role, why.shift.kind, why.shift.old, why.shift.new) == (ECM, "band", 40, 45)
    assert (why.rows, why.decides, why.examples) == (8, 8, ("s0", "s1", "s2", "s3", "s4"))
    assert "recommended begins at 45 points, it began at 40" in str(found)
    assert "empieza en 45 puntos, empezaba en 40" in str(found.document("es").blocks)
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 our own
    assert again.businesses == 9
    data = found.to_dict()
    assert data["format"] == "table_review/1"
    assert found.to_frame()["rows"].sum() == 9 * 3
    numbered = review_table(pl.DataFrame(rows).lazy(), strict)
    assert numbered.why[0].examples == (1, 2, 3, 4, 5)
    assert numbered.moves == found.moves
    assert review_table([], strict).moved == 0
    assert review_table(rows, load_catalogue()).moved == 0


def test_a_dry_run_of_a_new_role_counts_whom_it_gets() -> None:
    from strategies.influencers import OVERLAY

    new = load_catalogue(OVERLAY)
    role = next(name for name in new.roles if name not in load_catalogue().roles)
    found = review_table([shop(450)], new)
    assert [(move.before, move.rows) for move in found.moves_of(role)] == [(None, 1)]


def test_what_is_wrong_with_a_dry_run_is_told(tmp_path: Any) -> None:
    strict = load_catalogue(CHEAP)
    with pytest.raises(TableError, match="key: there is no column 'shp'; did you mean shop"):
        review_table([shop(1)], strict, key="shp")
    with pytest.raises(TableError, match="row 1: monthly_orders: -1 is out of bounds"):
        review_table([shop(-1)], strict)
    path = tmp_path / "shops.csv"
    path.write_text("shop,monthly_orders\na,450\nb,-1\nc\n", encoding="utf-8")
    found = review_file(path, strict, key="shop")
    assert (found.businesses, found.rejected) == (1, 2)
    with pytest.raises(TableError, match="there is no column 'id'"):
        review_file(path, strict, key="id")
    with pytest.raises(TableError, match="there is no such file"):
        review_file(tmp_path / "none.csv", strict)
