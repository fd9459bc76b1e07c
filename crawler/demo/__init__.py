"""The demo site `make run` crawls by default. In: texts/; out: HTTP on loopback. Knows no Scrapy."""
