import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce_roles.errors import InputError
from commerce_roles.structuring import LARGEST_FILE, is_mapping, parse_document, read_document


def test_toml_and_json_are_read_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "shop.json").write_text('{"a": 1}', encoding="utf-8")
    assert read_document(tmp_path / "shop.toml") == read_document(tmp_path / "shop.json")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_document(tmp_path / "shop.toml") == {"a": 1}


@pytest.mark.parametrize("text", ["[[people]]\nid = 1", "[ people.one ]\nid = 1", "[a-b]"])
def test_toml_that_begins_with_a_table_is_no_json(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert isinstance(read_document("-"), dict)


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
        ("nan.json", b'{"a": NaN}', "a: nan is no number"),
        ("nan.toml", b"[shop]\na = [1, nan]", r"shop\.a\[1\]: nan is no number"),
        ("infinite.json", b'{"a": -Infinity}', "a: -inf is no number"),
        ("infinite.toml", b"a = inf", "a: inf is no number"),
        ("exponent.json", b'{"a": 1e999}', "a: inf is no number"),
        ("hexadecimal.toml", b"a = 0x" + b"f" * 5_000, "a: the number is too large"),
        ("long.json", b'{"a": ' + b"9" * 400 + b"}", "a: the number is too large"),
        ("half.json", b'{"a": {"b": "\\ud800"}}', r"a\.b: half a character"),
        ("half_key.json", b'{"\\udfff": 1}', "half a character"),
        ("levels.json", b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}", "nested too deep"),
        ("levels.toml", b".".join([b"a"] * 100) + b" = 1", "nested too deep"),
        ("dots.toml", b"\n" + b".".join([b"a"] * 50_000) + b" = 1", "line 2 has more than 200"),
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


def test_all_that_nothing_can_compute_with_is_told_at_once_in_reading_order() -> None:
    text = "b = nan\na = [1, inf, 2, 9223372036854775808]\n"
    with pytest.raises(InputError) as caught:
        parse_document(text, "shop.toml")
    assert [problem.path for problem in caught.value.problems] == ["b", "a[1]", "a[3]"]


def test_numbers_texts_and_depth_up_to_their_bounds_are_read() -> None:
    deep = "[" * 49 + "]" * 49
    text = f'{{"a": 9223372036854775807, "b": "\\ud83d\\ude00", "c": {deep}, "d": true}}'
    data = parse_document(text, "shop.json")
    assert (data["a"], data["b"], data["d"]) == (2**63 - 1, "\U0001f600", True)


def test_a_million_empty_lines_are_no_fault() -> None:
    assert parse_document("a = 1" + "\n" * 1_000_000, "shop.toml") == {"a": 1}


def test_a_closed_standard_input_is_an_empty_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="standard input: the file is empty"):
        read_document("-")


def test_a_hostile_file_name_stays_on_its_line(tmp_path: Path) -> None:
    name = "shop\n\x1b[31m.toml"
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / name)
    assert str(caught.value).isprintable()


_texts = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(["{", "}", "[", "]", '"', "'", "=", ":", ",", ".", "\n", "a", "1", "nan"]),
        max_size=30,
    ).map("".join),
)


@given(_texts, st.sampled_from(["x.toml", "x.json", "standard input"]))
@settings(max_examples=max(300, settings.default.max_examples if settings.default else 0))
def test_any_text_is_a_mapping_or_an_input_error(text: str, name: str) -> None:
    """Closure: nothing else ever comes out of a file."""
    try:
        data = parse_document(text, name)
    except InputError as error:
        assert error.problems
        assert all(str(problem).isprintable() for problem in error.problems)
    else:
        assert is_mapping(data)
