"""Show: to people, on a terminal, in a report, in a browser."""
