"""Cards, tables and lists become blocks here, once, in the reader's language, before any platform sees them. Pure."""
