"""Asking at the terminal for what no option says."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: its option without dashes, its text, and the usual answer."""

    option: str
    text: str
    default: str = ""


def answer(question: Question, arguments: argparse.Namespace) -> str:
    """The option's value; else what the person types; else the usual answer, perhaps empty."""
    given = getattr(arguments, question.option.replace("-", "_"))
    if given is not None or not sys.stdin.isatty():
        return (given or question.default).strip()
    usual = f" [{question.default}]" if question.default else ""
    return input(f"{question.text}{usual}: ").strip() or question.default


def sections(pairs: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """`CODE=NAME` options as pairs; ValueError with the text that is none."""
    result = []
    for pair in pairs or ():
        code, equals, name = pair.partition("=")
        if not (code.strip() and equals and name.strip()):
            raise ValueError(pair)
        result.append((code.strip(), name.strip()))
    return tuple(result)
