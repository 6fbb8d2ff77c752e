"""How documents are asked for: who we say we are, whom we never ask, and how often."""
