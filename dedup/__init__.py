"""Decide: from notices to records. Pure functions; SQL only in `index.py`; nothing of Scrapy."""

import os

# numpy's linear algebra, which nothing here asks, starts a thread a processor, 0.1 s a process. Before numpy comes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Recorded with every decision; raised whenever the same two texts may be decided otherwise.
ENGINE = "pivot-12"
