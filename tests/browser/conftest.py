"""The real product with the demo bureau behind a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from demo.__main__ import environment
from demo.bureaus import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visitor = Callable[[str], Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("a browser is not on this machine")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(QUIET))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the demo bureau, never served itself."""
    if made := os.environ.get("YAOHAO_TEST_DEMO"):  # scripts/test.py has loaded one
        return Path(made)
    home = tmp_path_factory.mktemp("demo")
    load = [sys.executable, "-m", "demo", "load", "--home", str(home)]
    subprocess.run(load, cwd=ROOT, env=os.environ | environment(home), check=True)
    return home


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a product of its own, with a demo bureau that no other file's journeys touch."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(demo, home, dirs_exist_ok=True)
    settings = os.environ | environment(home) | {"YAOHAO_STATIC": str(home / "static")}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [str(Path(sys.executable).parent / "yaohao"), "serve", "--port", port]
    server = subprocess.Popen(command, cwd=ROOT, env=settings)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the product did not start")


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visitor]:
    """`visit("city-clerk")` is that person's own browser, signed in; `visit("")` a stranger's."""
    contexts = []

    def come(username: str) -> Page:
        context = browser.new_context(base_url=site, locale="zh-CN", accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if username:
            page.goto("/accounts/sign-in/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url("**/desk/**")
        return page

    yield come
    for context in contexts:
        context.close()
