"""Keep and show: the SQLite file, its schema, and everything that reads it."""
