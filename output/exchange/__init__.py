"""Exchange: what other programs read, and what is taken in from them."""
