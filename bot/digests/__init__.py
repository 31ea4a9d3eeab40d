"""Digests, conducted: what is due → gather → compose → lay out → owe."""

from bot.digests.conductor import Digests
from bot.digests.gathering import Gathered, gather, of_cards, waiting_for
from bot.digests.page import Page, lay_out

__all__ = ["Digests", "Gathered", "Page", "gather", "lay_out", "of_cards", "waiting_for"]
