"""The spiders: one driven by `crawler/sites.toml`."""
