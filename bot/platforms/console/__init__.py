"""The console: the chat platform of a desk without tokens. Channels in a log of its own, shown in terminal and web page."""
