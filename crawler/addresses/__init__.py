"""Addresses: what a link means, which host is whose, what a name says a file is. Pure."""
