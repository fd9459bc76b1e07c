"""Clean: from a notice to a notice. Pure functions, a concern a file; cleaning.py makes thin pipelines of them, which
count what they change."""
