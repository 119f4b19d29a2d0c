"""The option `--processes`."""

import argparse
import os


def option() -> argparse.ArgumentParser:
    """Return a parser to be named as parent of commands with much to compute."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--processes",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many work at once (default: as many as the machine has processors)",
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
