"""The egg for scrapyd, and nothing else: the project is run from its checkout (docs/operating.md, scrapyd)."""

from setuptools import find_packages, setup

setup(
    name="notices",
    version="1.0",
    packages=find_packages(include=["crawler*", "pipelines*", "dedup*", "output*"]),
    package_data={"crawler": ["sites.toml", "*.tsv", "demo/*.css", "demo/texts/*"], "pipelines": ["*.tsv"]},
    entry_points={"scrapy": ["settings = crawler.settings"]},
)
