"""A real server in front of a real browser, on a world of one player."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from dashboard.doctor import find_browser
from dashboard.server import Address
from tests.pipeline.world import ARTICLE, SOURCE, world

HOSTILE = "<img src=x onerror=\"document.title='taken'\"> :red[红] **星** [链](https://example.org)"
"""Stands in a sentence of the article; the page must show it as it is."""


class Dashboard:
    """`baimo up` on a catalog that a test may edit."""

    def __init__(self, folder: Path) -> None:
        self.place = world(folder)
        self.player = self.place.catalog / "players" / "yunque-co.yml"
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.address = Address(port=free_port())
        text = ARTICLE.replace("参数量为70亿。", f"参数量为70亿，代号{HOSTILE}。")
        (self.place.corpora[0] / "yunque.txt").write_text(text, encoding="utf-8")
        source = SOURCE % hashlib.sha256(text.encode()).hexdigest()
        (self.place.catalog / "sources" / "morning.yml").write_text(source, encoding="utf-8")
        self.player.write_text(f"{self.player.read_text('utf-8')}    layers: general\n", encoding="utf-8")

    def url(self, page: str = "") -> str:
        return self.address.url + page

    def edit(self, old: str, new: str) -> None:
        text = self.player.read_text("utf-8")
        assert old in text
        self.player.write_text(text.replace(old, new, 1), encoding="utf-8")

    def start(self) -> None:
        place, log = self.place, self._log.open("ab")
        command = [sys.executable, "-m", "dashboard.cli", "up", "--catalog", place.catalog, "--corpus", place.corpora[0]]
        command += ["--port", str(self.address.port)]
        environment = os.environ | {"BAIMO_BUILD": str(place.out), "BAIMO_LANG": "zh"}
        # Away from the checkout: the options must come with the package, not from a folder that happens to be the current one.
        self._process = subprocess.Popen(
            [str(part) for part in command], stdout=log, stderr=subprocess.STDOUT, cwd=self._log.parent, env=environment
        )
        log.close()
        last = time.monotonic() + 60
        while not self.address.healthy():
            assert self._process.poll() is None, self._log.read_text("utf-8")
            assert time.monotonic() < last, "the server did not answer within a minute"
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=30)
            self._process = None

    def output(self) -> str:
        return self._log.read_text("utf-8")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Chromium or Chrome: the one that is there, else Debian's where this process may install it, else a failure that says what to do."""
    found = find_browser()
    installer = shutil.which("apt-get")
    if found is None and installer and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run([installer, "update"], check=False, capture_output=True)
        subprocess.run(
            [installer, "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], check=False, capture_output=True
        )
        found = find_browser()
    if found is None:
        pytest.fail("no Chromium or Chrome: install one (apt-get install chromium fonts-noto-cjk) or put its path into BROWSER_PATH")
    return found


@pytest.fixture(scope="session")
def browser(browser_path):
    expect.set_options(timeout=45_000)  # a loaded machine is slow, not broken
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    served = Dashboard(tmp_path_factory.mktemp("served"))
    served.start()
    yield served
    served.stop()
