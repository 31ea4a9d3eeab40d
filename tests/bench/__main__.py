"""`make bench`: every benchmark of this folder. Each prints ratios to a reference loop timed in the same run."""

from __future__ import annotations

import runpy
from pathlib import Path

HERE = Path(__file__).parent

for path in sorted(HERE.glob("bench_*.py")):
    print(f"\n── {path.stem.removeprefix('bench_')} ──")
    runpy.run_path(str(path), run_name="__main__")
