"""The fleet: workers that crawl, one writer that stores. Nothing else imports it."""
