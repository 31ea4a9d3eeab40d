"""The demo's newsroom: a folder of articles served on loopback as the web sites and feeds of several outlets.

It publishes as a real press does: each piece comes out some seconds after the start, some are corrected later, one feed is cut
short, one page is gone. Nothing here knows of briefbot's fetcher; a client maps `Server.hosts` to `127.0.0.1:Server.port`.
"""

from bot.newsroom.newsroom import Newsroom
from bot.newsroom.server import Server

__all__ = ["Newsroom", "Server"]
