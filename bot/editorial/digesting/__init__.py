"""Digests, decided: which are due, what goes into them and why, who fell silent. Pure; takes `now`."""

from bot.editorial.digesting.compose import compose, wanted_by
from bot.editorial.digesting.due import check, coming, crons, due, plans
from bot.editorial.digesting.silence import silence

__all__ = ["check", "coming", "compose", "crons", "due", "plans", "silence", "wanted_by"]
