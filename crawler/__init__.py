"""Fetch: from a configured site to notices. Knows Scrapy; knows nothing of SQL or of merging."""
