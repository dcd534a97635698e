import os
import signal
import subprocess
import sys
import time

from nestwerk.config.supervise import Child, Supervisor, pause_after


def child(name, code, **more):
    return Child(name, [sys.executable, "-c", code], **more)


def run_until(supervisor, condition, seconds=8):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        supervisor.step()
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_pauses_grow_from_one_to_thirty_seconds():
    assert [pause_after(n) for n in (1, 2, 3, 4, 5, 6, 7, 100)] == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_dead_child_is_started_again_and_the_others_stay():
    web, worker = child("Web", "import time; time.sleep(60)"), child("Arbeit", "import time; time.sleep(60)")
    lines = []
    supervisor = Supervisor([web, worker], say=lines.append)
    supervisor.step()
    web_pid, worker_pid = web.process.pid, worker.process.pid
    os.kill(worker_pid, signal.SIGKILL)
    assert run_until(supervisor, lambda: worker.process is not None and worker.process.pid != worker_pid)
    assert web.process.pid == web_pid
    assert lines == ["Arbeit: unerwartet beendet (Code -9), neuer Start in 1 s."]
    web.stop()
    worker.stop()


def test_a_child_that_cannot_start_is_not_tried_all_the_time():
    now = [0.0]
    broken = child("Datenbank", "raise SystemExit(3)")
    supervisor = Supervisor([broken], say=lambda line: None, clock=lambda: now[0])
    starts = 0
    for _ in range(40):
        supervisor.step()
        if broken.process is not None:
            starts += 1
            broken.process.wait()
        now[0] += 1
    assert starts == 6, "at 0, 1, 3, 7, 15 and 31 seconds, each noticed a step later"


def test_one_that_waits_for_another_starts_after_its_success():
    first = child("Vorbereitung", "pass", once=True)
    second = child("Arbeit", "import time; time.sleep(60)", after=first)
    supervisor = Supervisor([second, first], say=lambda line: None)
    supervisor.step()
    assert second.process is None
    assert run_until(supervisor, lambda: second.process is not None)
    assert first.done
    assert first.process is None, "done is done"
    second.stop()


def test_children_end_in_order_and_the_stubborn_are_killed():
    stubborn = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint(flush=True)\ntime.sleep(60)"
    web = child("Web", stubborn, stop_after=0.5)
    supervisor = Supervisor([web], say=lambda line: None)
    supervisor.step()
    time.sleep(0.5)
    process = web.process
    web.stop()
    assert process.returncode == -signal.SIGKILL


def test_children_go_when_the_supervisor_is_killed():
    code = (
        "import sys\nfrom nestwerk.config.supervise import Child, Supervisor\n"
        "web = Child('Web', [sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "Supervisor([web], say=print, each_tick=lambda: print(web.process.pid, flush=True)).run()"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(pid)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_program_that_is_gone_for_a_while_stops_nobody_else():
    now, lines = [0.0], []
    web, worker = child("Web", "import time; time.sleep(60)"), Child("Arbeit", ["/gibt/es/nicht"])
    supervisor = Supervisor([worker, web], say=lines.append, clock=lambda: now[0])
    supervisor.step()
    assert web.process.poll() is None
    assert lines == ["Arbeit: lässt sich nicht starten (gibt es nicht), neuer Versuch in 1 s."]
    worker.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    now[0] = 1.0
    supervisor.step()
    assert worker.process.poll() is None
    for one in (web, worker):
        one.stop()
