"""A command in a process of its own: there is a verdict only when it came to its end, and nothing is left of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

# Work that leaves a page among the temporary files; what follows it decides how it ends.
CODE = """
import atexit, os, pathlib, signal, sys, time
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.host.process import work_apart
for number in (signal.SIGTERM, signal.SIGHUP):  # Who runs the tests may have told them to hear nothing.
    signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
def work(folder):
    page = pathlib.Path(folder, "read-only", "draft.html")
    page.parent.mkdir()
    page.write_text("secret")
    page.parent.chmod(0o500)
    print("written", flush=True)
    print("unflushed", end=" ")
{work}
try:
    status = work_apart(work)
except CommandError as error:
    print(error)
    status = 2
sys.exit(status)
"""


def start(work: str, temp: Path) -> subprocess.Popen[str]:
    code = CODE.format(work="\n".join(f"    {line}" for line in work.splitlines()))
    environment = {**os.environ, "TMPDIR": str(temp)}
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("work", "status", "said"),
    [
        ("return 0", 0, "unflushed "),
        ("return 1", 1, "unflushed "),
        ("atexit.register(print, 'at the end')\nreturn 0", 0, "unflushed at the end\n"),
        ("os._exit(0)", 2, "exit status 0"),
        ("os._exit(1)", 2, "exit status 1"),
        ("sys.exit(0)", 2, "exit status 0"),
        ("if os.fork():\n    os._exit(0)\nreturn 0", 2, "exit status 0"),
        ("os.kill(os.getpid(), signal.SIGKILL)", 2, "out of memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 2, "SIGSEGV"),
    ],
)
def test_only_an_end_is_a_verdict(work: str, status: int, said: str, tmp_path: Path) -> None:
    process = start(work, tmp_path)
    out, _ = process.communicate()
    assert process.returncode == status
    assert said in out
    assert out.count("written") == 1
    assert out.count("unflushed") <= 1
    assert list(tmp_path.iterdir()) == []


DEAF = """while True:
    try:
        print('ready', flush=True)
        time.sleep(60)
    except BaseException:
        pass"""
WAIT = "print('ready', flush=True)\ntime.sleep(60)"


@pytest.mark.parametrize(
    ("signals", "work"),
    [
        ((signal.SIGINT,), WAIT),
        ((signal.SIGTERM,), WAIT),
        ((signal.SIGHUP,), WAIT),
        (
            (signal.SIGTERM, signal.SIGTERM),
            DEAF,
        ),
    ],
    ids=["Ctrl-C", "TERM", "HUP", "deaf"],
)
def test_a_signal_leaves_nothing_behind(signals: tuple[signal.Signals, ...], work: str, tmp_path: Path) -> None:
    process = start(work, tmp_path)
    assert process.stdout is not None
    for number in signals:
        while "ready" not in process.stdout.readline():  # a deaf one says so again when it has heard a signal
            pass
        process.send_signal(number)
    process.communicate()
    assert process.returncode == 128 + signals[0]
    assert list(tmp_path.iterdir()) == []
