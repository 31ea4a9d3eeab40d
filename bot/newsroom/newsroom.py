"""The newsroom as a whole: loaded from its folder, then served."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.model.clock import Clock, SystemClock
from bot.newsroom.loading import read_mastheads, read_piece
from bot.newsroom.pieces import Masthead, Piece
from bot.newsroom.server import Server, serve


@dataclass(frozen=True, slots=True)
class Newsroom:
    mastheads: tuple[Masthead, ...]
    pieces: tuple[Piece, ...]

    @classmethod
    def load(cls, folder: Path) -> Newsroom:
        """Read `newsroom.toml` and every `.md` file of `folder`; the first mistake is raised as a `UsageError`."""
        mastheads = read_mastheads(folder / "newsroom.toml")
        return cls(mastheads, tuple(read_piece(path, mastheads) for path in sorted(folder.glob("*.md"))))

    @property
    def hosts(self) -> tuple[str, ...]:
        """Host names that it serves, in the file's order."""
        return tuple(masthead.host for masthead in self.mastheads)

    @property
    def length(self) -> timedelta:
        """From the start to the instant when everything is out."""
        return timedelta(seconds=max((version.at for piece in self.pieces for version in piece.versions), default=0))

    def serve(
        self, started: datetime, *, everything: bool = False, port: int = 0, clock: Clock | None = None
    ) -> AbstractAsyncContextManager[Server]:
        """Serve on `127.0.0.1:port` (0: any free port). `everything`: as if the last piece had come out at `started`."""
        opened = started - self.length if everything else started
        return serve(self.mastheads, self.pieces, started=opened, port=port, clock=clock or SystemClock())
