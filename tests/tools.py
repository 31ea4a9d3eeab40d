"""Tools and data that a test may need and a machine may lack."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
CI = os.environ.get("CI") == "true"


def need(*names: str) -> str:
    """The path of the first of `names` that is installed. Without any the test is skipped with a reason, in CI failed."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    reason = f"none of {', '.join(names)} is installed; `make tools` installs them as root"
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


def shared(path: str) -> Path:
    """A file of the development data beside the checkout; skipped where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"development data {path} is not on this machine")
    return found
