"""The nouns: what all rooms speak of (Notice, ListingPage, Article, Listing). Imports nothing of ours."""
