"""The line: poll → what is new → fetch → condense → judge → store the card and owe its deliveries."""

from bot.intake.conductor import WANTED, Intake, Taken
from bot.intake.reading import PATIENCE, Patience, Workers

__all__ = ["PATIENCE", "WANTED", "Intake", "Patience", "Taken", "Workers"]
