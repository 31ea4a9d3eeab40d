"""The console in a terminal: cards as they come, and a line to ask in."""
