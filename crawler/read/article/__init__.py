"""One article page: heading, labels, text, date, files."""
