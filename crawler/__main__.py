"""`python -m crawler`, which the launcher `notices` calls: Scrapy's command line; a misspelt command is refused."""

import sys
from pathlib import Path

from scrapy.cmdline import execute

from nouns.mistakes import guess

ours = sorted(path.stem for path in (Path(__file__).parent / "commands").glob("[a-z]*.py"))
scrapys = ("list", "settings", "version", "bench", "check", "edit", "genspider", "runspider", "startproject")
said = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
if said and said not in (*ours, *scrapys):
    print(f"notices: no such command: {said}{guess(said, ours) or '; there are ' + ', '.join(ours)}", file=sys.stderr)
    sys.exit(3)
sys.argv[0] = "scrapy"
execute()
