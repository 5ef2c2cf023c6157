import pytest

from commerce_roles.display.cleaning import clean, clean_lines


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain  text", "plain text"),
        ("tab\tbreak\r\nnext\u2028last", "tab break next last"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "here"),
        ("\x1bP1$r\x9cafter", "after"),
        ("\x1b]never ended", "never ended"),
        ("\x1bcreset, \x1b", "reset, "),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("soft\xadhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
        ("12\xa0h", "12\xa0h"),
    ],
)
def test_only_visible_characters_are_left(given: str, shown: str) -> None:
    assert clean(given) == shown


def test_unfinished_escapes_take_no_longer_than_the_text_is_long() -> None:
    assert clean("\x9d" * 200_000 + "\x1b]" * 200_000) == ""


def test_lines_keep_their_layout() -> None:
    assert clean_lines("if x:\n\ty  = 1\x1b[0m\r\n\nz") == ("if x:", "    y  = 1", "", "z")
