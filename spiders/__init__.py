"""Where requests are made: one thin spider per scope of a crawl."""
