"""Store: the one writer, and every table of the database."""
