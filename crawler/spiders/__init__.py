"""The spiders: one driven by the sites file."""
