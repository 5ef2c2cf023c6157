import json
import tomllib
from pathlib import Path

import pytest

from commerce_roles.catalogue import reading
from commerce_roles.catalogue.overlaying import lay_base


def toml_documents() -> dict[str, object]:
    return {
        path.relative_to(reading.DATA).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(reading.DATA.rglob("*.toml"))
    }


def test_a_wheel_holds_the_merged_facts_and_they_equal_the_toml() -> None:
    merged = reading.merged_documents()
    assert merged is None or merged == toml_documents()
    installed = "site-packages" in str(Path(reading.__file__))
    assert (merged is not None) == installed


def test_merged_facts_make_the_facts_that_the_toml_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = toml_documents()
    for name in documents:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((reading.DATA / name).read_bytes())
    monkeypatch.setattr(reading, "DATA", tmp_path)
    from_toml = lay_base(reading.builtin_documents())
    (tmp_path / "compiled.json").write_text(json.dumps(documents), encoding="utf-8")
    assert lay_base(reading.builtin_documents()) == from_toml
    assert not from_toml.problems
