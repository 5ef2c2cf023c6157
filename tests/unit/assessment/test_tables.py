"""Tables as they come: odd types, wrong values, words of the caller's own, nothing at all."""

import subprocess
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from commerce_roles import assess, assess_table, explain_row, load_catalogue
from commerce_roles.errors import ReplacedWarning, TableError

ECM = "ecommerce_manager"
CM = "community_manager"


def faults_of(table: Any, **options: Any) -> list[str]:
    with pytest.raises(TableError) as caught:
        assess_table(table, **options)
    return [str(problem) for problem in caught.value.problems]


def verdicts(table: Any, role: str = ECM) -> list[str]:
    return [str(word) for word in table[f"{role}_verdict"].to_pylist()]


def test_every_fault_is_told_at_once_with_column_row_value_and_remedy() -> None:
    shops = [
        {"employees": -3, "channels": ["instgram", "x"], "competition": "hgh"},
        {"employees": 2.5, "sells_online": 1, "sector": 7},
        {"employees": "5", "monthly_orders": [9, 3], "channels": "instagram"},
    ]
    assert faults_of(shops) == [
        "row 3: channels: a list is wanted, this is 'instagram'; write ['instagram']",
        (
            "row 3: employees: a whole number is wanted, this is '5'; "
            "write a number without quotes, or a range [low, high]"
        ),
        "row 2: sector: a text is wanted, this is 7; put it in quotes",
        "row 2: sells_online: yes or no is wanted, this is 1; write true or false",
        (
            "row 1: channels: 'instgram' is not known here; did you mean instagram? Allowed are "
            "blog, discord, facebook, google_business, instagram, linkedin, mailing_list, other, "
            "own_forum, pinterest, reddit, telegram, threads, tiktok, twitch, twitter, whatsapp, "
            "youtube"
        ),
        (
            "row 1: competition: 'hgh' is not known here; did you mean high? "
            "Allowed are low, medium, high"
        ),
        "row 1: employees: -3 is out of bounds; write a number from 0 to 1,000,000",
        "row 2: employees: a whole number is wanted, this is 2.5; write 2",
        "row 3: monthly_orders_low: the range is upside down; give the lower end first",
    ]


def test_a_fault_names_the_first_rows_and_counts_the_others() -> None:
    table = pa.table({"employees": [-1] * 40_000 + [2]})
    assert faults_of(table) == [
        (
            "rows 1, 2, 3, 4, 5 and 39,995 more: employees: -1 is out of bounds; "
            "write a number from 0 to 1,000,000"
        )
    ]


def test_numbers_written_as_text_are_refused_by_name_unless_allowed() -> None:
    table = pa.table({"monthly_orders": ["450", " 90 ", "", None], "sells_online": ["yes"] * 4})
    assert faults_of(table) == [
        (
            "monthly_orders: numbers are wanted, the column is of type string; "
            "give the column a numeric type, or read it with coerce=True"
        ),
        (
            "sells_online: yes or no is wanted, the column is of type string; "
            "give the column a type of yes or no, or read it with coerce=True"
        ),
    ]
    found = assess_table(table, coerce=True)
    wanted = [assess({"sells_online": True, "monthly_orders": n})[ECM] for n in (450, 90, None)]
    assert verdicts(found) == [one.verdict for one in [*wanted, wanted[-1]]]
    wrong = pa.table({"monthly_orders": ["many"], "sells_online": ["perhaps"]})
    assert faults_of(wrong, coerce=True) == [
        "row 1: monthly_orders: a number is wanted, this is 'many'",
        "row 1: sells_online: yes or no is wanted, this is 'perhaps'",
    ]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([450.0, None], pa.float32()),
        pa.array([450, None], pa.int8() if 0 else pa.int16()),
        pa.array([450, None], pa.uint64()),
        pa.array([Decimal("450.00"), None], pa.decimal128(9, 2)),
        pa.array([450, None]).dictionary_encode(),
        pa.array([450.0, float("nan")]),
        pa.chunked_array([[450], [None]]),
    ],
    ids=["float32", "int16", "uint64", "decimal", "dictionary", "nan", "chunks"],
)
def test_numbers_of_any_type_are_read(column: Any) -> None:
    found = assess_table(pa.table({"monthly_orders": column}))
    wanted = [assess({"monthly_orders": n})[ECM] for n in (450, None)]
    assert verdicts(found) == [one.verdict for one in wanted]
    assert found[f"{ECM}_score_max"].to_pylist() == [one.score_range[1] for one in wanted]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())]
)
def test_words_of_any_type_are_read(kind: Any) -> None:
    words = pa.array(["high", None, "low"], kind)
    found = assess_table(pa.table({"competition": words, "sector": pa.nulls(3)}))
    wanted = [assess({"competition": word}) for word in ("high", None, "low")]
    role = "social_media_manager"
    scores = [one[role].score_range for one in wanted]
    assert (
        list(
            zip(*(found[f"{role}_score_{end}"].to_pylist() for end in ("min", "max")), strict=True)
        )
        == scores
    )


def test_infinity_and_numbers_beyond_all_bounds_are_faults() -> None:
    table = pa.table({"monthly_orders": [float("inf"), 1e300, -1.0]})
    told = faults_of(table)
    assert len(told) == 3
    assert "row 1: monthly_orders: a whole number is wanted, this is inf" in told[2]


def test_ranges_stand_in_two_columns_and_both_ends_are_wanted() -> None:
    table = pa.table(
        {"monthly_orders_low": [100, None, 450], "monthly_orders_high": [900, None, 450]}
    )
    found = assess_table(table)
    wanted = [assess({"monthly_orders": told})[ECM] for told in ([100, 900], None, 450)]
    assert found[f"{ECM}_score_min"].to_pylist() == [one.score_range[0] for one in wanted]
    assert verdicts(found) == [one.verdict for one in wanted]
    assert faults_of(pa.table({"monthly_orders_low": [3], "monthly_orders_high": [None]})) == [
        (
            "row 1: monthly_orders_low: one end of a range is told, the other is not; "
            "give both monthly_orders_low and monthly_orders_high, or neither"
        )
    ]


def test_a_set_may_be_one_column_for_each_member() -> None:
    table = pa.table(
        {
            "channels.instagram": [True, False, None, True],
            "channels.x": [True, False, True, None],
            "sector": ["clothing"] * 4,
        }
    )
    found = assess_table(table)
    told: list[Any] = [["instagram", "twitter"], [], None, None]
    for row, channels in enumerate(told):
        result = assess({"channels": channels, "sector": "clothing"})
        for role, own in result.items():
            assert found[f"{role}_score"][row].as_py() == own.score
            assert found[f"{role}_score_max"][row].as_py() == own.score_range[1]
    assert faults_of(pa.table({"channels.instgram": [True]}))[0].startswith(
        "channels.instgram: 'instgram' is not known here; did you mean instagram?"
    )


def test_a_word_not_known_may_be_taken_as_other_and_is_counted() -> None:
    table = pa.table(
        {
            "channels": [["mastodon", "x"], ["mastodon"], None],
            "competition": ["fierce", "low", None],
        }
    )
    with pytest.warns(ReplacedWarning) as warned:
        found = assess_table(table, on_unknown="other")
    assert [str(one.message) for one in warned] == [
        "channels: 'mastodon' was taken as 'other' in 2 rows",
        "competition: 'fierce' was taken as unknown in 1 rows",
    ]
    wanted = assess({"channels": ["other", "twitter"]})
    assert found[f"{CM}_score"][0].as_py() == wanted[CM].score


def test_the_callers_own_columns_and_categories_are_mapped() -> None:
    table = pa.table({"nace": ["47.71", "69.10", "?"], "orders": [450, 450, 450]})
    found = assess_table(
        table,
        columns={"nace": "sector", "orders": "monthly_orders"},
        categories={"sector": {"47.71": "clothing", "69.10": "legal", "?": None}},
    )
    for row, sector in enumerate(["clothing", "legal", None]):
        wanted = assess({"sector": sector, "monthly_orders": 450})
        for role, own in wanted.items():
            assert found[f"{role}_score_max"][row].as_py() == own.score_range[1]
    explained = explain_row(
        {"nace": "47.71", "orders": 450},
        ECM,
        columns={"nace": "sector", "orders": "monthly_orders"},
        categories={"sector": {"47.71": "clothing"}},
    )
    assert explained == assess({"sector": "clothing", "monthly_orders": 450}).explanation(ECM)
    assert faults_of(table, columns={"nacé": "sector"}, categories={"sectr": {}}) == [
        "columns['nacé']: there is no such column; did you mean nace?",
        "categories['sectr']: there is no such field; did you mean sector?",
    ]


def test_posts_and_figures_are_read() -> None:
    shops: list[dict[str, Any]] = [
        {"existing_roles": {CM: 0.5}},
        {"existing_roles.social_media_manager": 1.0, "kpis": {"payment_success_rate": 90}},
        {"existing_roles": {}},
        {
            "existing_posts": [
                {"title": "Help", "roles": [CM], "place": "outside", "hours": 40},
            ],
            "existing_roles": {CM: 1.0},
        },
        {},
    ]
    plain = [*shops]
    plain[1] = {
        "existing_roles": {"social_media_manager": 1.0},
        "kpis": {"payment_success_rate": 90},
    }
    for found, shop in zip(assess_table(shops), plain, strict=True):
        for role, own in assess(shop).items():
            assert found[f"{role}_sourcing"] == own.sourcing.value
            assert found[f"{role}_score"] == own.score
            assert found[f"{role}_verdict"] == own.verdict.value
    wrong = [{"existing_posts": [{"title": "?", "roles": ["cook"], "hours": 1}]}]
    assert faults_of(wrong)[0].startswith("row 1: existing_posts: 'cook' is not known here")


def test_empty_tables_have_the_right_columns() -> None:
    whole = assess_table(pa.table({"sector": ["legal"]}))
    for empty in (
        assess_table(pa.table({"sector": pa.array([], pa.string())})),
        assess_table(pa.table({"sector": pa.array(["legal"])}).slice(0, 0)),
    ):
        assert empty.schema == whole.schema
    assert assess_table([]) == []
    frame = assess_table(pd.DataFrame({"sector": pd.Series([], dtype="str")}))
    assert list(frame.columns) == whole.column_names
    assert assess_table(pl.DataFrame({"sector": []})).columns == whole.column_names


def test_a_table_of_which_nothing_is_known_says_what_an_empty_profile_says() -> None:
    found = assess_table(pa.table({"id": [1, 2], "sector": pa.nulls(2)})).to_pylist()
    for role, own in assess({}).items():
        assert [row[f"{role}_score_max"] for row in found] == [own.score_range[1]] * 2
        assert [row[f"{role}_decided"] for row in found] == [own.decided] * 2


def test_two_columns_that_tell_the_same_are_a_fault() -> None:
    frame = pd.DataFrame([[1, 2]], columns=["employees", "employees"])
    assert faults_of(frame) == ["employees: there are 2 columns of this name; keep one"]
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["employees", "employees"])
    assert faults_of(twice) == ["employees: there are 2 columns of this name; keep one"]
    assert faults_of(
        pa.table({"employees": [1], "staff": [1]}), columns={"staff": "employees"}
    ) == ["staff: the column employees tells the same; keep one"]


def test_a_second_run_replaces_the_results_of_the_first() -> None:
    frame = pd.DataFrame({"sector": ["legal", "clothing"]})
    once = assess_table(frame)
    pd.testing.assert_frame_equal(assess_table(once), once)


def test_mixed_cells_of_pandas_are_faults_and_sets_are_lists() -> None:
    frame = pd.DataFrame({"channels": [{"instagram", "x"}, ["blog"], None], "employees": [1, 2, 3]})
    found = assess_table(frame)
    wanted = [assess({"channels": c})[CM].score for c in (["instagram", "x"], ["blog"], None)]
    assert found[f"{CM}_score"].tolist() == wanted
    assert faults_of(pd.DataFrame({"employees": [1, "many"]}, dtype=object))[0].startswith(
        "row 2: employees: a whole number is wanted, this is 'many'"
    )


def test_what_is_no_table_is_refused() -> None:
    for thing in ("text", 7, [1, 2], np.zeros(3)):
        with pytest.raises(TypeError, match="is no table that is known here"):
            assess_table(thing)
    with pytest.raises(TypeError, match="one row is wanted"):
        explain_row(pa.table({"a": [1, 2]}), CM)


def test_results_do_not_depend_on_how_a_table_is_cut() -> None:
    numbers = np.random.default_rng(5)
    columns = {
        "monthly_orders": pa.array(numbers.integers(0, 3_000, 70_000)),
        "sector": pa.array(np.array(["clothing", "legal", "home"])[numbers.integers(0, 3, 70_000)]),
        "followers_total": pa.array(
            numbers.integers(0, 90_000, 70_000), mask=numbers.random(70_000) < 0.2
        ),
    }
    table = pa.table(columns)
    whole = assess_table(table)
    pieces = [assess_table(table.slice(start, 12_345)) for start in range(0, 70_000, 12_345)]
    assert pa.concat_tables(pieces).to_pylist()[::101] == whole.to_pylist()[::101]


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
def test_a_long_table_says_of_each_row_what_a_short_one_says(kind: str) -> None:
    some = pa.table(
        {
            "channels": [["instagram"], [], ["facebook", "other"], ["instagram", "tiktok"], []],
            "sector": ["clothing", None, "food", "clothing", "other"],
            "competition": ["high", "low", "low", "medium", "high"],
            "monthly_orders": [0, 10, None, 450, 9000],
            "sells_online": [True, False, None, True, True],
        }
    )
    wanted = ["verdict", "score", "fired", "unknown"]
    short = assess_table(some, results=wanted).to_pylist()
    long = pa.concat_tables([some] * 15_000)  # more rows than are worked on at once
    whole: Any = long if kind == "pyarrow" else pl.from_arrow(long.combine_chunks())
    found = assess_table(whole, results=wanted)
    found = found if kind == "pyarrow" else found.to_arrow()
    for place, row in enumerate(short):
        own = found.take(pa.array(range(place, len(long), len(some)))).drop_columns("channels")
        del row["channels"]
        for name in own.column_names:
            assert set(own[name].to_pylist()) == {row[name]}, name


def test_a_missing_package_is_named_with_its_extra() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None; import commerce_roles as c\n"
        "try: c.assess_table([{}])\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run(  # noqa: S603 the program stands in this file
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "pip install 'commerce_roles[tables]'" in done.stdout


def test_masks_name_the_rules_that_the_engine_names() -> None:
    catalogue = load_catalogue()
    shops: list[dict[str, Any]] = [{"sector": "clothing", "monthly_orders": 4500}]
    found = assess_table(shops)[0]
    assert found[f"{ECM}_fired_1"] > 0
    assert found[f"{ECM}_unknown_1"] > 0
    assert found["decision_hash"] == catalogue.decision_hash
