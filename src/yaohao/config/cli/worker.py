"""`yaohao worker`: works off the queue and winds the clock."""

import argparse
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections
from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.timers import TIMERS

PAUSE = 2.0  # seconds between two looks at an empty queue
TICK = timedelta(minutes=10)


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("worker", help=_("work off jobs and run the timers"))
    parser.add_argument(
        "--once", action="store_true", help=_("work off what waits, tick once, and end")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; SIGTERM ends it after the job in hand."""
    ticked = None
    while True:
        # The command takes the signals over and ends the process by itself when idle.
        call_command(
            "db_worker", batch=True, startup_delay=False, queue_name="*", reload=False, verbosity=0
        )
        if ticked is None or time.monotonic() - ticked >= TICK.total_seconds():
            for timer in TIMERS:
                timer.run()
            ticked = time.monotonic()
        if arguments.once:
            return 0
        close_old_connections()
        time.sleep(PAUSE)
