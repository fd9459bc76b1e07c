"""The egg for scrapyd, and nothing else: the project is run from its checkout (docs/operating.md, scrapyd)."""

import sys

from setuptools import find_packages, setup

# `pip install .` would leave out the locked dependencies, the templates and the launcher, and put packages called
# `output` and `crawler` into somebody's environment.
if not {"bdist_egg", "clean"} & set(sys.argv):
    sys.exit(
        "notices is not installed by pip: run it from its checkout. `make run` sets it up; the launcher `notices` "
        "in it works from any folder (ln -s). README.md says more."
    )

setup(
    name="notices",
    version="1.0",
    packages=find_packages(include=["crawler*", "pipelines*", "dedup*", "output*", "nouns*"]),
    package_data={"crawler": ["sites.toml", "read/*.tsv", "demo/*.css", "demo/texts/*"], "pipelines": ["*.tsv"]},
    entry_points={"scrapy": ["settings = crawler.settings"]},
)
