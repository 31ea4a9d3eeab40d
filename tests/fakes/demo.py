"""A copy of the demo's desk whose page takes any free port, so that tests may run side by side."""

from __future__ import annotations

import shutil
from pathlib import Path

CONFIG = Path(__file__).resolve().parents[2] / "config"


def demo_desk(folder: Path) -> Path:
    """Makes `folder` a desk that reads the demo's newsroom."""
    shutil.copytree(CONFIG / "demo", folder)
    for name in ("topics", "people", "places", "registers"):
        if not (folder / f"{name}.toml").exists():
            shutil.copy(CONFIG / f"{name}.toml", folder)
    desk = folder / "desk.toml"
    text = desk.read_text(encoding="utf-8").replace('inherit = ".."', "")
    desk.write_text(f"{text}\n[console]\nport = 0\n", encoding="utf-8")
    return folder
