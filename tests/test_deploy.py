"""What stands in deploy/: the units are sound and tight, the egg runs from a real scrapyd, the files say what they should."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from servers import free_port

from crawler import settings
from crawler.demo.server import Demo
from crawler.run import job, watchdog

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
EXPOSURE = 1.1  # of 10; what systemd 252 says, and docs/operating.md

systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they are, but for the programs' paths: verify wants them to exist."""
    for unit in (DEPLOY / "systemd").iterdir():
        text = re.sub(r"^(Exec\w+=)\S+", r"\1/bin/true", unit.read_text(encoding="utf-8"), flags=re.M)
        (tmp_path / unit.name).write_text(text.replace("file:///opt/notices", "file:///usr"), encoding="utf-8")
    return tmp_path


@systemd
def test_systemd_has_nothing_to_say_against_the_units(installed):
    units = sorted(installed.iterdir())
    assert len(units) >= 4
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "notices" in line]
    assert (done.returncode, said) == (0, []), done.stderr


@systemd
@pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])
def test_the_units_are_as_little_exposed_as_documented(unit):
    line = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    said = subprocess.run(line, capture_output=True, text=True).stdout
    exposure = float(re.search(r"Overall exposure level for \S+: ([\d.]+)", said)[1])
    assert exposure <= EXPOSURE, said


def test_a_degraded_run_is_a_failure_to_systemd_and_a_held_lock_is_none():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "systemd" / "notices.service", encoding="utf-8")
    assert unit["Service"]["SuccessExitStatus"].split() == ["75"]
    assert unit["Unit"]["OnFailure"]


def test_the_service_manager_has_more_patience_than_the_watchdog_of_the_run():
    unit = (DEPLOY / "systemd" / "notices.service").read_text(encoding="utf-8")
    assert "Type=oneshot" not in unit  # its watchdog would be off
    minutes = int(re.search(r"^WatchdogSec=(\d+)min$", unit, re.M)[1])
    assert 60 * minutes > settings.WATCHDOG + watchdog.ABRUPT + job.TO_CLOSE


@pytest.mark.skipif(not shutil.which("logrotate"), reason="no logrotate here")
def test_logrotate_understands_its_file(tmp_path):
    rules = (DEPLOY / "logrotate").read_text(encoding="utf-8").replace("/var/log/notices", str(tmp_path))
    (tmp_path / "rules").write_text(re.sub(r"^\s*(su|create) .*\n", "", rules, flags=re.M), encoding="utf-8")
    (tmp_path / "rules").chmod(0o644)
    (tmp_path / "run.log").write_text("ok\n" * 1000, encoding="utf-8")
    line = ["logrotate", "--force", "--state", tmp_path / "state", tmp_path / "rules"]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "run.log.1").exists()


def test_cron_runs_under_the_lock_and_says_only_what_is_wrong():
    lines = [x for x in (DEPLOY / "cron").read_text(encoding="utf-8").splitlines() if x and x[0] not in "#"]
    jobs = [line for line in lines if not re.match(r"\w+=", line)]
    assert jobs and all(re.match(r"(\S+ ){5}\S", job) for job in jobs)
    assert "flock" not in "".join(jobs)  # scrapy run has a lock of its own, which a killed run does not leave behind


def test_what_the_container_copies_is_all_that_a_run_needs(tmp_path):
    copied = re.findall(r"^COPY (\S+) (\S+)$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.M)
    home = tmp_path / "opt"
    home.mkdir()
    for name, place in copied:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, home / place)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "run", "--demo", "inline"],
        cwd=home,
        env=environment | {"DATABASE": str(tmp_path / "notices.db")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "7 records" in done.stdout, done.stderr


# scrapyd ------------------------------------------------------------------------------------------------------------------


def scrapyd_python() -> str | None:
    """An interpreter that has scrapyd: ours, or the one the environment names."""
    for python in (os.environ.get("SCRAPYD_PYTHON"), sys.executable):
        if (
            python
            and subprocess.run([python, "-c", "import scrapyd, pkg_resources"], capture_output=True).returncode == 0
        ):
            return python
    return None


class Scrapyd:
    """A scrapyd on loopback with a folder of its own."""

    def __init__(self, python: str, folder: Path, environment: dict[str, str]) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        shipped = (DEPLOY / "scrapyd" / "scrapyd.conf").read_text(encoding="utf-8")
        mine = shipped.replace("/var/lib/scrapyd", str(folder)).replace("6800", str(port))
        (folder / "scrapyd.conf").write_text(mine, encoding="utf-8")
        line = [python, "-m", "scrapyd"]
        self.process = subprocess.Popen(
            line, cwd=folder, env=environment, stdout=(folder / "out").open("wb"), stderr=subprocess.STDOUT
        )

    def ask(self, page: str, data: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> dict:
        request = urllib.request.Request(f"{self.url}/{page}", data, {"Content-Type": kind})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def until_ready(self) -> None:
        for _ in range(300):
            try:
                assert self.ask("daemonstatus.json")["status"] == "ok"
                return
            except OSError:
                assert self.process.poll() is None
                time.sleep(0.2)
        raise AssertionError("scrapyd does not answer")

    def deploy(self, egg: Path) -> dict:
        edge = "----notices"
        fields = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("project", "notices"), ("version", "1"))
        )
        fields += f'--{edge}\r\nContent-Disposition: form-data; name="egg"; filename="notices.egg"\r\n\r\n'
        body = fields.encode() + egg.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        return self.ask("addversion.json", body, f"multipart/form-data; boundary={edge}")

    def run(self, **job: str) -> dict:
        told = self.ask(
            "schedule.json", urllib.parse.urlencode({"project": "notices", "spider": "listing", **job}).encode()
        )
        for _ in range(600):
            jobs = self.ask("listjobs.json?project=notices")
            if done := [job for job in jobs["finished"] if job["id"] == told["jobid"]]:
                return done[0]
            time.sleep(0.2)
        raise AssertionError(jobs)


@pytest.fixture
def scrapyd(tmp_path: Path, environment: dict[str, str]) -> Iterator[Scrapyd]:
    python = scrapyd_python()
    if python is None:
        pytest.skip("scrapyd is not installed: requirements-deploy.txt, or SCRAPYD_PYTHON=its interpreter")
    folder = tmp_path / "scrapyd"
    folder.mkdir()
    running = Scrapyd(python, folder, environment | {"SITES": str(tmp_path / "sites.toml")})
    running.python = python
    running.logs = folder / "logs"
    try:
        running.until_ready()
        yield running
    finally:
        running.process.terminate()
        running.process.wait(20)


@pytest.mark.soak
def test_the_egg_is_deployed_to_a_real_scrapyd_and_a_scheduled_job_fills_the_database(scrapyd, tmp_path, rows):
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "var", "tests", "bench", "build", "__pycache__"))
    subprocess.run(
        [scrapyd.python, "setup.py", "-q", "bdist_egg", "-d", tmp_path / "dist"],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (egg,) = (tmp_path / "dist").glob("*.egg")
    deployed = scrapyd.deploy(egg)
    assert deployed["status"] == "ok", deployed["message"]
    assert deployed["spiders"] == 1
    with Demo("linked") as demo:
        (tmp_path / "sites.toml").write_text(f'[demo]\nstart_urls = ["{demo.url}"]\ndelay = 0\n', encoding="utf-8")
        scrapyd.run(site="demo", setting="ALLOW_PRIVATE_ADDRESSES=1")
    log = "".join(path.read_text(encoding="utf-8") for path in scrapyd.logs.rglob("*.log"))
    assert rows("SELECT count(*) FROM notices") == [(8,)], log
    assert rows("SELECT count(*) FROM records") == [(7,)]
    assert rows("SELECT verdict, exit_code FROM runs") == [("ok", 0)]
    assert "verdict: ok" in log
