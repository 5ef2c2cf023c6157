"""However the library's own facts are read, they are what the TOML says."""

import json
import sys
import tomllib
from pathlib import Path

import pytest

from commerce_roles.catalogue import builtin
from commerce_roles.catalogue.builtin import builtin_documents, merged_documents
from commerce_roles.catalogue.overlaying import lay_base

KEPT = "__pycache__/compiled.json"


def toml_documents() -> dict[str, object]:
    return {
        path.relative_to(builtin.DATA).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(builtin.DATA.rglob("*.toml"))
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small files in place of the library's own facts."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.toml").write_text('[sector.toys]\nlabel.en = "toys"\n', encoding="utf-8")
    (tmp_path / "two.toml").write_text('[sector.books]\nlabel.en = "books"\n', encoding="utf-8")
    monkeypatch.setattr(builtin, "DATA", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def test_the_facts_are_what_the_toml_says_whichever_way_they_are_read() -> None:
    assert builtin_documents() == toml_documents()
    assert builtin_documents() == toml_documents()  # now kept, where Python may write


def test_a_wheel_holds_the_merged_facts_and_they_equal_the_toml() -> None:
    merged = merged_documents()
    assert merged is None or merged == toml_documents()
    installed = "site-packages" in str(Path(builtin.__file__))
    assert (merged is not None) == installed


def test_merged_facts_make_the_facts_that_the_toml_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = toml_documents()
    for name in documents:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((builtin.DATA / name).read_bytes())
    monkeypatch.setattr(builtin, "DATA", tmp_path)
    from_toml = lay_base(builtin_documents())
    (tmp_path / "compiled.json").write_text(json.dumps(documents), encoding="utf-8")
    assert lay_base(builtin_documents()) == from_toml
    assert not from_toml.problems


def test_what_was_read_is_kept_and_given_again(folder: Path) -> None:
    first = builtin_documents()
    assert first == toml_documents()
    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    kept["documents"]["two.toml"]["sector"]["books"]["label"]["en"] = "from what was kept"
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")
    assert "from what was kept" in str(builtin_documents())
    assert [path.name for path in (folder / "__pycache__").iterdir()] == ["compiled.json"]


def test_what_is_kept_is_for_all_who_may_read_the_checkout(folder: Path) -> None:
    builtin_documents()
    beside = folder / "beside"
    beside.touch()
    assert (folder / KEPT).stat().st_mode == beside.stat().st_mode


def test_nothing_half_written_stays_where_it_cannot_be_kept(folder: Path) -> None:
    (folder / KEPT).mkdir(parents=True)  # a folder where the file should be
    assert builtin_documents() == toml_documents()
    assert [path.name for path in (folder / "__pycache__").iterdir()] == ["compiled.json"]


@pytest.mark.parametrize("change", ["edited", "renamed", "added", "taken out"])
def test_after_any_change_the_toml_is_read_anew(folder: Path, change: str) -> None:
    before = builtin_documents()
    two = folder / "two.toml"
    match change:
        case "edited":
            two.write_text(two.read_text(encoding="utf-8").replace("books", "boots"))
        case "renamed":
            two.rename(folder / "three.toml")
        case "added":
            (folder / "three.toml").write_text('[sector.food]\nlabel.en = "food"\n')
        case _:
            two.unlink()
    assert builtin_documents() == toml_documents() != before


@pytest.mark.parametrize(
    "kept", ["", "[]", "{}", "null", '{"digest": "x"}', "{" * 100_000, "[" * 100_000, "\x00"]
)
def test_what_is_kept_wrongly_counts_not(folder: Path, kept: str) -> None:
    (folder / "__pycache__").mkdir()
    (folder / KEPT).write_text(kept, encoding="utf-8")
    assert builtin_documents() == toml_documents()


def test_where_nothing_can_be_kept_the_toml_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "__pycache__").write_text("a file where a folder should be")
    assert builtin_documents() == toml_documents()
    (folder / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert builtin_documents() == toml_documents()
    assert not (folder / "__pycache__").exists()
