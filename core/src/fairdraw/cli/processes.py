"""The options `--processes` and `--engine`."""

import argparse
import os

from fairdraw.engines import NAMES


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


def engines() -> argparse.ArgumentParser:
    """Return a parser to be named as parent of commands that an engine may compute."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--engine",
        choices=NAMES,
        default=NAMES[0],
        help="where many rows are computed; all engines give the same result",
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
