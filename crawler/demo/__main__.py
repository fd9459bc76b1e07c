"""`python -m crawler.demo`: the demo site for looking at in a browser, until Ctrl-C."""

import argparse
import threading

from crawler.demo.server import Demo
from crawler.demo.site import VARIANTS

parser = argparse.ArgumentParser(
    prog="python -m crawler.demo",
    description="Serve the demo site on loopback until Ctrl-C.",
    epilog="example: python -m crawler.demo --variant inline --port 8610",
)
parser.add_argument("--variant", choices=VARIANTS, default="linked", help="the listing to print")
parser.add_argument("--port", type=int, default=8610, help="default 8610; 0 takes a free one")
options = parser.parse_args()
try:
    with Demo(options.variant, options.port) as demo:
        print(f"{demo.url}  (Ctrl-C stops)", flush=True)
        threading.Event().wait()
except OSError as error:
    parser.exit(3, f"cannot serve on port {options.port}: {error}\n")
except KeyboardInterrupt:
    pass
