import io
from pathlib import Path

import pytest

from commerce_roles.errors import InputError
from commerce_roles.structuring import LARGEST_FILE, parse_document, read_document


def test_toml_and_json_are_read_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "shop.json").write_text('{"a": 1}', encoding="utf-8")
    assert read_document(tmp_path / "shop.toml") == read_document(tmp_path / "shop.json")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_document(tmp_path / "shop.toml") == {"a": 1}


@pytest.mark.parametrize("text", ['{"a": 1}', "a = 1"])
def test_standard_input_may_be_either(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read_document("-") == {"a": 1}


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.toml", b"", "the file is empty"),
        ("blank.json", b" \n\t\n", "the file is empty"),
        ("latin.toml", b"name = 'caf\xe9'", "byte 11 is not UTF-8; save the file as UTF-8"),
        ("binary.json", b"\x00\x01\x02\xff", "is not UTF-8"),
        ("wrong.toml", b"name = ", "the file is not TOML"),
        ("wrong.json", b'{"a": ', "the file is not JSON"),
        ("twice.toml", b"a = 1\na = 2\n", "the file is not TOML"),
        ("twice.json", b'{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ("nan.json", b'{"a": NaN}', "NaN is no number"),
        ("infinite.json", b'{"a": -Infinity}', "-Infinity is no number"),
        ("list.json", b"[1]", "a mapping is wanted, this is a list"),
        ("deep.json", b"[" * 100_000, "nested too deep|not JSON"),
        ("deep.toml", b"a = " + b"[" * 1_000 + b"]" * 1_000, "nested too deep"),
        ("lines.toml", b"# nothing\n" * 1_000_000, "more than 2,048 KiB"),
        ("large.json", b" " * (LARGEST_FILE + 1), "more than 2,048 KiB"),
        ("digits.json", b'{"a": ' + b"9" * 10_000 + b"}", "not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    name: str, content: bytes, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=complaint) as caught:
        read_document(tmp_path / name)
    assert caught.value.problems[0].file.endswith(name)
    assert caught.value.problems[0].remedy


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "clothing.toml").write_text("a = 1", encoding="utf-8")
    with pytest.raises(InputError, match=r"there is no such file; did you mean .*clothing\.toml\?"):
        read_document(tmp_path / "cloting.toml")
    with pytest.raises(InputError, match="there is no such file; check the path"):
        read_document(tmp_path / "zzz" / "qqqqq")


def test_a_folder_and_a_hostile_name_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b.toml")


def test_a_text_without_a_name_is_json_if_it_looks_so() -> None:
    assert parse_document(' {"a": 1}', "standard input") == {"a": 1}
    with pytest.raises(InputError, match="not TOML"):
        parse_document("a: 1", "standard input")
