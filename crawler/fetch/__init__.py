"""Fetch: requests and answers, within bounds and past the guard. Knows Scrapy; reads no page."""
