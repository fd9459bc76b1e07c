"""Run: from a lock to a verdict, and what ends it."""
