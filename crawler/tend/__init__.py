"""Tending sites: probing, adding, checking, reading the archive again."""
