"""The check of a built site sees what it is there to see."""

from pathlib import Path

import pytest
from check_site import faults, main

_GOOD = '<link rel="stylesheet" href="a.css"><h1 id="top">x</h1><a href="b/#there">b</a>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.css").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "b/index.html").write_text('<p id="there"><a href="../#top">up</a>', "utf-8")
    return tmp_path


def test_a_good_site_has_no_fault(site: Path) -> None:
    assert list(faults(site)) == []
    assert main([str(site)]) == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('<script src="https://cdn.example/x.js">', "asks another host for https://cdn.example/x"),
        ('<img src="//elsewhere.example/x.png">', "asks another host for //elsewhere.example"),
        ('<link rel="preconnect" href="https://f.example">', "asks another host"),
        ('<a href="nowhere/">', "leads nowhere: nowhere/"),
        ('<img src="gone.svg">', "leads nowhere: gone.svg"),
        ('<a href="b/#gone">', "there is no such place: b/#gone"),
        ('<a href="../../etc/">', "leads nowhere: ../../etc/"),
    ],
)
def test_each_fault_is_said(
    site: Path, written: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "c.html").write_text(written, encoding="utf-8")
    assert main([str(site)]) == 1
    assert f"c.html: {said}" in capsys.readouterr().err


def test_links_to_other_sites_are_let_be(site: Path) -> None:
    (site / "c.html").write_text('<a href="https://example.org/x">', encoding="utf-8")
    assert list(faults(site)) == []
