"""Trust: which pages are believed, and which of their lines are the site's own. Pure."""
