"""Fetch: from a configured site to notices. Knows Scrapy; knows nothing of SQL or of merging."""

import sys
from pathlib import Path

# Scrapy puts the project's folder last: somebody's `output.py` on PYTHONPATH would be taken for ours.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
