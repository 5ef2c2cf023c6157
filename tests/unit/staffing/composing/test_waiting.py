"""Waiting for a solver: beside the main thread, and in a process of its own."""

import os
import signal
import sys
import threading

import pytest

from commerce_roles.staffing.composing import waiting
from commerce_roles.staffing.composing.waiting import Clock, Stopped, apart, beside


def test_what_goes_wrong_beside_is_raised_where_it_is_awaited() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(lambda: 1 / 0, Clock())
    assert beside(lambda: 3, Clock()) == 3


def test_a_process_of_its_own_gives_the_answer_of_the_solver() -> None:
    found = apart({"c": [1.0, 2.0], "integrality": [1, 1], "bounds": (1, 3)}, Clock())
    assert found.fun == 3


def test_where_there_can_be_no_process_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart({"c": "nothing"}, Clock()) is None
    monkeypatch.setattr(sys, "executable", None)
    assert apart({"c": [1.0]}, Clock()) is None


def test_ctrl_c_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_CHILD", "import time; time.sleep(600)")
    clock = Clock()
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(Stopped):
        apart({}, clock)
    assert clock.stopped == "interrupt"
    with pytest.raises(Stopped):
        clock.left()
