"""Slack: blocks as Block Kit, commands by socket or signed requests, one workspace or many, a session that is kept up."""

from bot.platforms.slack.port import NAME
from bot.platforms.slack.session import Session
from bot.platforms.slack.workspaces import Credentials

__all__ = ["NAME", "Credentials", "Session"]
