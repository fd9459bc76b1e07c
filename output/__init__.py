"""Keep and show: the SQLite file, its schema, and everything that reads it."""

import sys

# sqlite-utils imports pandas where that is installed, to know its type of dates: 66 MB and .4 s of every command.
if "pandas" not in sys.modules:
    sys.modules["pandas"] = None
    import sqlite_utils  # noqa: F401

    del sys.modules["pandas"]
