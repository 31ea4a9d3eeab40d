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


def configure(environment: Environment, *, file: Path | None = None, level: int = logging.INFO) -> None:
    """Logs to standard error, or to `file` where a live terminal has the screen."""
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
            redactor(environment.secrets()),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    # libraries log through the standard library: their warnings come along, redacted by the same rule
    handler = logging.StreamHandler(stream)
    handler.addFilter(_Redacting(environment.secrets()))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(levelname)s %(name)s %(message)s", force=True)


def redactor(secrets: Iterable[str]) -> Processor:
    known = tuple(sorted((s for s in secrets if len(s) >= SHORTEST), key=len, reverse=True))

    def redact(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: _clean(value, known) for key, value in event.items()}

    return redact


def _clean(value: Any, secrets: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _clean(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, secrets) for inner in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, "…")
    return _TOKEN.sub(lambda match: f"{match[1] or match[2]}…", value)


class _Redacting(logging.Filter):
    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _clean(record.getMessage(), self._secrets), ()
        return True
