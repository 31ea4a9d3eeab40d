"""What comes in from outside: fetching, feeds, articles, OPML. The one room that speaks to the web."""
