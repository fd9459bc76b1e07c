"""Custom Scrapy commands (COMMANDS_MODULE): one file a verb, each a thin shell over the packages."""
