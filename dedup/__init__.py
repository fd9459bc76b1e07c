"""Decide: from notices to records. Pure functions; SQL only in `index.py`; nothing of Scrapy."""
