"""The spider: in comes a site of the sites file, out come notices and listing pages. Driven by data, not by code."""
