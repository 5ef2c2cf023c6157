"""Waiting for a solver, with one ear for Ctrl-C and one eye on the clock.

What runs in C hears no Ctrl-C. What is brief runs beside the main thread: it goes on for a moment
after Ctrl-C, and the interpreter waits for it at its end. What may be long runs in a process of
its own, which is ended.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final, Literal, TypeVar

from attrs import define, field

__all__ = ["BRIEF", "Clock", "Stopped", "apart", "beside"]

_T = TypeVar("_T")
BRIEF: Final = 5.0
"""Seconds that are worth no process of their own."""
_BEAT: Final = 0.05
_CHILD: Final = """
import os, pickle, sys
from scipy.optimize import milp
out = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)
out.write(pickle.dumps(milp(**pickle.load(sys.stdin.buffer))))
out.close()
"""
"""What the process runs; what the solver itself may print is kept from the answer."""


class Stopped(Exception):  # noqa: N818 a signal inside this package
    """The time is up, or somebody pressed Ctrl-C."""


@define
class Clock:
    """How much time is left, and whether somebody wants to stop."""

    seconds: float | None = None
    stopped: Literal["", "time", "interrupt"] = ""
    """Why no more is tried; empty while more may be."""
    _begun: float = field(factory=monotonic)

    def left(self, most: float | None = None) -> float | None:
        """Give the seconds that are left, at most some; None where there is no end.

        Raises:
            Stopped: There are none.
        """
        if self.stopped:
            raise Stopped
        if self.seconds is None:
            return most
        rest = self.seconds - (monotonic() - self._begun)
        if rest <= 0:
            self.stopped = "time"
            raise Stopped
        return rest if most is None else min(rest, most)


def beside(run: Callable[[], _T], clock: Clock) -> _T:
    """Run beside the main thread and wait; Ctrl-C ends the waiting, not the run.

    Raises:
        Stopped: Somebody pressed Ctrl-C.
    """
    results: list[_T] = []
    faults: list[BaseException] = []

    def work() -> None:
        try:
            results.append(run())
        except BaseException as error:  # noqa: BLE001 raised again where it is awaited
            faults.append(error)

    # No daemon: an interpreter that ends amid a solver's threads is ended by them.
    thread = threading.Thread(target=work)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_BEAT)
    except KeyboardInterrupt:
        clock.stopped = "interrupt"
        raise Stopped from None
    if faults:
        raise faults[0]
    return results[0]


def apart(asked: Mapping[str, object], clock: Clock) -> Any:  # noqa: ANN401 scipy's own result
    """Ask `scipy.optimize.milp` in a process of its own; None where there can be none.

    Raises:
        Stopped: Somebody pressed Ctrl-C; the process is ended.
    """
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        process = subprocess.Popen(  # noqa: S603 this very interpreter
            [sys.executable or "", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            start_new_session=True,
        )
    except OSError:
        return None
    with process:
        try:
            told, _ = process.communicate(pickle.dumps(asked))
        except KeyboardInterrupt:
            process.kill()
            clock.stopped = "interrupt"
            raise Stopped from None
    return pickle.loads(told) if process.returncode == 0 else None  # noqa: S301 our own process
