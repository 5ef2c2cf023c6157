"""The command kpis: files of all kinds, good and hostile."""

import io
import json
from pathlib import Path

import pytest

from commerce_roles.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples" / "kpis"
SHOP = str(EXAMPLES / "clothing_shop.csv")


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["kpis", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def data(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    status, out, err = run(*arguments, "--format", "json", capsys=capsys)
    assert (status, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("language", ["en", "es", "sk"])
def test_every_example_is_answered_in_every_form(
    path: Path, form: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(str(path), "--format", form, "--lang", language, capsys=capsys)
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    assert "\x1b" not in out


def test_csv_toml_and_json_tell_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "a.csv": "period,orders,sessions\n2026-01,90,4000\n2026-02,98,\n",
        "b.csv": "\ufeffmes;pedidos realizados;visitas a la tienda\r\n2026-01;90;4.000\r\n"
        "2026-02;98;-\r\n",
        "c.toml": "[[periods]]\nperiod = '2026-01'\norders = 90\nsessions = 4000\n"
        "[[periods]]\nperiod = '2026-02'\norders = 98\n",
        "d.json": json.dumps({"periods": [
            {"period": "2026-01", "orders": 90, "sessions": 4000},
            {"period": "2026-02", "orders": 98, "sessions": None},
        ]}),
        "e.tsv": "Date\tOrders placed\tsessions on the shop\n2026-01\t90\t4000\n2026-02\t98\tn/a\n",
    }  # fmt: skip
    found = []
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        more = ["--decimal", "comma"] if name == "b.csv" else []
        found.append(data(str(tmp_path / name), *more, capsys=capsys))
    assert all(one == found[0] for one in found)


def test_one_period_may_stand_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.toml"
    path.write_text("orders = 3\nsessions = 100\n[targets]\nconversion_rate = 2\n")
    found = data(str(path), "--kpi", "conversion_rate", capsys=capsys)
    kpis = found["kpis"]
    assert isinstance(kpis, dict)
    [value] = kpis["conversion_rate"]["values"]
    assert (value["value"], value["target"]) == (3, "met")


@pytest.mark.parametrize(
    "text", ["period,orders\nMay,3\n", "orders = 3\n", '{"orders": 3}', "# a note\norders = 3\n"]
)
def test_standard_input_is_read_in_any_form(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    found = data("-", capsys=capsys)
    [period] = found["periods"]  # type: ignore[misc]
    assert period["measures"] == {"orders": 3}  # type: ignore[has-type]


BIG = "period,orders\n" + "x" * 3_000_000


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "period,order\nMay,1\n", "column order: no measure is called 'order'; did you"),
        ("a.csv", "period,orders placd\nMay,1\n", "did you mean orders?"),
        ("a.csv", "period,zzz\nMay,1\n", "take the column out"),
        ("a.csv", "period,orders\nMay,-1\n", "orders: -1 is less than 0; a count is 0 or more"),
        ("a.csv", "period,orders\nMay,many\n", "row 2, orders: a number is wanted, this is 'many'"),
        ("a.csv", "period,orders\nMay,12%\n", "not a percentage"),
        ("a.csv", "period,orders,pedidos realizados\nMay,1,2\n", "this is orders once more"),
        ("a.csv", 'period,revenue\nMay,"1,234"\n', "may be a thousand or a fraction"),
        ("a.csv", "period,orders\nMay,1\nMay,2\n", "this period is told twice"),
        ("a.csv", "measure,May\norders,1\nsessions,2\n", "measures stand in rows; turn the sheet"),
        ("a.csv", "", "the file is empty"),
        ("a.csv", BIG, "the file has more than 2,048 KiB"),
        ("a.csv", "period,orders\nMay\n", "this row has 1 cells"),
        ("a.csv", "period\nMay\n", "no measure is told"),
        ("a.toml", "orders = '3'\n", "a number is wanted, this is '3'"),
        ("a.toml", "orders = 3\nperiods = []\n", "beside periods there are no measures"),
        ("a.toml", "periods = 3\n", "a list of tables is wanted"),
        ("a.toml", "[measures]\norders = 3\n", "write what is in it without this table around it"),
        ("a.toml", "orders = 1\ntargets = 3\n", "a table of KPIs is wanted"),
        ("a.toml", "orders = 1\ncurrency = 3\n", "a text is wanted"),
        ("a.toml", "orders = 1\n[targets]\naovv = 3\n", "did you mean aov?"),
        ("a.toml", "orders = [1\n", "the file is not TOML"),
        ("a.json", "[1]", "a mapping is wanted"),
        ("a.json", "{", "the file is not JSON"),
        ("a.json", '{"orders": 1e999}', "no number"),
        ("a.json", "[" * 100_000, "too deep"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_answered(
    name: str, text: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    status, out, err = run(str(path), capsys=capsys)
    assert (status, out) == (1, "")
    assert complaint in err
    assert all(line.startswith(str(path)) for line in err.splitlines())


def test_every_fault_of_a_sheet_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("period,orders,sesions,revenue\nMay,many,1,-3\nMay,1,2,x\n", encoding="utf-8")
    status, out, err = run(str(path), capsys=capsys)
    assert (status, out) == (1, "")
    for complaint in (
        "did you mean sessions?", "this is 'many'", "this is 'x'", "-3 is less than 0", "told twice"
    ):  # fmt: skip
        assert complaint in err
    assert len(err.splitlines()) == 5


def test_files_that_are_no_text_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("period,orders\nMay,3\n".encode("utf-16"))  # as spreadsheets write it
    assert run(str(path), capsys=capsys)[0] == 0
    path.write_bytes("period,orders\nMay,3\n".encode("utf-16")[:-1])
    assert "is not UTF-16" in run(str(path), capsys=capsys)[2]
    path.write_bytes("période,orders\n".encode("latin-1"))
    assert "is not UTF-8" in run(str(path), capsys=capsys)[2]
    path.write_bytes(b"period,orders\nMay,\x00\n")
    assert run(str(path), capsys=capsys)[0] == 1
    assert "this is a folder" in run(str(tmp_path), capsys=capsys)[2]
    assert "did you mean" in run(str(tmp_path / "b.csv"), capsys=capsys)[2]


def test_hostile_names_are_shown_and_never_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    hostile = "<script>alert(1)</script>\u202e\x1b[31m"
    path.write_text(f"period,orders\n{hostile},3\nb,4\n", encoding="utf-8")
    for form in ("text", "markdown", "html"):
        status, out, _ = run(str(path), "--format", form, "--kpi", "aov", capsys=capsys)
        assert status == 0
    path.write_text(f"period,orders,sessions\n{hostile},3,50\nb,4,50\n", encoding="utf-8")
    status, out, _ = run(str(path), "--format", "html", capsys=capsys)
    assert status == 0
    assert "<script>" not in out
    assert "&lt;script&gt;" in out
    assert "\u202e" not in out
    assert "\x1b" not in out


def test_targets_and_kpis_are_named_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ["--kpi", "aov", "--target", "aov=80..90.5", "--currency", "EUR"]
    status, out, _ = run(SHOP, *options, "--format", "markdown", capsys=capsys)
    assert status == 0
    assert "below target" in out
    assert "EUR per order" in out
    for wrong, hint in (("aov", "is no target"), ("aovv=3", "did you mean aov"),
                        ("aov=1.2.3", "is no target"), ("aov=5..1", "larger end")):  # fmt: skip
        status, out, err = run(SHOP, "--target", wrong, capsys=capsys)
        assert (status, out) == (1, "")
        assert hint in err
    status, _, err = run(SHOP, "--kpi", "aovv", capsys=capsys)
    assert (status, "did you mean aov" in err) == (1, True)


def test_a_change_is_shared_out(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(SHOP, "--change", "revenue", "--currency", "EUR", capsys=capsys)
    assert status == 0
    assert "+1,895.00" in out
    found = data(
        SHOP, "--change", "revenue", "--method", "lmdi", "--from", "2026-01", capsys=capsys
    )
    assert (found["from"], found["to"], found["change"]) == ("2026-01", "2026-03", 2499.5)
    found = data(SHOP, "--change", "revenue", "--deep", capsys=capsys)
    assert len(found["contributions"]) == 9  # type: ignore[arg-type]
    found = data(SHOP, "--change", "aov", "--tree", "measures", capsys=capsys)
    assert found["tree"] == "measures"
    for wrong, hint in (
        (["--from", "2026-1"], "did you mean 2026-"),
        (["--tree", "x"], "revenue_by_visits"),
    ):
        status, out, err = run(SHOP, "--change", "revenue", *wrong, capsys=capsys)
        assert (status, out) == (1, "")
        assert hint in err
    assert run(SHOP, "--change", "revenue", "--method", "x", capsys=capsys)[0] == 2


def test_one_period_has_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.toml"
    path.write_text("orders = 1\n")
    status, _, err = run(str(path), "--change", "aov", capsys=capsys)
    assert (status, "one period only" in err) == (1, True)


def test_what_a_kpi_is_made_of(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(SHOP, "--made-of", "revenue", "--to", "2026-01", capsys=capsys)
    assert status == 0
    assert "visits that see a product 52.50%" in out
    found = data(SHOP, "--made-of", "revenue", capsys=capsys)
    assert found["how"] == "product"


def test_kpis_over_contradictory_figures_are_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("period,sessions,sessions_social\nMay,100,120\n")
    status, out, err = run(str(path), capsys=capsys)
    assert status == 3
    assert "Cannot be" in out
    assert "May: social_visit_share: at odds: sessions_social, sessions" in err
    status, out, err = run(str(path), "--format", "json", capsys=capsys)
    assert status == 3
    assert json.loads(out)["contradictions"]


def test_a_head_that_two_measures_share_is_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    label = {"en": "orders placed", "es": "pedidos realizados"}
    overlay = {"measure": {"more_orders": {"label": label, "unit": "count", "kind": "flow"}}}
    (tmp_path / "ours.json").write_text(json.dumps(overlay))
    (tmp_path / "a.csv").write_text("period,orders placed\nMay,5\n")
    options = ["--overlay", str(tmp_path / "ours.json")]
    status, _, err = run(str(tmp_path / "a.csv"), *options, capsys=capsys)
    assert status == 1
    assert "this may be more_orders or orders; write the id" in err


def test_an_overlay_brings_its_own_measures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    label = {"en": "profit", "es": "beneficio"}
    overlay = {
        "measure": {"profit": {"label": label, "unit": "money", "kind": "flow", "signed": True}},
        "kpi": {"margin": {"label": label, "formula": "100 * profit / revenue", "unit": "percent",
                           "owner": "ecommerce_manager", "basis": "assumption", "why": "ours"}},
    }  # fmt: skip
    (tmp_path / "ours.json").write_text(json.dumps(overlay))
    (tmp_path / "a.csv").write_text("period,profit,revenue\nMay,-50,1000\n")
    overlay_option = ["--overlay", str(tmp_path / "ours.json")]
    found = data(str(tmp_path / "a.csv"), *overlay_option, "--kpi", "margin", capsys=capsys)
    assert found["kpis"]["margin"]["values"][0]["value"] == -5  # type: ignore[index]
