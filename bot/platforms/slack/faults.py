"""What Slack's library raises, read: its code, its status, how long to wait."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from slack_sdk.errors import SlackApiError

from bot.model.errors import PlatformError

NO_TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "org_login_required"})
"""The workspace has taken our token away, or it never was one."""

LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

_PATIENCE = 30.0


def said(error: SlackApiError) -> str | None:
    """Slack's own word for it; None where no word of Slack's arrived, so that nobody knows what was done."""
    answer = error.response if isinstance(error.response, dict) else getattr(error.response, "data", None)
    told = answer.get("error") if isinstance(answer, dict) else None
    return str(told) if told else None


def code_of(error: SlackApiError) -> str:
    return said(error) or f"HTTP {status_of(error)}"


def status_of(error: SlackApiError) -> int:
    """0 where there is none. A body that is no JSON at all is handed on by the library as aiohttp's own response."""
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return int(status or 0)


def is_limited(error: SlackApiError) -> bool:
    return status_of(error) == HTTPStatus.TOO_MANY_REQUESTS or code_of(error) in LIMITED


def wait_of(error: SlackApiError) -> timedelta:
    """How long Slack wants to be left alone after `is_limited`."""
    headers = getattr(error.response, "headers", None) or {}
    try:
        return timedelta(seconds=float(headers.get("Retry-After", _PATIENCE)))
    except ValueError:
        return timedelta(seconds=_PATIENCE)


def no_token(workspace: str, reason: str) -> PlatformError:
    """What the admins are told of a workspace whose token is of no use."""
    return PlatformError("slack-token", workspace=workspace or "Slack", reason=reason)
