"""Logs: one line an event, as text in a terminal and as JSON elsewhere; a secret's value never gets into one."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.app.settings.environment import Environment

_TOKEN = re.compile(r"(xox[a-z]-|xapp-)[\w-]+|(https://(?:hooks\.slack\.com|discord(?:app)?\.com/api/webhooks)/)\S+")
SHORTEST = 8
"""Characters of a secret that are worth hiding: a shorter one would strike out common words."""


class Secrets:
    """What no line may hold; more may become known while the service runs."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known: tuple[str, ...] = ()
        for secret in known:
            self.add(secret)

    def add(self, secret: str) -> None:
        if len(secret) >= SHORTEST and secret not in self._known:
            self._known = tuple(sorted((*self._known, secret), key=len, reverse=True))

    def struck_out(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, "…")
        return _TOKEN.sub(lambda match: f"{match[1] or match[2]}…", text)


_hidden = Secrets()
"""This process's, as the configuration of its logs is."""


def hide(secret: str) -> None:
    """Call it before a secret is first used that was not known at the start."""
    _hidden.add(secret)


def configure(environment: Environment, *, file: Path | None = None, level: int = logging.INFO) -> None:
    """Logs to standard error, or to `file` where a live terminal has the screen."""
    for secret in environment.secrets():
        hide(secret)
    stream: TextIO = file.open("a", encoding="utf-8", buffering=1) if file else sys.stderr
    text = file is None and stream.isatty()
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    last: Processor = plain if text else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,  # before the redaction: a traceback may quote a secret
            redactor(_hidden),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    # libraries log through the standard library: their warnings come along, redacted by the same rule
    handler = logging.StreamHandler(stream)
    handler.addFilter(_Redacting(_hidden))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(levelname)s %(name)s %(message)s", force=True)


def redactor(secrets: Secrets) -> Processor:
    def redact(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: _clean(value, secrets) for key, value in event.items()}

    return redact


def _clean(value: Any, secrets: Secrets) -> Any:
    if isinstance(value, dict):
        return {key: _clean(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, secrets) for inner in value]
    return secrets.struck_out(value) if isinstance(value, str) else value


class _Redacting(logging.Filter):
    def __init__(self, secrets: Secrets) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _clean(record.getMessage(), self._secrets), ()
        return True
