"""Chromium as a process of our own, to which Playwright connects: one for all tests of a worker, each in its own context.

Playwright closes a browser that it has started by asking it to, and waits half a minute for the last of its processes to let
go of its output. Here it is ended as a whole: nothing that it may still want to tidy up is wanted again.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.tools import need

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--no-first-run",
    "--password-store=basic",
    "--remote-debugging-port=0",
]
_LISTENS = re.compile(r"DevTools listening on (ws://\S+)")


@contextmanager
def chromium(folder: Path) -> Iterator[str]:
    """The address at which it is driven. `folder`: for its profile."""
    process = subprocess.Popen(
        [need("chromium"), *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    said = process.stderr
    assert said is not None
    try:
        address = next((found[1] for line in said if (found := _LISTENS.search(line))), None)
        assert address is not None, "Chromium has ended before it could be driven"
        # what it says from now on is read, so that it never waits for somebody to, and forgotten
        threading.Thread(target=_forget, args=(said,), daemon=True).start()
        yield address
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _forget(said: IO[str]) -> None:
    with said:
        deque(said, maxlen=0)
