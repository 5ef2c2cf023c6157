"""The check of a built site sees what it is there to see."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from check_site import differences, faults, main

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


@pytest.fixture
def again(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(site, tmp_path_factory.mktemp("again"), dirs_exist_ok=True)


def test_two_builds_alike_have_no_difference(site: Path, again: Path) -> None:
    assert list(differences(site, again)) == []
    assert main([str(site), str(again)]) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda site: (site / "a.css").write_bytes(b"\n"), "a.css: is built with other bytes"),
        (lambda site: (site / "a.css").unlink(), "a.css: is built by the first only"),
        (lambda site: (site / "c.js").touch(), "c.js: is built by the second only"),
        (lambda site: (site / "c").mkdir(), "c: is built by the second only"),
        (
            lambda site: ((site / "a.css").unlink(), (site / "a.css").mkdir()),
            "a.css: is built with other bytes",
        ),
    ],
    ids=["other bytes", "a file less", "a file more", "a folder more", "a folder for a file"],
)
def test_each_difference_of_a_second_build_is_said(
    site: Path,
    again: Path,
    change: Callable[[Path], object],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(again)
    assert main([str(site), str(again)]) == 1
    assert said in capsys.readouterr().err
