"""Sentences in Chinese and English, by code (spec/6-verification.md).

A sentence is chosen by a stable code and filled with values; programs use the code, people the
sentence. Languages are `zh` and `en`.
"""

import re
from collections.abc import Mapping

from fairdraw.messages.cosigning import COSIGNING, COSIGNING_FAULTS
from fairdraw.messages.engines import ENGINE_FAULTS
from fairdraw.messages.faults_draw import DRAW_FAULTS
from fairdraw.messages.faults_log import LOG_FAULTS
from fairdraw.messages.faults_rounds import ROUND_FAULTS
from fairdraw.messages.reports import CHECKS, LEVELS, NOTES, OUTCOMES, WHY

FAULTS: dict[str, tuple[str, str]] = {
    **LOG_FAULTS,
    **ROUND_FAULTS,
    **COSIGNING_FAULTS,
    **DRAW_FAULTS,
    **ENGINE_FAULTS,
}
"""Every fault code with its sentence in English and in Chinese."""

_PLACES = (
    (re.compile(r"\bline (\d+)"), r"第 \1 行"),
    (re.compile(r"\bentry (\d+)"), r"日志第 \1 条"),
    (re.compile(r"\bbyte (\d+)"), r"第 \1 字节"),
    (re.compile(r"\bseat (\d+)"), r"\1 号席"),
    (re.compile(r"\brow (\d+)"), r"第 \1 行"),
    (re.compile(r"\bround-(\d+)/"), r"第 \1 轮 "),
)


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def _pick(pair: tuple[str, str], values: Mapping[str, object], lang: str) -> str:
    return pair[1 if lang == "zh" else 0].format_map(_Known(values))


def place_text(place: str, lang: str) -> str:
    """Return a place in the words of a language."""
    if lang == "zh":
        for pattern, words in _PLACES:
            place = pattern.sub(words, place)
    return place


def fault_text(code: str, place: str, details: Mapping[str, object], lang: str) -> str:
    """Return the sentence for a fault: where, what is wrong, how to repair it."""
    sentence = _pick(FAULTS[code], details, lang)
    if not place:
        return sentence
    return f"{place_text(place, lang)}{'：' if lang == 'zh' else ': '}{sentence}"


def check_text(code: str, lang: str) -> str:
    """Return the title of a check."""
    titles, _ = CHECKS[code]
    return _pick(titles, {}, lang)


def passed_text(code: str, facts: Mapping[str, object], lang: str) -> str:
    """Return what a passed check found."""
    _, found = CHECKS[code]
    return _pick(found, facts, lang)


def note_text(code: str, facts: Mapping[str, object], lang: str) -> str:
    """Return the sentence of a note."""
    return _pick(NOTES[code], facts, lang)


def level_text(code: str, lang: str) -> str:
    """Return who could have steered a draw of this level of assurance."""
    return _pick(LEVELS[code], {}, lang)


def outcome_text(code: str, lang: str) -> str:
    """Return the last line of a report."""
    return _pick(OUTCOMES[code], {}, lang)


def why_text(kind: str, facts: Mapping[str, object], lang: str) -> str:
    """Return why a row was or was not drawn."""
    return _pick(WHY[kind], facts, lang)


def cosigning_text(kind: str, facts: Mapping[str, object], lang: str) -> str:
    """Return what the tool of a cosigning witness says."""
    return _pick(COSIGNING[kind], facts, lang)
