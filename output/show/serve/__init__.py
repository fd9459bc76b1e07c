"""The operators' pages: Datasette on the read-only database, with pages of our own where its tables do not answer."""
