from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.languages import texts
from bot.model.errors import StoreError, UsageError
from bot.store import lock

HOLDING = """
import pathlib, sys
from bot.store import lock
with lock.hold(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


def test_a_second_service_is_told_the_folder_and_the_process_of_the_first(tmp_path):
    with lock.hold(tmp_path / "data"), pytest.raises(UsageError) as caught, lock.hold(tmp_path / "data"):
        pytest.fail("both hold it")
    assert caught.value.code == "already-running"
    assert caught.value.exit_code == 2
    told = texts("en").error(caught.value)
    assert str(os.getpid()) in told.what
    assert str(tmp_path / "data") in told.where


def test_the_folder_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with lock.hold(tmp_path):
            assert (tmp_path / lock.FILE).read_text().strip() == str(os.getpid())


def test_a_service_that_was_killed_holds_nothing(tmp_path):
    command = [sys.executable, "-c", HOLDING, tmp_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(UsageError, match="already-running"), lock.hold(tmp_path):
            pytest.fail("both hold it")
        other.kill()
        other.wait()
    with lock.hold(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="store-unwritable"), lock.hold(tmp_path / "file" / "data"):
        pytest.fail("held")
