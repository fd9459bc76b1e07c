"""Where a list goes on."""
