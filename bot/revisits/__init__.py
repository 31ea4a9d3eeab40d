"""Articles are read again after their cards were made: due → read → compare → renew the card and tell."""

from bot.revisits.conductor import AN_HOUR, Revisits

__all__ = ["AN_HOUR", "Revisits"]
