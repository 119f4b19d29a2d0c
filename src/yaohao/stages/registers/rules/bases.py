"""The articles of law that an item's text names, and how each stands on a day (articles 6 and 7).

A basis is an article of a law, with its paragraph where one is named. The edition in brackets
behind a law (2021修正) is no part of its name: an amendment is a day of the same law.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from yaohao.stages.registers.rules.numerals import chinese, number

ENDING_DAYS = 60  # before the last valid day, from which on a basis "ends soon"
LONGEST_LAW, LONGEST_ARTICLE = 200, 60  # characters
MOST_OF_A_RANGE = 60  # articles of "第六十二条至第六十五条"; of a longer one only both ends

_N = "[零〇一二三四五六七八九十百千0-9]{1,8}"
_AND = "[、，,和及与或]+"
_TO = "[至到—～~-]+"
_ARTICLE = re.compile(rf"第(?P<all>{_N}(?:(?:{_AND}|{_TO})第?{_N})*)条(?P<of>之{_N})?")
_PARAGRAPH = re.compile(rf"(?:{_AND})?第(?P<all>{_N}(?:{_AND}第?{_N})*)款")
_ONE_POINT = rf"第?[（(]?{_N}[）)]?"
_POINT = re.compile(rf"{_ONE_POINT}(?:{_AND}?{_ONE_POINT})*项(?:{_AND}{_ONE_POINT}项)*")
_EDITION = re.compile(r"（[^（）]*(?:修正|修订|年版|年|版)[^（）]*）$")
_STATE = "中华人民共和国"
_FOLDED = str.maketrans("０１２３４５６７８９", "0123456789")


class Named(NamedTuple):
    """A law without 《》 and one of its articles in Chinese numerals; empty: the law as a whole."""

    law: str
    article: str


class Flag(StrEnum):
    """What is to be seen to at a basis; the gravest first."""

    ENDED = "ended"
    NOT_YET = "not-yet"
    AMENDED = "amended"
    ENDING = "ending"


BROKEN = frozenset({Flag.ENDED, Flag.NOT_YET})  # nothing may be drawn on such a basis


@dataclass(frozen=True, slots=True)
class Force:
    """The days of a basis; `valid_to` is the last valid day."""

    valid_from: date | None = None
    valid_to: date | None = None
    amended_on: date | None = None

    def flag(self, since: date, on: date) -> Flag | None:
        """How it stands on a day for an item version that applies since `since`.

        A version that begins with the amendment or later was written in its knowledge.
        """
        if self.valid_to and self.valid_to < on:
            return Flag.ENDED
        if self.valid_from and self.valid_from > on:
            return Flag.NOT_YET
        if self.amended_on and since < self.amended_on <= on:
            return Flag.AMENDED
        if self.valid_to and (self.valid_to - on).days <= ENDING_DAYS:
            return Flag.ENDING
        return None


def bases_in(text: str) -> tuple[Named, ...]:
    """The articles named in the text of a basis, each once, in its order; empty: it names no law.

    What stands behind a law up to the next one belongs to it: 《…法》第六十五条、第六十六条第二款.
    """
    found: dict[Named, None] = {}
    for law, rest in _laws("".join(text.translate(_FOLDED).split())):
        for article in list(_articles(rest)) or [""]:
            found[Named(law, article[:LONGEST_ARTICLE])] = None
    return tuple(found)


def law_name(text: str) -> str:
    """A law by the name under which it is kept: no marks, no edition, no name of the state."""
    name = "".join(text.split()).strip("《》").replace("(", "（").replace(")", "）")
    name = _EDITION.sub("", name) or name
    return (name.removeprefix(_STATE) or name)[:LONGEST_LAW]


def covers(above: str, article: str) -> bool:
    """Whether an article is `above` or a part of it: 第七条 covers 第七条第二款, not 第七条之一."""
    rest = article.removeprefix(above)
    return not above or (article.startswith(above) and (not rest or rest.startswith("第")))


def _laws(text: str) -> Iterator[tuple[str, str]]:
    """Each law with the text behind it; marks within marks belong to the outer name."""
    names, depth, start, spans = [], 0, 0, []
    for place, sign in enumerate(text):
        if sign == "《":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif sign == "》" and depth:
            depth -= 1
            if not depth and law_name(text[start:place]):
                names.append(law_name(text[start:place]))
                spans.append((start - 1, place + 1))
    ends = [first for first, _last in spans[1:]] + [len(text)]
    for name, (_first, last), end in zip(names, spans, ends, strict=False):
        yield name, text[last:end]


def _articles(text: str) -> Iterator[str]:
    last: tuple[int, int] | None = None  # the article before: its number, where it ended
    for match in _ARTICLE.finditer(text):
        numbers = _numbers(match["all"])
        if last and re.fullmatch(_TO, text[last[1] : match.start()]):
            numbers = [*_between(last[0], numbers[0]), *numbers]
        *whole, final = [f"第{chinese(one)}条" for one in numbers]
        yield from whole
        final += match["of"] or ""
        parts, end = _parts(text, match.end())
        yield from (final + part for part in parts)
        last = numbers[-1], end


def _parts(text: str, start: int) -> tuple[list[str], int]:
    """The paragraphs and points behind an article; one empty part where none is named."""
    parts: list[str] = []
    place = start
    while match := _PARAGRAPH.match(text, place):
        parts += [f"第{chinese(one)}款" for one in _numbers(match["all"])]
        place = match.end()
    if point := _POINT.match(text, place):
        *before, last = parts or [""]
        return [*before, f"{last}{_point(point[0])}"], point.end()
    return parts or [""], place


def _point(text: str) -> str:
    return text if text.startswith("第") else f"第{text}"


def _numbers(text: str) -> list[int]:
    """`六十二、六十三`, `62至65`: every number of it."""
    found: list[int] = []
    joined = False
    for part in re.split(rf"({_AND}|{_TO})", text):
        if re.fullmatch(_TO, part):
            joined = True
        elif (one := part.removeprefix("第")) and not re.fullmatch(_AND, part):
            if joined and found:
                found += _between(found[-1], number(one))
            found.append(number(one))
            joined = False
    return found


def _between(first: int, last: int) -> range:
    inside = range(first + 1, last)
    return inside if len(inside) < MOST_OF_A_RANGE else range(0)
