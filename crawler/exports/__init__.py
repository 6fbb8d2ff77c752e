"""One module per format that an archive or a conversation is handed out in."""
