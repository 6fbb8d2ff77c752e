"""What happens to what was read, in order: cleaned, stored, joined by hops, acknowledged."""
