"""The archive read again: what today's readers make of pages that came earlier, beside what is stored."""
