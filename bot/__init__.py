"""briefbot: a Discord and Slack bot that turns news on a desk's subject into briefing cards."""

__version__ = "0.1.0"
