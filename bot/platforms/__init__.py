"""Where people meet the bot. A platform renders blocks, reads what people do as command lines, implements a port."""
