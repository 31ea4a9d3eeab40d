"""The app's whole definition for Slack, made from the declarations: `briefbot slack manifest` prints it."""

from __future__ import annotations

from typing import Any

from bot.languages.texts import Texts
from bot.platforms.slack import limits

READER, ADMIN = "/brief", "/briefadmin"
CONDENSE, ASK = "condense_link", "ask"
"""Callback ids of the shortcuts: on a message, and from everywhere."""

BOT_SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "canvases:read",
    "canvases:write",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "links:read",
    "links:write",
    "users:read",
)

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "link_shared", "message.im", "tokens_revoked")


_PROMPTS = ("latest", "figures", "help")


def manifest(say: Texts, *, url: str | None = None, domain: str | None = None) -> dict[str, Any]:
    """`url`: where the app listens in HTTP mode, without it Socket Mode is used; `domain`: whose links are unfurled."""
    events = {"bot_events": [name for name in EVENTS if domain or name != "link_shared"]}
    where = {"request_url": f"{url.rstrip('/')}/slack/events"} if url else {}
    options = {"message_menu_options_url": where["request_url"]} if url else {}
    links = {"unfurl_domains": [domain]} if domain else {}
    return {
        "display_information": {
            "name": "briefbot",
            "description": say.say("slack.manifest.description"),
            "background_color": "#1f2a44",
        },
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "briefbot", "always_online": True},
            "agent_view": {
                "agent_description": say.say("slack.manifest.description"),
                "suggested_prompts": [_prompt(name, say) for name in _PROMPTS],
            },
            "slash_commands": [_command(name, say, url) for name in (READER, ADMIN)],
            "shortcuts": [
                _shortcut(CONDENSE, "message", say),
                _shortcut(ASK, "global", say),
            ],
            **links,
        },
        "oauth_config": {
            "scopes": {"bot": list(BOT_SCOPES)},
            **({"redirect_urls": [f"{url.rstrip('/')}/slack/oauth_redirect"]} if url else {}),
        },
        "settings": {
            "event_subscriptions": where | events,
            "interactivity": {"is_enabled": True} | where | options,
            "org_deploy_enabled": url is not None,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": url is not None,
        },
    }


def _command(name: str, say: Texts, url: str | None) -> dict[str, Any]:
    key = f"slack.manifest.{name.removeprefix('/')}"
    told: dict[str, Any] = {
        "command": name,
        "description": say.say(f"{key}.description")[: limits.DESCRIPTION],
        "usage_hint": say.say(f"{key}.hint")[: limits.COMMAND_HINT],
        "should_escape": False,
    }
    return told | ({"url": f"{url.rstrip('/')}/slack/events"} if url else {})


def _prompt(name: str, say: Texts) -> dict[str, str]:
    key = f"slack.manifest.prompts.{name}"
    return {"title": say.say(f"{key}.title"), "message": say.say(f"{key}.message")}


def _shortcut(key: str, kind: str, say: Texts) -> dict[str, Any]:
    return {
        "name": say.say(f"slack.manifest.{key}.name")[: limits.TITLE],
        "type": kind,
        "callback_id": key,
        "description": say.say(f"slack.manifest.{key}.description"),
    }
