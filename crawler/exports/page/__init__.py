"""The parts of the HTML page that a conversation is shown on: picture, tables, thread."""
