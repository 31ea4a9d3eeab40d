"""A golden file: what was made is compared with it, or written anew where somebody asks for it by `UPDATE_GOLDEN=1`."""

from __future__ import annotations

import os
from difflib import unified_diff
from itertools import islice
from pathlib import Path

_SHOWN = 80
"""Lines of a difference."""


def is_golden(golden: Path, made: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    kept = golden.read_text("utf-8")
    differs = unified_diff(kept.splitlines(), made.splitlines(), golden.name, "made", lineterm="")
    assert made == kept, "\n".join(islice(differs, _SHOWN))
