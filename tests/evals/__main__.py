"""`make evals`: the engine's quality on the development data, a table for each part, with the errors by class."""

from __future__ import annotations

import runpy
from pathlib import Path

HERE = Path(__file__).parent

for path in sorted(HERE.glob("*.py")):
    if not path.name.startswith(("_", "test_")):
        print(f"\n── {path.stem} ──")
        runpy.run_path(str(path), run_name="__main__")
