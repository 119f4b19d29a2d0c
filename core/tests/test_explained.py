"""The worked example for lay readers is worked out right, in both languages."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["explained.md", "explained.zh-Hans.md"]


@pytest.mark.parametrize("name", PAGES)
def test_the_tickets_of_the_ten_firms_are_right(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    rows = [
        re.findall(r"[^|\s][^|]*[^|\s]|[^|\s]", line)
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    firms, secrets, _, tickets = rows[0][1:], rows[1][1:], rows[2], rows[3][1:]
    dice = int(re.findall(r"\*\*(\d\d)\*\*", text)[0])
    made = [f"{(int(secret) * dice + dice) % 100:02}" for secret in secrets]
    assert made == tickets
    lowest = sorted(zip(tickets, firms, strict=True))[:3]
    for ticket, firm in lowest:
        assert re.search(rf"{firm}[ （(]*{ticket}", text.replace(" (", "（"))
    assert f"{secrets[0]} × {dice}" in text
