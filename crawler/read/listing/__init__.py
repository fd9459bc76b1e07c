"""One listing page: its entries, and how many there should be."""
