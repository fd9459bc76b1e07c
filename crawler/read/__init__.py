"""Read: bytes to what a page says. Pure; runs in a process of its own (process.py)."""
