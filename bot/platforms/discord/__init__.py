"""Discord: blocks as layout views, commands as application commands, one client whose session is kept up."""
