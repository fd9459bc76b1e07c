"""Decide: from notices to records. Pure functions; SQL only in `index.py`; nothing of Scrapy."""

from dedup.process_wide import one_thread_of_linear_algebra

one_thread_of_linear_algebra()

# Recorded with every decision; raised whenever the same two texts may be decided otherwise.
ENGINE = "pivot-16"
