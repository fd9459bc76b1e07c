"""Decide: from notices to records. Pure functions; SQL only in `index.py`; nothing of Scrapy."""

# Recorded with every decision; raised whenever the same two texts may be decided otherwise.
ENGINE = "pivot-1"
