"""The generated parts of README.md, between markers: `python -m tests.docs` writes them, `--check` fails when one is stale."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from bot.commands import all_commands
from bot.commands.reference import table
from bot.languages import texts

README = Path(__file__).resolve().parents[1] / "README.md"


def usage() -> str:
    """`briefbot --help` as it prints on a terminal of 100 columns, without colours."""
    from bot.cli import app

    result = CliRunner(env={"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}).invoke(app, ["--help"])
    text = re.sub(r"\x1b\[[0-9;]*m", "", result.output)
    return "```text\n" + "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n```"


PARTS: dict[str, Callable[[], str]] = {"commands": lambda: table(list(all_commands().values()), texts("en")), "usage": usage}


def renewed(text: str) -> str:
    for name, make in PARTS.items():
        begin, end = f"<!-- {name}: generated -->\n", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise SystemExit(f"README.md has no markers for {name}")
        text = f"{before}{begin}{make()}\n{end}{after}"
    return text


def main() -> None:
    old = README.read_text(encoding="utf-8")
    new = renewed(old)
    if "--check" in sys.argv[1:]:
        if old != new:
            raise SystemExit("README.md is stale: run `make docs`")
        return
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
