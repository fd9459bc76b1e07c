"""Runs a command where the network takes everything and answers nothing: `unshare -rn python swallowed.py COMMAND …`.

Every address leads to this machine, where what listens accepts and stays silent. A site of three notices that sets
cookies is served on loopback; its address stands for {SITE} in the command. Prints, as JSON, the command's exit status, its
seconds, and what was said to anybody else.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import threading
import time

from servers import Server

PORTS = (53, 80, 443, 853, 3128, 8080)
LONGEST = 60  # seconds
WORDS = ("园区道路改造工程开工", "标准厂房对外出租", "企业服务窗口迁址")


def site() -> dict[str, object]:
    cookie = {"Set-Cookie": "visit=1; path=/; domain=127.0.0.1"}
    rows = "".join(
        f'<li><a href="/a/{n}.html">{words}</a><span>2025-07-0{n + 1}</span></li>' for n, words in enumerate(WORDS)
    )
    pages: dict[str, object] = {"/list.html": (200, cookie, f"<ul>{rows}</ul>".encode())}
    for n, words in enumerate(WORDS):
        text = f"<h1>{words}</h1><p>{f'{words}，详情请向园区办公室第{n}组咨询。' * 8}</p>"
        pages[f"/a/{n}.html"] = (200, {"Set-Cookie": f"n{n}=1; path=/"}, text.encode())
    return pages


def listen(heard: list[str]) -> None:
    listening = {}
    for port in PORTS:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            end = socket.socket(socket.AF_INET, kind)
            end.bind(("0.0.0.0", port))
            if kind == socket.SOCK_STREAM:
                end.listen(50)
            listening[end] = port
    held = []
    while True:
        for end in select.select(list(listening), [], [])[0]:
            if end.type == socket.SOCK_DGRAM:
                data, _ = end.recvfrom(4096)
                heard.append(f"udp {listening[end]} {data[12:60]!r}")
            else:
                connection, _ = end.accept()
                heard.append(f"tcp {connection.getsockname()}")
                held.append(connection)


def main() -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "route", "add", "local", "default", "dev", "lo"], check=True)
    heard: list[str] = []
    threading.Thread(target=listen, args=(heard,), daemon=True).start()
    with Server(site()) as server:
        command = [word.replace("{SITE}", server.url) for word in sys.argv[1:]]
        begun = time.monotonic()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
            status, said = done.returncode, done.stdout + done.stderr
        except subprocess.TimeoutExpired:
            status, said = None, "still running"
    print(json.dumps({"status": status, "seconds": time.monotonic() - begun, "heard": heard, "said": said}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
