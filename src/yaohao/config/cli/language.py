"""The language of the terminal: Chinese unless the machine says otherwise."""

import codecs
import os

VARIABLES = ("YAOHAO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def wanted_language(encoding: str | None) -> str:
    """`zh-hans`, or `en` where the environment asks for it or Chinese cannot be printed."""
    for name in VARIABLES:
        value = os.environ.get(name, "").lower()
        if value.startswith("en"):
            return "en"
        if value.startswith("zh"):
            break
    return "zh-hans" if _prints_chinese(encoding) else "en"


def _prints_chinese(encoding: str | None) -> bool:
    try:
        "摇号".encode(codecs.lookup(encoding or "ascii").name)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
