"""The manual stays true: its pictures, its addresses and the words it says stand on the screen."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.urls import Resolver404, resolve
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "manual"
PAGES = {"zh": MANUAL / "registers.zh-Hans.md", "en": MANUAL / "registers.md"}
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
ADDRESS = re.compile(r"`(/[^`]*)`")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LARGEST = 120_000  # bytes


def text(language: str) -> str:
    return PAGES[language].read_text(encoding="utf-8")


@cache
def words() -> dict[str, frozenset[str]]:
    """Every text that a page can show, in both languages, without the marks of a template."""
    said: dict[str, set[str]] = {"en": set(), "zh": set()}
    for catalogue in (ROOT / "src").rglob("django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                said["en"].update(_texts(message.id))
                said["zh"].update(_texts(message.string))
    return {language: frozenset(found) for language, found in said.items()}


def _texts(told: str | tuple[str, ...] | list[str] | None) -> Iterator[str]:
    yield from (told,) if isinstance(told, str) else told or ()


@pytest.mark.parametrize("language", PAGES)
def test_every_picture_is_there_and_small(language: str) -> None:
    named = PICTURE.findall(text(language))
    assert len(named) == len(set(named)) >= 8
    assert set(named) == {path.name for path in MANUAL.glob("registers-*.png")}
    for name in named:
        assert (MANUAL / name).stat().st_size <= LARGEST, name
        with Image.open(MANUAL / name) as picture:
            assert picture.width == 1280, name


@pytest.mark.parametrize("language", PAGES)
def test_every_address_is_one_of_the_product(language: str) -> None:
    named = ADDRESS.findall(text(language))
    assert len(named) > 8
    for address in named:
        if address == "/…/":  # how an address is written
            continue
        try:
            resolve(address.replace("…", "1"))
        except Resolver404:
            pytest.fail(f"{address} is no page of the product")


@pytest.mark.parametrize("language", PAGES)
def test_every_word_in_bold_stands_on_a_screen(language: str) -> None:
    named = [word for word in BOLD.findall(text(language)) if word[-1] not in "。，."]
    assert len(named) > 8
    said = words()[language]
    assert sorted({word for word in named if word not in said} - {"粗体", "Bold"}) == []


def test_the_chinese_table_of_contents_leads_to_every_part() -> None:
    whole = text("zh")
    parts = [re.sub(r"[：、，]", "", part) for part in HEADING.findall(whole)]
    assert set(re.findall(r"\]\(#([^)]+)\)", whole)) == set(parts)


def test_the_browser_takes_every_picture() -> None:
    taken = (ROOT / "tests/browser/test_registers_manual.py").read_text(encoding="utf-8")
    kept = {f"registers-{name}.png" for name in re.findall(r"keep\(\w+, \"([\w-]+)\"", taken)}
    assert kept == set(PICTURE.findall(text("zh")))
