"""What the server of forked.py imports once; no reactor is installed by any of it."""

import crawler.commands.run  # noqa: F401
import pipelines.cleaning
import pipelines.store  # noqa: F401
