"""The words of the trade, as frozen types. This room imports nothing of the house."""
