"""Where people meet the bot. A platform renders blocks, turns what people do into command lines, implements the outbox's port."""
