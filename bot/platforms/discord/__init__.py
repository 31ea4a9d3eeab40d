"""Discord: blocks as layout views, commands as application commands, one client whose session is kept up."""

from bot.platforms.discord.client import point_at
from bot.platforms.discord.port import NAME
from bot.platforms.discord.session import Session

__all__ = ["NAME", "Session", "point_at"]
