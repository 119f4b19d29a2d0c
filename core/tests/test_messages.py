"""Every code has a sentence in both languages, and every sentence a code."""

import re
import string
from pathlib import Path

import fairdraw
import pytest
from fairdraw.errors import Fault
from fairdraw.messages import FAULTS
from fairdraw.messages.reports import CHECKS, LEVELS, NOTES, OUTCOMES, WHY

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in Path(fairdraw.__file__).parent.rglob("*.py")
    if "messages" not in path.parts
]
QUOTED = {code for text in SOURCES for code in re.findall(r'"([a-z]+(?:-[a-z0-9]+)*)"', text)}
COMPOSED = {
    f"{kind}-{end}"
    for kind in ("pool", "round", "seal", "abort", "reveal")
    for end in ("missing", "second", "log")
}


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_fault_raised_has_a_sentence() -> None:
    raised = {code for text in SOURCES for code in re.findall(r'Fault\(\s*"([a-z0-9-]+)"', text)}
    assert len(raised) > 70
    assert raised <= set(FAULTS)


def test_every_sentence_can_be_raised() -> None:
    assert set(FAULTS) <= QUOTED | COMPOSED


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_both_languages_say_the_same_values(code: str) -> None:
    english, chinese = FAULTS[code]
    assert names(english) >= names(chinese) or names(chinese) >= names(english)
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)


def test_notes_outcomes_and_reasons_stand_in_both_languages() -> None:
    pairs = [*NOTES.values(), *OUTCOMES.values(), *WHY.values(), *LEVELS.values()]
    pairs += [pair for both in CHECKS.values() for pair in both[:1]]
    for english, chinese in pairs:
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert not re.search("[\u4e00-\u9fff]", english)


def test_a_place_is_said_in_the_reader_s_language() -> None:
    fault = Fault("row-duplicate", "pool.tsv line 7", id="A1")
    assert fault.text("en") == "pool.tsv line 7: the id A1 is there twice"
    assert fault.text("zh") == "pool.tsv 第 7 行：编号 A1 重复"
    assert str(fault) == fault.text("en")
