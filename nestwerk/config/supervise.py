"""Keep several child processes up, apart from each other: each is restarted with a growing pause.

One thread, no state but the processes. Children get SIGTERM when this process dies in any way (Linux), so that
even ``kill -9`` leaves nothing behind that would be in the way of the next start.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nestwerk.common.os_causes import os_cause

LIBC = ctypes.CDLL(None)
FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # a child that lived this long starts again with the first pause
TICK = 0.1


def die_with_parent(sign: int = signal.SIGTERM) -> Callable[[], None]:
    """Return what a child runs before it becomes the program: ask Linux for ``sign`` when the parent dies."""
    parent = os.getpid()

    def ask() -> None:
        if sys.platform == "linux":
            LIBC.prctl(1, sign)  # 1 is PR_SET_PDEATHSIG
            if os.getppid() != parent:  # it died before we could ask
                os._exit(1)

    return ask


def pause_after(failures: int) -> float:
    """Return the seconds to wait before the next start: 1, 2, 4 … 30."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** max(0, min(failures, 10) - 1))


@dataclass(slots=True)
class Child:
    """A program to keep up. ``once``: a successful end (code 0) is its aim. ``after``: waits for that one's success."""

    name: str
    command: Sequence[str]
    stop_after: float = 10  # seconds between SIGTERM and SIGKILL
    once: bool = False
    after: Child | None = None
    process: subprocess.Popen[bytes] | None = None
    done: bool = False
    failures: int = 0
    started_at: float = 0
    next_start: float = 0

    def start(self, now: float, environ: Mapping[str, str], say: Callable[[str], None]) -> None:
        """Start it, in its own session: Ctrl-C in the terminal reaches the supervisor only.

        A machine that has nothing left to start it with is asked again after a pause, and the others go on.
        """
        self.started_at = now
        try:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=die_with_parent(),
                env=dict(environ),
            )
        except (OSError, subprocess.SubprocessError) as error:
            pause = self._failed(now)
            why = os_cause(error) if isinstance(error, OSError) else "der neue Prozess brach ab"
            say(f"{self.name}: lässt sich nicht starten ({why}), neuer Versuch in {pause:.0f} s.")

    def look(self, now: float, say: Callable[[str], None]) -> None:
        """Notice an end and decide when to start again."""
        if self.process is None or (code := self.process.poll()) is None:
            return
        self.process = None
        if self.once and code == 0:
            self.done = True
            return
        pause = self._failed(now)
        say(f"{self.name}: unerwartet beendet (Code {code}), neuer Start in {pause:.0f} s.")

    def _failed(self, now: float) -> float:
        self.failures = 1 if now - self.started_at >= STEADY_AFTER else self.failures + 1
        pause = pause_after(self.failures)
        self.next_start = now + pause
        return pause

    def may_start(self, now: float) -> bool:
        """Tell whether it is down, wanted and due."""
        waiting = self.after is not None and not self.after.done
        return self.process is None and not self.done and not waiting and now >= self.next_start

    def stop(self) -> None:
        """Ask it to end, insist after ``stop_after`` seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.stop_after)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Runs until told to stop. Children are started in the given order, and stopped in it: web first, database last."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Callable[[str], None],
        each_tick: Callable[[], None] = lambda: None,
        environ: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.children = children
        self.say = say
        self.each_tick = each_tick
        self.environ = os.environ if environ is None else environ
        self.clock = clock
        self.stopping = False

    def run(self) -> None:
        """Keep everything up until SIGINT, SIGTERM or SIGHUP; then stop it cleanly. A second signal changes nothing."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._on_signal)
        try:
            while not self.stopping:
                self.step()
                time.sleep(TICK)
        finally:
            for child in self.children:
                child.stop()

    def step(self) -> None:
        """Look after every child once."""
        now = self.clock()
        for child in self.children:
            child.look(now, self.say)
            if child.may_start(now) and not self.stopping:
                child.start(now, self.environ, self.say)
        self.each_tick()

    def _on_signal(self, number: int, frame: object) -> None:
        self.stopping = True
