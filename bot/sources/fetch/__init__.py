"""The only door to the outside.

`Fetcher` asks; `guard` says which addresses may be connected to, `pace` how often a host is asked, `robots` what it allows,
`body` how much of an answer is read. Every failure is one `SourceError` whose code has its words in `texts.toml`.
"""

from bot.sources.fetch.answer import Fetched, Kind, Limits
from bot.sources.fetch.client import Fetcher, user_agent

__all__ = ["Fetched", "Fetcher", "Kind", "Limits", "user_agent"]
